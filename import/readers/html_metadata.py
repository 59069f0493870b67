"""What a web page says about itself: meta tags, JSON-LD, the canonical link."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from lacsec.db.text import clean

_META = {
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher"),
    "issued": (
        "article:published_time",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.issued",
        "citation_publication_date",
        "date",
        "pubdate",
    ),
    "authors": ("author", "article:author", "dc.creator", "citation_author"),
    "language": ("og:locale", "dc.language", "content-language"),
    "url": ("og:url",),
}
_LONGEST_JSON = 200_000  # characters
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_SITE = re.compile(r"\s+[|–—»·-]\s+[^|–—»·]{2,60}$")


def page_metadata(tree: LexborHTMLParser) -> dict[str, str]:
    """Title, publisher, issued, authors, language, url: those that the page gives."""
    metas = _metas(tree)
    linked = next(_linked_data(tree), {})
    found = {
        key: next((metas[name] for name in names if metas.get(name)), "")
        for key, names in _META.items()
    }
    found["title"] = found["title"] or _title(tree)
    found["issued"] = _day(_text(linked.get("datePublished"))) or _day(found["issued"])
    found["issued"] = found["issued"] or _time(tree)
    found["publisher"] = found["publisher"] or _text(linked.get("publisher"))
    found["authors"] = found["authors"] or _text(linked.get("author"))
    html = tree.css_first("html")
    stated = (html.attributes.get("lang") or "") if html is not None else ""
    found["language"] = stated or found["language"]
    canonical = tree.css_first('link[rel="canonical"]')
    address = (canonical.attributes.get("href") or "") if canonical is not None else ""
    found["url"] = address or found["url"]
    if not found["url"].startswith(("http://", "https://")):
        found["url"] = ""
    return {key: " ".join(clean(value).split()) for key, value in found.items() if value.strip()}


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("http-equiv")
        content = attributes.get("content")
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _title(tree: LexborHTMLParser) -> str:
    """The only top heading, else the page's title without the site's name."""
    heads = tree.css("h1")
    if len(heads) == 1 and heads[0].text(deep=True).strip():
        return heads[0].text(deep=True)
    node = tree.css_first("title")
    return _SITE.sub("", node.text(deep=True).strip()) if node is not None else ""


def _time(tree: LexborHTMLParser) -> str:
    """The first <time> of the page that names a day."""
    for node in tree.css("time[datetime]")[:3]:
        day = _day(node.attributes.get("datetime") or "")
        if day:
            return day
    return ""


def _day(text: str) -> str:
    match = _DAY.match(text.strip())
    return "-".join(part for part in match.groups() if part) if match else ""


def _linked_data(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that describe a text."""
    for node in tree.css('script[type="application/ld+json"]'):
        raw = node.text(deep=True)
        if len(raw) > _LONGEST_JSON:
            continue
        try:
            data = json.loads(raw)
        except (ValueError, RecursionError):
            continue
        entries = data.get("@graph", [data]) if isinstance(data, dict) else data
        for entry in entries if isinstance(entries, list) else []:
            if isinstance(entry, dict) and entry.get("datePublished"):
                yield entry


def _text(value: Any) -> str:
    """A name out of a JSON-LD value: a string, an object with a name, or a list of them."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return "; ".join(filter(None, (_text(item) for item in value[:20])))
    return value if isinstance(value, str) else ""

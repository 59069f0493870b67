"""What a web page says about itself: meta tags, JSON-LD, the canonical link, <time>."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from lacsec.importer.data import lexicon

# The names of meta tags by what they tell, the surest first.
_META = {
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher"),
    "issued": (
        "article:published_time",
        "og:published_time",
        "dcterms.issued",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.date",
        "dc.date",
        "citation_publication_date",
        "datepublished",
        "publish_date",
        "publication_date",
        "pubdate",
        "date",
    ),
    "authors": ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author"),
    "language": ("og:locale", "dc.language", "dcterms.language", "content-language"),
    "url": ("og:url", "dc.identifier", "dcterms.identifier"),
    "licence": ("dcterms.license", "dc.rights", "dcterms.rights"),
}
_LONGEST_JSON = 200_000  # characters
_DAY = re.compile(r"(\d{4})(?:[-/](\d\d)(?:[-/](\d\d))?)?(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_SITE = re.compile(r"\s+[|–—»·-]\s+[^|–—»·]{2,60}$")
_TIMES = 'time[itemprop="datePublished"], time[pubdate], time.published, time.entry-date'


def page_metadata(tree: LexborHTMLParser) -> dict[str, str]:
    """Title, publisher, issued, authors, language, url, licence; "" where the page is silent."""
    metas = _metas(tree)
    linked = next(_linked_data(tree), {})
    found = {
        key: next((metas[name] for name in names if metas.get(name)), "")
        for key, names in _META.items()
    }
    found["title"] = _title(tree, found["title"] or _text(linked.get("headline")))
    found["issued"] = (
        _day(_text(linked.get("datePublished"))) or _day(found["issued"]) or _time(tree)
    )
    html = tree.css_first("html")
    stated = (html.attributes.get("lang") or "") if html is not None else ""
    found["language"] = stated or found["language"] or _text(linked.get("inLanguage"))
    found["url"] = _address(tree, found["url"] or _text(linked.get("url")))
    found["publisher"] = (
        _of_host(found["url"]) or found["publisher"] or _text(linked.get("publisher"))
    )
    authors = found["authors"] or _text(linked.get("author"))
    found["authors"] = "" if authors.startswith(("http://", "https://")) else authors
    return found


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = (
            attributes.get("property")
            or attributes.get("name")
            or attributes.get("itemprop")
            or attributes.get("http-equiv")
        )
        content = attributes.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content)
    return found


def _title(tree: LexborHTMLParser, stated: str) -> str:
    """The only top heading, else what is stated, else the page's title; without the site's name."""
    heads = [node for node in tree.css("h1") if node.text(deep=True).strip()]
    if len(heads) == 1:
        return heads[0].text(deep=True)
    node = tree.css_first("head title")
    return _SITE.sub("", stated.strip() or (node.text(deep=True).strip() if node else ""))


def _time(tree: LexborHTMLParser) -> str:
    """The day of a <time> that says it is the publication, else the first one of the page."""
    for selector in (_TIMES, "time[datetime]"):
        node = tree.css_first(selector)
        day = _day(node.attributes.get("datetime") or node.text(deep=True)) if node else ""
        if day:
            return day
    return ""


def _day(text: str) -> str:
    text = text.strip()
    match = _DAY.match(text)
    if match is not None:
        return "-".join(part for part in match.groups() if part)
    match = _DAY_FIRST.match(text)
    return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match is not None else ""


def _address(tree: LexborHTMLParser, stated: str) -> str:
    node = tree.css_first('link[rel="canonical"]')
    linked = (node.attributes.get("href") or "") if node is not None else ""
    return next((a for a in (linked, stated) if a.startswith(("http://", "https://"))), "")


def _of_host(address: str) -> str:
    """The publisher whose host it is, by the longest name that fits; "" for a host not known."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    place = (parts.hostname or "").removeprefix("www.") + parts.path
    host = place.split("/", 1)[0]
    names: dict[str, str] = lexicon("publishers")["hosts"]
    fitting = [
        name
        for name in names
        if place == name or place.startswith(f"{name}/") or host.endswith(f".{name}")
    ]
    return names[max(fitting, key=len)] if fitting else ""


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
        if isinstance(value, dict | list):  # no names within names
            return ""
    if isinstance(value, list):
        return "; ".join(filter(None, (_text(v) for v in value[:20] if not isinstance(v, list))))
    return value if isinstance(value, str) else ""

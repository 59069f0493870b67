"""What a document says about itself: title, publisher, issue date, language, address.

What the file states (front matter, meta tags) is taken at its word; the rest is read off the
text, and left open where the text does not say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lacsec.db.edtf import parse
from lacsec.importer.data import lexicon
from lacsec.importer.dates.found import Dated, Dates
from lacsec.importer.structure.language import LANGUAGES
from lacsec.importer.structure.text import Placed, Text

_HOST = re.compile(r"(?:https?://|www\.|@)([\w.-]{3,80}\.[a-z]{2,6}(?:/[\w-]{1,30})?)")
_RIGHTS = re.compile(r"(?:©|copyright|\(c\))[^\n]{0,60}?((?:19|20)\d\d)\b")
_LONGEST_TITLE = 200
_DATELINE = 45  # characters: a block that says nothing but when
_OPENING_BLOCKS = 6
_NEWS = 6_000  # characters: a longer text speaks of more than the news of the day


def title_of(text: Text, stated: Mapping[str, str]) -> str:
    """The stated title, else the first heading, else the opening words."""
    if stated.get("title"):
        return stated["title"]
    headings = [b for b in text.blocks if b.kind == "heading"]
    top = next((b for b in headings if b.level <= 1), headings[0] if headings else None)
    first = top or next(iter(text.blocks), None)
    if first is None:
        return "Untitled"
    words = text.value[first.start : first.end].strip()
    return words if len(words) <= _LONGEST_TITLE else words[: _LONGEST_TITLE - 1].rstrip() + "…"


def publisher_of(text: Text, stated: Mapping[str, str]) -> str | None:
    """The stated publisher, else who stands behind the addresses the text gives as its own."""
    if stated.get("publisher"):
        return stated["publisher"]
    hosts = lexicon("publishers")["hosts"]
    found: list[tuple[int, str]] = []
    for match in _HOST.finditer(text.folded):
        host = match[1].rstrip(".")
        names = [key for key in hosts if _is_under(host, key)]
        if names:
            best = max(names, key=lambda key: (len(key), key))
            found.append((len(best), hosts[best]))
    services = [
        name
        for sign, name in lexicon("publishers")["sections"].items()
        if sign in text.folded[:2000]
    ]
    if services:
        return str(services[0])
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _is_under(host: str, key: str) -> bool:
    host = host.removeprefix("www.")
    return host == key or host.split("/")[0].endswith("." + key) or host.split("/")[0] == key


def issued_of(text: Text, stated: Mapping[str, str], dates: Dates) -> str | None:
    """EDTF: stated, else a dateline, else the year of the rights, else the day of the news."""
    given = stated.get("issued", "")
    if parse(given) is not None:
        return given
    for block in text.blocks[:_OPENING_BLOCKS]:
        dated = _only_date(block, dates)
        if dated is not None:
            return dated.edtf
    rights = [match[1] for match in _RIGHTS.finditer(text.folded)]
    if rights:
        return rights[-1]
    if len(text.value) > _NEWS:
        return None
    days = [d for d in dates.found if d.source == "stated" and len(d.edtf) >= len("2025-03")]
    opening = [d for d in days if text.sentence_at(d.start).block <= _OPENING_BLOCKS]
    return f"{opening[0].edtf[:7]}?" if opening else None


def _only_date(block: Placed, dates: Dates) -> Dated | None:
    """The date of a block that holds nothing else worth mentioning ("Brussels, 3 March 2022")."""
    if block.end - block.start > _DATELINE:
        return None
    found = dates.within(block.start, block.end)
    if len(found) != 1 or "/" in found[0].edtf:
        return None
    return found[0] if found[0].end - found[0].start >= 0.4 * (block.end - block.start) else None


def stated_language(stated: Mapping[str, str]) -> str | None:
    """The stated language where it is one of the four that are read, by its first letters."""
    code = stated.get("language", "").lower().replace("_", "-").split("-")[0]
    return code if code in LANGUAGES else None

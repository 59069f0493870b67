"""What a document says about itself: title, publisher, issue date, language, address.

What the file states (front matter, meta tags) is taken at its word; the rest is read off the
text, where it stands in a place that says so: a dateline, a "published on", a line of its own.
Where the text does not say, the answer is open: a wrong date is worse than none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from lacsec.db.edtf import parse
from lacsec.db.text import fold
from lacsec.importer.data import lexicon, words
from lacsec.importer.dates.found import Dated, Dates
from lacsec.importer.structure.language import LANGUAGES
from lacsec.importer.structure.text import Placed, Text

_HOST = re.compile(r"(?:https?://|www\.|@)([\w.-]{3,80}\.[a-z]{2,6}(?:/[\w-]{1,30})?)")
_RIGHTS = re.compile(r"(?:©|copyright|\(c\))[^\n]{0,60}?((?:19|20)\d\d)\b")
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]{4,300}")
_STOP = re.compile(r"[.!?…]\s*$")
_LONGEST_TITLE = 200
_DATELINE = 80  # characters: a block that says little but where and when
_HEAD, _TAIL = 6, 14  # blocks at the two ends in which a document speaks of itself
_OPENING = 70  # characters of a paragraph in which a dateline stands
_CONTACT = 160  # characters of a line that gives an address
_GENERIC = 4  # words: a title in capitals so short says only what kind of document it is


def title_of(text: Text, stated: Mapping[str, str]) -> str:
    """The stated title, else the line at the top, else the first heading or opening words."""
    if stated.get("title"):
        return stated["title"]
    first = _top_line(text)
    if first is None:
        return "Untitled"
    title = text.value[first.start : first.end].strip()
    following = text.blocks[first.number + 1 : first.number + 2]
    if following and following[0].kind == "heading" and _says_only_what(title):
        title = f"{title}: {text.value[following[0].start : following[0].end].strip()}"
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"


def _says_only_what(title: str) -> bool:
    return title.isupper() and len(title.split()) <= _GENERIC and ":" not in title


def _top_line(text: Text) -> Placed | None:
    """The title stands at the top; a heading of the first level may stand below a dateline."""
    headings = [block for block in text.blocks if block.kind == "heading"]
    top = next((block for block in headings if block.level <= 1), None)
    first = next(iter(text.blocks), None)
    if top is not None or first is None:
        return top
    words_of_first = text.value[first.start : first.end]
    short = len(words_of_first) <= _LONGEST_TITLE and not _STOP.search(words_of_first)
    if first.kind in ("paragraph", "heading") and short:
        return first
    return headings[0] if headings else first


def publisher_of(text: Text, stated: Mapping[str, str]) -> str | None:
    """The stated publisher, else who signs a line of its own, else whose address is given."""
    if stated.get("publisher"):
        return stated["publisher"]
    table = lexicon("publishers")
    opening = text.folded[:2000]
    named = next((str(name) for sign, name in table["sections"].items() if sign in opening), None)
    return named or _signed(text) or _by_address(text)


def _signed(text: Text) -> str | None:
    """A short line near the top that is nothing but the name of a press office."""
    signs = tuple(fold(sign) for sign in words("publishers", "lines", "begin"))
    for block in text.blocks[1:_HEAD]:
        folded = text.folded[block.start : block.end]
        if len(folded) <= _CONTACT and folded.startswith(signs) and not _STOP.search(folded):
            return text.value[block.start : block.end].strip()
    return None


def _by_address(text: Text) -> str | None:
    """Whose hosts stand in the contact lines at the two ends; none where several do."""
    hosts = lexicon("publishers")["hosts"]
    found: Counter[str] = Counter()
    for block in (*text.blocks[:_HEAD], *text.blocks[max(_HEAD, len(text.blocks) - _TAIL) :]):
        if block.end - block.start > _CONTACT or block.role == "references":
            continue
        for match in _HOST.finditer(text.folded, block.start, block.end):
            host = match[1].rstrip(".")
            keys = [key for key in hosts if _is_under(host, key)]
            if keys:
                found[hosts[max(keys, key=lambda key: (len(key), key))]] += 1
    ranked = found.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _is_under(host: str, key: str) -> bool:
    host = host.removeprefix("www.")
    return host == key or host.split("/")[0].endswith("." + key) or host.split("/")[0] == key


def issued_of(text: Text, stated: Mapping[str, str], dates: Dates) -> str | None:
    """EDTF: stated, else a dateline or "published on", else the year of the rights."""
    given = stated.get("issued", "").strip()
    if parse(given) is not None:
        return given
    told = _dateline(text, dates) or _published(text, dates)
    if told is not None:
        return told.edtf
    rights = [match[1] for match in _RIGHTS.finditer(text.folded)]
    return max(rights) if rights else None


def _dateline(text: Text, dates: Dates) -> Dated | None:
    """The date of a line of its own near the top, or of the place and date before the news."""
    for block in text.blocks[:_HEAD]:
        found = [d for d in dates.within(block.start, block.end) if d.source == "stated"]
        if not found or "/" in found[0].edtf or len(found[0].edtf) < len("2025-03"):
            continue
        first = found[0]
        length = block.end - block.start
        alone = length <= _DATELINE and len(found) == 1 and _little_else(text, block, first)
        if alone or _opens(text, block, first):
            return first
    return None


def _little_else(text: Text, block: Placed, dated: Dated) -> bool:
    """Whether a short block holds a place, a kind of document, a time, and no sentence."""
    before = text.value[block.start : dated.start].rstrip()
    after = text.value[dated.end : block.end].strip()
    if len(after) > 12 or (block.kind == "heading" and block.number == 0):
        return False
    if not before:
        return True
    lead = text.value[block.start : dated.lead].rstrip()
    named = not lead or lead[-1] in ",;:|–—-(•" or _is_published(text, block.start, dated)
    return named or (len(lead.split()) <= _GENERIC and lead.istitle())


def _opens(text: Text, block: Placed, dated: Dated) -> bool:
    """ "Quito, 3 de marzo de 2022.- …", "São Paulo, 3 de abril – …", "(Madrid, 19/02/2021)"."""
    if block.kind not in ("paragraph", "quote") or dated.end - block.start > _OPENING:
        return False
    lead = text.value[block.start : dated.lead].strip()
    after = text.value[dated.end : dated.end + 3].lstrip()
    if not after.startswith((".", "–", "—", "-", ":", ")", "(")):
        return False
    place = lead.strip("(*,–—- ")
    if not place:
        return after.startswith((".-", ". -", "–", "—", "-", ":"))
    return lead.endswith((",", "(", "–", "—", "-")) and place[:1].isupper() and len(place) <= 45


def _published(text: Text, dates: Dates) -> Dated | None:
    """The date behind "published on", "Fecha:" and the like at one of the two ends."""
    ends = (*text.blocks[:_HEAD], *text.blocks[max(_HEAD, len(text.blocks) - _TAIL) :])
    for block in ends:
        for dated in dates.within(block.start, block.end):
            if "/" not in dated.edtf and _is_published(text, block.start, dated):
                return dated
    return None


@cache
def _cues() -> tuple[str, ...]:
    return tuple(fold(cue) for cue in words("publishers", "issued"))


def _is_published(text: Text, start: int, dated: Dated) -> bool:
    """Whether a cue of publication stands right before a date, and at the head of its line."""
    before = text.folded[max(start, dated.start - 40) : dated.start].rstrip(" :,")
    for cue in _cues():
        if before.endswith(cue):
            head = before[: -len(cue)].rstrip()
            return not head or head[-1] in ".|,;–-(•"
    return False


def url_of(text: Text, stated: Mapping[str, str]) -> str | None:
    """The stated address, else one that a line of its own gives as the source of the document."""
    if stated.get("url"):
        return stated["url"]
    signs = tuple(fold(sign) for sign in words("publishers", "addresses", "before"))
    for block in (*text.blocks[:_HEAD], *text.blocks[max(_HEAD, len(text.blocks) - _TAIL) :]):
        match = _ADDRESS.search(text.value, block.start, block.end)
        if match is None or block.role == "references":
            continue
        before = text.folded[block.start : match.start()].strip(" :<(")
        if before in signs and text.value[match.end() : block.end].strip(" .>)") == "":
            return match[0].rstrip(".,;")
    return None


def stated_language(stated: Mapping[str, str]) -> str | None:
    """The stated language where it is one of the four that are read, by its first letters."""
    code = stated.get("language", "").lower().replace("_", "-").split("-")[0]
    return code if code in LANGUAGES else None

"""Dates in lines that are no sentences: rows of tables, "label: date", the head of a report."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import cast

from lacsec.db.model import DateRole
from lacsec.db.text import fold
from lacsec.importer.data import lexicon, words
from lacsec.importer.dates.found import Dated
from lacsec.importer.events.phrases import EDGES
from lacsec.importer.events.scan import scan
from lacsec.importer.events.triggers import Row
from lacsec.importer.events.view import Draft, Line, View
from lacsec.importer.reading import ReadDocument
from lacsec.importer.structure.text import Placed, Sentence

_HEAD = 6  # blocks at the top in which a report says where and when the meeting was
_LONGEST_LABEL, _LONGEST_HEAD = 110, 80  # characters
_LONGEST_ENTRY = 220  # characters of an entry in a chronology
_FEWEST_LETTERS = 4
_NAME_WORDS, _PLACE_WORDS = 6, 4  # words at most
_SPAN_TOLD = 40  # characters between a label and its years: "Duration: 48 months (2021-2025)"
_MEETINGS = ("meeting", "conference", "operation", "election", "visit")


@cache
def _columns() -> dict[str, str]:
    table = lexicon("events")["columns"]
    return {fold(word): role for role, found in table.items() for word in found}


def in_row(view: View, dated: Dated) -> Line | None:
    """A date in a cell of its own: what the row is about, in the role that its column says."""
    cells = view.block.cells
    number = next((i for i, (a, b) in enumerate(cells) if a <= dated.start < b), None)
    if number is None or number == 0 or not _alone(view, dated, *cells[number]):
        return None
    start, end = cells[0]
    name = view.text(start, end).strip(EDGES)
    if not name:
        return None
    head = view.block.columns[number] if number < len(view.block.columns) else ""
    period = "/" in dated.edtf
    role = _columns().get(fold(head).strip(" .:"))
    if role in (None, "happened", "period") and (line := _keyed(view, name, period=period)):
        return line
    row = next(iter(_hits_of(view, head)), None)
    if role is None and row is None and not period:
        return None
    said = _said(role, period=period, row=row)
    plain = period or role in ("period", "happened")
    title = name if plain else f"{name}: {head.strip().lower()}"
    return Line(title, said, row.kind if row and not plain else _kind(said), start, end)


def _said(role: str | None, *, period: bool, row: Row | None) -> DateRole:
    if period:
        return "period"
    if role in ("start", "end", "signature", "launch"):
        return cast(DateRole, role)
    return row.role if row is not None and role is None else "happened"


def _keyed(view: View, name: str, *, period: bool) -> Line | None:
    """A row of a fact sheet: "Start | May 2019", "Signature of the contract | 3 June 2018"."""
    start, end = view.block.cells[0]
    key = _columns().get(fold(name).strip(" .:"))
    if key is not None:
        said = _said(key, period=period, row=None)
        return Line(name, said, _kind(said), start, end, bare=True)
    row = next(iter(_hits_of(view, name)), None)
    if row is None:
        return None
    return Line(_without_date_word(name), "period" if period else row.role, row.kind, start, end)


def _hits_of(view: View, words: str) -> list[Row]:
    """What the triggers in a cell or a header mean."""
    found = scan(words, 0, len(words), view.read.text.language)
    return [hit.form.row for hit in found.hits if not hit.form.row.trend]


def _kind(role: str) -> str:
    return role if role in ("start", "end", "signature", "launch") else "other"


def _alone(view: View, dated: Dated, start: int, end: int) -> bool:
    rest = view.text(start, dated.lead) + view.text(dated.end, end)
    return len(rest.strip(EDGES + "()?*")) <= 3


def labelled(view: View, dated: Dated) -> Line | None:
    """A line that holds a label and its date: "Entry into force: 3 May 2019"."""
    start = view.sentence.start
    parts = _label_and_rest(view, dated)
    if parts is None or len(view.dates) > 1 or _is_dateline(parts[0]):
        return None
    label, rest = parts
    role = _columns().get(fold(label))
    after = view.text(dated.end, view.sentence.end).strip(EDGES + ")")
    if (after and not after.startswith("(")) or not _fits(rest, role, dated):
        return None
    hits = [h for h in view.scan.within(start, dated.start) if not h.form.row.trend]
    row = hits[0].form.row if hits else None
    since = label.rsplit(" ", 1)[-1].lower() in view.scan.cues.since
    said = _said(role, period="/" in dated.edtf, row=row)
    if role == "period" and dated.modifier == "until":
        said = "end"
    title = label.rsplit(" ", 1)[0] if since else _without_date_word(label)
    place = rest.strip(EDGES) if rest.rstrip().endswith(",") else ""
    title = f"{title} ({place})" if place else title
    kind = row.kind if row else _kind(said)
    return Line(title, said, kind, start, dated.start, bare=role is not None, since=since)


def _label_and_rest(view: View, dated: Dated) -> tuple[str, str] | None:
    """What stands before the colon of a line, and between it and the date.

    Years alone may stand behind a dash: "TRILHO – January 2022 to June 2024".
    """
    before = view.text(view.sentence.start, dated.lead).rstrip()
    label, colon, rest = before.partition(":")
    if not colon and "/" in dated.edtf and before.endswith(("–", "—", " -")):
        label, colon, rest = before.rstrip(" -–—"), "–", ""
        if len(label.split()) > _NAME_WORDS:
            return None
    label = label.strip(EDGES)
    return (label, rest) if colon and 3 <= len(label) <= _LONGEST_LABEL else None


def _fits(rest: str, role: str | None, dated: Dated) -> bool:
    """Nothing between label and date, a place, or how long a period is."""
    told = rest.strip()
    if not told or (told.endswith(",") and len(told.split()) <= _PLACE_WORDS):
        return True
    lasting = "/" in dated.edtf or dated.modifier in ("until", "since")
    return role == "period" and lasting and len(rest) <= _SPAN_TOLD


def chronicle(view: View, dated: Dated) -> Line | None:
    """A line of a chronology: "April 2022: mid-term review", "1998. Creation of the network."."""
    start, end = view.sentence.start, view.sentence.end
    if view.text(start, dated.lead).strip(EDGES):
        return None
    if not view.text(dated.end, end).strip(EDGES + "()"):
        return _next_sentence(view, dated)
    rest = view.text(dated.end, end)
    told = rest.lstrip()
    place, colon, entry = told.partition(":")
    if place.startswith(",") and colon and len(place.split()) <= _PLACE_WORDS:
        told = f":{entry}"  # "12 June 2023, Lima: first committee"
    if not told.startswith((":", "–", "—", "- ")) or len(rest) > _LONGEST_ENTRY:
        return None
    if len(view.dates) > 1 or _is_sentence(view):
        return None  # its verb tells more
    return _entry(view, told.strip(EDGES), dated.end, end)


def _next_sentence(view: View, dated: Dated) -> Line | None:
    """The sentence behind a date that stands alone at the head of a paragraph."""
    text = view.read.text
    following = text.sentences[view.sentence.number + 1 : view.sentence.number + 2]
    alone = view.sentence.start == view.block.start and dated == view.dates[-1]
    if not following or following[0].block != view.sentence.block or not alone:
        return None
    if dated.edtf == view.read.document.issued:
        return None
    start, end = following[0].start, following[0].end
    return _entry(view, text.value[start:end].strip(EDGES), start, end)


def _entry(view: View, title: str, start: int, end: int) -> Line | None:
    hits = [h for h in view.of(start, end).hits if not h.form.row.trend]
    row = next((h.form.row for h in hits if h.noun), hits[0].form.row if hits else None)
    planned = any(h.form.row.role == "planned" for h in hits)
    role: DateRole = "planned" if planned else row.role if row else "happened"
    if "/" in view.dates[0].edtf and not planned:
        role = "period"
    dateline = view.block.number < _HEAD and view.dates[0].edtf == view.read.document.issued
    if dateline or sum(sign.isalpha() for sign in title) < _FEWEST_LETTERS:
        return None
    return Line(title, role, row.kind if row else "other", start, end, entry=True)


def marked(read: ReadDocument, dated: Dated, before: Sentence) -> Sentence | None:
    """The list item whose marker is a date ("1998. Creation of …"), with the marker in it."""
    text = read.text
    if dated.start < before.end or before.number + 1 >= len(text.sentences):
        return None
    item = text.sentences[before.number + 1]
    block = text.block_of(item)
    if block.marker is None or dated.end > item.start or block.kind != "list_item":
        return None
    return replace(item, start=dated.start)


def _is_sentence(view: View) -> bool:
    found = view.scan
    helped = any(word.text in found.cues.finite for word in found.words)
    return helped or any(
        hit.form.tense in ("past", "future", "pres") and found.aside(hit.start) is None
        for hit in found.hits
    )


def _is_dateline(label: str) -> bool:
    folded = fold(label)
    return folded in _datelines() or folded.rpartition(". ")[2] in _datelines()


@cache
def _datelines() -> frozenset[str]:
    return frozenset(fold(word) for word in words("events", "datelines", "all"))


def _without_date_word(label: str) -> str:
    """ "Date of adoption" → "Adoption"."""
    folded = fold(label)
    for opener in words("events", "dateof", "all"):
        if folded.startswith(fold(opener)):
            rest = label[len(opener) :].strip(EDGES)
            return rest[:1].upper() + rest[1:]
    return label


def at_the_head(view: View, dated: Dated) -> Line | None:
    """ "Lima, 24 to 26 June 2024" below the title of a report: the days of the meeting."""
    if view.block.number >= _HEAD or "/" not in dated.edtf or len(dated.edtf) < 21:
        return None
    if view.block.end - view.block.start > _LONGEST_HEAD or len(view.dates) > 1:
        return None
    place = view.text(view.block.start, dated.lead).strip(EDGES)
    if view.text(dated.end, view.block.end).strip(EDGES) or len(place.split()) > 5:
        return None
    for block in reversed(view.read.text.blocks[: view.block.number]):
        kind = _meeting(view, block)
        if kind is not None:
            title = view.text(block.start, block.end).strip(EDGES)
            named = f"{title} ({place})" if place else title
            return Line(named, "happened", kind, block.start, view.block.end)
    return None


def _meeting(view: View, block: Placed) -> str | None:
    """The kind of meeting that a line of the head names."""
    scan = view.of(block.start, block.end)
    kinds = [h.form.row.kind for h in scan.hits if h.form.row.kind in _MEETINGS]
    return kinds[0] if kinds else None


def line_of(view: View, dated: Dated) -> Line | None:
    """The event of a date in a line that is no sentence; None where the line is one."""
    if view.block.kind == "table_row":
        return in_row(view, dated)
    return labelled(view, dated) or chronicle(view, dated) or at_the_head(view, dated)


def is_row(view: View, draft: Draft | None) -> bool:
    """Whether only brackets count: in the header of a table."""
    return draft is not None and (view.block.kind != "table_header" or draft.shape == "brackets")

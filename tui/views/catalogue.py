"""Lists of things: name, kind, how much is known, which years."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from lacsec.db.queries.entities import EntityRow
from lacsec.db.text import fold
from lacsec.tui.lines import Line, Span, fit, line, marked, safe, span
from lacsec.tui.places import Place
from lacsec.tui.views.words import full_name

_FACTS, _MENTIONS, _YEARS, _KIND = 7, 7, 12, 13
_WIDE = 60  # cells: from here on there is room for more than a name and a number
_ARROWS = {False: "▾", True: "▴"}


def entity_line(row: EntityRow, needle: str, width: int, *, kinds: bool = False) -> Line:
    """Name (the acronym first), then the numbers; the letters that were typed are marked."""
    wide = width >= _WIDE
    numbers = _numbers(row, wide)
    kind = row.kind if kinds else ""
    room = width - sum(cell_len(part.text) for part in numbers)
    room -= _KIND if kinds and wide else 0
    told = fit(safe(full_name(row.name, row.acronym)), max(8, room - 1))
    found = ranges(told, needle)
    spans = [
        *marked(told, found, f"kind.{row.kind}", "match"),
        Span(" " * max(1, room - cell_len(told))),
    ]
    if kinds and wide:
        spans.append(span(kind.ljust(_KIND), "dim"))
    return line(*spans, *numbers, place=Place("entity", row.id), key=row.id)


def _numbers(row: EntityRow, wide: bool) -> list[Span]:
    facts = span(str(row.facts or "").rjust(_FACTS), "dim")
    if not wide:
        return [facts]
    first, last = row.first_year, row.last_year
    years = f"{first or '…'}–{last or '…'}" if first != last else str(first or "")
    mentions = str(row.mentions or "").rjust(_MENTIONS)
    return [span(years.rjust(_YEARS), "dim"), span(mentions, "dim"), facts]


def entity_heads(width: int, sort: str, reverse: bool, *, kinds: bool = False) -> list[Span]:
    """The heads of the columns; an arrow stands at the one that orders the list."""
    wide = width >= _WIDE
    arrow = _ARROWS[reverse]

    def head(title: str, size: int, *sorts: str) -> Span:
        on = sort in sorts
        words = f"{title}{arrow}" if on else title
        return span(words.rjust(size), "heading" if on else "dim")

    tail = [head("facts", _FACTS, "facts")]
    if wide:
        years = {"earliest": "from", "latest": "until"}.get(sort, "years")
        tail = [
            head(years, _YEARS, "earliest", "latest"),
            head("named", _MENTIONS, "mentions", "documents"),
            head("facts", _FACTS, "facts"),
        ]
    used = sum(cell_len(part.text) for part in tail) + (_KIND if kinds and wide else 0)
    name = f"name{arrow}" if sort == "name" else "name"
    spans = [span(name.ljust(max(1, width - used)), "heading" if sort == "name" else "dim")]
    if kinds and wide:
        spans.append(span("kind".ljust(_KIND), "dim"))
    return [*spans, *tail]


def ranges(text: str, needle: str) -> Sequence[tuple[int, int]]:
    """Where the words of a needle first stand in a text; sorted and apart."""
    folded = fold(text)
    found: list[tuple[int, int]] = []
    for word in sorted(fold(needle).split(), key=len, reverse=True):
        start = folded.find(word)
        while start >= 0 and any(start < b and a < start + len(word) for a, b in found):
            start = folded.find(word, start + 1)
        if start >= 0:
            found.append((start, start + len(word)))
    return sorted(found)

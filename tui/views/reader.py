"""A document as lines to read: names marked by kind, facts in the margin, places lit up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import overload

from lacsec.db.queries.reading import DocumentMarks, DocumentText, FactPlace, NamePlace
from lacsec.tui.lines import Line, Span, line, safe
from lacsec.tui.views.layout import Layout, Row, layout

MARGIN = 2
LONGEST_LINE = 100  # cells: longer lines are hard to read
_SIGNS = {"dispute_side": "!", "figure": "#", "event": "◆", "relation": "·"}  # weightiest first
_WEIGHTS = tuple(_SIGNS.values())
_BASES = {"heading": "heading", "title": "title", "caption": "dim", "footnote": "dim"}

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Names:
    """The names in a text, in its order, one inside another left out."""

    places: tuple[NamePlace, ...] = ()
    starts: tuple[int, ...] = ()
    longest: int = 0

    @classmethod
    def of(cls, names: Iterable[NamePlace]) -> Names:
        """The names of a document."""
        kept: list[NamePlace] = []
        end = 0
        for place in names:
            if place.start >= end:
                kept.append(place)
                end = place.end
        longest = max((place.end - place.start for place in kept), default=0)
        return cls(tuple(kept), tuple(place.start for place in kept), longest)

    def within(self, start: int, end: int) -> Sequence[NamePlace]:
        """Those that overlap a range."""
        first = bisect_left(self.starts, start - self.longest)
        last = bisect_left(self.starts, end)
        return [place for place in self.places[first:last] if place.end > start]


@dataclass(frozen=True, slots=True)
class Lit:
    """Ranges that stand out, sorted and apart: a proof, or all matches of some words."""

    ranges: tuple[Range, ...] = ()
    starts: tuple[int, ...] = field(default=())

    @classmethod
    def of(cls, ranges: Iterable[Range]) -> Lit:
        """Ranges in order."""
        found = tuple(ranges)
        return cls(found, tuple(start for start, _ in found))

    def within(self, start: int, end: int) -> Sequence[Range]:
        """Those that overlap a range."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = bisect_left(self.starts, end)
        return [r for r in self.ranges[first:last] if r[1] > start]


class Reading(Sequence[Line]):
    """The lines of a document, drawn when they are looked at; `key` is a line's offset."""

    def __init__(self, document: DocumentText, width: int) -> None:
        self.document = document
        self.names = Names()
        self.places: tuple[FactPlace, ...] = ()
        self.signs: dict[int, str] = {}
        self._sign_starts: list[int] = []
        self.lit = Lit()
        self._lines: dict[int, Line] = {}
        self.layout: Layout
        self.lay(width)

    def lay(self, width: int) -> None:
        """Lay the text out at another width."""
        room = max(16, min(width, LONGEST_LINE) - MARGIN)
        self.layout = layout(self.document.text, self.document.shapes, room)
        self._lines.clear()

    def mark(self, marks: DocumentMarks) -> None:
        """Show the names and facts of the text."""
        self.names = Names.of(marks.names)
        self.places = marks.places
        self.signs = _signs(marks.places)
        self._sign_starts = sorted(self.signs)
        self._lines.clear()

    def light(self, ranges: Iterable[Range]) -> None:
        """Let other places stand out."""
        self.lit = Lit.of(ranges)
        self._lines.clear()

    def __len__(self) -> int:
        return len(self.layout.rows)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        drawn = self._lines.get(index)
        if drawn is None:
            drawn = self._lines[index] = self._draw(self.layout.rows[index])
        return drawn

    def _draw(self, row: Row) -> Line:
        if not row.kind:
            return line(key=str(row.start), still=True)
        head = " " * (row.indent - 2) + ("• " if row.first else "  ") if row.indent else ""
        sign = self._sign(row)
        spans = styled(self.document.text, row, self.names, self.lit)
        style = "disputed" if sign == "!" else "source"
        return line(Span(f"{sign} ", style), Span(head, "dim"), *spans, key=str(row.start))

    def span_of(self, number: int) -> Range:
        """The offsets of a row; never empty."""
        if not 0 <= number < len(self):
            return (0, 0)
        row = self.layout.rows[number]
        return row.start, max(row.end, row.start + 1)

    def facts_in(self, number: int) -> list[FactPlace]:
        """The facts of the sentences of which some part stands in a row."""
        start, end = self.span_of(number)
        return [place for place in self.places if place.start < end and place.end > start]

    def names_in(self, number: int) -> list[NamePlace]:
        """The things that are named in a row, each once."""
        found = {place.entity: place for place in self.names.within(*self.span_of(number))}
        return list(found.values())

    def _sign(self, row: Row) -> str:
        """The sign of the weightiest fact of the sentences that begin in a row."""
        first = bisect_left(self._sign_starts, row.start)
        last = bisect_left(self._sign_starts, max(row.end, row.start + 1))
        found = [self.signs[start] for start in self._sign_starts[first:last]]
        return min(found, key=_WEIGHTS.index) if found else " "


def styled(text: str, row: Row, names: Names, lit: Lit) -> list[Span]:
    """The words of a row, cut where names and lit places begin and end."""
    start, end, base = row.start, row.end, _BASES.get(row.kind, "")
    named, bright = names.within(start, end), lit.within(start, end)
    edges = {start, end}
    for a, b in (*((name.start, name.end) for name in named), *bright):
        edges.update((max(start, a), min(end, b)))
    spans: list[Span] = []
    for a, b in pairwise(sorted(edges)):
        on = any(x <= a and b <= y for x, y in bright)
        name = next((f"kind.{x.kind}" for x in named if x.start <= a and b <= x.end), base)
        spans.append(Span(safe(text[a:b]), "match" if on else name))
    return spans


def _signs(places: Iterable[FactPlace]) -> dict[int, str]:
    """By the start of a sentence: the sign of the weightiest kind of fact read from it."""
    order = list(_SIGNS)
    found: dict[int, str] = {}
    for place in places:
        before = found.get(place.start)
        if before is None or order.index(place.kind) < order.index(before):
            found[place.start] = place.kind
    return {start: _SIGNS[kind] for start, kind in found.items()}

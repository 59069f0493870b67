"""A document as lines to read: names marked by kind, facts in the margin, one span lit up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lacsec.db.queries.document import DocumentView, FactPlace, PassageRow
from lacsec.tui.lines import Line, Span, blank, line, safe, span, wrap

_MARGIN = 2
_LONGEST_LINE = 100  # cells: longer lines are hard to read
_SIGNS = {"dispute_side": "!", "figure": "#", "event": "◆", "relation": "·"}  # weightiest first
_TIGHT = frozenset({"list_item", "table_row", "footnote"})

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """How a document is drawn: its marks by place, and the span that stands out."""

    text: str
    names: tuple[tuple[int, int, str], ...]
    signs: Mapping[int, str]
    lit: Range | None
    width: int


def reader_lines(view: DocumentView, width: int, lit: Range | None = None) -> list[Line]:
    """Every row of a document; a line's `key` is the offset in the text at which it begins.

    `lit` is the span that proves a fact: its words stand out, and so do the names in it.
    """
    names = sorted((m.start, m.end, f"kind.{m.entity.kind}") for m in view.mentions)
    page = Page(
        view.text, tuple(names), _signs(view.places), lit, min(width, _LONGEST_LINE) - _MARGIN
    )
    lines: list[Line] = []
    position = 0
    for block in _blocks(view.passages):
        if lines and block[0].kind not in _TIGHT:
            lines.append(blank())
        while position < len(names) and names[position][1] <= block[0].start:
            position += 1
        first = position
        while position < len(names) and names[position][0] < block[-1].end:
            position += 1
        lines.extend(_block_lines(page, block, names[first:position]))
    return lines


def line_at(lines: Sequence[Line], offset: int) -> int:
    """The number of the row that holds an offset of the text."""
    found = 0
    for number, row in enumerate(lines):
        if row.key and int(row.key) <= offset:
            found = number
        elif row.key:
            break
    return found


def _blocks(passages: Sequence[PassageRow]) -> Iterable[list[PassageRow]]:
    held: list[PassageRow] = []
    for passage in passages:
        if held and passage.block != held[-1].block:
            yield held
            held = []
        held.append(passage)
    if held:
        yield held


def _signs(places: Iterable[FactPlace]) -> dict[int, str]:
    """By the start of a sentence: the sign of the weightiest kind of fact read from it."""
    order = list(_SIGNS)
    found: dict[int, str] = {}
    for place in places:
        before = found.get(place.start)
        if before is None or order.index(place.kind) < order.index(before):
            found[place.start] = place.kind
    return {start: _SIGNS[kind] for start, kind in found.items()}


def _block_lines(
    page: Page, block: Sequence[PassageRow], names: Sequence[tuple[int, int, str]]
) -> list[Line]:
    """The rows of a paragraph; a sign stands in the margin where a sentence with facts begins."""
    first, last = block[0], block[-1]
    item = first.kind in ("list_item", "footnote")
    spans = _styled(page, (first.start, last.end), _base(first.kind), names)
    rows = wrap([Span("• "), *spans] if item else spans, page.width, 2 if item else 0)
    lines: list[Line] = []
    offset = first.start
    for row in rows:
        size = len("".join(part.text for part in row).strip().removeprefix("• "))
        end = min(last.end, offset + size + 1)
        sign = next(
            (
                page.signs[p.start]
                for p in block
                if offset <= p.start < end
                if p.start in page.signs
            ),
            " ",
        )
        lines.append(line(span(f"{sign} ", "source"), *row, key=str(offset)))
        offset = end
    return lines


def _base(kind: str) -> str:
    return {"heading": "heading", "title": "heading", "caption": "dim"}.get(kind, "")


def _styled(
    page: Page, place: Range, base: str, names: Sequence[tuple[int, int, str]]
) -> list[Span]:
    """The words of a block, cut where names and the lit span begin and end."""
    start, end = place
    edges = {start, end}
    for a, b, _ in names:
        edges.update((max(start, a), min(end, b)))
    if page.lit is not None:
        edges.update(edge for edge in page.lit if start < edge < end)
    ordered = sorted(edges)
    spans: list[Span] = []
    for a, b in pairwise(ordered):
        named = next((kind for x, y, kind in names if x <= a and b <= y), base)
        on = page.lit is not None and page.lit[0] <= a and b <= page.lit[1]
        spans.append(Span(safe(page.text[a:b]), "match" if on else named))
    return spans

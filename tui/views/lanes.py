"""Programmes and phases as bars on an axis of time.

Solid where the text is exact enough for the zoom, dotted where it is vague, an arrow where the end
is said to be open, and a question mark where nobody tells it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lacsec.db import edtf
from lacsec.db.queries.spans import Span as Life
from lacsec.db.queries.timeline import Lane
from lacsec.tui.lines import Line, Span, column, line
from lacsec.tui.places import Place
from lacsec.tui.views.axis import Axis, ordinal
from lacsec.tui.views.bars import life_words

FULL, VAGUE, ARROW, UNKNOWN, POINT = "━", "┅", "▶", "?", "◆"
_TELL = 20
_VAGUE_FROM = 2  # cells: what is less than that is exact enough for the zoom


def name_width(width: int) -> int:
    """The cells for the names of lanes."""
    return max(14, min(32, width // 4))


def lane_lines(lanes: Sequence[Lane], axis: Axis, width: int) -> list[Line]:
    """A row a programme or phase that has some part in sight; phases are indented."""
    names = name_width(width)
    told = _TELL if width >= names + axis.width + _TELL else 0
    lines: list[Line] = []
    for lane in lanes:
        if not in_sight(lane.span, axis):
            continue
        link = lane.programme
        head = f"  {link.acronym or link.name}" if link.family else link.acronym or link.name
        words = column(f" {life_words(lane.span)}", told, "dim") if told else Span("")
        lines.append(
            line(
                column(head, names - 1, f"kind.{link.kind}"),
                Span(" "),
                *bar_spans(lane.span, axis),
                words,
                place=Place("entity", link.id),
                key=link.id,
            )
        )
    return lines


def in_sight(life: Life, axis: Axis) -> bool:
    """Does some part of it fall on the axis?"""
    begin, end = ordinal(life.earliest), ordinal(life.latest)
    if begin is not None and begin > axis.last:
        return False
    if end is not None:
        return end >= axis.first
    # An end that nobody tells: shown for as long as the beginning is, and where it goes on.
    return life.is_open or (begin is not None and begin >= axis.first)


def bar_spans(life: Life, axis: Axis) -> list[Span]:
    """The bar of a life, as wide as the axis."""
    cells = [" "] * axis.width
    begin, end = ordinal(life.earliest), ordinal(life.latest)
    start_known, end_known = _bounds(life.start), _bounds(life.end)
    left = axis.cell(begin) if begin is not None else 0
    right = axis.cell(end) if end is not None else _unknown_end(life, axis, left)
    _fill(cells, left, right, FULL if begin is not None else VAGUE)
    for vague in (start_known, end_known):
        if vague is not None and axis.cell(vague[1]) - axis.cell(vague[0]) >= _VAGUE_FROM:
            _fill(cells, axis.cell(vague[0]), axis.cell(vague[1]), VAGUE)
    if end is None:
        _open_end(cells, life, left, right)
    elif all(cell == " " for cell in cells) and 0 <= left < axis.width:
        cells[left] = FULL
    return [Span("".join(cells), "kind.programme")]


def _unknown_end(life: Life, axis: Axis, left: int) -> int:
    """Open ends reach the edge; ends that nobody tells are shown some cells long."""
    return axis.width - 1 if life.is_open else left + 3


def _open_end(cells: list[str], life: Life, left: int, right: int) -> None:
    first = max(0, left + 1)
    for at in range(first, min(len(cells), right)):
        if cells[at] != VAGUE:
            cells[at] = FULL if life.is_open else VAGUE
    if 0 <= right < len(cells):
        cells[right] = ARROW if life.is_open else UNKNOWN


def _fill(cells: list[str], first: int, last: int, sign: str) -> None:
    for at in range(max(0, first), min(len(cells), last + 1)):
        cells[at] = sign


def _bounds(told: str | None) -> tuple[int, int] | None:
    """First and last day that a date may mean, where these are not one day."""
    found = edtf.parse(told) if told else None
    if found is None:
        return None
    first, last = ordinal(found.earliest), ordinal(found.latest)
    return (first, last) if first is not None and last is not None and first < last else None


def mark_row(
    marks: Sequence[tuple[str, str]],
    axis: Axis,
    cursor: int | None,
    signs: Mapping[str, tuple[str, str]],
) -> list[Span]:
    """Where events begin: the sign of a date's role, or how many there are; the cursor's too.

    `marks` are ISO days with the roles of their dates.
    """
    found: dict[int, list[str]] = {}
    for iso, role in marks:
        day = ordinal(iso)
        if day is not None and axis.sees(day):
            found.setdefault(axis.cell(day), []).append(role)
    here = axis.cell(cursor) if cursor is not None and axis.sees(cursor) else None
    spans: list[Span] = []
    for at in range(axis.width):
        roles = found.get(at, [])
        sign, style = (" ", "")
        if len(roles) == 1:
            sign, style = signs.get(roles[0], (POINT, "kind.event"))
        elif roles:
            sign, style = (str(len(roles)) if len(roles) < 10 else "+", "kind.event")
        if at == here:
            sign, style = ("▼" if sign == " " else sign, "match")
        spans.append(Span(sign, style))
    return _joined(spans)


def tick_row(axis: Axis) -> list[Span]:
    """The names of years, months or days under the marks."""
    text = ""
    for at, label in axis.ticks():
        text = text.ljust(at) + label
    return [Span(text.ljust(axis.width), "dim")]


def _joined(spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for part in spans:
        if found and found[-1].style == part.style:
            found[-1] = Span(found[-1].text + part.text, part.style)
        else:
            found.append(part)
    return found

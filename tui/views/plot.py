"""Plots in text cells: points over time in Braille dots, with their scale and years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from rich.cells import cell_len

from lacsec.db.queries.facts import FigureRow
from lacsec.db.queries.figures import Series
from lacsec.tui.lines import Line, Span, column, line, span
from lacsec.tui.views.axis import ordinal
from lacsec.tui.views.braille import Dots
from lacsec.tui.views.facts import entity_place
from lacsec.tui.views.sources import place_of
from lacsec.tui.views.words import amount_words, date_words, number_words

Placing = Callable[[int, float], tuple[int, int]]
_LARGE = ((1e9, "bn"), (1e6, "m"), (1e3, "k"))


def series_title(series: Series) -> str:
    """What is measured of what, in which unit."""
    basis = f", {series.basis.replace('_', ' ')}" if series.basis else ""
    unit = series.unit.replace("per_100k", "per 100 000")
    return f"{series.subject_name}: {series.metric} ({unit}{basis})"


def series_plot(series: Series, width: int, height: int, chosen: str = "") -> list[Line]:
    """The points joined by lines, the chosen one marked; undated points are left out."""
    points = [(day, row) for row in series.points if (day := _day(row)) is not None]
    if height < 4 or width < 24:
        return []
    if not points:
        return [line(span("None of these figures has a date.", "dim"), still=True)]
    values = [top for _, row in points for top in (row.value, row.value_max or row.value)]
    low, high = min(0.0, *values), max(values)
    high = high if high > low else low + 1
    labels = max(cell_len(short_number(value)) for value in (low, high, (low + high) / 2))
    across, down = width - labels - 2, height - 2
    days = [day for day, _ in points]
    first, last = min(days), max(days)
    dots = Dots(across, down)

    def place(day: int, value: float) -> tuple[int, int]:
        share = (day - first) / (last - first) if last > first else 0.5
        x = round(share * (across * 2 - 3)) + 1
        return x, round((high - value) / (high - low) * (down * 4 - 1))

    _draw(dots, points, place)
    marks: dict[tuple[int, int], tuple[str, str]] = {}
    for day, row in points:
        x, y = place(day, row.value)
        marks.setdefault((x // 2, y // 4), ("●", "kind.figure"))
        if row.id == chosen:
            marks[x // 2, y // 4] = ("◆", "match")
    lines = _rows(dots, marks, labels, (low, high))
    years = f"{_year(first)}"
    end = f"{_year(last)}" if last > first else ""
    gap = " " * max(1, across - len(years) - len(end))
    axis = Span(" " * labels + " └" + "─" * across, "rule")
    scale = Span(" " * (labels + 2) + years + gap + end, "dim")
    return [*lines, line(axis, still=True), line(scale, still=True)]


def _draw(dots: Dots, points: Sequence[tuple[int, FigureRow]], place: Placing) -> None:
    before: tuple[int, int] | None = None
    for day, row in points:
        here = place(day, row.value)
        if before is not None:
            dots.line(before, here, "kind.figure")
        if row.value_max is not None:
            dots.line(here, place(day, row.value_max), "kind.figure")
        before = here


def _rows(
    dots: Dots,
    marks: dict[tuple[int, int], tuple[str, str]],
    labels: int,
    scale: tuple[float, float],
) -> list[Line]:
    low, high = scale
    down = dots.height
    told = {0: high, down // 2: (low + high) / 2, down - 1: low}
    lines: list[Line] = []
    for y in range(down):
        label = short_number(told[y]) if y in told else ""
        edge = " ┤" if y in told else " │"
        spans = [column(label, labels, "dim", right=True), Span(edge, "rule")]
        lines.append(line(*spans, *dots.row(y, marks), still=True))
    return lines


def point_lines(series: Series, width: int) -> list[Line]:
    """A line a point: when, how much, how many documents say so."""
    lines: list[Line] = []
    for row in series.points:
        said = "" if row.document_count < 2 else f"{row.document_count} documents"
        lines.append(
            line(
                column(date_words(row.as_of) or "undated", 18, "value" if row.as_of else "dim"),
                column(amount_words(row), max(12, min(40, width - 36))),
                column(said, 14, "dim", right=True),
                place=entity_place(row.subject) if row.subject is not None else None,
                proof=place_of(row.proof),
                key=row.id,
            )
        )
    return lines


def short_number(value: float) -> str:
    """A number for a scale: 25 892 107 → 25.9m."""
    for size, word in _LARGE:
        if abs(value) >= size * 10 or (size > 1e3 and abs(value) >= size):
            return f"{value / size:.3g}{word}"
    return number_words(float(f"{value:.3g}"))


def _day(row: FigureRow) -> int | None:
    first, last = ordinal(row.earliest), ordinal(row.latest)
    if first is None or last is None:
        return first if first is not None else last
    return (first + last) // 2


def _year(day: int) -> int:
    return date.fromordinal(day).year

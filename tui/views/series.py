"""Indicators over time: a sparkline, its first and last value, and the points behind it."""

from __future__ import annotations

from collections.abc import Sequence

from lacsec.db.queries.facts import FigureRow
from lacsec.db.queries.figures import Series
from lacsec.tui.lines import Line, column, line, span
from lacsec.tui.views.facts import figure_line
from lacsec.tui.views.sources import Marks
from lacsec.tui.views.words import amount_words, date_words

_STEPS = "▁▂▃▄▅▆▇█"


def spark(values: Sequence[float]) -> str:
    """A sparkline, scaled from zero or the least value, whichever is lower, to the greatest."""
    if not values:
        return ""
    low, high = min(0.0, *values), max(values)
    size = high - low or 1.0
    return "".join(_STEPS[round((value - low) / size * (len(_STEPS) - 1))] for value in values)


def series_lines(found: Sequence[Series], marks: Marks, width: int) -> list[Line]:
    """A heading line a series, then its points, each with its source."""
    lines: list[Line] = []
    for series in found:
        points = series.points
        drawn = spark([point.value for point in points])
        lines.append(
            line(
                span(f"  {series.metric} ", "value"),
                span(drawn, "kind.figure"),
                span(f" {_ends(points)}", "dim"),
                still=True,
            )
        )
        for point in points:
            own = figure_line(point, marks, width - 4)
            lines.append(
                line(column("", 4), *own.spans, place=own.place, proof=own.proof, key=own.key)
            )
    return lines


def _ends(points: Sequence[FigureRow]) -> str:
    first, last = points[0], points[-1]
    return (
        f"{amount_words(first)} ({date_words(first.as_of)}) → "
        f"{amount_words(last)} ({date_words(last.as_of)})"
    )

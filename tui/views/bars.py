"""Programmes and phases as bars over years: solid where known, dotted where open or vague."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from lacsec.db.queries.programme import Phase
from lacsec.db.queries.spans import Span as Life
from lacsec.tui.lines import Line, Span, column, line, span
from lacsec.tui.places import Place
from lacsec.tui.views.words import date_words

_FULL, _OPEN, _ARROW, _POINT = "━", "┄", "→", "◆"


def year_of(day: str | None) -> int | None:
    """The year of an ISO day."""
    return int(day[:4]) if day else None


def life_words(life: Life | None) -> str:
    """ "2010 – Dec 2018", "since 2016", "" where nothing is known."""
    if life is None or (life.start is None and life.end is None):
        return ""
    if life.start is None:
        return f"until {date_words(life.end)}"
    if life.end is None:
        return f"since {date_words(life.start)}"
    return f"{date_words(life.start)} – {date_words(life.end)}"


def bar(life: Life | None, first: int, last: int, width: int) -> str:
    """A life on a scale of years, `width` cells wide; an end that nobody tells is dotted."""
    if life is None or width <= 0:
        return " " * max(0, width)
    years = max(1, last - first + 1)
    begin, end = year_of(life.earliest), year_of(life.latest)
    if begin is None and end is None:
        return " " * width

    def cell(year: int, *, after: bool = False) -> int:
        return max(0, min(width, round((year - first + (1 if after else 0)) * width / years)))

    left = cell(begin) if begin is not None else 0
    right = max(left + 1, cell(end, after=True)) if end is not None else width
    body = (_FULL if begin is not None and end is not None else _OPEN) * (right - left)
    if end is None:
        body = _FULL + _OPEN * max(0, right - left - 2) + _ARROW
    elif begin is None:
        body = _OPEN * (right - left - 1) + _FULL
    return (" " * left + body)[:width].ljust(width)


def phase_bars(phases: Sequence[Phase], width: int) -> list[Line]:
    """A row a phase: name, bar, dates; under a scale of the first and last year."""
    known = [phase.span for phase in phases if phase.span is not None]
    years = [y for s in known for y in (year_of(s.earliest), year_of(s.latest)) if y is not None]
    names = max((cell_len(phase.programme.name) for phase in phases), default=0)
    names = min(names, max(12, width // 3))
    lines: list[Line] = []
    if not years:
        return [_row(phase, names, "", width) for phase in phases]
    first, last = min(years), max(years)
    told = max(cell_len(life_words(phase.span)) for phase in phases)
    room = max(8, width - names - told - 6)
    scale = f"{first}".ljust(room - 4) + f"{last}" if room >= 10 else ""
    lines.append(line(Span(" " * (names + 4)), span(scale, "dim"), still=True))
    lines.extend(_row(phase, names, bar(phase.span, first, last, room), width) for phase in phases)
    return lines


def _row(phase: Phase, names: int, drawn: str, width: int) -> Line:
    words = life_words(phase.span) or "no dates told"
    return line(
        span("  "),
        column(phase.programme.name, names, "kind.programme"),
        span("  "),
        span(drawn, "kind.programme"),
        span("  " if drawn else ""),
        span(words, "" if phase.span else "dim"),
        place=Place("entity", phase.programme.id),
        key=phase.programme.id,
    )

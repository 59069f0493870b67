"""Time as lines: a strip of how much is told of each year, and the dated things in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from lacsec.db.queries.timeline import TimelineItem, YearCount
from lacsec.tui.lines import Line, Span, column, fit, line, marked, safe, span
from lacsec.tui.views.axis import Axis
from lacsec.tui.views.catalogue import ranges
from lacsec.tui.views.facts import entity_place
from lacsec.tui.views.sources import place_of
from lacsec.tui.views.words import date_words

_STEPS = " ▁▂▃▄▅▆▇█"
_DATE = 26
ROLES = {
    "happened": ("◆", "kind.event", ""),
    "start": ("┣", "kind.programme", "begins"),
    "end": ("┫", "ended", "ends"),
    "signature": ("✎", "kind.agreement", "signed"),
    "launch": ("▲", "kind.programme", "launch"),
    "publication": ("▪", "kind.document", "published"),
    "period": ("━", "kind.programme", "period"),
    "planned": ("◇", "planned", "planned"),
}
SIGNS = {role: (sign, style) for role, (sign, style, _) in ROLES.items()}
_RECORDS = {"figure": ("#", "kind.figure", ""), "relation": ("·", "source", "")}


def strip_spans(
    years: Sequence[YearCount], year: int | None, width: int, window: tuple[int, int] | None = None
) -> tuple[list[Span], list[Span]]:
    """A column for each year (or several), as high as it has items, and the scale below.

    `window` are the first and last year that are in sight: the others are dim.
    """
    if not years:
        return [], []
    first, last = years[0].year, years[-1].year
    counts = {entry.year: entry.items for entry in years}
    each = max(1, -(-(last - first + 1) // max(1, width - 2)))
    columns = range(first, last + 1, each)
    totals = [sum(counts.get(y, 0) for y in range(c, c + each)) for c in columns]
    highest = max(totals)
    wide = max(1, min(4, (width - 2) // max(1, len(totals))))
    spans: list[Span] = []
    for begin, total in zip(columns, totals, strict=True):
        step = 0 if total == 0 else 1 + round((total / highest) ** 0.5 * (len(_STEPS) - 2))
        here = year is not None and begin <= year < begin + each
        seen = window is None or (window[0] <= begin + each - 1 and begin <= window[1])
        style = "match" if here else "kind.event" if seen else "rule"
        spans.append(Span(_STEPS[min(step, len(_STEPS) - 1)] * wide, style))
    return spans, _scale(columns, wide, year, each)


def _scale(columns: range, wide: int, year: int | None, each: int) -> list[Span]:
    """Years under the strip, as many as there is room for; the present one stands out."""
    spans: list[Span] = []
    position = 0
    for index, begin in enumerate(columns):
        at = index * wide
        here = year is not None and begin <= year < begin + each
        round_year = begin % 10 < each
        near = year is not None and abs(begin - year) * wide // each < 6 and not here
        if (here or (round_year and not near)) and at >= position:
            spans.append(Span(" " * (at - position)))
            label = str(year if here and year is not None else begin)
            spans.append(Span(label, "match" if here else "dim"))
            position = at + cell_len(label)
    return spans


def item_line(item: TimelineItem, needle: str, width: int) -> Line:
    """The role of its date, when, what, with whom."""
    sign, style, told = _RECORDS.get(item.record, ROLES.get(item.date_role, ROLES["happened"]))
    size = min(_DATE, max(13, width // 4)) if item.date else 0
    room = width - size - 3
    role = f"{told}: " if told else ""
    title = fit(safe(item.title), room - len(role))
    left = room - len(role) - cell_len(title)
    names = ", ".join(link.acronym or link.name for link in item.entities)
    tail = f"  {fit(safe(names), left - 2)}" if left > 12 and names else ""
    when = (column(short_date(item.date, size), size, "value"), Span(" ")) if item.date else ()
    return line(
        span(f"{sign} ", style),
        *when,
        span(role, style),
        *marked(title, ranges(title, needle), "", "match"),
        span(tail, "dim"),
        place=entity_place(item.entities[0]) if item.entities else None,
        proof=place_of(item.proof) if item.proof is not None else None,
        key=item.id,
    )


def short_date(edtf: str, width: int) -> str:
    """A date for people; where there is little room, a period by its years."""
    words = date_words(edtf)
    if cell_len(words) <= width or "/" not in edtf:
        return words
    first, last = edtf.split("/", 1)
    return f"{first[:4]} – {last[:4]}" if len(last) >= 4 else words


def window_words(axis: Axis, lanes: int, zoom: str) -> str:
    """What is in sight: from when to when, how close, how many programmes."""

    first, last = date.fromordinal(axis.first), date.fromordinal(axis.last)
    exact = zoom in ("month", "day")
    begin, end = (
        (date_words(d.isoformat()[: 10 if zoom == "day" else 7]) if exact else str(d.year))
        for d in (first, last)
    )
    many = "1 programme" if lanes == 1 else f"{lanes} programmes and phases"
    return f"{begin} – {end}, by {zoom}s · {many}"

"""Time as lines: a strip of how much is told of each year, and the dated things in order."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from lacsec.db.queries.timeline import TimelineItem, YearCount
from lacsec.db.text import fold
from lacsec.tui.lines import Line, Span, column, fit, line, safe, span
from lacsec.tui.places import Place
from lacsec.tui.views.facts import entity_place
from lacsec.tui.views.sources import place_of
from lacsec.tui.views.words import date_words

_STEPS = " ▁▂▃▄▅▆▇█"
_DATE = 24
_ROLES = {
    "happened": ("◆", "kind.event", ""),
    "start": ("┣", "kind.programme", "begins"),
    "end": ("┫", "ended", "ends"),
    "signature": ("✎", "kind.agreement", "signed"),
    "launch": ("▲", "kind.programme", "launch"),
    "publication": ("▪", "kind.document", "published"),
    "period": ("━", "kind.programme", "period"),
    "planned": ("◇", "planned", "planned"),
}


def strip_spans(
    years: Sequence[YearCount], year: int | None, width: int
) -> tuple[list[Span], list[Span]]:
    """A column for each year (or several), as high as it has items, and the scale below."""
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
        spans.append(
            Span(_STEPS[min(step, len(_STEPS) - 1)] * wide, "match" if here else "kind.event")
        )
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


def timeline_lines(items: Sequence[TimelineItem], needle: str, width: int) -> list[Line]:
    """A line an item: its role, when, what, with whom."""
    words = fold(needle).split()
    lines: list[Line] = []
    for item in items:
        names = ", ".join(link.acronym or link.name for link in item.entities)
        searched = fold(f"{item.date} {item.title} {names} {item.kind}")
        if all(word in searched for word in words):
            lines.append(_item_line(item, names, width))
    return lines or [line(span("Nothing dated holds these words.", "dim"), still=True)]


def _item_line(item: TimelineItem, names: str, width: int) -> Line:
    sign, style, told = _ROLES.get(item.date_role, _ROLES["happened"])
    date = min(_DATE, max(12, width // 4))
    room = width - date - 3
    role = f"{told}: " if told else ""
    title = fit(safe(item.title), room - len(role))
    left = room - len(role) - cell_len(title)
    tail = f"  {fit(safe(names), left - 2)}" if left > 12 and names else ""
    return line(
        span(f"{sign} ", style),
        column(date_words(item.date), date, "value"),
        span(" "),
        span(role, style),
        span(title),
        span(tail, "dim"),
        place=entity_place(item.entities[0]) if item.entities else None,
        proof=place_of(item.proof) if item.proof is not None else None,
        key=item.id,
    )


def timeline_place(item: TimelineItem) -> Place:
    """The item in the timeline."""
    return Place("timeline", item.id)

"""Tables: the heads of columns with their order, and the table of figures."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from lacsec.db.queries.facts import FigureRow
from lacsec.tui.lines import Line, Span, column, fit, line, marked, safe
from lacsec.tui.views.catalogue import ranges
from lacsec.tui.views.facts import entity_place
from lacsec.tui.views.sources import place_of
from lacsec.tui.views.words import amount_words, date_words

# A column: its title, its width, the orders that it shows, and whether it ends at the right.
Column = tuple[str, int, str, bool]
_WIDE, _MIDDLE = 90, 72


def heads(columns: Sequence[Column], sort: str, reverse: bool) -> list[Span]:
    """The heads of columns; an arrow stands at the one that orders the table."""
    spans: list[Span] = []
    for title, width, order, right in columns:
        on = bool(order) and order == sort
        words = f"{title}{'▴' if reverse else '▾'}" if on else title
        spans.append(column(words, width, "heading" if on else "dim", right=right))
    return spans


def figure_columns(width: int, group: str) -> list[Column]:
    """The columns of the table of figures; what it is grouped by comes first."""
    amount, subject, when = 17, 15, 10
    if width >= _MIDDLE:
        amount, subject, when = (25, 31, 16) if width >= _WIDE else (20, 21, 11)
    metric = max(10, width - amount - subject - when)
    found = {
        "unit": ("amount", amount, "value", False),
        "subject": ("of", subject, "subject", False),
        "metric": ("what", metric, "metric", False),
        "when": ("when", when, "as_of", False),
    }
    order = [name for name in (group, *found) if name]
    return [found[name] for name in dict.fromkeys(order)]


def figure_row(
    row: FigureRow, before: FigureRow | None, needle: str, width: int, group: str
) -> Line:
    """Amount, subject, metric with its basis, date; in a group what is the same is not repeated."""
    name = row.subject.acronym or row.subject.name if row.subject else row.subject_name
    told = f"{row.metric} ({row.basis.replace('_', ' ')})" if row.basis else row.metric
    cells = {
        "value": (amount_words(row), "value"),
        "subject": (name, f"kind.{row.subject.kind}" if row.subject else ""),
        "metric": (told, ""),
        "as_of": (date_words(row.as_of), "dim"),
    }
    spans: list[Span] = []
    for _, size, order, _ in figure_columns(width, group):
        words, style = cells[order]
        if order == group and before is not None and _same(before, row, group):
            words = ""
        shown = fit(safe(words), size - 1)
        spans += marked(shown, ranges(shown, needle), style, "match")
        spans.append(Span(" " * (size - cell_len(shown))))
    return line(
        *spans,
        place=entity_place(row.subject) if row.subject is not None else None,
        proof=place_of(row.proof),
        key=row.id,
    )


def _same(one: FigureRow, other: FigureRow, group: str) -> bool:
    return _grouped(one, group) == _grouped(other, group)


def _grouped(row: FigureRow, group: str) -> str:
    if group == "subject":
        return row.subject.id if row.subject else row.subject_name
    return row.metric if group == "metric" else row.unit

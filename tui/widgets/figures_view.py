"""Figures: amounts, rates and counts, sorted, filtered and grouped, each with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from lacsec.db.queries import figures
from lacsec.db.queries.common import Page, Window
from lacsec.db.queries.facts import FigureRow
from lacsec.db.queries.figures import FigureFilter, Sort, list_figures
from lacsec.tui.history import NOTHING, Mark
from lacsec.tui.lines import Line, Span, blank
from lacsec.tui.places import Place
from lacsec.tui.rows import Drawing
from lacsec.tui.views.plot import series_plot
from lacsec.tui.views.tables import figure_columns, figure_row, heads
from lacsec.tui.widgets.list_view import ListView

_GROUPS = ("", "subject", "metric", "unit")
_PLOT = 14  # rows, in the preview beside the table


class FiguresView(ListView[FigureRow]):
    """Every figure; `b` groups them, `v` draws those that were measured alike."""

    view = "figures"
    kind = "figure"
    acts: ClassVar[frozenset[str]] = ListView.acts | {"group", "plot", "source"}
    sorts: ClassVar[tuple[str, ...]] = ("subject", "value", "as_of", "metric", "unit")
    facets: ClassVar[tuple[str, ...]] = (
        *("programme", "country", "about", "unit", "basis", "document"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.group = ""

    @property
    def _filter(self) -> FigureFilter:
        return FigureFilter(
            subjects=(*self.filters.values("programme"), *self.filters.values("country")),
            subject_kind=self.filters.value("about"),
            text=self.needle,
            unit=self.filters.value("unit"),
            basis=self.filters.value("basis"),
            document=self.filters.value("document"),
            sort=cast(Sort, self.group or self.sort),
            reverse=self.reverse,
        )

    async def fetch(self, window: Window) -> Page[FigureRow]:
        """Figures in the order of the table."""
        return await self.desk.ask(list_figures, self._filter, window)

    async def index_of(self, key: str) -> int | None:
        """Where a figure stands in the table."""
        return await self.desk.ask(figures.position_of, key, self._filter)

    def drawing(self, width: int) -> Drawing[FigureRow]:
        """A line a figure."""
        needle, group = self.needle, self.group
        return lambda row, before: figure_row(row, before, needle, width, group)

    def heads(self, width: int) -> Sequence[Span]:
        """The columns; what it is grouped by comes first."""
        return heads(figure_columns(width, self.group), self.group or self.sort, self.reverse)

    def do(self, action: str) -> bool:
        """Group, draw; the rest as in every list."""
        if action == "group":
            self.group = _GROUPS[(_GROUPS.index(self.group) + 1) % len(_GROUPS)]
            self.again()
        elif action == "sort" and self.group:
            self.group = ""
            self.again()
        elif action == "plot":
            current = self.list.current
            if current is not None:
                self.lacsec.go(Place("series", current.key))
        else:
            return super().do(action)
        return True

    def restore(self, mark: Mark) -> bool:
        """The group as well."""
        if mark is not NOTHING:
            group = dict(mark.more).get("group", "")
            self.group = group if group in _GROUPS else ""
        return super().restore(mark)

    @property
    def state(self) -> tuple[tuple[str, str], ...]:
        """The group as well."""
        return (*super().state, ("group", self.group))

    async def detail(self, width: int, height: int) -> Sequence[Line]:
        """The sentence; beside the table also the plot of what was measured alike."""
        lines = list(await super().detail(width, height))
        current = self.list.current
        if current is None or not self.room.beside:
            return lines
        found = await self.desk.ask(figures.series_of, current.key)
        if found is None or len({point.as_of for point in found.points}) < 2:
            return lines
        plot = series_plot(found, width, _PLOT, current.key)
        return [*lines[: height - _PLOT - 1], blank(), *plot]

"""The tables of figures and of disagreements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from lacsec.db.queries.common import Window
from lacsec.db.queries.disagreements import (
    DisagreementFilter,
    DisagreementRow,
    list_disagreements,
)
from lacsec.db.queries.facts import FigureRow
from lacsec.db.queries.figures import FigureFilter, Sort, list_figures
from lacsec.tui.lines import Line
from lacsec.tui.views.tables import dispute_lines, figure_table
from lacsec.tui.widgets.narrow_view import NarrowView

_ALL = Window(50_000)
_SORTS: tuple[Sort, ...] = ("subject", "value", "as_of", "metric", "unit")


class FiguresView(NarrowView):
    """Every figure: amount, of what, what it measures, as of when."""

    view = "figures"
    acts: ClassVar[frozenset[str]] = NarrowView.acts | {"sort"}

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[FigureRow, ...] = ()
        self.sort: Sort = _SORTS[0]

    async def load(self) -> None:
        """All figures in the present order."""
        page = await self.desk.ask(list_figures, FigureFilter(sort=self.sort), _ALL)
        self.rows = page.rows

    def drawn(self, width: int) -> Sequence[Line]:
        """A line a figure."""
        return figure_table(self.rows, self.needle, width)

    def status(self) -> str:
        """How many, in which order."""
        return f"{super().status()}, by {self.sort}"

    def do(self, action: str) -> bool:
        """Sort by the next column; the rest as in every list."""
        if action != "sort":
            return super().do(action)
        self.sort = _SORTS[(_SORTS.index(self.sort) + 1) % len(_SORTS)]
        self.run_worker(self._reload(), exclusive=True, exit_on_error=False)
        return True

    async def _reload(self) -> None:
        key = self.place.id
        await self.load()
        self.draw(key)
        self.lacsec.tell(self.status())


class DisagreementsView(NarrowView):
    """Where documents say different things: each side with its sentence, differing words marked."""

    view = "disagreements"

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[DisagreementRow, ...] = ()

    async def load(self) -> None:
        """All disagreements."""
        page = await self.desk.ask(list_disagreements, DisagreementFilter(), _ALL)
        self.rows = page.rows

    def drawn(self, width: int) -> Sequence[Line]:
        """The subject and property, then the sides beside or under one another."""
        return dispute_lines(self.rows, self.needle, width)

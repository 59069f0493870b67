"""What was measured alike, over time: a plot, and its points, each with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult

from lacsec.db.queries import figures
from lacsec.db.queries.common import Window
from lacsec.db.queries.figures import Series
from lacsec.tui.exporting import Table
from lacsec.tui.history import NOTHING, Mark
from lacsec.tui.lines import Span, span
from lacsec.tui.places import Place
from lacsec.tui.views.plot import point_lines, series_plot, series_title
from lacsec.tui.widgets.bars import Bar, Block
from lacsec.tui.widgets.line_list import LineList
from lacsec.tui.widgets.view import View


class SeriesView(View):
    """One series; `n` and `N` go to the others."""

    DEFAULT_CSS = """
    SeriesView #plot { height: 2fr; }
    SeriesView #points { height: 1fr; }
    """
    acts: ClassVar[frozenset[str]] = frozenset(
        {"open", "follow", "next", "previous", "copy", "export", "source"}
    )
    words: ClassVar[dict[str, str]] = {"next": "Next series"}

    def __init__(self) -> None:
        super().__init__(id="view-series")
        self.series: Series | None = None
        self.figure = ""

    def compose(self) -> ComposeResult:
        """Title, plot, points."""
        palette = self.lacsec.palette
        yield Bar(theme=palette, id="series-title")
        yield Block(theme=palette, id="plot")
        yield LineList(theme=palette, id="points")

    @property
    def points(self) -> LineList:
        """The points in the order of time."""
        return self.query_one("#points", LineList)

    async def open(self, place: Place, mark: Mark = NOTHING) -> None:
        """The series that a figure belongs to."""
        self.series = await self.desk.ask(figures.series_of, place.id)
        if self.series is None:
            self.lacsec.tell(f"There is no figure {place.id} in this database.")
            return
        self.figure = place.id
        self._draw(place.id)
        if mark is not NOTHING:
            self.points.show(self.points.lines, at=(mark.line, mark.top))
        self.points.focus()

    @property
    def place(self) -> Place:
        """The series, by the figure under the cursor."""
        current = self.points.current
        return Place("series", current.key if current is not None else self.figure)

    @property
    def name_of_place(self) -> str:
        """What is measured of what."""
        return series_title(self.series) if self.series is not None else "Series"

    def forget(self) -> None:
        """Drop the series."""
        self.series = None

    def status(self) -> str:
        """How many points."""
        many = len(self.series.points) if self.series is not None else 0
        return "1 point: nothing else was measured alike" if many == 1 else f"{many} points"

    def _draw(self, key: str = "") -> None:
        if self.series is None:
            return
        width = self.room.stage_width
        self.query_one("#series-title", Bar).show(_title(self.series))
        self.points.show(point_lines(self.series, width), key=key)
        self._plot()

    def _plot(self) -> None:
        block = self.query_one("#plot", Block)
        current = self.points.current
        if self.series is not None and block.size.height:
            key = current.key if current is not None else ""
            block.show(series_plot(self.series, self.room.stage_width, block.size.height, key))

    @on(LineList.Moved)
    def _moved(self) -> None:
        self._plot()

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.do("open")

    def do(self, action: str) -> bool:
        """Open a point's sentence; go to another series."""
        if action in ("open", "follow"):
            return self.lacsec.follow(self.points.current, prefer_proof=action == "open")
        if action in ("next", "previous"):
            self._other(1 if action == "next" else -1)
            return True
        return False

    @work(exclusive=True, exit_on_error=False, group="other")
    async def _other(self, steps: int) -> None:
        page = await self.desk.ask(figures.series_heads, Window(-1))
        heads = [key for key, _, _ in page.rows]
        own = {point.id for point in self.series.points} if self.series is not None else set()
        here = next((number for number, key in enumerate(heads) if key in own), None)
        target = (0 if steps > 0 else len(heads) - 1) if here is None else here + steps
        if 0 <= target < len(heads):
            self.lacsec.go(Place("series", heads[target]))
        else:
            self.lacsec.tell(f"This is the {'last' if steps > 0 else 'first'} series.")

    def on_resize(self) -> None:
        """Drawn anew."""
        current = self.points.current
        self._draw(current.key if current is not None else "")
        self.call_after_refresh(self._plot)

    async def table(self) -> Table | None:
        """The points."""
        if self.series is None:
            return None
        points = tuple(point.id for point in self.series.points)
        return Table(series_title(self.series), "figure", points)


def _title(series: Series) -> Sequence[Span]:
    return [span(series_title(series), "title")]

"""The timeline: a density strip over all years, and the list below in step with it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget

from lacsec.db.queries import timeline
from lacsec.db.queries.common import Window
from lacsec.db.queries.timeline import TimelineFilter, TimelineItem, YearCount
from lacsec.tui.lines import Line
from lacsec.tui.views.timeline import strip_spans, timeline_lines
from lacsec.tui.widgets.bars import Bar
from lacsec.tui.widgets.narrow_view import NarrowView


class TimelineView(NarrowView):
    """Everything dated, in order."""

    view = "timeline"

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[TimelineItem, ...] = ()
        self.years: tuple[YearCount, ...] = ()

    def above(self) -> Sequence[Widget]:
        """The strip and its years."""
        return Bar(theme=self.lacsec.palette, id="strip"), Bar(
            theme=self.lacsec.palette, id="years"
        )

    async def load(self) -> None:
        """All items, and how many each year has."""
        wanted = TimelineFilter()
        page = await self.desk.ask(timeline.items, wanted, Window(50_000))
        self.items = page.rows
        self.years = await self.desk.ask(timeline.density, wanted)

    def drawn(self, width: int) -> Sequence[Line]:
        """A line an item."""
        return timeline_lines(self.items, self.needle, width)

    def moved(self) -> None:
        """The year of the item under the cursor stands out in the strip."""
        current = self.list.current
        item = next((x for x in self.items if current is not None and x.id == current.key), None)
        day = (item.earliest or item.latest) if item is not None else None
        year = int(day[:4]) if day else None
        strip, scale = strip_spans(self.years, year, self.lacsec.size.width)
        self.query_one("#strip", Bar).show(strip)
        self.query_one("#years", Bar).show(scale)

"""The timeline: a density strip over all years, and the list below in step with it."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widget import Widget

from lacsec.db.queries import timeline
from lacsec.db.queries.common import Window
from lacsec.db.queries.timeline import TimelineFilter, TimelineItem, YearCount
from lacsec.tui.places import Place
from lacsec.tui.views.timeline import strip_spans, timeline_lines
from lacsec.tui.widgets.bars import Bar
from lacsec.tui.widgets.field import Field
from lacsec.tui.widgets.line_list import LineList
from lacsec.tui.widgets.view import View


class TimelineView(View):
    """Everything dated, in order."""

    DEFAULT_CSS = """
    TimelineView #letters { display: none; }
    TimelineView.narrowing #letters { display: block; }
    """
    acts: ClassVar[frozenset[str]] = frozenset({"open", "follow", "narrow", "copy"})

    def __init__(self) -> None:
        super().__init__(id="view-timeline")
        self.items: tuple[TimelineItem, ...] = ()
        self.years: tuple[YearCount, ...] = ()
        self._needle = ""

    def compose(self) -> ComposeResult:
        """The strip, its years, and the list."""
        yield Bar(theme=self.lacsec.palette, id="strip")
        yield Bar(theme=self.lacsec.palette, id="years")
        yield Field("words or a year to keep", id="letters")
        yield LineList(theme=self.lacsec.palette, id="events")

    @property
    def list(self) -> LineList:
        """The dated things."""
        return self.query_one("#events", LineList)

    async def open(self, place: Place) -> None:
        """The whole timeline, or at one of its items."""
        if not self.items:
            wanted = TimelineFilter()
            page = await self.desk.ask(timeline.items, wanted, Window(50_000))
            self.items = page.rows
            self.years = await self.desk.ask(timeline.density, wanted)
        self._draw(place.id)
        self.list.focus()

    @property
    def place(self) -> Place:
        """The item under the cursor."""
        current = self.list.current
        return Place("timeline", current.key if current is not None else "")

    def first_focus(self) -> Widget | None:
        """The list."""
        return self.list

    def status(self) -> str:
        """How many items are shown."""
        return f"{sum(1 for row in self.list.lines if not row.still)} of {len(self.items)}"

    def _draw(self, key: str = "") -> None:
        width = self.list.size.width or self.lacsec.size.width
        self.list.show(timeline_lines(self.items, self._needle, width), key=key)
        self._mark()

    def _mark(self) -> None:
        current = self.list.current
        item = next((x for x in self.items if current is not None and x.id == current.key), None)
        day = (item.earliest or item.latest) if item is not None else None
        year = int(day[:4]) if day else None
        width = self.size.width or self.lacsec.size.width
        strip, scale = strip_spans(self.years, year, width)
        self.query_one("#strip", Bar).show(strip)
        self.query_one("#years", Bar).show(scale)

    @on(LineList.Moved)
    def _moved(self) -> None:
        self._mark()

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.do("open")

    def do(self, action: str) -> bool:
        """Open the sentence, follow the first name, narrow."""
        if action in ("open", "follow"):
            return self.lacsec.follow(self.list.current, prefer_proof=action == "open")
        if action == "narrow":
            self.set_class(True, "narrowing")
            self.query_one("#letters", Field).focus()
            return True
        return False

    @on(Field.Changed, "#letters")
    def _letters(self, event: Field.Changed) -> None:
        self._needle = event.value
        self._draw()
        self.lacsec.tell(self.status())

    @on(Field.Submitted, "#letters")
    def _letters_done(self) -> None:
        self.list.focus()

    def step_back(self) -> bool:
        """Out of the letters."""
        if self.has_class("narrowing"):
            self.set_class(False, "narrowing")
            self.query_one("#letters", Field).value = ""
            self.list.focus()
            return True
        return False

    def on_resize(self) -> None:
        """Laid out anew, the same item under the cursor."""
        if self.items:
            self._redraw(self.place.id)

    @work(exclusive=True, exit_on_error=False)
    async def _redraw(self, key: str) -> None:
        self._draw(key)

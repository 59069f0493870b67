"""The timeline: density over all years, programmes as bars, and what happened in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.widget import Widget

from lacsec.db.queries import timeline
from lacsec.db.queries.common import Page, Window
from lacsec.db.queries.timeline import Lane, TimelineFilter, TimelineItem, YearCount
from lacsec.db.queries.undated import undated
from lacsec.tui.history import NOTHING, Mark
from lacsec.tui.lines import Line, Span, line, span
from lacsec.tui.places import Place
from lacsec.tui.rows import Drawing
from lacsec.tui.screens.prompt import Prompt
from lacsec.tui.views.axis import ZOOMS, Axis, axis_at, holding, iso, moved, ordinal
from lacsec.tui.views.lanes import lane_lines, mark_row, name_width, tick_row
from lacsec.tui.views.timeline import SIGNS, item_line, strip_spans, window_words
from lacsec.tui.views.words import read_date
from lacsec.tui.widgets.bars import Bar
from lacsec.tui.widgets.line_list import LineList
from lacsec.tui.widgets.list_view import ListView

_ACTS = ("left", "right", "zoom.in", "zoom.out", "date", "undated", "switch")
_WHEN_EMPTY = (1990, 2030)
_MOST_LANES = Window(300)
_TOLD = 20  # cells for the dates beside a lane


class TimelineView(ListView[TimelineItem]):
    """Everything dated: strip, lanes and list move together."""

    DEFAULT_CSS = """
    TimelineView #lanes { height: 6; }
    TimelineView.tray #lanes { display: none; }
    TimelineView.tray .time { display: none; }
    """
    view = "timeline"
    kind = "event"
    acts: ClassVar[frozenset[str]] = ListView.acts | frozenset(_ACTS)
    words: ClassVar[dict[str, str]] = {"right": "Later", "switch": "Bars/list"}
    facets: ClassVar[tuple[str, ...]] = ("programme", "country", "kind", "role", "document")

    def __init__(self) -> None:
        super().__init__()
        self.years: tuple[YearCount, ...] = ()
        self.lanes: tuple[Lane, ...] = ()
        self.lane_count = 0
        self.marks: tuple[tuple[str, str], ...] = ()
        self.zoom = ZOOMS[0]
        self.axis: Axis | None = None
        self.tray = False
        self._day: int | None = None

    def above(self) -> Iterable[Widget]:
        """The strip and its years, the lanes, the marks and their axis."""
        palette = self.lacsec.palette
        yield Bar(theme=palette, id="strip", classes="time")
        yield Bar(theme=palette, id="years", classes="time")
        yield Bar(theme=palette, id="window")
        yield LineList(theme=palette, id="lanes", quiet=True)
        yield Bar(theme=palette, id="marks", classes="time")
        yield Bar(theme=palette, id="ticks", classes="time")

    @property
    def lane_list(self) -> LineList:
        """The programmes as bars."""
        return self.query_one("#lanes", LineList)

    # ------------------------------------------------------------------ what is asked

    @property
    def wanted(self) -> TimelineFilter:
        """What passes the filters."""
        return TimelineFilter(
            programmes=self.filters.values("programme"),
            countries=self.filters.values("country"),
            kinds=self.filters.values("kind"),
            roles=self.filters.values("role"),
            document=self.filters.value("document"),
            text=self.needle,
        )

    async def fetch(self, window: Window) -> Page[TimelineItem]:
        """Items in the order of time; the undated when the tray is out."""
        question = undated if self.tray else timeline.items
        return await self.desk.ask(question, self.wanted, window)

    async def load(self, *, top: bool = True) -> None:
        """The items, how many each year has, and the programmes."""
        self.years = await self.desk.ask(timeline.density, self.wanted)
        self.set_class(self.tray, "tray")
        self.axis = None
        await super().load(top=top)

    async def index_of(self, key: str) -> int | None:
        """Where an event stands in time."""
        return await self.desk.ask(timeline.position_of, key, self.wanted)

    def drawing(self, width: int) -> Drawing[TimelineItem]:
        """A line an item."""
        needle = self.needle
        return lambda row, before: item_line(row, needle, width)

    def empty(self) -> Line:
        """Also for the tray."""
        if self.tray and not (self.needle or self.filters):
            return line(span("Every fact has a date.", "dim"), still=True)
        return super().empty()

    # ------------------------------------------------------------------ time

    @property
    def whole(self) -> tuple[int, int]:
        """The first and the last day there are."""
        years = [entry.year for entry in self.years] or list(_WHEN_EMPTY)
        first, last = f"{min(years):04}-01-01", f"{max(years):04}-12-31"
        return ordinal(first) or 1, ordinal(last) or 1

    @property
    def day(self) -> int | None:
        """The day of the item under the cursor."""
        item = self.rows.row(self.list.cursor) if self.rows is not None and not self.tray else None
        return ordinal(item.earliest or item.latest) if item is not None else None

    def moved(self) -> None:
        """Strip, lanes and marks follow the list."""
        if not self.is_attached or self.rows is None:
            return
        self._day = self.day or self._day
        day = self._day or self.whole[1]
        axis = self._axis(day)
        if axis != self.axis:
            self.axis = axis
            self._ask_window(axis)
        self._draw_time(axis, day)

    def _axis(self, day: int) -> Axis:
        width = self.room.stage_width - name_width(self.room.stage_width)
        width -= _TOLD if width >= 4 * _TOLD else 0
        if self.axis is not None and (self.axis.zoom, self.axis.width) == (self.zoom, width):
            return holding(self.axis, day, self.whole)
        return axis_at(day, self.zoom, width, self.whole)

    def _draw_lanes(self, axis: Axis) -> None:
        lines = lane_lines(self.lanes, axis, self.room.stage_width)
        free = self.lacsec.size.height - self.detail_height
        most = max(3, free * 2 // 5 - 3)
        self.lane_list.styles.height = max(1, min(most, len(lines)))
        none = line(span("No programme is known to have run then.", "dim"), still=True)
        self.lane_list.show(lines or [none], top=True)

    def _draw_time(self, axis: Axis, day: int) -> None:
        year = int(iso(day)[:4])
        window = int(iso(axis.first)[:4]), int(iso(axis.last)[:4])
        strip, scale = strip_spans(self.years, year, self.room.stage_width, window)
        self.query_one("#strip", Bar).show(strip)
        self.query_one("#years", Bar).show(scale)
        words = "Facts that no document dates; u for the timeline" if self.tray else ""
        words = words or window_words(axis, self.lane_count, self.zoom)
        self.query_one("#window", Bar).show([span(words, "dim")])
        gap = Span(" " * name_width(self.room.stage_width))
        found = mark_row(self.marks, axis, None if self.tray else self._day, SIGNS)
        self.query_one("#marks", Bar).show([gap, *found])
        self.query_one("#ticks", Bar).show([gap, *tick_row(axis)])

    @work(exclusive=True, exit_on_error=False, group="marks")
    async def _ask_window(self, axis: Axis) -> None:
        """What begins and what runs in the window."""
        wanted = replace(self.wanted, since=iso(axis.first), until=iso(axis.last))
        self.marks = await self.desk.ask(timeline.marks, wanted)
        page = await self.desk.ask(
            timeline.lanes,
            wanted.programmes,
            _MOST_LANES,
            since=wanted.since,
            until=wanted.until,
        )
        self.lanes, self.lane_count = page.rows, page.total
        if axis == self.axis:
            self._draw_lanes(axis)
            self._draw_time(axis, self._day or axis.last)

    # ------------------------------------------------------------------ actions

    def do(self, action: str) -> bool:
        """Zoom, step in time, jump to a date, take out the tray of the undated."""
        if action in ("zoom.in", "zoom.out"):
            self._zoom(1 if action == "zoom.in" else -1)
        elif action in ("left", "right"):
            self._step(1 if action == "right" else -1)
        elif action == "date":
            prompt = Prompt(
                "Jump to a date", "2016, 2016-08, 24 Aug 2016", theme=self.lacsec.palette
            )
            self.lacsec.push_screen(prompt, self._date_typed)
        elif action == "undated":
            self.tray = not self.tray
            self.again()
        elif action == "switch":
            (self.list if self.lane_list.focused else self.lane_list).focus()
        else:
            return super().do(action)
        return True

    def unavailable(self, action: str) -> str | None:
        """In the tray there is no time."""
        if self.tray and action in ("left", "right", "zoom.in", "zoom.out", "date", "switch"):
            return "What is undated has no place in time: u goes back."
        return super().unavailable(action)

    def _zoom(self, steps: int) -> None:
        at = ZOOMS.index(self.zoom) + steps
        if not 0 <= at < len(ZOOMS):
            words = "Days are the closest." if steps > 0 else "Decades are the widest."
            self.lacsec.tell(words)
            return
        self.zoom = ZOOMS[at]
        self.moved()
        self.lacsec.tell("")

    def _step(self, steps: int) -> None:
        day = self._day or self.whole[0]
        begin = moved(day, self.zoom, 0 if steps < 0 else 1)
        self._jump(begin, before=steps < 0)

    def _date_typed(self, words: str | None) -> None:
        day = read_date(words) if words else None
        if words and day is None:
            self.lacsec.tell(f"“{words}” is no date: write 2016, 2016-08 or 24 Aug 2016.")
        elif day is not None:
            self._jump(ordinal(day) or 1, before=False)

    @work(exclusive=True, exit_on_error=False, group="jump")
    async def _jump(self, day: int, *, before: bool) -> None:
        """To the first item from a day on, or the last before it."""
        if self.rows is None or not self.rows.total:
            return
        index = await self.desk.ask(timeline.position, iso(day), self.wanted)
        index = max(0, min(self.rows.total - 1, index - 1 if before else index))
        await self.bring(index)
        if index == self.list.cursor:
            self.lacsec.tell("Nothing is dated before." if before else "Nothing is dated later.")
        self.list.centre(index)

    # ------------------------------------------------------------------ places

    async def open(self, place: Place, mark: Mark = NOTHING) -> None:
        """A dated fact brings the list back from the tray."""
        if place.id and self.tray and mark is NOTHING:
            self.tray = False
            self.forget()
        await super().open(place, mark)

    def restore(self, mark: Mark) -> bool:
        """Zoom and tray as well."""
        found = dict(mark.more)
        tray = self.tray
        if mark is not NOTHING:
            self.zoom = found.get("zoom", self.zoom)
            self.zoom = self.zoom if self.zoom in ZOOMS else ZOOMS[0]
            self.tray = found.get("tray") == "yes"
        return super().restore(mark) or tray != self.tray

    @property
    def state(self) -> tuple[tuple[str, str], ...]:
        """Zoom and tray as well."""
        more = (("zoom", self.zoom), ("tray", "yes" if self.tray else "no"))
        return (*super().state, *more)

    def status(self) -> str:
        """Where in the list, how close."""
        return super().status() if self.tray else f"{super().status()}, {self.zoom}s"

    def on_resize(self) -> None:
        """The lanes have another axis."""
        self.axis = None
        super().on_resize()

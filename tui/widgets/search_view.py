"""Search from anywhere: a box, and what it finds while one types."""

from __future__ import annotations

import asyncio
from sqlite3 import Connection
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widget import Widget

from lacsec.db.search import Engine
from lacsec.db.search.results import Cancelled, Results
from lacsec.tui.lines import Line, blank, line, span
from lacsec.tui.places import Place
from lacsec.tui.views.results import result_lines
from lacsec.tui.widgets.field import Field
from lacsec.tui.widgets.line_list import LineList
from lacsec.tui.widgets.view import View

_HINTS = (
    ("copo", "a few letters of a name"),
    ("colombia europol", "what links two things"),
    ("two tons cocaine vessel", "half a memory of a sentence"),
    ("kind:programme country:EC after:2016", "filters"),
    ('"joint teams" -police', "exact words, and words left out"),
)
_MOST = 60


class SearchView(View):
    """The first screen: type, see, press Enter."""

    DEFAULT_CSS = """
    SearchView #query { margin: 0 0 1 0; }
    """
    acts: ClassVar[frozenset[str]] = frozenset({"open", "follow", "copy"})

    def __init__(self) -> None:
        super().__init__(id="view-search")
        self._engine: Engine | None = None
        self._searched: Connection | None = None
        self._asked = ""
        self.results: Results | None = None

    def compose(self) -> ComposeResult:
        """The box and the list."""
        yield Field("Search names, sentences, events, figures", id="query")
        yield LineList(theme=self.lacsec.palette, id="results")

    @property
    def field(self) -> Field:
        """The box."""
        return self.query_one("#query", Field)

    @property
    def list(self) -> LineList:
        """The results."""
        return self.query_one("#results", LineList)

    def on_mount(self) -> None:
        """Before anything is typed: what can be typed."""
        self.list.show(welcome())

    async def open(self, place: Place) -> None:
        """The box, with a query in it where the place has one."""
        if place.id and place.id != self.field.value:
            self.field.value = place.id
        self.field.focus()

    @property
    def place(self) -> Place:
        """The query."""
        return Place("search", self.field.value)

    def first_focus(self) -> Widget | None:
        """The box."""
        return self.field

    def status(self) -> str:
        """How many hits, how fast."""
        if self.results is None or not self.field.value:
            return ""
        chips = "  ".join(chip.label for chip in self.results.query.filters)
        return f"{len(self.results.hits)} found  {chips}".rstrip()

    @on(Field.Changed, "#query")
    def _typed(self, event: Field.Changed) -> None:
        self._asked = event.value
        if self._engine is not None:
            self._engine.cancel()
        if event.value.strip():
            self._search(event.value)
        else:
            self.results = None
            self.list.show(welcome(), top=True)

    @work(exclusive=True, exit_on_error=False)
    async def _search(self, query: str) -> None:
        try:
            results = await self.desk.ask(self._find, query)
        except (Cancelled, asyncio.CancelledError):
            return
        if query == self._asked:
            self.results = results
            self.list.show(result_lines(results, self.list.size.width or 78), top=True)
            self.lacsec.tell(self.status())

    def _find(self, connection: Connection, query: str) -> Results:
        if query != self._asked:
            raise Cancelled
        if self._engine is None or self._searched is not connection:
            self._engine, self._searched = Engine(connection), connection
        return self._engine.search(query, _MOST)

    @on(Field.Submitted, "#query")
    def _entered(self) -> None:
        self.do("open")

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.do("open")

    def do(self, action: str) -> bool:
        """Open what is under the cursor, be the box or the list in focus."""
        current = self.list.current
        if action in ("open", "follow") and current is not None:
            if current.place is not None and current.place.view == "search":
                self.field.value = current.place.id
                return True
            return self.lacsec.follow(current, prefer_proof=False)
        return False

    def step_back(self) -> bool:
        """Empty the box, then leave it for the list."""
        if self.field.value:
            self.field.value = ""
            self.field.focus()
        elif self.field.has_focus:
            self.list.focus()
        else:
            return False
        return True

    def on_key(self, event: object) -> None:
        """Arrow and page keys move in the list while the box has the focus."""
        key = getattr(event, "key", "")
        moves = {"down": 1, "up": -1}
        if self.field.has_focus and key == "tab":
            self.list.focus()
        elif self.field.has_focus and key in moves:
            self.list.move(moves[key])
        elif self.field.has_focus and key in ("pagedown", "pageup"):
            self.list.page(1 if key == "pagedown" else -1)


def welcome() -> list[Line]:
    """What can be typed, by example."""
    lines = [line(span("Type to search. For example:", "dim"), still=True), blank()]
    lines.extend(
        line(
            span(f"  {query.ljust(38)}", "key"),
            span(told, "dim"),
            place=Place("search", query),
            key=query,
        )
        for query, told in _HINTS
    )
    return lines

"""Search from anywhere: a box, and what it finds while one types."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.widget import Widget

from lacsec.db.connection import Connection
from lacsec.db.search import Engine
from lacsec.db.search.results import Cancelled, Results
from lacsec.db.search.saved import Searches
from lacsec.tui.exporting import Table
from lacsec.tui.history import NOTHING, Mark
from lacsec.tui.places import Place
from lacsec.tui.terminal import restricted
from lacsec.tui.views.results import chips, result_lines
from lacsec.tui.views.welcome import welcome_lines
from lacsec.tui.widgets.bars import Bar
from lacsec.tui.widgets.field import Field
from lacsec.tui.widgets.line_list import LineList
from lacsec.tui.widgets.view import View

_MOST = 60
_KEYS = {"down": 1, "up": -1}
_PAGES = {"pagedown": 2, "pageup": -2}


class SearchView(View):
    """The first screen: type, see, press Enter."""

    DEFAULT_CSS = """
    SearchView #query-chips { height: 1; }
    """
    acts: ClassVar[frozenset[str]] = frozenset(
        {"open", "follow", "copy", "export", "narrow", "source", "switch"}
    )
    words: ClassVar[dict[str, str]] = {"follow": "Pane", "narrow": "Box", "switch": "Box/results"}

    def __init__(self) -> None:
        super().__init__(id="view-search")
        self._engine: Engine | None = None
        self._searched: Connection | None = None
        self._asked = ""
        self._recent: list[str] = []
        self._older = -1  # which of the recent searches stands in the box
        self._wanted: Mark = NOTHING
        self.searches = Searches()
        self.results: Results | None = None

    def compose(self) -> ComposeResult:
        """The box, its filters, the list."""
        palette = self.lacsec.palette
        yield Field("Search names, sentences, events, figures", id="query")
        yield Bar(theme=palette, id="query-chips")
        yield LineList(theme=palette, id="results")

    @property
    def field(self) -> Field:
        """The box."""
        return self.query_one("#query", Field)

    @property
    def list(self) -> LineList:
        """The results."""
        return self.query_one("#results", LineList)

    def on_mount(self) -> None:
        """Before anything is typed: what can be typed; the index is read meanwhile."""
        self._welcome()
        self.call_after_refresh(self._prepare)

    @work(exclusive=True, exit_on_error=False, group="prepare")
    async def _prepare(self) -> None:
        await self.desk.ask(self._engine_for)

    def _welcome(self) -> None:
        state = self.lacsec.state
        kept = not restricted.is_restricted()
        self._recent = self.searches.recent(limit=100) if kept else []
        lines = welcome_lines(
            first=not state.hinted,
            last=(state.last, state.last_name),
            saved=self.searches.saved() if kept else [],
            recent=self._recent,
            width=self.room.stage_width,
        )
        self.query_one("#query-chips", Bar).show([])
        self.list.show(lines, top=True)

    # ------------------------------------------------------------------ places

    async def open(self, place: Place, mark: Mark = NOTHING) -> None:
        """The box, with a query in it where the place has one; the results as they were left."""
        self._wanted = mark
        if place.id and place.id != self.field.value:
            self.field.value = place.id
            self.field.cursor_position = len(place.id)
        elif not self.field.value:
            self._welcome()
        elif mark is not NOTHING:
            self._restore()
        elif not place.id:
            self.field.value = ""
        if mark.more == (("focus", "list"),):
            self.list.focus()
        else:
            self.field.focus()

    def _restore(self) -> None:
        mark, self._wanted = self._wanted, NOTHING
        if mark is not NOTHING:
            self.list.show(self.list.lines, key=mark.key, at=(mark.line, mark.top))

    @property
    def place(self) -> Place:
        """The query."""
        return Place("search", self.field.value)

    @property
    def mark(self) -> Mark:
        """The line, and whether the list had the focus."""
        found = super().mark
        focus = "list" if self.list.focused else "box"
        return Mark(found.line, found.top, found.key, more=(("focus", focus),))

    def first_focus(self) -> Widget | None:
        """The box."""
        return self.field

    def forget(self) -> None:
        """The index is of another file."""
        self._engine = self._searched = None
        self.results = None

    async def reload(self) -> None:
        """Search again."""
        self.forget()
        self._asked = ""
        if self.field.value.strip():
            self._typed_words(self.field.value)
        else:
            self._welcome()

    def status(self) -> str:
        """How many hits."""
        if self.results is None or not self.field.value:
            return ""
        many = len(self.results.hits)
        return f"{many}{' or more' if many == _MOST else ''} found"

    # ------------------------------------------------------------------ searching

    @on(Field.Changed, "#query")
    def _typed(self, event: Field.Changed) -> None:
        if self._older >= 0 and event.value != self._recent[self._older]:
            self._older = -1
        self._typed_words(event.value)

    def _typed_words(self, words: str) -> None:
        self._asked = words
        if self._engine is not None:
            self._engine.cancel()
        if words.strip():
            self._search(words)
        else:
            self.results = None
            self._welcome()
            self.lacsec.tell("")
            self.lacsec.look()

    @work(exclusive=True, exit_on_error=False, group="search")
    async def _search(self, query: str) -> None:
        try:
            results = await self.desk.ask(self._find, query)
        except (Cancelled, asyncio.CancelledError):
            return
        if query == self._asked:
            self.results = results
            self.query_one("#query-chips", Bar).show(chips(results.query.filters))
            self.list.show(result_lines(results, self.room.stage_width), top=True)
            self._restore()
            self.lacsec.tell("")
            self.lacsec.look()

    def _engine_for(self, connection: Connection) -> Engine:
        if self._engine is None or self._searched is not connection:
            self._engine, self._searched = Engine(connection), connection
        return self._engine

    def _find(self, connection: Connection, query: str) -> Results:
        if query != self._asked:
            raise Cancelled
        return self._engine_for(connection).search(query, _MOST)

    # ------------------------------------------------------------------ actions

    @on(Field.Submitted, "#query")
    def _entered(self) -> None:
        if self.results is not None and self.results.query.text != self.field.value.strip():
            self._open_when_found(self.field.value)
        else:
            self.do("open")

    @work(exclusive=True, exit_on_error=False, group="enter")
    async def _open_when_found(self, query: str) -> None:
        """Enter came before the results of the last letters: wait for them."""
        await self.desk.ask(lambda connection: None)
        self.call_after_refresh(lambda: self.do("open") if query == self._asked else None)

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.do("open")

    def do(self, action: str) -> bool:
        """Open what is under the cursor, be the box or the list in focus."""
        current = self.list.current
        if action in ("open", "follow") and current is not None:
            if current.place is not None and current.place.view == "search":
                self.field.value = current.place.id
                self.field.cursor_position = len(current.place.id)
                self.field.focus()
                return True
            if self.field.value.strip() and not restricted.is_restricted():
                self.searches.remember(self.field.value)
            return self.lacsec.follow(current, prefer_proof=False)
        if action in ("narrow", "switch"):
            (self.list if self.field.focused else self.field).focus()
            return True
        return False

    def step_back(self) -> bool:
        """Leave the box for the list; what was found stays."""
        if not self.field.focused:
            return False
        self.list.focus()
        return True

    def on_key(self, event: events.Key) -> None:
        """Arrow and page keys move in the list while the box has the focus."""
        if not self.field.focused:
            return
        if event.key in ("tab", "shift+tab"):
            self.list.focus()
        elif event.key in _KEYS and self._recall(-_KEYS[event.key]):
            pass
        elif event.key in _KEYS:
            self.list.move(_KEYS[event.key])
        elif event.key in _PAGES:
            self.list.page(_PAGES[event.key])
        else:
            return
        event.stop()

    def _recall(self, steps: int) -> bool:
        """Up in the empty box brings the last search back, then older ones; down newer ones."""
        if not self._recent or (self.field.value and self._older < 0):
            return False
        if not self.field.value and steps < 0:
            return False
        self._older = min(len(self._recent) - 1, self._older + steps)
        self.field.value = self._recent[self._older] if self._older >= 0 else ""
        self.field.cursor_position = len(self.field.value)
        return True

    def on_resize(self) -> None:
        """Laid out anew."""
        if self.results is not None and self.field.value:
            at = self.list.cursor, self.list.first_in_sight
            self.list.show(result_lines(self.results, self.room.stage_width), at=at)
        else:
            self._welcome()

    async def table(self) -> Table | None:
        """The hits."""
        if self.results is None:
            return None
        records = [
            {
                "rank": hit.rank,
                "kind": hit.kind,
                "id": hit.id,
                "name": hit.name,
                "document": hit.document,
                "start": hit.start,
                "end": hit.end,
                "snippet": hit.snippet,
                "why": hit.why,
            }
            for hit in self.results.hits
        ]
        return Table(f"search {self.results.query.text}", records=records)

"""A view with one long list: loaded in blocks, narrowed by typing, sorted, filtered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.widget import Widget

from lacsec.db.queries.common import Page, Window
from lacsec.db.queries.facets import choices
from lacsec.tui.exporting import Table
from lacsec.tui.filters import Filters, choice_lines, chosen
from lacsec.tui.history import NOTHING, Mark
from lacsec.tui.lines import Line, Span
from lacsec.tui.places import Place
from lacsec.tui.rows import BLOCK, Drawing, Record, Rows
from lacsec.tui.screens.listing import Listing
from lacsec.tui.widgets.bars import Bar
from lacsec.tui.widgets.field import Field
from lacsec.tui.widgets.line_list import LineList
from lacsec.tui.widgets.view import View

Row = TypeVar("Row", bound=Record)
_ALL = Window(-1)


class ListView(View, Generic[Row]):
    """What a subclass gives: `fetch`, `drawing`, and, where it has them, `heads` and the like."""

    DEFAULT_CSS = """
    ListView .letters { display: none; }
    ListView.narrowing .letters { display: block; }
    ListView .chips { display: none; }
    ListView.filtered .chips { display: block; }
    """
    acts: ClassVar[frozenset[str]] = frozenset({"open", "follow", "narrow", "copy", "export"})
    view: ClassVar[str] = ""
    kind: str = ""
    """The kind of its records, for saving them."""
    sorts: ClassVar[tuple[str, ...]] = ()
    facets: ClassVar[tuple[str, ...]] = ()

    def __init__(self, name: str = "") -> None:
        super().__init__(id=f"view-{name or self.view}")
        self.rows: Rows[Row] | None = None
        self.needle = ""
        self.sort = self.sorts[0] if self.sorts else ""
        self.reverse = False
        self.filters = Filters()

    # ------------------------------------------------------------------ what a subclass gives

    async def fetch(self, window: Window) -> Page[Row]:
        """The rows of a window, in the order and by the filters of the view."""
        raise NotImplementedError

    def drawing(self, width: int) -> Drawing[Row]:
        """How a row becomes a line."""
        raise NotImplementedError

    def heads(self, width: int) -> Sequence[Span]:
        """The heads of the columns; none where there are no columns."""
        return ()

    async def index_of(self, key: str) -> int | None:
        """Where a record stands in the list; None where it is not in it."""
        return None

    def above(self) -> Iterable[Widget]:
        """What stands over the list."""
        return ()

    def moved(self) -> None:
        """The cursor stands on another line, or the list is another."""

    # ------------------------------------------------------------------ parts

    def compose(self) -> ComposeResult:
        """What is above, the filters, the field, the heads, the list."""
        yield from self.above()
        yield from self.compose_list()

    def compose_list(self) -> ComposeResult:
        """The list with what belongs to it."""
        palette = self.lacsec.palette
        yield Bar(theme=palette, id=f"chips-{self.id}", classes="chips")
        yield Field("words to keep", id=f"letters-{self.id}", classes="letters")
        yield Bar(theme=palette, id=f"heads-{self.id}", classes="heads")
        yield LineList(theme=palette, id=f"list-{self.id}")

    @property
    def field(self) -> Field:
        """The field for the letters."""
        return self.query_one(f"#letters-{self.id}", Field)

    @property
    def list(self) -> LineList:
        """The list."""
        return self.query_one(f"#list-{self.id}", LineList)

    @property
    def list_width(self) -> int:
        """The width of the list, in cells."""
        return self.room.stage_width

    # ------------------------------------------------------------------ places

    async def open(self, place: Place, mark: Mark = NOTHING) -> None:
        """The list as it was left, or at the record that the place names."""
        changed = self.restore(mark)
        if self.rows is None or changed:
            await self.load()
        if mark is not NOTHING:
            await self.bring(mark.line)
            self.list.show(self.list.lines, key=mark.key, at=(mark.line, mark.top))
        elif place.id:
            await self.go_to(place.id)
        self.list.focus()
        self.moved()

    def restore(self, mark: Mark) -> bool:
        """Take needle, order and filters from a mark; True where something is another."""
        if mark is NOTHING:
            return False
        found = dict(mark.more)
        before = self.state
        self.needle = mark.needle
        if self.sorts:
            self.sort = found.get("sort", self.sort)
            self.sort = self.sort if self.sort in self.sorts else self.sorts[0]
        self.reverse = found.get("reverse") == "yes"
        self.filters = Filters.from_pairs(mark.more)
        with self.prevent(Field.Changed):
            self.field.value = self.needle
        self.set_class(bool(self.needle), "narrowing")
        return self.state != before

    @property
    def state(self) -> tuple[tuple[str, str], ...]:
        """Order and filters, as pairs to remember."""
        order = (("sort", self.sort), ("reverse", "yes" if self.reverse else "no"))
        return (*order, ("needle", self.needle), *self.filters.pairs())

    @property
    def mark(self) -> Mark:
        """The line, the words typed, the order and the filters."""
        at = self.list
        key = at.current.key if at.current is not None else ""
        return Mark(at.cursor, at.first_in_sight, key, self.needle, self.state)

    @property
    def place(self) -> Place:
        """The record under the cursor."""
        current = self.list.current
        return Place(self.view, current.key if current is not None else "")

    def forget(self) -> None:
        """Drop the rows."""
        self.rows = None

    def status(self) -> str:
        """How many records, in which order."""
        total = self.rows.total if self.rows is not None else 0
        place = f"{self.list.cursor + 1} of {total}" if total else "none"
        order = f", by {self.sort.replace('_', ' ')}" if self.sort else ""
        return f"{place}{order}{', reversed' if self.reverse else ''}"

    # ------------------------------------------------------------------ rows

    async def load(self, *, top: bool = True) -> None:
        """Ask for the first rows and draw them."""
        page = await self.fetch(Window(BLOCK))
        self.rows = Rows(page, self.drawing(self.list_width))
        self.set_class(bool(self.filters), "filtered")
        self.query_one(f"#chips-{self.id}", Bar).show(self.filters.chips())
        self.draw(top=top)
        self.lacsec.look()

    def draw(self, *, top: bool = False) -> None:
        """Lay the list out anew."""
        width = self.list_width
        heads = self.query_one(f"#heads-{self.id}", Bar)
        spans = self.heads(width)
        heads.display = bool(spans)
        heads.show(spans)
        if self.rows is not None:
            self.rows.redraw(self.drawing(width))
            self.list.show(self.rows if self.rows.total else [self.empty()], top=top)
        self.moved()

    def empty(self) -> Line:
        """What stands where there is no row."""
        if self.needle or self.filters:
            return Line((Span("Nothing here has these words and filters.", "dim"),), still=True)
        return Line((Span("The documents tell of none.", "dim"),), still=True)

    async def bring(self, index: int) -> None:
        """Have the block of a row, and the one before, there."""
        if self.rows is None or not 0 <= index < self.rows.total:
            return
        for number in {max(0, index - 30) // BLOCK, min(self.rows.total - 1, index + 60) // BLOCK}:
            if self.rows.row(number * BLOCK) is None:
                self.rows.put(await self.fetch(Window(BLOCK, number * BLOCK)))

    async def go_to(self, key: str) -> None:
        """Put the cursor on a record; where the letters or filters hide it, take them off."""
        for final in (False, True):
            index = self.rows.position(key) if self.rows is not None else None
            if index is None:
                index = await self.index_of(key)
            if index is not None:
                await self.bring(index)
                self.list.centre(index)
                return
            if final or not (self.needle or self.filters):
                return
            self.restore(Mark(more=(("sort", self.sort),)))
            await self.load()

    @on(LineList.Wanted)
    def _wanted(self, event: LineList.Wanted) -> None:
        if event.source is self.list and self.rows is not None and self.rows.wanted:
            self._fill(self.rows)

    @work(exclusive=True, exit_on_error=False, group="fill")
    async def _fill(self, rows: Rows[Row]) -> None:
        for window in rows.windows():
            rows.put(await self.fetch(window))
        if rows is self.rows:
            self.list.refresh()
            self.moved()
            self.lacsec.look()

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        if event.source is self.list:
            self.moved()

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.do("open")

    # ------------------------------------------------------------------ actions

    def do(self, action: str) -> bool:
        """Open the sentence, follow the name, narrow, sort, filter."""
        if action in ("open", "follow"):
            return self.lacsec.follow(self.current, prefer_proof=action == "open")
        if action == "narrow":
            self.narrow()
        elif action in ("sort", "reverse"):
            self._order(action)
        elif action == "filter":
            self._offer_filters()
        elif action == "clear":
            self.filters.clear()
            self.again()
        else:
            return False
        return True

    def narrow(self) -> None:
        """Ask for the words to keep."""
        self.set_class(True, "narrowing")
        self.field.ask()

    def _order(self, action: str) -> None:
        if action == "reverse":
            self.reverse = not self.reverse
        else:
            self.sort = self.sorts[(self.sorts.index(self.sort) + 1) % len(self.sorts)]
            self.reverse = False
        self.again()

    @work(exclusive=True, exit_on_error=False, group="load")
    async def again(self) -> None:
        """Load the list anew: words, order or filters are others."""
        await self.load()
        self.lacsec.tell("")

    def typed(self, words: str) -> None:
        """Keep only the rows with some words."""
        if words != self.needle:
            self.needle = words
            self.again()

    def entered(self) -> None:
        """The words are typed."""
        self.list.focus()

    @on(Field.Changed)
    def _letters(self, event: Field.Changed) -> None:
        if event.input is self.field:
            event.stop()
            self.typed(event.value)

    @on(Field.Submitted)
    def _letters_done(self, event: Field.Submitted) -> None:
        if event.input is self.field:
            event.stop()
            self.entered()

    def step_back(self) -> bool:
        """Out of the letters."""
        if not self.has_class("narrowing"):
            return False
        self.set_class(False, "narrowing")
        current = self.list.current
        self.needle = ""
        with self.prevent(Field.Changed):
            self.field.value = ""
        self.list.focus()
        self._widen(current.key if current is not None else "")
        return True

    @work(exclusive=True, exit_on_error=False, group="load")
    async def _widen(self, key: str) -> None:
        """Stay at a record while the list around it becomes whole again."""
        await self.load()
        if key:
            await self.go_to(key)
        self.lacsec.tell("")

    def on_resize(self) -> None:
        """Laid out anew, the same record under the cursor."""
        if self.rows is not None:
            self.draw()

    # ------------------------------------------------------------------ filters, saving

    @work(exclusive=True, exit_on_error=False, group="filters")
    async def _offer_filters(self) -> None:
        offered = await self.desk.ask(choices, self.facets)

        def taken(key: str | None) -> None:
            if key is not None:
                self.filters.choose(*chosen(key))
                self.again()

        self.lacsec.push_screen(
            Listing(
                "Keep only …  (type to find: a programme, a country, a kind)",
                lambda width: choice_lines(offered, self.filters, width),
                theme=self.lacsec.palette,
            ),
            taken,
        )

    def unavailable(self, action: str) -> str | None:
        """Sorting and filtering need orders and facets."""
        if action in ("sort", "reverse") and self.sorts:
            return None
        if action == "filter" and self.facets:
            return None
        if action == "clear" and self.facets:
            return None if self.filters else "No filter is set."
        return super().unavailable(action)

    async def table(self) -> Table | None:
        """All rows that pass the filters."""
        page = await self.fetch(_ALL)
        return Table(self.view, self.kind, tuple(row.id for row in page.rows))

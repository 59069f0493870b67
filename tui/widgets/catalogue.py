"""The list of one kind of thing with the tabbed pane of the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.widget import Widget

from lacsec.db.model import EntityKind
from lacsec.db.queries.common import Page, Window
from lacsec.db.queries.entities import EntityFilter, EntityRow, Sort, list_entities, position
from lacsec.tui.exporting import Table, line_records
from lacsec.tui.history import NOTHING, Mark
from lacsec.tui.lines import Line, Span
from lacsec.tui.panes import PaneContent, pane_of
from lacsec.tui.places import Place
from lacsec.tui.rows import Drawing
from lacsec.tui.views.catalogue import entity_heads, entity_line
from lacsec.tui.widgets.field import Field
from lacsec.tui.widgets.list_view import ListView
from lacsec.tui.widgets.pane import Pane

_FACETS = {
    "programme": ("country", "document"),
    "country": ("programme", "document"),
}


class Catalogue(ListView[EntityRow]):
    """Programmes, countries, organisations …: narrow, sort, filter, choose, read, follow."""

    DEFAULT_CSS = """
    Catalogue #beside { width: 34; margin-right: 2; }
    Catalogue.narrow #beside { width: 1fr; margin-right: 0; }
    Catalogue.narrow #pane { display: none; }
    Catalogue.narrow.reading #beside { display: none; }
    Catalogue.narrow.reading #pane { display: block; }
    """
    acts: ClassVar[frozenset[str]] = ListView.acts | {"left", "right", "switch", "source"}
    words: ClassVar[dict[str, str]] = {"right": "Next tab", "switch": "List/pane"}
    sorts: ClassVar[tuple[str, ...]] = ("facts", "name", "mentions", "earliest", "latest")
    kind = "entity"

    def __init__(self, view: str, kinds: tuple[EntityKind, ...]) -> None:
        super().__init__(view)
        self.catalogue = view
        self.kinds = kinds
        self.shown: PaneContent | None = None
        self._in_pane = False  # the letters are for the pane

    @property
    def facets(self) -> tuple[str, ...]:  # type: ignore[override]
        """What this kind of thing can be filtered by."""
        return _FACETS.get(self.kinds[0], ("programme", "country", "document"))

    def compose(self) -> ComposeResult:
        """Filters and field over list and pane."""
        chips, field, *rest = self.compose_list()
        yield chips
        yield field
        with Horizontal():
            yield Container(*rest, id="beside")
            yield Pane(theme=self.lacsec.palette, id="pane")

    @property
    def pane(self) -> Pane:
        """The pane of the entity."""
        return self.query_one("#pane", Pane)

    @property
    def list_width(self) -> int:
        """Beside the pane, or all there is."""
        return self.room.list_width

    # ------------------------------------------------------------------ places

    async def open(self, place: Place, mark: Mark = NOTHING) -> None:
        """The list; with an id, that entity's pane, on one of its tabs."""
        self._fit()
        if not place.id:
            self.set_class(False, "reading")
            await super().open(place, mark)
            self._follow_cursor()
            return
        if self.rows is None:
            await self.load()
        if place.tab or mark is NOTHING:
            self.pane.tab = place.tab
        self.set_class(True, "reading")
        self.pane.needle = mark.needle
        at = (mark.line, mark.top) if mark is not NOTHING else None
        if self.room.two:
            await self.go_to(place.id)
        await self._show(place.id, at=at)
        self.set_class(bool(mark.needle), "narrowing")
        self._in_pane = bool(mark.needle)
        with self.prevent(Field.Changed):
            self.field.value = mark.needle
        self.pane.lines.focus()

    @property
    def place(self) -> Place:
        """The entity in the pane, or the list."""
        if self.reading and self.shown is not None:
            return Place("entity", self.shown.id, tab=self.pane.tab)
        return Place(self.catalogue, "")

    @property
    def mark(self) -> Mark:
        """The line of the pane, or of the list."""
        if not self.reading:
            return super().mark
        at = self.pane.lines
        return Mark(at.cursor, at.first_in_sight, "", self.pane.needle)

    @property
    def reading(self) -> bool:
        """Is it the pane that counts?"""
        return self.has_class("reading") or self.pane.lines.focused

    @property
    def name_of_place(self) -> str:
        """What the place is called."""
        if self.reading and self.shown is not None:
            return f"{self.shown.name} › {self.pane.tab or 'Overview'}"
        return super().name_of_place

    def first_focus(self) -> Widget | None:
        """The list, or the pane when one reads."""
        return self.pane.lines if self.has_class("reading") else self.list

    def status(self) -> str:
        """How many, in which order; of a pane, how many lines."""
        if not self.reading:
            return super().status()
        section = self.pane.section
        found = len([x for x in self.pane.lines.lines if not x.still]) if section else 0
        return f"{found} lines with “{self.pane.needle}”" if self.pane.needle else ""

    # ------------------------------------------------------------------ content

    @property
    def _wanted_entities(self) -> EntityFilter:
        return EntityFilter(
            kinds=self.kinds,
            families_only=self.kinds == ("programme",),
            text=self.needle,
            document=self.filters.value("document"),
            related=(*self.filters.values("programme"), *self.filters.values("country")),
            sort=cast(Sort, self.sort),
            reverse=self.reverse,
        )

    async def fetch(self, window: Window) -> Page[EntityRow]:
        """Entities of the kind."""
        return await self.desk.ask(list_entities, self._wanted_entities, window)

    async def index_of(self, key: str) -> int | None:
        """Where an entity stands."""
        return await self.desk.ask(position, key, self._wanted_entities)

    def drawing(self, width: int) -> Drawing[EntityRow]:
        """A line an entity."""
        needle, many = self.needle, len(self.kinds) > 1
        return lambda row, before: entity_line(row, needle, width, kinds=many)

    def heads(self, width: int) -> Sequence[Span]:
        """Name, years, mentions, facts."""
        return entity_heads(width, self.sort, self.reverse, kinds=len(self.kinds) > 1)

    async def _show(self, entity_id: str, at: tuple[int, int] | None = None) -> None:
        content = await self.desk.ask(pane_of, entity_id, self.room.pane_width)
        if content is None:
            self.lacsec.tell(f"Nothing in this database has the id {entity_id}.")
            return
        self.shown = content
        self.pane.show(content.title, content.sections, at=at)

    def moved(self) -> None:
        """The pane follows the cursor where there is room for it."""
        if not self.reading:
            self._follow_cursor()

    @work(exclusive=True, exit_on_error=False, group="follow")
    async def _follow_cursor(self) -> None:
        line = self.list.current
        if line is None or not self.room.two or not line.key:
            return
        if self.shown is None or line.key != self.shown.id:
            await self._show(line.key)

    # ------------------------------------------------------------------ actions

    def do(self, action: str) -> bool:
        """Open, follow, narrow, sort, filter, turn tabs, switch between list and pane."""
        in_pane = self.reading
        if action in ("left", "right"):
            self._turn(1 if action == "right" else -1)
        elif action == "open" and not in_pane:
            self._read(self.list.current)
        elif action in ("open", "follow"):
            return self.lacsec.follow(self.current, prefer_proof=action == "open")
        elif action == "switch":
            self._switch()
        elif action == "map" and self.shown is not None:
            self.lacsec.go(Place("map", self._entity))
        else:
            return super().do(action)
        return True

    def unavailable(self, action: str) -> str | None:
        """Maps are of programmes; programmes and countries can be compared."""
        if action == "map" and self.kinds == ("programme",) and self._entity:
            return None
        if action == "compare" and self.kinds[0] in ("programme", "country") and self._entity:
            return None
        if action in ("left", "right") and not (self.reading or self.room.two):
            return "Open a line first: its pane has the tabs."
        return super().unavailable(action)

    @property
    def _entity(self) -> str:
        """The entity that is read, or under the cursor."""
        if self.reading and self.shown is not None:
            return self.shown.id
        current = self.list.current
        return current.key if current is not None else ""

    def _turn(self, steps: int) -> None:
        self.pane.turn(steps)
        if self._in_pane:
            self._leave_letters()
        self.lacsec.tell("")
        self.lacsec.look()

    def _read(self, line: Line | None) -> None:
        if line is not None and line.key:
            self.lacsec.go(Place("entity", line.key, tab=self.pane.tab if self.room.two else ""))

    def _switch(self) -> None:
        if self.pane.lines.focused:
            self.set_class(False, "reading")
            self.list.focus()
        elif self.room.two:
            self.pane.lines.focus()
        else:
            self._read(self.list.current)

    def narrow(self) -> None:
        """The words to keep, of the list or of the pane."""
        self._in_pane = self.reading
        with self.prevent(Field.Changed):
            self.field.value = self.pane.needle if self._in_pane else self.needle
        super().narrow()

    def typed(self, words: str) -> None:
        """Narrow the pane, or the list."""
        if not self._in_pane:
            super().typed(words)
            return
        self.pane.narrow(words)
        self.lacsec.tell("")
        self.lacsec.look()

    def entered(self) -> None:
        """Back to what was narrowed."""
        (self.pane.lines if self._in_pane else self.list).focus()

    def step_back(self) -> bool:
        """Out of the letters, then out of the pane."""
        if self.has_class("narrowing") and self._in_pane:
            self._leave_letters()
            self.pane.narrow("")
            self.pane.lines.focus()
            return True
        if super().step_back():
            return True
        if self.pane.lines.focused and self.room.two and not self.has_class("reading"):
            self.list.focus()
            return True
        return False

    def _leave_letters(self) -> None:
        self._in_pane = False
        self.set_class(False, "narrowing")
        with self.prevent(Field.Changed):
            self.field.value = ""

    def on_resize(self) -> None:
        """One column when narrow, two when wide; lines are laid out anew."""
        self._fit()
        super().on_resize()
        if self.shown is not None:
            self._redraw(self.shown.id)

    def _fit(self) -> None:
        self.set_class(not self.room.two, "narrow")
        self.query_one("#beside").styles.width = self.room.list_width if self.room.two else "1fr"

    @work(exclusive=True, exit_on_error=False, group="redraw")
    async def _redraw(self, entity_id: str) -> None:
        at = self.pane.lines
        await self._show(entity_id, at=(at.cursor, at.first_in_sight))

    def forget(self) -> None:
        """Drop the rows and the pane."""
        super().forget()
        self.shown = None

    async def table(self) -> Table | None:
        """The list, or the lines of the open tab (as Markdown: the whole dossier)."""
        if not self.reading or self.shown is None:
            return await super().table()
        section = self.pane.section
        found = line_records(self.pane.lines.lines)
        name = f"{self.shown.name} {section.title if section else ''}".strip()
        return Table(name, records=found, entity=(self.shown.id, self.shown.kind))

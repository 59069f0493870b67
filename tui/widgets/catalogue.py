"""The list of one kind of thing with the tabbed pane of the one under the cursor."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from lacsec.db.model import EntityKind
from lacsec.db.queries.common import Window
from lacsec.db.queries.entities import EntityFilter, EntityRow, Sort, list_entities
from lacsec.tui.lines import Line
from lacsec.tui.panes import PaneContent, pane_of
from lacsec.tui.places import Place
from lacsec.tui.views.catalogue import entity_lines
from lacsec.tui.widgets.field import Field
from lacsec.tui.widgets.line_list import LineList
from lacsec.tui.widgets.pane import Pane
from lacsec.tui.widgets.view import View

_SORTS: tuple[Sort, ...] = ("facts", "name", "mentions", "earliest", "latest")
_MOST = Window(50_000)
_LIST, _GAP = 34, 2  # cells: the list beside the pane, and what is left free between them


class Catalogue(View):
    """Programmes, countries, organisations …: narrow, sort, choose, read, follow."""

    DEFAULT_CSS = """
    Catalogue #narrow { display: none; }
    Catalogue.narrowing #narrow { display: block; }
    Catalogue #list { width: 34; margin-right: 2; }
    Catalogue.narrow #list { width: 1fr; margin-right: 0; }
    Catalogue.narrow #pane { display: none; }
    Catalogue.narrow.reading #list { display: none; }
    Catalogue.narrow.reading #pane { display: block; }
    """
    acts: ClassVar[frozenset[str]] = frozenset(
        {"open", "follow", "narrow", "sort", "tab.next", "tab.previous", "switch", "copy"}
    )

    def __init__(self, view: str, kind: EntityKind | None) -> None:
        super().__init__(id=f"view-{view}")
        self.view = view
        self.kind = kind
        self.sort: Sort = _SORTS[0]
        self.rows: tuple[EntityRow, ...] = ()
        self.shown = ""
        self._needle = ""

    def compose(self) -> ComposeResult:
        """Field, list, pane."""
        yield Field("letters to keep", id="narrow")
        with Horizontal():
            yield LineList(theme=self.lacsec.palette, id="list")
            yield Pane(theme=self.lacsec.palette, id="pane")

    @property
    def list(self) -> LineList:
        """The list of entities."""
        return self.query_one("#list", LineList)

    @property
    def pane(self) -> Pane:
        """The pane of the entity."""
        return self.query_one("#pane", Pane)

    # ------------------------------------------------------------------ places

    async def open(self, place: Place) -> None:
        """The list; with an id, that entity's pane, on one of its tabs."""
        if not self.rows:
            await self._load()
        if place.tab:
            self.pane.tab = place.tab
        if place.id:
            self.set_class(True, "reading")
            self._narrow("")
            self.list.show(self.list.lines, key=place.id)
            await self._show(place.id)
            self.pane.lines.focus()
        else:
            self.set_class(False, "reading")
            self.list.focus()
            self._follow_cursor()

    @property
    def place(self) -> Place:
        """The entity in the pane, or the list."""
        if self.has_class("reading") or self.pane.lines.has_focus:
            return Place("entity", self.shown, tab=self.pane.tab)
        return Place(self.view, "")

    def first_focus(self) -> Widget | None:
        """The list, or the pane when one reads."""
        return self.pane.lines if self.has_class("reading") else self.list

    def status(self) -> str:
        """How many, in which order."""
        return f"{len(self.list.lines)} of {len(self.rows)}, by {self.sort}"

    # ------------------------------------------------------------------ content

    async def _load(self) -> None:
        wanted = EntityFilter(
            kind=self.kind, families_only=self.kind == "programme", sort=self.sort
        )
        page = await self.desk.ask(list_entities, wanted, _MOST)
        self.rows = page.rows
        self._draw()

    def _draw(self, key: str = "") -> None:
        width = _LIST if self.wide else self.lacsec.size.width
        self.list.show(entity_lines(self.rows, self._needle, width), key=key)

    def _narrow(self, needle: str) -> None:
        self._needle = needle
        self.set_class(bool(needle), "narrowing")
        self._draw()

    async def _show(self, entity_id: str) -> None:
        width = self.lacsec.size.width - (_LIST + _GAP if self.wide else 0)
        content = await self.desk.ask(pane_of, entity_id, width)
        if content is not None:
            self._put(content)

    def _put(self, content: PaneContent) -> None:
        self.shown = content.id
        self.pane.show(content.title, content.sections)

    @work(exclusive=True, exit_on_error=False)
    async def _follow_cursor(self) -> None:
        line = self.list.current
        if line is not None and self.wide and line.key and line.key != self.shown:
            await self._show(line.key)

    @on(LineList.Moved, "#list")
    def _moved(self) -> None:
        self._follow_cursor()
        self.lacsec.tell(self.status())

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.do("open")

    # ------------------------------------------------------------------ actions

    def do(self, action: str) -> bool:
        """Open, follow, narrow, sort, turn tabs, switch between list and pane."""
        steps = {"tab.next": 1, "tab.previous": -1}.get(action)
        if steps is not None:
            self.pane.turn(steps)
        elif action == "open" and self.list.has_focus:
            self._read(self.list.current)
        elif action in ("open", "follow"):
            return self.lacsec.follow(self.pane.lines.current, prefer_proof=action == "open")
        elif action == "narrow":
            self._ask_letters()
        elif action == "sort":
            self.sort = _SORTS[(_SORTS.index(self.sort) + 1) % len(_SORTS)]
            self._reload()
        elif action == "switch":
            self._switch()
        else:
            return False
        return True

    def _read(self, line: Line | None) -> None:
        if line is not None and line.key:
            self.lacsec.go(Place("entity", line.key))

    def _switch(self) -> None:
        if self.pane.lines.has_focus:
            self.step_back()
        else:
            self._read(self.list.current)

    @work(exclusive=True, exit_on_error=False)
    async def _reload(self) -> None:
        current = self.list.current
        await self._load()
        self._draw(current.key if current else "")
        self.lacsec.tell(self.status())

    def _ask_letters(self) -> None:
        self.set_class(True, "narrowing")
        field = self.query_one("#narrow", Field)
        self._narrowed_pane = self.pane.lines.has_focus
        field.value = ""
        field.focus()

    @on(Field.Changed, "#narrow")
    def _letters(self, event: Field.Changed) -> None:
        if not self.has_class("narrowing"):
            return
        if self._narrowed_pane:
            self.pane.narrow(event.value)
        else:
            self._needle = event.value
            self._draw()
            self._follow_cursor()

    @on(Field.Submitted, "#narrow")
    def _letters_done(self) -> None:
        (self.pane.lines if self._narrowed_pane else self.list).focus()

    _narrowed_pane = False

    def step_back(self) -> bool:
        """Out of the letters, then out of the pane."""
        if self.has_class("narrowing"):
            self.query_one("#narrow", Field).value = ""
            self.pane.narrow("")
            self._narrow("")
            (self.pane.lines if self._narrowed_pane else self.list).focus()
            return True
        if self.pane.lines.has_focus and self.wide:
            self.set_class(False, "reading")
            self.list.focus()
            return True
        return False

    def on_resize(self) -> None:
        """One column when narrow, two when wide; lines are laid out anew."""
        self.set_class(not self.wide, "narrow")
        if self.rows:
            self._draw()
        if self.shown:
            self._redraw()

    @work(exclusive=True, exit_on_error=False, group="redraw")
    async def _redraw(self) -> None:
        await self._show(self.shown)

"""A view that is one long list, narrowed by typing: timeline, figures, disagreements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widget import Widget

from lacsec.tui.lines import Line
from lacsec.tui.places import Place
from lacsec.tui.widgets.field import Field
from lacsec.tui.widgets.line_list import LineList
from lacsec.tui.widgets.view import View


class NarrowView(View):
    """Loads its records once, draws them at any width, keeps the lines that hold the letters."""

    DEFAULT_CSS = """
    NarrowView .letters { display: none; }
    NarrowView.narrowing .letters { display: block; }
    """
    acts: ClassVar[frozenset[str]] = frozenset({"open", "follow", "narrow", "copy"})
    view = ""

    def __init__(self) -> None:
        super().__init__(id=f"view-{self.view}")
        self.loaded = False
        self.needle = ""

    # ------------------------------------------------------------------ what a subclass gives

    async def load(self) -> None:
        """Ask for the records."""
        raise NotImplementedError

    def drawn(self, width: int) -> Sequence[Line]:
        """The lines of the records that hold `needle`."""
        raise NotImplementedError

    def above(self) -> Sequence[Widget]:
        """What stands over the list."""
        return ()

    def moved(self) -> None:
        """The cursor stands on another line."""

    # ------------------------------------------------------------------ the rest

    def compose(self) -> ComposeResult:
        """What is above, the field, the list."""
        yield from self.above()
        yield Field("words to keep", id=f"letters-{self.view}", classes="letters")
        yield LineList(theme=self.lacsec.palette, id=f"list-{self.view}")

    @property
    def field(self) -> Field:
        """The field for the letters."""
        return self.query_one(Field)

    @property
    def list(self) -> LineList:
        """The list."""
        return self.query_one(LineList)

    async def open(self, place: Place) -> None:
        """The list, at the record that the place names."""
        if not self.loaded:
            await self.load()
            self.loaded = True
        self.draw(place.id)
        self.list.focus()

    @property
    def place(self) -> Place:
        """The record under the cursor."""
        current = self.list.current
        return Place(self.view, current.key if current is not None else "")

    def first_focus(self) -> Widget | None:
        """The list."""
        return self.list

    def status(self) -> str:
        """How many records are shown."""
        keys = {row.key for row in self.list.lines if not row.still and row.key}
        return f"{len(keys)} shown"

    def draw(self, key: str = "") -> None:
        """Lay the list out anew."""
        self.list.show(self.drawn(self.lacsec.size.width), key=key)
        self.moved()

    @on(LineList.Moved)
    def _moved(self) -> None:
        self.moved()

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.do("open")

    def do(self, action: str) -> bool:
        """Open the sentence, follow the name, narrow."""
        if action in ("open", "follow"):
            return self.lacsec.follow(self.list.current, prefer_proof=action == "open")
        if action == "narrow":
            self.set_class(True, "narrowing")
            self.field.focus()
            return True
        return False

    @on(Field.Changed)
    def _letters(self, event: Field.Changed) -> None:
        self.needle = event.value
        self.draw()
        self.lacsec.tell(self.status())

    @on(Field.Submitted)
    def _letters_done(self) -> None:
        self.list.focus()

    def step_back(self) -> bool:
        """Out of the letters."""
        if not self.has_class("narrowing"):
            return False
        self.set_class(False, "narrowing")
        self.field.value = ""
        self.list.focus()
        return True

    def on_resize(self) -> None:
        """Laid out anew, the same record under the cursor."""
        if self.loaded:
            self._redraw(self.place.id)

    @work(exclusive=True, exit_on_error=False)
    async def _redraw(self, key: str) -> None:
        self.draw(key)

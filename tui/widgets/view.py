"""What every view of the app is: it opens places, does actions, and says what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.containers import Container
from textual.widget import Widget
from textual.worker import Worker

from lacsec.tui.actions import actions
from lacsec.tui.exporting import Table
from lacsec.tui.history import NOTHING, Mark
from lacsec.tui.lines import Line
from lacsec.tui.places import Place
from lacsec.tui.room import Room
from lacsec.tui.told import told_of
from lacsec.tui.views import detail
from lacsec.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from lacsec.tui.app import LacsecApp
    from lacsec.tui.desk import Desk


class View(Container):
    """A full-screen part of the app. `acts` are the ids of the actions that it takes.

    `words` are what some of them are called here, in the footer.
    """

    DEFAULT_CSS = """
    View { height: 1fr; width: 1fr; }
    """
    acts: ClassVar[frozenset[str]] = frozenset()
    words: ClassVar[Mapping[str, str]] = {}

    @property
    def lacsec(self) -> LacsecApp:
        """The app, by its own type."""
        return cast("LacsecApp", self.app)

    @property
    def desk(self) -> Desk:
        """The door to the database."""
        return self.lacsec.desk

    @property
    def room(self) -> Room:
        """How the screen is divided."""
        return self.lacsec.room

    # ------------------------------------------------------------------ places

    async def open(self, place: Place, mark: Mark = NOTHING) -> None:
        """Show a place of this view, as it looked when it was left."""
        raise NotImplementedError

    @property
    def place(self) -> Place:
        """Where one is, well enough to come back."""
        raise NotImplementedError

    @property
    def name_of_place(self) -> str:
        """What the place is called, for going on there another day."""
        return self.place.view.capitalize()

    @property
    def mark(self) -> Mark:
        """How it looks now."""
        found = self.cursor_list
        if found is None:
            return NOTHING
        current = found.current
        return Mark(found.cursor, found.first_in_sight, current.key if current else "")

    async def reload(self) -> None:
        """Ask for everything again: another database has taken the place of the old one."""
        place, mark = self.place, self.mark
        self.forget()
        await self.open(place, mark)

    def forget(self) -> None:
        """Drop what was loaded."""

    # ------------------------------------------------------------------ actions

    def do(self, action: str) -> bool:
        """Carry out an action; False where this view has no use for it now."""
        return False

    def step_back(self) -> bool:
        """Leave a field, a narrowed list or a pane; False where there is nothing to leave."""
        return False

    def unavailable(self, action: str) -> str | None:
        """Why an action cannot be done here, as a sentence; None where it can."""
        if action in self.acts:
            return None
        return actions()[action].where or "This cannot be done here."

    @on(Worker.StateChanged)
    def _worker_changed(self, event: Worker.StateChanged) -> None:
        self.lacsec.heed(event)

    # ------------------------------------------------------------------ what is shown

    def first_focus(self) -> Widget | None:
        """What should have the focus when the view is shown."""
        return self.cursor_list

    def status(self) -> str:
        """A few words on what is shown: counts, order."""
        return ""

    @property
    def cursor_list(self) -> LineList | None:
        """The list whose cursor counts: the one with the focus, else the first."""
        focused = self.app.focused
        if isinstance(focused, LineList) and self in focused.ancestors:
            return focused
        return next(iter(self.query(LineList)), None)

    @property
    def current(self) -> Line | None:
        """The line under the cursor."""
        found = self.cursor_list
        return found.current if found is not None else None

    @property
    def detail_height(self) -> int:
        """How many rows of preview below are worth having here, its rule included."""
        return self.room.detail_height

    async def detail(self, width: int, height: int) -> Sequence[Line]:
        """The preview of what is under the cursor."""
        current, beside = self.current, self.room.beside
        told = await self.desk.ask(told_of, current, much=beside) if current else None
        return (detail.column if beside else detail.strip)(told, width, height)

    async def table(self) -> Table | None:
        """What is listed, as records to save; None where nothing is."""
        return None

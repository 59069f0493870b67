"""What every view of the app is: it opens places, does actions, and says what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Container
from textual.widget import Widget

from lacsec.tui.places import Place

if TYPE_CHECKING:
    from lacsec.tui.app import LacsecApp
    from lacsec.tui.desk import Desk

WIDE = 100  # cells: from here on a list and its pane stand side by side


class View(Container):
    """A full-screen part of the app. `acts` are the ids of the actions that it takes."""

    DEFAULT_CSS = """
    View { height: 1fr; width: 1fr; }
    """
    acts: ClassVar[frozenset[str]] = frozenset()

    @property
    def lacsec(self) -> LacsecApp:
        """The app, by its own type."""
        return cast("LacsecApp", self.app)

    @property
    def desk(self) -> Desk:
        """The door to the database."""
        return self.lacsec.desk

    @property
    def wide(self) -> bool:
        """Is there room for two columns?"""
        return self.lacsec.size.width >= WIDE

    async def open(self, place: Place) -> None:
        """Show a place of this view."""
        raise NotImplementedError

    @property
    def place(self) -> Place:
        """Where one is, well enough to come back."""
        raise NotImplementedError

    def do(self, action: str) -> bool:
        """Carry out an action; False where this view has no use for it now."""
        return False

    def step_back(self) -> bool:
        """Leave a field, a narrowed list or a pane; False where there is nothing to leave."""
        return False

    def unavailable(self, action: str) -> str | None:
        """Why an action cannot be done here, as a sentence; None where it can."""
        return None if action in self.acts else "There is nothing here that it could do."

    def first_focus(self) -> Widget | None:
        """What should have the focus when the view is shown."""
        return None

    def status(self) -> str:
        """A few words on what is shown: counts, filters."""
        return ""

"""A view whose rows are narrowed by the letters typed above them."""

from __future__ import annotations

from textual import on
from textual.widget import Widget

from lacsec.tui.widgets.field import Field
from lacsec.tui.widgets.view import View


class NarrowedView(View):
    """Holds one `Field` of class `letters`; `needle` is what was typed into it."""

    DEFAULT_CSS = """
    NarrowedView .letters { display: none; }
    NarrowedView.narrowing .letters { display: block; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.needle = ""

    @property
    def rows(self) -> Widget:
        """What is narrowed, and has the focus once the letters are typed."""
        raise NotImplementedError

    def draw_kept(self) -> None:
        """Draw the rows that have the letters."""
        raise NotImplementedError

    def narrow(self) -> None:
        """Ask for the letters to keep."""
        self.set_class(True, "narrowing")
        self.query_one(Field).focus()

    @on(Field.Changed)
    def _letters(self, event: Field.Changed) -> None:
        event.stop()
        self.needle = event.value
        self.draw_kept()
        self.lacsec.tell("")

    @on(Field.Submitted)
    def _letters_done(self, event: Field.Submitted) -> None:
        event.stop()
        self.rows.focus()

    def step_back(self) -> bool:
        """Out of the letters."""
        if not self.has_class("narrowing"):
            return False
        self.set_class(False, "narrowing")
        self.query_one(Field).value = ""
        self.rows.focus()
        return True

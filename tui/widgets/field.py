"""The one-line field in which one types: the search box, the letters that narrow a list."""

from __future__ import annotations

from textual.widgets import Input

from lacsec.tui.widgets.focusing import Focusing


class Field(Focusing, Input):
    """An input of one row without frame, whose cursor does not blink (a blink is traffic)."""

    DEFAULT_CSS = """
    Field { height: 1; border: none; padding: 0; background: transparent; }
    Field:focus { border: none; }
    """

    def __init__(self, placeholder: str, *, id: str, classes: str = "") -> None:  # noqa: A002
        super().__init__(placeholder=placeholder, id=id, classes=classes, select_on_focus=False)
        self.cursor_blink = False

    def ask(self) -> None:
        """Take the focus; what stands in it is replaced by what is typed."""
        self.focus()
        self.action_select_all()

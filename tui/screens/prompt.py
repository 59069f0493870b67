"""A screen that asks for a few words; Enter gives them, Esc gives None."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from lacsec.tui.lines import span
from lacsec.tui.widgets.bars import Bar
from lacsec.tui.widgets.field import Field


class Prompt(ModalScreen[str | None], inherit_bindings=False):
    """One line of words over the foot of the screen."""

    DEFAULT_CSS = """
    Prompt { align: left bottom; background: transparent; }
    Prompt Bar { background: $background; }
    Prompt Field { background: $background; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    def __init__(self, title: str, example: str, *, theme: str, value: str = "") -> None:
        super().__init__()
        self._title = title
        self._example = example
        self._theme = theme
        self._value = value

    def compose(self) -> ComposeResult:
        """Title, field."""
        yield Bar(theme=self._theme, id="prompt-title")
        field = Field(self._example, id="prompt-words")
        field.value = self._value
        yield field

    def on_mount(self) -> None:
        """The title; the field is ready."""
        words = span(f" {self._title} ", "heading"), span(" Enter takes it, Esc goes back", "dim")
        self.query_one(Bar).show(words)
        self.query_one(Field).focus()

    @on(Field.Submitted)
    def _entered(self, event: Field.Submitted) -> None:
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """Back without words."""
        self.dismiss(None)

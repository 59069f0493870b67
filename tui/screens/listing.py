"""A screen over the main one that lists lines: help, commands, choices; Enter chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from lacsec.tui.lines import Line, span
from lacsec.tui.widgets.bars import Bar
from lacsec.tui.widgets.field import Field
from lacsec.tui.widgets.line_list import LineList
from lacsec.tui.widgets.pane import narrowed

Lines = Callable[[int], Sequence[Line]]


class Listing(ModalScreen[str | None], inherit_bindings=False):
    """Gives back the key of the chosen line, or None. Typing keeps the lines that fit."""

    DEFAULT_CSS = """
    Listing { background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("tab", "move(1)", "Down", priority=True),
        Binding("shift+tab", "move(-1)", "Up", priority=True),
        Binding("up", "move(-1)", "Up", priority=True),
        Binding("down", "move(1)", "Down", priority=True),
        Binding("pageup", "page(-1)", "Page up", priority=True),
        Binding("pagedown", "page(1)", "Page down", priority=True),
    ]

    def __init__(self, title: str, lines: Lines, *, theme: str) -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._theme = theme

    def compose(self) -> ComposeResult:
        """Title, letters, lines."""
        yield Bar(theme=self._theme, id="listing-title")
        yield Field("letters to keep; Esc goes back", id="listing-letters")
        yield Bar(theme=self._theme, id="listing-gap")  # the screen below would show through
        yield LineList(theme=self._theme, id="listing-lines")

    def on_mount(self) -> None:
        """Show everything."""
        self.query_one(Bar).show([span(self._title, "title")])
        self._draw("")
        self.query_one(Field).focus()

    def on_resize(self) -> None:
        """Laid out anew."""
        self._draw(self.query_one(Field).value)

    def _draw(self, needle: str) -> None:
        found = self._lines(self.app.size.width)
        self.query_one(LineList).show(narrowed(found, needle), top=True)

    @on(Field.Changed)
    def _letters(self, event: Field.Changed) -> None:
        self._draw(event.value)

    @on(Field.Submitted)
    @on(LineList.Chosen)
    def _chosen(self) -> None:
        current = self.query_one(LineList).current
        self.dismiss(current.key if current is not None and not current.still else None)

    def action_leave(self) -> None:
        """Back without a choice."""
        self.dismiss(None)

    def action_move(self, steps: int) -> None:
        """Move the cursor while the field keeps the focus."""
        self.query_one(LineList).move(steps)

    def action_page(self, pages: int) -> None:
        """Move by pages."""
        self.query_one(LineList).page(2 * pages)

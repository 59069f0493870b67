"""A small app with what makes drawing hard: fields, lists, wide text, layers, scrolling."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from lacsec.tui.terminal.guest import GuestApp

NAMES = [
    "Panamá",
    "海上 patrol",
    "São Tomé",
    "e\u0301tat",
    "🚢 ship",
    "Port",
    "한국 desk",
    "→ next ─",
]
ROWS = [f"{n:03d} {NAMES[n % 8]} and {NAMES[n * 5 % 8]}" for n in range(200)]


class Note(ModalScreen[None]):
    DEFAULT_CSS = "Note { align: center middle; } Note Static { width: 30; height: 5; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close")]

    def compose(self) -> ComposeResult:
        yield Static(Content("A note over the rest: 海上, é, and more words that wrap."))


class SmallApp(GuestApp):
    CSS = "#list { width: 40%; } #text { width: 60%; } Note Static { border: round red; }"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "note", "Note"),
        Binding("f3", "turn", "Turn"),
        Binding("ctrl+l", "redraw", "Redraw"),
        Binding("ctrl+q", "quit", "Quit"),
    ]

    def compose(self) -> ComposeResult:
        self.animation_level = "none"
        field = Input(placeholder="letters", id="field")
        field.cursor_blink = False
        yield field
        with Horizontal():
            yield OptionList(*[Option(Content(row)) for row in ROWS], id="list")
            with VerticalScroll(id="text"):
                yield Static(Content("\n".join(ROWS)), id="words")

    def on_input_changed(self, event: Input.Changed) -> None:
        rows = [row for row in ROWS if event.value in row]
        self.query_one("#words", Static).update(Content("\n".join(rows)))

    def action_note(self) -> None:
        self.push_screen(Note())

    def action_turn(self) -> None:
        text = self.query_one("#text")
        text.styles.width = "30%" if text.styles.width and text.styles.width.value == 60 else "60%"

    def action_redraw(self) -> None:
        self.redraw()


if __name__ == "__main__":
    SmallApp().run()

"""The least that a Textual app of this kind can be: a field, a list, tabs and a footer."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Footer, Input, OptionList, Static, TabbedContent, TabPane

ROWS = [f"{number:03} row {number * 7919 % 1000:03} of some length" for number in range(500)]


class Floor(App[None]):
    CSS = "OptionList { width: 2fr; height: 1fr; } TabbedContent { width: 3fr; }"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+q", "quit", "Quit"),
        ("f2", "focus_list", "List"),
    ]

    def compose(self) -> ComposeResult:
        yield Input(placeholder="Search")
        with Horizontal():
            yield OptionList(*ROWS)
            with TabbedContent():
                for name in ("One", "Two", "Three"):
                    with TabPane(name):
                        yield Static(f"What is in {name}")
        yield Footer()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options([row for row in ROWS if event.value in row])

    def action_focus_list(self) -> None:
        self.query_one(OptionList).focus()


if __name__ == "__main__":
    Floor().run()

"""The rows around the views: the views' names above, the tabs of a pane, the keys below."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from lacsec.tui.lines import Line, Span
from lacsec.tui.widgets.drawing import strip_of


class Bar(Widget):
    """One row of spans. A click tells which of them was hit."""

    DEFAULT_CSS = "Bar { height: 1; }"

    class Hit(Message):
        """A span was clicked; `index` counts those with a style that starts with "tab"."""

        def __init__(self, control: Bar, index: int) -> None:
            super().__init__()
            self.bar = control
            self.index = index

    def __init__(self, *, theme: str, id: str | None = None, classes: str = "") -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.theme = theme
        self.spans: tuple[Span, ...] = ()

    def show(self, spans: Sequence[Span]) -> None:
        """Draw other spans; nothing is repainted where they are the same."""
        if tuple(spans) != self.spans:
            self.spans = tuple(spans)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row."""
        return strip_of(self.spans, self.size.width, self.rich_style, self.theme)

    def on_click(self, event: events.Click) -> None:
        """Tell which tab was hit."""
        position = 0
        index = 0
        for part in self.spans:
            size = cell_len(part.text)
            if part.style.startswith("tab"):
                if position <= event.x < position + size:
                    self.post_message(self.Hit(self, index))
                    return
                index += 1
            position += size


class Block(Widget):
    """Several rows of lines without a cursor: the preview, a plot, a map."""

    DEFAULT_CSS = "Block { height: 1fr; }"

    def __init__(self, *, theme: str, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.theme = theme
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Draw other lines; nothing is repainted where they are the same."""
        if tuple(lines) != self.lines:
            self.lines = tuple(lines)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row."""
        width = self.size.width
        if y >= len(self.lines):
            return Strip.blank(width, self.rich_style)
        return strip_of(self.lines[y].spans, width, self.rich_style, self.theme)

"""The rows around the views: the views' names above, the tabs of a pane, the keys below."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from lacsec.tui.lines import Span, crop
from lacsec.tui.style import style


class Bar(Widget):
    """One row of spans. A click tells which of them was hit."""

    DEFAULT_CSS = "Bar { height: 1; }"

    class Hit(Message):
        """A span was clicked; `index` counts those with a style that starts with "tab"."""

        def __init__(self, control: Bar, index: int) -> None:
            super().__init__()
            self.bar = control
            self.index = index

    def __init__(self, *, theme: str, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.theme = theme
        self.spans: tuple[Span, ...] = ()

    def show(self, spans: Sequence[Span]) -> None:
        """Draw other spans; nothing is repainted where they are the same."""
        if tuple(spans) != self.spans:
            self.spans = tuple(spans)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row."""
        width, base = self.size.width, self.rich_style
        segments = [
            Segment(part.text, base + style(part.style, self.theme))
            for part in crop(self.spans, width)
        ]
        return Strip(segments).adjust_cell_length(width, base)

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


def tab_spans(titles: Sequence[str], active: int, width: int) -> list[Span]:
    """Titles in a row, the active one marked; those that do not fit are scrolled out of sight."""
    first = 0
    while first < active and _reach(titles[first : active + 1]) > width - 2:
        first += 1
    spans = [Span("‹ " if first else "", "dim")]
    for index in range(first, len(titles)):
        on = index == active
        words = f"[{titles[index]}]" if on else f" {titles[index]} "
        spans.append(Span(words, "tab.on" if on else "tab"))
    return spans


def _reach(titles: Sequence[str]) -> int:
    return sum(cell_len(title) + 2 for title in titles)

"""A tabbed pane: a title, a row of tabs, and the lines of the tab that is open."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Container

from lacsec.db.text import fold
from lacsec.tui.lines import Line, span
from lacsec.tui.views.pane import Section
from lacsec.tui.views.tabs import tab_spans
from lacsec.tui.widgets.bars import Bar
from lacsec.tui.widgets.line_list import LineList


class Pane(Container):
    """Shows sections, one at a time; the open tab is kept by title when the content changes."""

    DEFAULT_CSS = """
    Pane { height: 1fr; width: 1fr; }
    Pane #pane-tabs { margin-bottom: 1; }
    """

    def __init__(self, *, theme: str, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._theme = theme
        self.sections: Sequence[Section] = ()
        self.tab = ""
        self.needle = ""

    def compose(self) -> ComposeResult:
        """Title, tabs, lines."""
        yield Bar(theme=self._theme, id="pane-title")
        yield Bar(theme=self._theme, id="pane-tabs")
        yield LineList(theme=self._theme, id="pane-lines")

    @property
    def lines(self) -> LineList:
        """The list of the open tab."""
        return self.query_one("#pane-lines", LineList)

    @property
    def active(self) -> int:
        """The position of the open tab."""
        titles = [section.title for section in self.sections]
        return titles.index(self.tab) if self.tab in titles else 0

    @property
    def section(self) -> Section | None:
        """The open tab's."""
        return self.sections[self.active] if self.sections else None

    def show(
        self,
        title: Line,
        sections: Sequence[Section],
        *,
        key: str = "",
        at: tuple[int, int] | None = None,
    ) -> None:
        """Other content; the same tab stays open where there is one of that title.

        The cursor goes to the line of `key`, to the place `at` (line, first in sight), or on top.
        """
        self.sections = sections
        self.query_one("#pane-title", Bar).show(title.spans)
        self._draw(key=key, at=at, top=not key and at is None)

    def open_tab(self, title: str) -> None:
        """Open a tab by its title."""
        self.tab = title
        self.needle = ""
        self._draw(top=True)

    def turn(self, steps: int) -> None:
        """The next tab, or the one before."""
        if self.sections:
            self.open_tab(self.sections[(self.active + steps) % len(self.sections)].title)

    def narrow(self, needle: str) -> None:
        """Keep only the lines that hold some letters."""
        self.needle = needle
        self._draw(top=True)

    @on(Bar.Hit)
    def _hit(self, event: Bar.Hit) -> None:
        event.stop()
        shown = [part.text.strip(" []") for part in event.bar.spans if part.style[:3] == "tab"]
        words = shown[event.index].rstrip("0123456789").strip()
        self.open_tab(words)
        self.lines.focus()

    def _draw(self, *, key: str = "", top: bool = False, at: tuple[int, int] | None = None) -> None:
        tabs = [
            section.title if section.count is None else f"{section.title} {section.count}"
            for section in self.sections
        ]
        width = self.size.width or self.app.size.width
        self.query_one("#pane-tabs", Bar).show(tab_spans(tabs, self.active, width))
        lines = self.section.lines if self.section is not None else ()
        self.lines.show(narrowed(lines, self.needle), key=key, top=top, at=at)


def narrowed(lines: Sequence[Line], needle: str) -> Sequence[Line]:
    """The lines that hold the letters, accents and case aside; all where there are none."""
    words = fold(needle).split()
    if not words:
        return lines
    kept = [
        entry
        for entry in lines
        if not entry.still and all(word in fold(entry.text) for word in words)
    ]
    return kept or [Line((span("No line here has these words.", "dim"),), still=True)]

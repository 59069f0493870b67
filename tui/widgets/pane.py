"""A tabbed pane: a title, a row of tabs, and the lines of the tab that is open."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container

from lacsec.tui.lines import Line, blank
from lacsec.tui.views.pane import Section
from lacsec.tui.widgets.bars import Bar, tab_spans
from lacsec.tui.widgets.line_list import LineList


class Pane(Container):
    """Shows sections, one at a time; the open tab is kept by title when the content changes."""

    DEFAULT_CSS = """
    Pane { height: 1fr; width: 1fr; }
    Pane > Bar.title { margin-bottom: 0; }
    """

    def __init__(self, *, theme: str, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._theme = theme
        self.sections: Sequence[Section] = ()
        self.tab = ""
        self._needle = ""

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

    def show(self, title: Line, sections: Sequence[Section], *, key: str = "") -> None:
        """Other content; the same tab stays open where there is one of that title."""
        self.sections = sections
        self._needle = ""
        self.query_one("#pane-title", Bar).show(title.spans)
        self._draw(key=key, top=not key)

    def open_tab(self, title: str, key: str = "") -> None:
        """Open a tab by its title."""
        self.tab = title
        self._needle = ""
        self._draw(key=key, top=True)

    def turn(self, steps: int) -> None:
        """The next tab, or the one before."""
        if self.sections:
            self.open_tab(self.sections[(self.active + steps) % len(self.sections)].title)

    def narrow(self, needle: str) -> None:
        """Keep only the lines that hold some letters, with the headings above them."""
        self._needle = needle
        self._draw(top=True)

    def _draw(self, *, key: str = "", top: bool = False) -> None:
        tabs = [
            section.title if section.count is None else f"{section.title} {section.count}"
            for section in self.sections
        ]
        width = self.size.width or self.app.size.width
        self.query_one("#pane-tabs", Bar).show(tab_spans(tabs, self.active, width))
        lines = self.sections[self.active].lines if self.sections else ()
        self.lines.show(narrowed(lines, self._needle), key=key, top=top)


def narrowed(lines: Sequence[Line], needle: str) -> Sequence[Line]:
    """The lines that hold the letters, accents and case aside; all where there are none."""
    from lacsec.db.text import fold  # noqa: PLC0415

    words = fold(needle).split()
    if not words:
        return lines
    kept = [
        entry
        for entry in lines
        if not entry.still and all(word in fold(entry.text) for word in words)
    ]
    return kept or [blank()]

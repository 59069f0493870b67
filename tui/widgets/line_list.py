"""A list of styled lines with a cursor: any length, and a move repaints two rows."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from lacsec.tui.lines import Line
from lacsec.tui.rows import WAITING, Rows
from lacsec.tui.style import style
from lacsec.tui.widgets.drawing import strip_of
from lacsec.tui.widgets.focusing import Focusing


class LineList(Focusing, ScrollView, can_focus=True):
    """Draws `lines`; the cursor stops at lines that are not `still`.

    `quiet` shows no cursor while the focus is elsewhere. At an edge it scrolls by half a page, so
    that most moves repaint two rows only (some 400 bytes over a slow line, where scrolling by one
    row costs 2.4 kB a move).
    """

    DEFAULT_CSS = """
    LineList { height: 1fr; scrollbar-size: 0 0; overflow-x: hidden; }
    """

    class Told(Message):
        """Something happened in a list, at a line."""

        def __init__(self, source: LineList, line: Line | None) -> None:
            super().__init__()
            self.source = source
            self.line = line

        @property
        def control(self) -> LineList:
            """The list, so that a handler can ask for one list alone."""
            return self.source

    class Moved(Told):
        """The cursor stands on another line."""

    class Chosen(Told):
        """A click on the line under the cursor."""

    class Wanted(Told):
        """Rows came in sight that are not there yet."""

        def can_replace(self, message: Message) -> bool:
            """One such message at a time is enough."""
            return isinstance(message, LineList.Wanted) and message.source is self.source

    def __init__(
        self,
        *,
        theme: str = "dark",
        id: str | None = None,  # noqa: A002
        keeps_top: bool = False,
        quiet: bool = False,
    ) -> None:
        super().__init__(id=id)
        self.keeps_top = keeps_top
        self.quiet = quiet
        self.lines: Sequence[Line] = ()
        self.theme = theme
        self.cursor = 0

    # ------------------------------------------------------------------ content

    def show(
        self,
        lines: Sequence[Line],
        *,
        key: str = "",
        top: bool = False,
        at: tuple[int, int] | None = None,
    ) -> None:
        """Draw other lines. The cursor goes to the line of `key`, else stays where it can.

        `top` begins at the first line; `at` are the line of the cursor and the first in sight.
        """
        self.lines = lines
        self.virtual_size = Size(self.size.width, len(lines))
        wanted = 0 if top else self.cursor
        if at is not None:
            wanted, top_row = at
            self._scroll(top_row)
        elif top:
            self._scroll(0)
        if key:
            found = position_of(lines, key)
            wanted = wanted if found is None else found
        self.cursor = self._stop(min(wanted, max(0, len(lines) - 1)), 1)
        self._keep_in_sight()
        self.refresh()

    @property
    def current(self) -> Line | None:
        """The line under the cursor; None where there is none that it may stand on."""
        found = self.lines[self.cursor] if 0 <= self.cursor < len(self.lines) else None
        return None if found is None or found.still or found is WAITING else found

    @property
    def first_in_sight(self) -> int:
        """The number of the first line on the screen."""
        return int(self.scroll_offset.y)

    # ------------------------------------------------------------------ moving

    def move(self, steps: int) -> None:
        """Move the cursor by so many lines that it can stand on."""
        step = 1 if steps > 0 else -1
        position = self.cursor
        for _ in range(abs(steps)):
            following = self._stop(position + step, step)
            if following == position or (following - position) * step < 0:
                break
            position = following
        if position == self.cursor and steps < 0:
            self._scroll(0)  # headings above the first line come in sight
        self.move_to(position)

    def page(self, halves: int) -> None:
        """Move by half pages of the visible height."""
        distance = max(1, (self.size.height - 1) * abs(halves) // 2)
        step = 1 if halves > 0 else -1
        self.move_to(self._stop(self.cursor + step * distance, step))

    def move_to(self, position: int) -> None:
        """Put the cursor on a line, or on the nearest that it can stand on."""
        before = self.cursor
        self.cursor = self._stop(position, 1 if position >= before else -1)
        if self.cursor == before:
            return
        self._repaint(before)
        self._repaint(self.cursor)
        self._keep_in_sight()
        self.post_message(self.Moved(self, self.current))

    def centre(self, position: int) -> None:
        """Put the cursor on a line and scroll so that it stands in the upper third."""
        self.cursor = self._stop(position, 1)
        self._scroll(max(0, self.cursor - self.size.height // 3))
        self.refresh()
        self.post_message(self.Moved(self, self.current))

    def _stop(self, position: int, step: int) -> int:
        """The nearest line from `position` on in a direction that is not still, else back."""
        count = len(self.lines)
        position = max(0, min(position, count - 1))
        for start, direction in ((position, step), (position, -step)):
            at = start
            while 0 <= at < count:
                if not self.lines[at].still:
                    return at
                at += direction
        return position

    def _repaint(self, position: int) -> None:
        y = position - self.first_in_sight
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _scroll(self, top: int) -> None:
        if top != self.first_in_sight:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def _keep_in_sight(self) -> None:
        height, top = self.size.height, self.first_in_sight
        if height <= 0 or top <= self.cursor < top + height:
            return
        lead = height // 2 if abs(self.cursor - top) <= height + 1 else height // 3
        target = self.cursor - (height - lead if self.cursor >= top + height else lead)
        if self.cursor < height // 2:
            target = 0
        self._scroll(max(0, target))

    # ------------------------------------------------------------------ drawing

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        width = self.size.width
        position = self.first_in_sight + y
        if position >= len(self.lines):
            return Strip.blank(width, self.rich_style)
        row = self.lines[position]
        if row is WAITING:
            self.post_message(self.Wanted(self, None))
        on_cursor = position == self.cursor and not row.still
        on_cursor = on_cursor and (self.has_focus or not self.quiet)
        base = self.rich_style
        mark = style("cursor" if self.has_focus else "cursor.idle", self.theme)
        if on_cursor:
            base += mark
        plain = on_cursor and bool(mark.reverse)  # reversed colours of many kinds are a mess
        return strip_of(row.spans, width, base, self.theme, plain=plain)

    def on_resize(self) -> None:
        """Keep the line under the cursor in sight, or leave that to the view (`keeps_top`)."""
        self.virtual_size = Size(self.size.width, len(self.lines))
        if not self.keeps_top:
            self._keep_in_sight()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the cursor's own line it chooses it."""
        position = self.first_in_sight + event.y
        if not 0 <= position < len(self.lines) or self.lines[position].still:
            return
        if position == self.cursor:
            self.post_message(self.Chosen(self, self.lines[position]))
        else:
            self.move_to(position)

    def on_focus(self) -> None:
        """The cursor's row looks different with the focus."""
        self._repaint(self.cursor)

    def on_blur(self) -> None:
        """The cursor's row looks different without the focus."""
        self._repaint(self.cursor)


def position_of(lines: Sequence[Line], key: str) -> int | None:
    """The number of the line of a record; None where it is not there (yet)."""
    if isinstance(lines, Rows):
        return lines.position(key)
    return next((number for number, line in enumerate(lines) if line.key == key), None)

"""From what Textual writes to a grid of cells: a small reader of its frames.

A frame is made of cursor moves, runs of text in a look, and line ends. Everything else in it can
only have come from the text itself: hyperlinks and controls, of which nothing goes any further.
"""

from __future__ import annotations

import re

from lacsec.tui.terminal.cells import Grid
from lacsec.tui.terminal.charset import Charset
from lacsec.tui.terminal.looks import PLAIN, Looks

# In this order: styled text with its end, a move, the start or the end of a look, plain text,
# a line end, a hyperlink's start or end, and any one character more, which is dropped.
_PIECE = re.compile(
    r"\x1b\[([\d;]*)m([^\x00-\x1f\x7f-\x9f]+)\x1b\[0m"
    r"|\x1b\[(\d{1,5});(\d{1,5})H"
    r"|\x1b\[([\d;]*)m"
    r"|([^\x00-\x1f\x7f-\x9f]+)"
    r"|(\n)"
    r"|\x1b\]8;[^\x00-\x1f\x7f-\x9f]*\x1b\\"
    r"|[\x00-\x1f\x7f-\x9f]"
)
_STYLED, _MOVED, _LOOK, _TEXT, _LINE_END = 2, 4, 5, 6, 7
FRAME = re.compile(r"\x1b\[\d{1,5};\d{1,5}H")


class FrameReader:
    """Draws frames into a grid."""

    def __init__(self, grid: Grid, looks: Looks, charset: Charset) -> None:
        self.grid = grid
        self.looks = looks
        self.charset = charset

    def draw(self, frame: str) -> tuple[int, int]:
        """Draw a frame; gives the column and row where it leaves the cursor."""
        x = y = 0
        look = PLAIN
        number = self.looks.number
        for piece in _PIECE.finditer(frame):
            kind = piece.lastindex
            if kind == _STYLED:
                x = self._text(x, y, piece[2], number(piece[1]))
            elif kind == _MOVED:
                y, x = int(piece[3]) - 1, int(piece[4]) - 1
            elif kind == _LOOK:
                look = number(piece[5])
            elif kind == _TEXT:
                x = self._text(x, y, piece[6], look)
            elif kind == _LINE_END:
                x, y = 0, y + 1
        return x, y

    def _text(self, x: int, y: int, text: str, look: int) -> int:
        if text.isascii():
            self.grid.put(x, y, text, look)
            return x + len(text)
        marks, cells = self.charset.cells(text)
        if marks:
            self.grid.join(x, y, marks)
        self.grid.put(x, y, cells, look)
        return x + len(cells)

"""The screen as rows of cells: what stands in each, and how it looks."""

from __future__ import annotations

from collections.abc import Sequence

from lacsec.tui.terminal.looks import PLAIN

BLANK = " "
TAIL = ""  # the right half of a wide character


class Grid:
    """`characters[y][x]` is what a cell shows, with its combining marks; `looks[y][x]` how.

    The right half of a wide character is "". Nothing is ever half a wide character: what is
    overwritten by half becomes a space, as terminals do it.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.characters: list[list[str]] = []
        self.looks: list[list[int]] = []
        self.changed: set[int] = set()
        self.clear()

    def clear(self) -> None:
        """All blank, in the terminal's own colours."""
        self.characters = [[BLANK] * self.width for _ in range(self.height)]
        self.looks = [[PLAIN] * self.width for _ in range(self.height)]
        self.changed = set(range(self.height))

    def resize(self, width: int, height: int) -> None:
        """To another size; what no longer fits is cut off at the right and at the bottom."""
        more = max(0, width - self.width)
        for row, looks in zip(self.characters, self.looks, strict=True):
            if len(row) > width > 0 and row[width] == TAIL:
                row[width - 1] = BLANK
            row[width:] = [BLANK] * more
            looks[width:] = [PLAIN] * more
        del self.characters[height:], self.looks[height:]
        while len(self.characters) < height:
            self.characters.append([BLANK] * width)
            self.looks.append([PLAIN] * width)
        self.width, self.height = width, height
        self.changed = set(range(height))

    def put(self, x: int, y: int, cells: Sequence[str], look: int) -> None:
        """Write cells from a column on; what lies outside the grid is left out.

        A first cell of zero-width marks (see `Charset.cells`) must have been joined before.
        """
        size = min(len(cells), self.width - x)
        if not 0 <= y < self.height or x < 0 or size <= 0:
            return
        row, looks = self.characters[y], self.looks[y]
        end = x + size
        cut = size < len(cells) and cells[size] == TAIL
        if row[x] == TAIL and x:
            row[x - 1] = BLANK
        if end < self.width and row[end] == TAIL:
            row[end] = BLANK
        row[x:end] = cells if size == len(cells) else cells[:size]
        if cut:
            row[end - 1] = BLANK
        looks[x:end] = [look] * size
        self.changed.add(y)

    def join(self, x: int, y: int, marks: str) -> None:
        """Put combining marks onto the character before a column."""
        if not 0 <= y < self.height or not 0 < x <= self.width:
            return
        row = self.characters[y]
        at = x - 2 if row[x - 1] == TAIL and x > 1 else x - 1
        if not row[at].endswith(marks):
            row[at] += marks
            self.changed.add(y)

    def shift(self, y: int, rows: int) -> None:
        """Insert (or, below zero, delete) blank rows at a row; those below move, some fall out."""
        if rows > 0:
            self.characters[y:y] = [[BLANK] * self.width for _ in range(rows)]
            self.looks[y:y] = [[PLAIN] * self.width for _ in range(rows)]
            del self.characters[self.height :], self.looks[self.height :]
            return
        del self.characters[y : y - rows], self.looks[y : y - rows]
        while len(self.characters) < self.height:
            self.characters.append([BLANK] * self.width)
            self.looks.append([PLAIN] * self.width)

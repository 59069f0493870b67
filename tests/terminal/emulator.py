"""A terminal in memory: pyte, with what of a cell a person would see."""

from __future__ import annotations

import re
from typing import NamedTuple

import pyte

from lacsec.tui.terminal.cells import Grid
from lacsec.tui.terminal.looks import Looks

# pyte takes the keyboard protocol's sequences for others of its own.
_NOT_FOR_PYTE = re.compile(r"\x1b\[[<>=?][0-9;]*[a-gi-ku-z]|\x1b\[\?[0-9;]*\$p|\x1b\[6n")

_ALTERNATE = re.compile(r"(\x1b\[\?1049[hl])")


class Cell(NamedTuple):
    text: str
    foreground: str
    background: str
    flags: frozenset[str]


class Emulator:
    """`feed` it what a program writes; `cells` are what it then shows."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self._other = pyte.Screen(width, height)
        self._stream = pyte.Stream(self.screen)
        self._stream.feed("\x1b[?7l")

    def feed(self, text: str) -> None:
        for piece in _ALTERNATE.split(_NOT_FOR_PYTE.sub("", text)):
            if _ALTERNATE.fullmatch(piece):
                self.screen, self._other = self._other, self.screen
                self._stream = pyte.Stream(self.screen)
                self._stream.feed("\x1b[?7l\x1b[H\x1b[2J" if piece[-1] == "h" else "\x1b[?7h")
            else:
                self._stream.feed(piece)

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)
        self._other.resize(height, width)

    def rows(self) -> list[str]:
        return [row.rstrip() for row in self.screen.display]

    def cells(self) -> list[list[Cell]]:
        """Colours and weight are left out of spaces, on which nobody sees them."""
        rows = []
        for y in range(self.screen.lines):
            line = self.screen.buffer[y]
            rows.append([_seen(line[x]) for x in range(self.screen.columns)])
        return rows


def _seen(char: pyte.screens.Char) -> Cell:
    names = ("underscore", "reverse", "strikethrough")
    if char.data != " ":
        names = ("bold", "italics", *names)
    flags = frozenset(name for name in names if getattr(char, name))
    foreground = char.fg if char.data != " " or flags else "default"
    return Cell(char.data, foreground, char.bg, flags)


def expected(grid: Grid, looks: Looks) -> list[list[Cell]]:
    """What a terminal that shows a grid looks like, drawn whole and cell by cell."""
    terminal = Emulator(grid.width, grid.height)
    for y in range(grid.height):
        for x, text in enumerate(grid.characters[y]):
            if text:
                change = looks.change(0, grid.looks[y][x])
                terminal.feed(f"\x1b[0m\x1b[{y + 1};{x + 1}H{change}{text}")
    return terminal.cells()

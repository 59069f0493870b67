"""The fewest bytes that make a terminal show a grid: only cells that changed are sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from operator import ne

from lacsec.tui.terminal.cells import BLANK, TAIL, Grid
from lacsec.tui.terminal.looks import PLAIN, Looks
from lacsec.tui.terminal.moves import move
from lacsec.tui.terminal.shifts import shifts
from lacsec.tui.terminal.traits import Traits

_UNKNOWN = "\x00"  # no cell ever holds it, so it differs from all of them
_SURELY_WIDE = ("\u2e80", "\uffff")  # what is wide in this range is so on every terminal
_STEP = 4  # so many unchanged cells are sent again rather than jumped over
_WORTH_SHIFTING = 3  # changed rows
_WORTH_ERASING = 4  # blanks at the end of a row
_WORTH_JUMPING = 11  # blanks within a row


@dataclass(slots=True)
class Pen:
    """Where the terminal's cursor is (None: not known) and in which look it would write."""

    x: int | None = None
    y: int | None = None
    look: int = PLAIN
    out: list[str] = field(default_factory=list)


class Painter:
    """Holds what the terminal shows, and tells it what to show instead."""

    def __init__(self, traits: Traits, looks: Looks, wanted: Grid) -> None:
        self._traits = traits
        self._looks = looks
        self._wanted = wanted
        self._shown = Grid(wanted.width, wanted.height)
        self._pen = Pen()
        self._cursor: tuple[int, int] | None = None
        self._lost = False

    def seed(self, x: int, y: int, text: str) -> None:
        """The terminal already shows some plain text there."""
        self._shown.put(x, y, text, PLAIN)

    def spoil(self) -> None:
        """Something may stand in the first cell, and the cursor somewhere."""
        self._shown.put(0, 0, _UNKNOWN, PLAIN)
        self._pen.x = self._pen.y = None

    def lose(self) -> None:
        """Nothing is known of what the terminal shows; the next frame begins by clearing it."""
        self._lost = True
        self._wanted.changed = set(range(self._wanted.height))

    def frame(self, cursor: tuple[int, int] | None = None) -> str:
        """What to send so that the terminal shows the grid, its cursor at (column, row)."""
        self._pen.out = []
        if self._lost:
            self._start_anew()
        elif self._traits.inserts and len(self._wanted.changed) > _WORTH_SHIFTING:
            self._shift()
        for y in sorted(self._wanted.changed):
            self._row(y)
        self._wanted.changed = set()
        if self._pen.out or cursor != self._cursor:
            self._finish(cursor)
        return "".join(self._pen.out)

    def _start_anew(self) -> None:
        self._lost = False
        self._shown = Grid(self._wanted.width, self._wanted.height)
        self._wanted.changed = set(range(self._wanted.height))
        self._pen = Pen(0, 0, PLAIN, ["\x1b[m\x1b[H\x1b[2J"])

    def _finish(self, cursor: tuple[int, int] | None) -> None:
        """Put the hidden cursor where a braille line or a screen reader expects it."""
        if cursor is not None:
            self._move(self._pen, *cursor)
        self._cursor = cursor

    # ------------------------------------------------------------------ rows that moved

    def _shift(self) -> None:
        """Move rows that stand elsewhere now, so that they need not be sent again."""
        shown, wanted, size = self._shown, self._wanted, self._wanted.height
        before = ["".join(row) for row in shown.characters]
        after = ["".join(row) for row in wanted.characters]
        worth = [
            sum(map(ne, old, new)) if old != new else len(after[y].split())
            for y, (old, new) in enumerate(zip(shown.characters, wanted.characters, strict=True))
        ]
        for y, rows in shifts(before, after, worth):
            self._move(self._pen, 0, y)
            self._wear(self._pen, PLAIN, blank=True)
            count = abs(rows) if abs(rows) > 1 else ""
            self._pen.out.append(f"\x1b[{count}{'L' if rows > 0 else 'M'}")
            self._pen.x = None  # some terminals go to the first column, others stay
            shown.shift(y, rows)
            wanted.changed.update(range(y, size))

    # ------------------------------------------------------------------ a row

    def _row(self, y: int) -> None:
        """Bring one row up to date, by whichever of two ways is shorter."""
        characters, looks = self._wanted.characters[y], self._wanted.looks[y]
        before, looked = self._shown.characters[y], self._shown.looks[y]
        if characters == before and looks == looked:
            return
        changed = self._changed(characters, looks, before, looked)
        if changed:
            best = min(self._ways(y, changed), key=lambda pen: len("".join(pen.out).encode()))
            best.out = [*self._pen.out, *best.out]
            self._pen = best
        before[:] = characters
        looked[:] = looks

    def _changed(
        self, characters: list[str], looks: list[int], before: list[str], looked: list[int]
    ) -> list[int]:
        """The columns whose cells look otherwise than before; wide characters count whole."""
        blank = self._looks.blank
        found: list[int] = []
        for x, (new, old, look, past) in enumerate(
            zip(characters, before, looks, looked, strict=True)
        ):
            if new == old and look == past:
                continue
            if new == old == BLANK and blank(look) is not None and blank(look) == blank(past):
                continue
            if new == TAIL and (not found or found[-1] != x - 1):
                found.append(x - 1)
            found.append(x)
            if x + 1 < len(characters) and characters[x + 1] == TAIL:
                found.append(x + 1)
        return list(dict.fromkeys(found))

    def _ways(self, y: int, changed: list[int]) -> list[Pen]:
        """The row drawn cell by cell, and, where much of it goes blank, erased first."""
        pen = self._pen
        plain = Pen(pen.x, pen.y, pen.look)
        self._cells(plain, y, changed)
        characters = self._wanted.characters[y]
        goes_blank = sum(characters[x] == BLANK for x in changed)
        first = changed[0]
        if goes_blank < 2 * _WORTH_ERASING or not self._can_erase(y, first):
            return [plain]
        erased = Pen(pen.x, pen.y, pen.look)
        self._erase(erased, first, y, self._wanted.looks[y][-1])
        background = self._looks.blank(self._wanted.looks[y][-1])
        left = [
            x
            for x in range(first, len(characters))
            if characters[x] != BLANK or self._looks.blank(self._wanted.looks[y][x]) != background
        ]
        self._cells(erased, y, left)
        return [plain, erased]

    def _can_erase(self, y: int, x: int) -> bool:
        """May the row be erased from a column on, in the look of its last cell?"""
        look = self._wanted.looks[y][-1]
        return self._erasable(look) and self._wanted.characters[y][x] != TAIL

    def _erasable(self, look: int) -> bool:
        background = self._looks.blank(look)
        return background == "" or (background is not None and self._traits.fills)

    def _erase(self, pen: Pen, x: int, y: int, look: int) -> None:
        self._move(pen, x, y)
        self._wear(pen, look, blank=True)
        pen.out.append("\x1b[K")

    # ------------------------------------------------------------------ cells

    def _cells(self, pen: Pen, y: int, changed: list[int]) -> None:
        """Draw the changed cells of a row, in runs."""
        characters = self._wanted.characters[y]
        tail = self._blank_tail(y)
        for start, end in self._runs(y, [x for x in changed if x < tail]):
            self._run(pen, y, start, end)
        rest = [x for x in changed if x >= tail]
        if not rest:
            return
        if len(rest) >= _WORTH_ERASING and self._can_erase(y, rest[0]):
            self._erase(pen, rest[0], y, self._wanted.looks[y][-1])
        else:
            for start, end in self._runs(y, rest):
                self._run(pen, y, start, min(end, len(characters)))

    def _blank_tail(self, y: int) -> int:
        """From which column on a row is blank in one background."""
        characters, looks = self._wanted.characters[y], self._wanted.looks[y]
        background = self._looks.blank(looks[-1])
        x = len(characters)
        while x and characters[x - 1] == BLANK and self._looks.blank(looks[x - 1]) == background:
            x -= 1
        return x if background is not None else len(characters)

    def _runs(self, y: int, changed: list[int]) -> list[tuple[int, int]]:
        """Columns as ranges; a few unchanged cells of the same look do not end a run."""
        runs: list[tuple[int, int]] = []
        looks = self._wanted.looks[y]
        for x in changed:
            if runs:
                start, end = runs[-1]
                near = x - end <= _STEP and all(look == looks[end - 1] for look in looks[end:x])
                if x == end or near:
                    runs[-1] = (start, x + 1)
                    continue
            runs.append((x, x + 1))
        return runs

    def _run(self, pen: Pen, y: int, start: int, end: int) -> None:
        """Write the cells of some columns."""
        characters, looks = self._wanted.characters[y], self._wanted.looks[y]
        x = start
        for look, group in groupby(range(start, end), key=looks.__getitem__):
            columns = list(group)
            text = "".join(characters[columns[0] : columns[-1] + 1])
            if self._jumps(text, look):
                self._move(pen, x, y)
                self._wear(pen, look, blank=True)
                pen.out.append(f"\x1b[{len(columns)}X")
            elif text.isascii() and TAIL not in characters[columns[0] : columns[-1] + 1]:
                self._write(pen, x, y, text, look)
            else:
                self._write_apart(pen, y, columns, look)
            x = columns[-1] + 1

    def _jumps(self, text: str, look: int) -> bool:
        """Is it shorter to erase these cells than to write them?"""
        return (
            len(text) >= _WORTH_JUMPING
            and self._traits.erases
            and not text.strip()
            and self._erasable(look)
        )

    def _write(self, pen: Pen, x: int, y: int, text: str, look: int) -> None:
        self._move(pen, x, y)
        self._wear(pen, look, blank=not text.strip(BLANK))
        pen.out.append(text)
        after = x + len(text)
        pen.x = after if after < self._wanted.width else None

    def _write_apart(self, pen: Pen, y: int, columns: list[int], look: int) -> None:
        """Write text whose width terminals may not agree on: say anew where one is after it."""
        characters = self._wanted.characters[y]
        text, start = "", columns[0]
        for x in columns:
            cell = characters[x]
            if cell == TAIL:
                continue
            if not text:
                start = x
            text += cell
            wide = characters[x + 1 : x + 2] == [TAIL]
            if len(cell) > 1 or (wide and not _SURELY_WIDE[0] <= cell <= _SURELY_WIDE[1]):
                self._write(pen, start, y, text, look)
                pen.x = None
                text = ""
            elif wide:
                self._write(pen, start, y, text, look)
                pen.x = x + 2 if x + 2 < self._wanted.width else None
                text = ""
        if text:
            self._write(pen, start, y, text, look)

    # ------------------------------------------------------------------ the pen

    def _wear(self, pen: Pen, look: int, *, blank: bool) -> None:
        """Take on a look; for blanks any will do that shows the same."""
        if blank:
            background = self._looks.blank(look)
            if background is not None and background == self._looks.blank(pen.look):
                return
        pen.out.append(self._looks.change(pen.look, look))
        pen.look = look

    def _move(self, pen: Pen, x: int, y: int) -> None:
        if (pen.x, pen.y) != (x, y):
            pen.out.append(move((pen.x, pen.y), (x, y), erases=self._traits.erases))
            pen.x, pen.y = x, y

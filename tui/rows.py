"""A long list whose rows come in blocks when they are looked at, and are drawn when seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar, overload

from lacsec.db.queries.common import Page, Window
from lacsec.tui.lines import Line, Span


class Record(Protocol):
    """What has an id."""

    @property
    def id(self) -> str:
        """The id."""
        ...


Row = TypeVar("Row", bound=Record)
Thing = TypeVar("Thing")
Drawing = Callable[[Row, "Row | None"], Line]
BLOCK = 200
# Stands where a row is still on its way; the cursor may rest on it.
WAITING = Line((Span("…", "dim"),))


class Drawn(Generic[Thing], Sequence[Line]):
    """Lines of things that are all there, drawn when they are seen."""

    def __init__(self, things: Sequence[Thing], draw: Callable[[Thing], Line]) -> None:
        self._things = things
        self._draw = draw
        self._lines: dict[int, Line] = {}

    def __len__(self) -> int:
        return len(self._things)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if index not in self._lines:
            self._lines[index] = self._draw(self._things[index])
        return self._lines[index]


class Rows(Generic[Row], Sequence[Line]):
    """Lines of `total` rows, of which some blocks are there; `wanted` are blocks looked at in vain.

    `draw` makes the line of a row, given the row before it (None where there is none, or where it
    is not there).
    """

    def __init__(self, page: Page[Row], draw: Drawing[Row]) -> None:
        self.total = page.total
        self.wanted: set[int] = set()
        self._blocks: dict[int, Sequence[Row]] = {}
        self._draw = draw
        self._drawn: dict[int, Line] = {}
        self.put(page)

    def put(self, page: Page[Row]) -> None:
        """Take rows in; a page begins at the start of a block."""
        first = page.offset // BLOCK
        for number, start in enumerate(range(0, max(1, len(page.rows)), BLOCK)):
            self._blocks[first + number] = page.rows[start : start + BLOCK]
            self.wanted.discard(first + number)

    def row(self, index: int) -> Row | None:
        """The record of a row; None while it is not there."""
        block = self._blocks.get(index // BLOCK, ())
        within = index % BLOCK
        return block[within] if 0 <= index < self.total and within < len(block) else None

    def position(self, key: str) -> int | None:
        """The number of the row of a record, where it is there."""
        return next((number for number, row in self.loaded() if row.id == key), None)

    def loaded(self) -> Iterator[tuple[int, Row]]:
        """The rows that are there, with their positions."""
        for number in sorted(self._blocks):
            yield from enumerate(self._blocks[number], number * BLOCK)

    def redraw(self, draw: Drawing[Row]) -> None:
        """Draw the rows in another way: another width, other words marked."""
        self._draw = draw
        self._drawn.clear()

    def windows(self) -> list[Window]:
        """What to ask for to have what is wanted."""
        return [Window(BLOCK, number * BLOCK) for number in sorted(self.wanted)]

    def __len__(self) -> int:
        return self.total

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(self.total))]
        if index < 0:
            index += self.total
        if not 0 <= index < self.total:
            raise IndexError(index)
        drawn = self._drawn.get(index)
        if drawn is not None:
            return drawn
        row = self.row(index)
        if row is None:
            self.wanted.add(index // BLOCK)
            return WAITING
        drawn = self._draw(row, self.row(index - 1) if index else None)
        if index % BLOCK == 0 and index and self.row(index - 1) is None:
            return drawn  # it may look otherwise once the row before it is there
        self._drawn[index] = drawn
        return drawn

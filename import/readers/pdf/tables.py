"""Lines of several parts: two columns of text read one after the other, or the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lacsec.importer.readers.pdf.lines import Line, Part

_FEWEST_ROWS = 3
_LONG = 34  # letters: parts longer than that on average are lines of text, not cells
_SLACK = 2.0  # points between columns
_NEAR = 1.8  # times the size, from line to line
_MOST_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `strong` where all of it is in bold."""

    cells: tuple[str, ...]
    strong: bool
    page: int


Item = Line | list[Row]


def with_tables(lines: Sequence[Line]) -> Iterator[Item]:
    """The lines of a stretch, with the rows of each table in it as one item."""
    start = 0
    while start < len(lines):
        end = _parted_until(lines, start)
        group = lines[start:end]
        if len(group) >= 2 and _is_two_texts(group):
            end = _columns_until(lines, start, end)
            yield from _columns_in_turn(lines[start:end])
            start = end
        elif len(group) >= _FEWEST_ROWS and (rows := _rows(group)):
            yield rows
            start = end
        else:
            yield from (_joined(line) for line in lines[start : max(end, start + 1)])
            start = max(end, start + 1)


def _parted_until(lines: Sequence[Line], start: int) -> int:
    """The end of a run of lines that fall apart; one that does not may stand between two."""
    end = start
    while end < len(lines):
        if len(lines[end].parts) > 1:
            end += 1
        elif start < end < len(lines) - 1 and len(lines[end + 1].parts) > 1:
            end += 2
        else:
            break
    return end


def _joined(line: Line) -> Line:
    if len(line.parts) == 1:
        return line
    return replace(line, parts=(Part(line.text, line.left, line.right),))


def _is_two_texts(lines: Sequence[Line]) -> bool:
    parted = [line for line in lines if len(line.parts) > 1]
    if not all(len(line.parts) == 2 for line in parted):
        return False
    lengths = [len(part.text) for line in parted for part in line.parts]
    return sum(lengths) > _LONG * len(lengths)


def _columns_until(lines: Sequence[Line], start: int, end: int) -> int:
    """The end of two columns, where one of them is longer than the other."""
    middle = _middle(lines[start:end])
    while end < len(lines):
        line, before = lines[end], lines[end - 1]
        beside = line.right <= middle or line.left >= middle - _SLACK
        if not beside or before.base - line.base > _NEAR * line.size:
            break
        end += 1
    return end


def _middle(lines: Sequence[Line]) -> float:
    return max(line.parts[0].right for line in lines if len(line.parts) > 1)


def _columns_in_turn(lines: Sequence[Line]) -> Iterator[Line]:
    """Two columns that the file has line by line: all of the left one, then all of the right."""
    middle = _middle(lines)
    for is_right in (False, True):
        for line in lines:
            parts = tuple(p for p in line.parts if (p.left >= middle - _SLACK) == is_right)
            if parts:
                divided = line.divided and parts[-1] is line.parts[-1]
                yield _joined(replace(line, parts=parts, divided=divided))


def _rows(lines: Sequence[Line]) -> list[Row]:
    """The rows of a table; none where the parts do not stand in columns."""
    columns = _columns([part for line in lines for part in line.parts if len(line.parts) > 1])
    if not 2 <= len(columns) <= _MOST_COLUMNS:
        return []
    rows: list[Row] = []
    for line in lines:
        cells = [""] * len(columns)
        for part in line.parts:
            place = _place(part, columns)
            cells[place] = f"{cells[place]} {part.text}".strip()
        if rows and sum(map(bool, cells)) == 1 and (not cells[0] or cells[0][0].islower()):
            rows[-1] = replace(rows[-1], cells=_continued(rows[-1].cells, cells))
        else:
            rows.append(Row(tuple(cells), line.bold, line.page))
    return rows


def _columns(parts: Sequence[Part]) -> list[tuple[float, float]]:
    """Stretches of the page's width that parts cover, apart from one another."""
    found: list[tuple[float, float]] = []
    for part in sorted(parts, key=lambda part: part.left):
        if found and part.left < found[-1][1] - _SLACK:
            found[-1] = found[-1][0], max(found[-1][1], part.right)
        else:
            found.append((part.left, part.right))
    return found


def _place(part: Part, columns: Sequence[tuple[float, float]]) -> int:
    middle = (part.left + part.right) / 2
    for place, (_, right) in enumerate(columns):
        if middle <= right + _SLACK:
            return place
    return len(columns) - 1


def _continued(row: tuple[str, ...], rest: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{cell} {more}".strip() for cell, more in zip(row, rest, strict=True))

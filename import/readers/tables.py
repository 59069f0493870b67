"""Rows of cells to blocks, the same for every format that has tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lacsec.importer.readers.blocks import Block, BlockKind

MOST_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell; how many columns it takes; does it go on from the cell above?"""

    text: str
    across: int = 1
    goes_on: bool = False
    strong: bool = False


def table_rows(rows: Sequence[Sequence[Cell]], heads: int) -> Iterator[Block]:
    """The rows of a table. The first `heads` are its header; where 0, the first row may be one:
    when it alone is in bold, or when it has no figures and the rows below have.
    """
    told: list[tuple[str, ...]] = []
    for row in rows:
        columns: list[str] = []
        for cell in row:
            text = cell.text
            if cell.goes_on and told and len(columns) < len(told[-1]):
                text = told[-1][len(columns)]
            columns.extend([text] * max(1, min(cell.across, MOST_COLUMNS - len(columns))))
        told.append(tuple(columns))
    if not heads and len(told) > 1 and (_is_bold_alone(rows) or has_header(told)):
        heads = 1
    for place, (row, cells) in enumerate(zip(rows, told, strict=True)):
        if any(cells):
            kind: BlockKind = "table_header" if place < heads else "table_row"
            divides = len(row) == 1 and place >= heads  # one cell across the table
            shown = cells[:1] if divides else cells
            yield Block(kind, "\t".join(shown), cells=shown)


def _is_bold_alone(rows: Sequence[Sequence[Cell]]) -> bool:
    first = [cell for cell in rows[0] if cell.text]
    later = [cell for row in rows[1:] for cell in row[1:] if cell.text]
    return bool(first) and all(cell.strong for cell in first) and not all(c.strong for c in later)


def has_header(rows: Sequence[tuple[str, ...]]) -> bool:
    """A first row without figures over rows with figures is a header."""
    first, rest = rows[0], rows[1:]
    figures = [any(c.isdigit() for c in cell) for row in rest for cell in row[1:]]
    return not any(c.isdigit() for cell in first[1:] for c in cell) and any(figures)

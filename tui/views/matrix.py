"""Programmes × countries as rows of cells with sticky heads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lacsec.db.queries.common import Link
from lacsec.db.queries.coverage import Cell, Matrix
from lacsec.tui.lines import Span, column, span
from lacsec.tui.views.dossiers import STATES
from lacsec.tui.views.words import date_words

_HEAD = 22
_CELL = 4


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns of things, and the cells by (row id, column id)."""

    rows: tuple[Link, ...]
    columns: tuple[Link, ...]
    cells: Mapping[tuple[str, str], Cell]
    codes: Mapping[str, str] = field(default_factory=dict)  # by id: ISO 3166 of a country

    @classmethod
    def of(cls, matrix: Matrix, codes: Mapping[str, str], *, turned: bool = False) -> Grid:
        """Those rows and columns that have a cell, the fullest first."""
        cells = {
            ((c.country, c.programme) if turned else (c.programme, c.country)): c
            for c in matrix.cells
        }
        first, second = matrix.programmes, matrix.countries
        rows, columns = (second, first) if turned else (first, second)
        down, across = [key[0] for key in cells], [key[1] for key in cells]
        return cls(_fullest(rows, down), _fullest(columns, across), cells, codes)

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at a place."""
        if not (0 <= row < len(self.rows) and 0 <= column < len(self.columns)):
            return None
        return self.cells.get((self.rows[row].id, self.columns[column].id))

    def across(self, width: int) -> int:
        """How many columns have room."""
        return max(1, (width - _HEAD - 1) // _CELL)


def _fullest(links: Sequence[Link], found: Sequence[str]) -> tuple[Link, ...]:
    counts = {link.id: found.count(link.id) for link in links}
    kept = [link for link in links if counts[link.id]]
    return tuple(sorted(kept, key=lambda link: (-counts[link.id], link.name)))


def short(link: Link, codes: Mapping[str, str]) -> str:
    """A country's code, the first letters of anything else."""
    return codes.get(link.id) or (link.acronym or link.name)[: _CELL - 1]


def head_row(grid: Grid, first: int, width: int, cursor: int) -> list[Span]:
    """The heads of the columns in sight; the cursor's stands out."""
    spans = [Span(" " * (_HEAD + 1))]
    for index in range(first, min(len(grid.columns), first + grid.across(width))):
        name = "heading" if index == cursor else "dim"
        spans.append(column(short(grid.columns[index], grid.codes), _CELL, name))
    return spans


def grid_row(grid: Grid, row: int, first: int, width: int, cursor: int | None) -> list[Span]:
    """A row: its head and the signs of its cells."""
    if not 0 <= row < len(grid.rows):
        return []
    link = grid.rows[row]
    spans = [column(link.acronym or link.name, _HEAD, f"kind.{link.kind}"), Span(" ")]
    for index in range(first, min(len(grid.columns), first + grid.across(width))):
        cell = grid.cell(row, index)
        sign, name, _ = STATES[cell.state] if cell is not None else ("·", "rule", "")
        if index == cursor:
            spans.append(Span(f"[{sign}]".ljust(_CELL), "match"))
        else:
            spans.append(Span(f" {sign}".ljust(_CELL), name))
    return spans


def legend() -> list[Span]:
    """What the signs mean."""
    spans: list[Span] = []
    for sign, name, words in STATES.values():
        if words != "implied by a region":
            spans.extend([Span(f"{sign} ", name), Span(f"{words}   ", "dim")])
    return spans


def cell_words(grid: Grid, row: int, column_: int) -> list[Span]:
    """The cell under the cursor in words."""
    if not grid.rows or not grid.columns:
        return [span("No document says which programme works where.", "dim")]
    names = f"{grid.rows[row].name} – {grid.columns[column_].name}: "
    cell = grid.cell(row, column_)
    if cell is None:
        return [span(names), span("nothing is said", "dim")]
    told = f", last told {date_words(cell.last_told)}" if cell.last_told else ""
    sentences = "sentence" if cell.n_evidence == 1 else "sentences"
    documents = "document" if cell.n_documents == 1 else "documents"
    return [
        span(names),
        span(STATES[cell.state][2], STATES[cell.state][1]),
        span(
            f", {cell.n_evidence} {sentences} in {cell.n_documents} {documents}{told}",
            "dim",
        ),
    ]

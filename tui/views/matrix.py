"""Programmes × countries as rows of cells with sticky heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lacsec.db.queries.common import Link
from lacsec.db.queries.coverage import Cell, Matrix
from lacsec.db.queries.facts import RelationRow
from lacsec.db.text import fold
from lacsec.tui.lines import Line, Span, blank, column, fit, heading, line, safe, span, wrap
from lacsec.tui.views.detail import rule
from lacsec.tui.views.dossiers import STATES
from lacsec.tui.views.words import date_words, full_name

_HEAD, _WIDE_HEAD = 22, 34
_CODE, _NAME = 4, 10  # cells of a column: under a country's code, under a name
_WIDE = 100
ORDERS = ("most cells", "name", "this column")
_STRENGTH = tuple(STATES)


@dataclass(frozen=True, slots=True)
class Coverage:
    """A matrix made ready to lay out: both heads with the fullest first, cells by their place."""

    programmes: tuple[Link, ...]
    countries: tuple[Link, ...]
    cells: Mapping[tuple[str, str], Cell]
    codes: Mapping[str, str]  # by id: ISO 3166 of a country

    @classmethod
    def of(cls, matrix: Matrix) -> Coverage:
        """Programmes and countries that have a cell."""
        return cls(
            _fullest(matrix.programmes, [cell.programme for cell in matrix.cells]),
            _fullest(matrix.countries, [cell.country for cell in matrix.cells]),
            matrix.by_place(),
            {link.id: link.iso for link in matrix.countries if link.iso},
        )


EMPTY = Coverage((), (), {}, {})


@dataclass(frozen=True, slots=True)
class Grid:
    """Coverage laid out in rows and columns; `turned`: countries are the rows."""

    rows: tuple[Link, ...]
    columns: tuple[Link, ...]
    coverage: Coverage = EMPTY
    turned: bool = False

    @classmethod
    def of(
        cls,
        coverage: Coverage,
        *,
        turned: bool = False,
        order: str = ORDERS[0],
        beside: str = "",
        needle: str = "",
    ) -> Grid:
        """Rows that hold the words of a needle, in an order, and all columns.

        `beside` is the column (an id) by whose cells the rows are ordered with "this column".
        """
        down, across = coverage.programmes, coverage.countries
        if turned:
            down, across = across, down
        words = fold(needle).split()
        rows = [row for row in down if _has(row, words)] if words else list(down)
        grid = cls(tuple(rows), across, coverage, turned)
        if order == "name":
            rows.sort(key=lambda link: fold(link.acronym or link.name))
        elif order == "this column":
            rows.sort(key=lambda link: _strength(grid.between(link.id, beside)))
        return cls(tuple(rows), across, coverage, turned)

    def between(self, row: str, column: str) -> Cell | None:
        """The cell of a row and a column, by their ids."""
        return self.coverage.cells.get((column, row) if self.turned else (row, column))

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at a place."""
        if not (0 <= row < len(self.rows) and 0 <= column < len(self.columns)):
            return None
        return self.between(self.rows[row].id, self.columns[column].id)

    @property
    def codes(self) -> Mapping[str, str]:
        """Codes of countries, by their ids."""
        return self.coverage.codes

    @property
    def cell_width(self) -> int:
        """The cells of a column: few under codes, more under names."""
        return _NAME if self.turned else _CODE

    def across(self, width: int) -> int:
        """How many columns have room."""
        return max(1, (width - head_width(width) - 1) // self.cell_width)


def head_width(width: int) -> int:
    """The cells for the names of rows."""
    return _WIDE_HEAD if width >= _WIDE else _HEAD


def _has(link: Link, words: Sequence[str]) -> bool:
    named = fold(f"{link.name} {link.acronym or ''} {link.iso or ''}")
    return all(word in named for word in words)


def _strength(cell: Cell | None) -> int:
    return _STRENGTH.index(cell.state) if cell is not None else len(_STRENGTH)


def _fullest(links: Sequence[Link], found: Sequence[str]) -> tuple[Link, ...]:
    counts = Counter(found)
    kept = [link for link in links if counts[link.id]]
    return tuple(sorted(kept, key=lambda link: (-counts[link.id], link.name)))


def short(link: Link, codes: Mapping[str, str], width: int) -> str:
    """A country's code, the first letters of anything else."""
    return codes.get(link.id) or fit(safe(link.acronym or link.name), width - 2)


def head_row(grid: Grid, first: int, width: int, cursor: int) -> list[Span]:
    """The heads of the columns in sight; the cursor's stands out."""
    more = "‹" if first else " "
    spans = [Span(" " * head_width(width)), Span(more, "dim")]
    last = min(len(grid.columns), first + grid.across(width))
    for index in range(first, last):
        name = "tab.on" if index == cursor else "dim"
        shown = short(grid.columns[index], grid.codes, grid.cell_width)
        spans.append(column(f" {shown}", grid.cell_width, name))
    return [*spans, Span("›", "dim")] if last < len(grid.columns) else spans


def grid_row(grid: Grid, row: int, first: int, width: int, cursor: int | None) -> list[Span]:
    """A row: its head and the signs of its cells."""
    if not 0 <= row < len(grid.rows):
        return []
    link = grid.rows[row]
    name = link.acronym or link.name
    if width >= _WIDE:
        name = full_name(link.name, link.acronym)
    style = "tab.on" if cursor is not None else f"kind.{link.kind}"
    spans = [column(name, head_width(width), style), Span(" ")]
    for index in range(first, min(len(grid.columns), first + grid.across(width))):
        cell = grid.cell(row, index)
        sign, name, _ = STATES[cell.state] if cell is not None else ("·", "rule", "")
        words = f"[{sign}]" if index == cursor else f" {sign}"
        spans.append(Span(words.ljust(grid.cell_width), "match" if index == cursor else name))
    return spans


def legend(matrix: Matrix) -> list[Span]:
    """What the signs mean that occur."""
    states = {cell.state for cell in matrix.cells}
    spans: list[Span] = []
    for state, (sign, name, words) in STATES.items():
        if state in states:
            spans.extend([Span(f"{sign} ", name), Span(f"{words}   ", "dim")])
    return spans


def cell_words(grid: Grid, row: int, column_: int) -> str:
    """The cell under the cursor in words."""
    if not grid.rows or not grid.columns:
        return "No document says which programme works where."
    names = f"{grid.rows[row].name} – {grid.columns[column_].name}"
    cell = grid.cell(row, column_)
    if cell is None:
        return f"{names}: nothing is said"
    told = f", last told {date_words(cell.last_told)}" if cell.last_told else ""
    sentences = "sentence" if cell.n_evidence == 1 else "sentences"
    documents = "document" if cell.n_documents == 1 else "documents"
    many = f"{cell.n_evidence} {sentences} in {cell.n_documents} {documents}"
    return f"{names}: {STATES[cell.state][2]}, {many}{told}"


def cell_detail(
    words: str, rows: Sequence[RelationRow], width: int, height: int, *, beside: bool
) -> list[Line]:
    """The cell in words, then the sentences behind it."""
    if beside:
        lines = [line(*cells, still=True) for cells in wrap([span(words, "value")], width)]
        lines.append(blank())
    else:
        lines = [rule(words, width)]
    for row in rows:
        proof = row.proof
        source = f"{proof.title}, {date_words(proof.issued)}" if proof.issued else proof.title
        quote = [line(*cells, still=True) for cells in wrap([span(proof.quote)], width - 1)]
        if beside:
            lines += [heading(fit(safe(source), width)), *quote, blank()]
        else:
            lines += [line(Span(" "), *cells.spans, still=True) for cells in quote]
    return lines[:height]

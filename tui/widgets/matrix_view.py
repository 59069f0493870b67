"""Coverage: programmes down, countries across, a state in each cell; heads stay in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from lacsec.db.queries import coverage
from lacsec.db.queries.coverage import Cell, Matrix
from lacsec.tui.exporting import Table
from lacsec.tui.history import NOTHING, Mark
from lacsec.tui.lines import Line, column, line, span
from lacsec.tui.places import Place
from lacsec.tui.screens.listing import Listing
from lacsec.tui.views.matrix import (
    EMPTY,
    ORDERS,
    Coverage,
    Grid,
    cell_detail,
    cell_words,
    grid_row,
    head_row,
    head_width,
    legend,
)
from lacsec.tui.views.sources import place_of
from lacsec.tui.views.words import date_words
from lacsec.tui.widgets.bars import Bar
from lacsec.tui.widgets.drawing import strip_of
from lacsec.tui.widgets.field import Field
from lacsec.tui.widgets.focusing import Focusing
from lacsec.tui.widgets.narrowed_view import NarrowedView

_ACTS = (
    *("open", "follow", "sort", "left", "right", "copy", "transpose", "map", "compare"),
    *("export", "narrow", "source"),
)


class MatrixGrid(Focusing, Widget, can_focus=True):
    """The cells, with a cursor that moves in two directions."""

    DEFAULT_CSS = "MatrixGrid { height: 1fr; width: 1fr; }"

    class Moved(Message):
        """The cursor stands on another cell."""

    class Chosen(Message):
        """A click on the cell under the cursor."""

    def __init__(self, *, theme: str) -> None:
        super().__init__(id="matrix-grid")
        self.theme = theme
        self.grid = Grid((), ())
        self.row, self.column = 0, 0
        self.top, self.first = 0, 0

    def show(self, grid: Grid, row: int = 0, column: int = 0) -> None:
        """Another grid, the cursor at a place of it."""
        self.grid = grid
        self.row = self.column = self.top = self.first = 0
        self.move(row, column)
        self.refresh()

    def move(self, rows: int, columns: int) -> None:
        """Move the cursor, and the part in sight with it."""
        before = (self.row, self.column)
        self.row = max(0, min(len(self.grid.rows) - 1, self.row + rows))
        self.column = max(0, min(len(self.grid.columns) - 1, self.column + columns))
        height = max(1, self.size.height - 1)
        if not self.top <= self.row < self.top + height:
            self.top = max(0, self.row - height // 2)
        across = max(1, self.grid.across(self.size.width))
        if not self.first <= self.column < self.first + across:
            self.first = max(0, self.column - across // 2)
        if before != (self.row, self.column):
            self.refresh()
            self.post_message(self.Moved())

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        return self.grid.cell(self.row, self.column)

    def render_line(self, y: int) -> Strip:
        """The head row, then a row a programme."""
        width = self.size.width
        if y == 0:
            spans = head_row(self.grid, self.first, width, self.column)
        else:
            row = self.top + y - 1
            cursor = self.column if row == self.row else None
            spans = grid_row(self.grid, row, self.first, width, cursor)
        return strip_of(spans, width, self.rich_style, self.theme)

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self.move(0, 0)

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on its own cell it opens."""
        row = self.top + event.y - 1
        across = (event.x - head_width(self.size.width) - 1) // self.grid.cell_width
        at = self.first + max(0, across)
        if (row, at) == (self.row, self.column):
            self.post_message(self.Chosen())
        elif event.y > 0:
            self.move(row - self.row, at - self.column)


class MatrixView(NarrowedView):
    """Programmes × countries; Enter opens the sentences of a cell, `t` turns the table round."""

    DEFAULT_CSS = """
    MatrixView #legend { margin-bottom: 1; }
    """
    acts: ClassVar[frozenset[str]] = frozenset(_ACTS)
    words: ClassVar[dict[str, str]] = {"open": "Sentences", "follow": "Pane", "right": "Column"}

    def __init__(self) -> None:
        super().__init__(id="view-matrix")
        self.matrix: Matrix | None = None
        self.coverage = EMPTY
        self.turned = False
        self.order = ORDERS[0]

    def compose(self) -> ComposeResult:
        """The legend, the field, the grid."""
        yield Bar(theme=self.lacsec.palette, id="legend")
        yield Field("words to keep", id="letters-matrix", classes="letters")
        yield MatrixGrid(theme=self.lacsec.palette)

    @property
    def grid(self) -> MatrixGrid:
        """The cells."""
        return self.query_one(MatrixGrid)

    # ------------------------------------------------------------------ places

    async def open(self, place: Place, mark: Mark = NOTHING) -> None:
        """The whole matrix, as it was left."""
        if self.matrix is None:
            self.matrix = await self.desk.once(coverage.matrix)
            self.coverage = Coverage.of(self.matrix)
            self.query_one("#legend", Bar).show(legend(self.matrix))
            if mark is NOTHING:
                self._lay()
        if mark is not NOTHING:
            told = dict(mark.more)
            self.turned = told.get("turned") == "yes"
            self.order = told.get("order", ORDERS[0])
            self._lay(mark.line, mark.top)
        self.grid.focus()

    @property
    def place(self) -> Place:
        """The view."""
        return Place("matrix")

    @property
    def mark(self) -> Mark:
        """The cell, the order, and which way round."""
        more = (("turned", "yes" if self.turned else "no"), ("order", self.order))
        return Mark(self.grid.row, self.grid.column, more=more)

    @property
    def name_of_place(self) -> str:
        """The table's name."""
        return "Coverage"

    def forget(self) -> None:
        """Drop the matrix."""
        self.matrix = None

    def first_focus(self) -> Widget | None:
        """The grid."""
        return self.grid

    def status(self) -> str:
        """How large it is, in which order."""
        grid = self.grid.grid
        return f"{len(grid.rows)} × {len(grid.columns)}, by {self.order}"

    def _lay(self, row: int = 0, at: int = 0) -> None:
        columns = self.grid.grid.columns
        beside = columns[self.grid.column].id if self.grid.column < len(columns) else ""
        grid = Grid.of(
            self.coverage,
            turned=self.turned,
            order=self.order,
            beside=beside,
            needle=self.needle,
        )
        self.grid.show(grid, row, at)

    # ------------------------------------------------------------------ actions

    @property
    def _ids(self) -> tuple[str, str]:
        """The programme and the country of the cell under the cursor."""
        grid = self.grid.grid
        if not grid.rows or not grid.columns:
            return "", ""
        row, col = grid.rows[self.grid.row].id, grid.columns[self.grid.column].id
        return (col, row) if self.turned else (row, col)

    def do(self, action: str) -> bool:
        """Move, open the sentences of the cell, follow its row, turn, sort, map."""
        page = max(1, self.grid.size.height - 2)
        moves = {
            "up": (-1, 0),
            "down": (1, 0),
            "left": (0, -1),
            "right": (0, 1),
            "page.up": (-page, 0),
            "page.down": (page, 0),
            "half.up": (-page // 2, 0),
            "half.down": (page // 2, 0),
            "top": (-10_000, 0),
            "bottom": (10_000, 0),
        }
        if action in moves:
            self.grid.move(*moves[action])
        elif action in ("sort", "transpose"):
            self._arrange(action)
        elif action == "map":
            self.lacsec.go(Place("map", self._ids[0]))
        elif action == "follow" and self.grid.grid.rows:
            self.lacsec.go(Place("entity", self.grid.grid.rows[self.grid.row].id))
        elif action == "open":
            self._open_cell()
        elif action == "narrow":
            self.narrow()
        else:
            return False
        return True

    def _arrange(self, action: str) -> None:
        row, at = self.grid.row, self.grid.column
        if action == "sort":
            self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
            self._lay(0, at)
        else:
            self.turned = not self.turned
            self._lay(at, row)
        self.lacsec.tell("")
        self.lacsec.look()

    @on(MatrixGrid.Moved)
    def _moved(self) -> None:
        self.lacsec.tell("")
        self.lacsec.look()

    @on(MatrixGrid.Chosen)
    def _chosen(self) -> None:
        self.do("open")

    @property
    def rows(self) -> MatrixGrid:
        """What the letters narrow."""
        return self.grid

    def draw_kept(self) -> None:
        """Draw the rows that have the letters."""
        self._lay()

    @work(exclusive=True, exit_on_error=False, group="cell")
    async def _open_cell(self) -> None:
        """The sentence of the cell, or a choice of them."""
        programme, country = self._ids
        rows = await self.desk.ask(coverage.behind, programme, country) if programme else ()
        if not rows:
            self.lacsec.tell("No document says whether this programme works in this country.")
            return
        if len(rows) == 1 and rows[0].evidence_count == 1:
            self.lacsec.go(place_of(rows[0].proof))
            return
        proofs = await self.desk.ask(coverage.proofs_behind, programme, country)

        def lines(width: int) -> list[Line]:
            return [
                line(
                    column(proof.title, min(36, width // 3), "kind.document"),
                    column(f" {date_words(proof.issued)}", 14, "dim"),
                    span(proof.quote),
                    key=str(number),
                )
                for number, proof in enumerate(proofs)
            ]

        def chosen(key: str | None) -> None:
            if key is not None:
                self.lacsec.go(place_of(proofs[int(key)]))

        words = cell_words(self.grid.grid, self.grid.row, self.grid.column)
        self.lacsec.push_screen(Listing(words, lines, theme=self.lacsec.palette), chosen)

    # ------------------------------------------------------------------ what is shown beside it

    @property
    def current(self) -> Line | None:
        """The cell as a line: what it says, its row's pane, and nothing to prove it as yet."""
        grid = self.grid.grid
        if not grid.rows or not grid.columns:
            return None
        words = cell_words(grid, self.grid.row, self.grid.column)
        row = grid.rows[self.grid.row].id
        proof = self._proof if self._proof_of == self._ids else None
        return line(span(words), place=Place("entity", row), proof=proof, key=row)

    _proof: Place | None = None
    _proof_of: tuple[str, str] = ("", "")

    async def detail(self, width: int, height: int) -> Sequence[Line]:
        """The cell in words and its sentences."""
        ids = self._ids
        rows = await self.desk.ask(coverage.behind, *ids) if self.grid.cell is not None else ()
        self._proof = place_of(rows[0].proof) if rows else None
        self._proof_of = ids
        words = cell_words(self.grid.grid, self.grid.row, self.grid.column)
        return cell_detail(words, rows, width, height, beside=self.room.beside)

    async def table(self) -> Table | None:
        """The cells that are not blank."""
        if self.matrix is None:
            return None
        names = {link.id: link for link in (*self.matrix.programmes, *self.matrix.countries)}
        records = [
            {
                "programme": cell.programme,
                "programme_name": names[cell.programme].name,
                "country": cell.country,
                "country_name": names[cell.country].name,
                "iso": names[cell.country].iso,
                "state": cell.state,
                "last_told": cell.last_told,
                "sentences": cell.n_evidence,
                "documents": cell.n_documents,
                "relation": cell.relation,
            }
            for cell in self.matrix.cells
        ]
        return Table("coverage", records=records)

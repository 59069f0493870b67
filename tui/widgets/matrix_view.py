"""Coverage: programmes down, countries across, a state in each cell; heads stay in sight."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.strip import Strip
from textual.widget import Widget

from lacsec.db.queries import coverage
from lacsec.db.queries.common import Window
from lacsec.db.queries.coverage import Matrix
from lacsec.db.queries.entities import EntityFilter, list_entities
from lacsec.tui.lines import crop
from lacsec.tui.places import Place
from lacsec.tui.style import style
from lacsec.tui.views.matrix import Grid, cell_words, grid_row, head_row, legend
from lacsec.tui.views.sources import place_of
from lacsec.tui.widgets.bars import Bar
from lacsec.tui.widgets.view import View


class MatrixGrid(Widget, can_focus=True):
    """The cells, with a cursor that moves in two directions."""

    DEFAULT_CSS = "MatrixGrid { height: 1fr; width: 1fr; }"

    def __init__(self, *, theme: str) -> None:
        super().__init__(id="matrix-grid")
        self.theme = theme
        self.grid = Grid((), (), {})
        self.row, self.column = 0, 0
        self.top, self.first = 0, 0

    def show(self, grid: Grid) -> None:
        """Another grid, the cursor at its beginning."""
        self.grid = grid
        self.row = self.column = self.top = self.first = 0
        self.refresh()

    def move(self, rows: int, columns: int) -> None:
        """Move the cursor, and the part in sight with it."""
        self.row = max(0, min(len(self.grid.rows) - 1, self.row + rows))
        self.column = max(0, min(len(self.grid.columns) - 1, self.column + columns))
        height = max(1, self.size.height - 1)
        if not self.top <= self.row < self.top + height:
            self.top = max(0, self.row - height // 2)
        across = max(1, self.grid.across(self.size.width))
        if not self.first <= self.column < self.first + across:
            self.first = max(0, self.column - across // 2)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The head row, then a row a programme."""
        width, base = self.size.width, self.rich_style
        if y == 0:
            spans = head_row(self.grid, self.first, width, self.column)
        else:
            row = self.top + y - 1
            cursor = self.column if row == self.row and self.has_focus else None
            spans = grid_row(self.grid, row, self.first, width, cursor)
        segments = [
            Segment(part.text, base + style(part.style, self.theme)) for part in crop(spans, width)
        ]
        return Strip(segments).adjust_cell_length(width, base)


class MatrixView(View):
    """Programmes × countries; Enter opens the sentence of a cell, `s` turns the table round."""

    acts: ClassVar[frozenset[str]] = frozenset(
        {"open", "follow", "sort", "tab.next", "tab.previous", "copy"}
    )

    def __init__(self) -> None:
        super().__init__(id="view-matrix")
        self.matrix: Matrix | None = None
        self.turned = False
        self.codes: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The legend, the grid, and what the cell under the cursor says."""
        yield Bar(theme=self.lacsec.palette, id="legend")
        yield MatrixGrid(theme=self.lacsec.palette)
        yield Bar(theme=self.lacsec.palette, id="cell")

    @property
    def grid(self) -> MatrixGrid:
        """The cells."""
        return self.query_one(MatrixGrid)

    async def open(self, place: Place) -> None:
        """The whole matrix."""
        if self.matrix is None:
            self.matrix = await self.desk.ask(coverage.matrix)
            countries = await self.desk.ask(list_entities, EntityFilter("country"), Window(300))
            self.codes = {row.id: row.iso for row in countries.rows if row.iso}
            self.query_one("#legend", Bar).show(legend())
            self._lay()
        self.grid.focus()
        self._tell()

    @property
    def place(self) -> Place:
        """The view."""
        return Place("matrix")

    def first_focus(self) -> Widget | None:
        """The grid."""
        return self.grid

    def status(self) -> str:
        """How many cells are not empty."""
        return f"{len(self.matrix.cells) if self.matrix else 0} cells"

    def _lay(self) -> None:
        if self.matrix is not None:
            self.grid.show(Grid.of(self.matrix, self.codes, turned=self.turned))

    def _tell(self) -> None:
        grid = self.grid
        self.query_one("#cell", Bar).show(cell_words(grid.grid, grid.row, grid.column))

    def on_key(self, event: events.Key) -> None:
        """The arrow keys move between cells."""
        steps = {
            "up": (-1, 0),
            "k": (-1, 0),
            "down": (1, 0),
            "j": (1, 0),
            "left": (0, -1),
            "h": (0, -1),
            "right": (0, 1),
            "l": (0, 1),
            "pageup": (-10, 0),
            "pagedown": (10, 0),
        }
        if event.key in steps:
            self.grid.move(*steps[event.key])
            self._tell()
            event.stop()

    def do(self, action: str) -> bool:
        """Open the sentence of the cell, follow its programme, turn the table round."""
        grid = self.grid
        if action == "sort":
            self.turned = not self.turned
            self._lay()
            self._tell()
        elif action == "follow":
            self.lacsec.go(Place("entity", grid.grid.rows[grid.row].id))
        elif action == "open":
            self.run_worker(self._open_cell(), exclusive=True, exit_on_error=False)
        else:
            return action in self.acts and action != "copy"
        return True

    async def _open_cell(self) -> None:
        grid = self.grid
        cell = grid.grid.cell(grid.row, grid.column)
        if cell is None:
            self.lacsec.tell("No document says that this programme works in this country.")
            return
        rows = await self.desk.ask(coverage.behind, cell.programme, cell.country)
        if rows:
            self.lacsec.go(place_of(rows[0].proof))

"""The map: a programme's countries filled, its states in words; `w` goes back to the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from lacsec.db.queries import coverage
from lacsec.db.queries.common import Link
from lacsec.db.queries.coverage import Cell, Matrix
from lacsec.tui.exporting import Table
from lacsec.tui.history import NOTHING, Mark
from lacsec.tui.lines import Line
from lacsec.tui.places import Place
from lacsec.tui.rows import Drawn
from lacsec.tui.views.detail import rule
from lacsec.tui.views.map import country_words, map_lines, map_title, ordered, programme_line
from lacsec.tui.widgets.bars import Bar, Block
from lacsec.tui.widgets.line_list import LineList
from lacsec.tui.widgets.view import View

_LIST = 26
_GAP = 2


class MapView(View):
    """Programmes on the left, the region beside them."""

    DEFAULT_CSS = """
    MapView #map-programmes { width: 26; margin-right: 2; }
    """
    acts: ClassVar[frozenset[str]] = frozenset({"open", "follow", "map", "compare", "export"})
    words: ClassVar[dict[str, str]] = {"map": "Table", "open": "Programme"}

    def __init__(self) -> None:
        super().__init__(id="view-map")
        self.matrix: Matrix | None = None

    def compose(self) -> ComposeResult:
        """The list; the title and the map."""
        palette = self.lacsec.palette
        with Horizontal():
            yield LineList(theme=palette, id="map-programmes")
            with Vertical():
                yield Bar(theme=palette, id="map-title")
                yield Block(theme=palette, id="map")

    @property
    def list(self) -> LineList:
        """The programmes."""
        return self.query_one("#map-programmes", LineList)

    async def open(self, place: Place, mark: Mark = NOTHING) -> None:
        """The map of a programme, or of the first."""
        if self.matrix is None:
            self.matrix = await self.desk.once(coverage.matrix)
        found = ordered(self.matrix.programmes, self.matrix.cells)
        at = (mark.line, mark.top) if mark is not NOTHING else None
        family = await self._family(place.id)
        here = next((n for n, (link, _) in enumerate(found) if link.id == family), 0)
        lines = Drawn(found, lambda pair: programme_line(pair, _LIST))
        self.list.show(lines, at=at or (here, max(0, here - 5)))
        self.list.focus()
        self._draw()

    async def _family(self, programme: str) -> str:
        """The table has families in its rows, so a phase stands under its family."""
        known = {link.id for link in self.matrix.programmes} if self.matrix is not None else set()
        if not programme or programme in known:
            return programme
        from lacsec.db.queries.entities import get  # noqa: PLC0415 (for phases alone)

        row = await self.desk.ask(get, programme)
        return (row.family or "") if row is not None else ""

    @property
    def place(self) -> Place:
        """The programme under the cursor."""
        return Place("map", self.programme.id if self.programme is not None else "")

    @property
    def name_of_place(self) -> str:
        """Whose map it is."""
        return f"Map of {self.programme.name}" if self.programme is not None else "Map"

    @property
    def programme(self) -> Link | None:
        """The programme under the cursor."""
        current = self.list.current
        programmes = self.matrix.programmes if self.matrix is not None else ()
        return next((p for p in programmes if current is not None and p.id == current.key), None)

    @property
    def cells(self) -> Sequence[Cell]:
        """Its cells."""
        own = self.programme
        if self.matrix is None or own is None:
            return []
        return [cell for cell in self.matrix.cells if cell.programme == own.id]

    def forget(self) -> None:
        """Drop the matrix."""
        self.matrix = None

    def status(self) -> str:
        """How many countries."""
        many = len([cell for cell in self.cells if cell.state != "denied"])
        return "1 country" if many == 1 else f"{many} countries"

    def _draw(self) -> None:
        block = self.query_one("#map", Block)
        width, height = block.size.width, block.size.height
        if self.matrix is None or width < 10 or height < 4:
            return
        codes = {link.id: link.iso for link in self.matrix.countries}
        states = {codes[c.country] or "": c.state for c in self.cells if codes.get(c.country)}
        self.query_one("#map-title", Bar).show(map_title(self.programme, width))
        block.show(map_lines(states, width, height))

    @on(LineList.Moved)
    def _moved(self) -> None:
        self._draw()

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.do("open")

    def do(self, action: str) -> bool:
        """Open the programme; go to the table."""
        if action == "map":
            self.lacsec.go(Place("matrix"))
            return True
        if action in ("open", "follow"):
            return self.lacsec.follow(self.list.current, prefer_proof=False)
        return False

    async def detail(self, width: int, height: int) -> Sequence[Line]:
        """The countries under each state."""
        countries = {link.id: link for link in self.matrix.countries} if self.matrix else {}
        lines = country_words(self.cells, countries, width)
        head = [] if self.room.beside else [rule("", width)]
        return [*head, *lines][:height]

    def on_resize(self) -> None:
        """Another map."""
        self.call_after_refresh(self._draw)

    async def table(self) -> Table | None:
        """The cells of the programme."""
        countries = {link.id: link for link in self.matrix.countries} if self.matrix else {}
        records = [
            {
                "country": cell.country,
                "country_name": countries[cell.country].name,
                "iso": countries[cell.country].iso,
                "state": cell.state,
                "last_told": cell.last_told,
                "sentences": cell.n_evidence,
                "documents": cell.n_documents,
            }
            for cell in self.cells
        ]
        return Table(self.name_of_place, records=records)

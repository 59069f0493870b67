"""Two programmes or two countries side by side."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from lacsec.db.connection import Connection
from lacsec.db.queries.country import country_dossier
from lacsec.db.queries.entities import get
from lacsec.db.queries.programme import programme_dossier
from lacsec.tui.exporting import Table
from lacsec.tui.history import NOTHING, Mark
from lacsec.tui.places import Place
from lacsec.tui.views.compare import (
    Side,
    compare_head,
    compare_lines,
    country_side,
    programme_side,
)
from lacsec.tui.widgets.bars import Bar
from lacsec.tui.widgets.field import Field
from lacsec.tui.widgets.line_list import LineList
from lacsec.tui.widgets.narrowed_view import NarrowedView
from lacsec.tui.widgets.pane import narrowed


class CompareView(NarrowedView):
    """What both have, what only one has; the chosen side's sentence opens."""

    DEFAULT_CSS = """
    CompareView #compare-head { margin-bottom: 1; }
    """
    acts: ClassVar[frozenset[str]] = frozenset(
        {"open", "follow", "left", "right", "copy", "export", "narrow", "source"}
    )
    words: ClassVar[dict[str, str]] = {"right": "Other side"}

    def __init__(self) -> None:
        super().__init__(id="view-compare")
        self.sides: tuple[Side, Side] | None = None
        self.asked = ""
        self.chosen = 0

    def compose(self) -> ComposeResult:
        """The names, the field, the rows."""
        palette = self.lacsec.palette
        yield Bar(theme=palette, id="compare-head")
        yield Field("words to keep", id="letters-compare", classes="letters")
        yield LineList(theme=palette, id="compare-lines")

    @property
    def list(self) -> LineList:
        """The rows."""
        return self.query_one("#compare-lines", LineList)

    async def open(self, place: Place, mark: Mark = NOTHING) -> None:
        """Two things, by their ids with ".." between them."""
        if self.sides is None or place.id != self.asked:
            left, _, right = place.id.partition("..")
            found = [await self.desk.ask(side_of, one) for one in (left, right)]
            if found[0] is None or found[1] is None:
                self.lacsec.tell("Two programmes, or two countries, can be compared.")
                return
            self.sides, self.asked, self.needle = (found[0], found[1]), place.id, ""
        at = (mark.line, mark.top) if mark is not NOTHING else None
        self._draw(at=at, top=at is None)
        self.list.focus()

    @property
    def place(self) -> Place:
        """Both ids."""
        return Place("compare", self.asked)

    @property
    def name_of_place(self) -> str:
        """Both names."""
        return " and ".join(side.name for side in self.sides) if self.sides else "Compare"

    def forget(self) -> None:
        """Drop both sides."""
        self.sides = None

    def status(self) -> str:
        """How many rows."""
        return f"{len([row for row in self.list.lines if not row.still])} rows"

    def _draw(self, *, at: tuple[int, int] | None = None, top: bool = False) -> None:
        if self.sides is None:
            return
        width = self.room.stage_width
        self.query_one("#compare-head", Bar).show(compare_head(*self.sides, width, self.chosen))
        lines = compare_lines(*self.sides, width, self.chosen)
        self.list.show(narrowed(lines, self.needle), at=at, top=top)

    def do(self, action: str) -> bool:
        """Choose a side, open its sentence, follow a name, narrow."""
        if action in ("left", "right"):
            self.chosen = 0 if action == "left" else 1
            self._draw()
            self.lacsec.look()
        elif action in ("open", "follow"):
            return self.lacsec.follow(self.list.current, prefer_proof=action == "open")
        elif action == "narrow":
            self.narrow()
        else:
            return False
        return True

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.do("open")

    @property
    def rows(self) -> LineList:
        """What the letters narrow."""
        return self.list

    def draw_kept(self) -> None:
        """Draw the rows that have the letters."""
        self._draw(top=True)

    def on_resize(self) -> None:
        """Laid out anew."""
        self._draw()

    async def table(self) -> Table | None:
        """A record a row: what each side says."""
        if self.sides is None:
            return None
        left, right = self.sides
        records = [
            {
                "section": section,
                "name": (left.labels | right.labels)[key][0],
                left.name: _words(left, section, key),
                right.name: _words(right, section, key),
            }
            for section in dict.fromkeys((*left.sections, *right.sections))
            for key in dict.fromkeys(
                (*left.sections.get(section, {}), *right.sections.get(section, {}))
            )
        ]
        return Table(f"{left.name} and {right.name}", records=records)


def _words(side: Side, section: str, key: str) -> str:
    told = side.sections.get(section, {}).get(key)
    return told.words if told is not None else ""


def side_of(connection: Connection, entity_id: str) -> Side | None:
    """One of the two that are compared; None where it is no programme and no country."""
    row = get(connection, entity_id)
    if row is not None and row.kind == "programme":
        programme = programme_dossier(connection, entity_id)
        return programme_side(programme) if programme is not None else None
    if row is not None and row.kind == "country":
        country = country_dossier(connection, entity_id)
        return country_side(country) if country is not None else None
    return None

"""Where documents say different things: what about, and both sides with their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from lacsec.db.queries.common import Page, Window
from lacsec.db.queries.disagreements import (
    DisagreementFilter,
    DisagreementRow,
    list_disagreements,
)
from lacsec.tui.lines import Line, line, span
from lacsec.tui.places import Place
from lacsec.tui.rows import Drawing
from lacsec.tui.views.disputes import dispute_row, side_lines
from lacsec.tui.views.sources import place_of
from lacsec.tui.widgets.list_view import ListView


class DisagreementsView(ListView[DisagreementRow]):
    """A row each; the sides of the one under the cursor are in the preview."""

    view = "disagreements"
    kind = "disagreement"
    acts: ClassVar[frozenset[str]] = ListView.acts | {"left", "right", "source"}
    words: ClassVar[dict[str, str]] = {"right": "Other side"}
    facets: ClassVar[tuple[str, ...]] = ("reason", "programme", "country", "document")

    def __init__(self) -> None:
        super().__init__()
        self.side = 0

    @property
    def detail_height(self) -> int:
        """Half of the screen: both sentences are what it is about."""
        return max(7, self.room.height // 2 - 1) if self.room.below else self.room.detail_height

    async def fetch(self, window: Window) -> Page[DisagreementRow]:
        """Disagreements by subject and property."""
        about = (*self.filters.values("programme"), *self.filters.values("country"))
        wanted = DisagreementFilter(
            entities=about or None,
            document=self.filters.value("document"),
            reason=self.filters.value("reason"),
            text=self.needle,
        )
        return await self.desk.ask(list_disagreements, wanted, window)

    async def index_of(self, key: str) -> int | None:
        """Disagreements are few enough to look through."""
        page = await self.fetch(Window(-1))
        return next((number for number, row in enumerate(page.rows) if row.id == key), None)

    def drawing(self, width: int) -> Drawing[DisagreementRow]:
        """A line each."""
        needle = self.needle
        return lambda row, before: dispute_row(row, needle, width)

    def empty(self) -> Line:
        """Nothing to disagree about is good news."""
        if self.needle or self.filters:
            return super().empty()
        return line(span("The documents agree.", "dim"), still=True)

    def moved(self) -> None:
        """Another disagreement begins with its first side."""
        self.side = 0

    @property
    def row(self) -> DisagreementRow | None:
        """The disagreement under the cursor."""
        return self.rows.row(self.list.cursor) if self.rows is not None else None

    @property
    def current(self) -> Line | None:
        """The line under the cursor, with the proof of the chosen side."""
        found = super().current
        proofs = self.row.sides[self.side].proofs if self.row is not None else ()
        if found is None or not proofs:
            return found
        return Line(found.spans, found.place, place_of(proofs[0]), found.still, found.key)

    def do(self, action: str) -> bool:
        """Choose a side; the rest as in every list."""
        if action in ("left", "right") and self.row is not None:
            step = 1 if action == "right" else -1
            self.side = (self.side + step) % len(self.row.sides)
            self.lacsec.tell("")
            self.lacsec.look()
            return True
        return super().do(action)

    async def detail(self, width: int, height: int) -> Sequence[Line]:
        """Both sides, the words marked that only one of them has."""
        return side_lines(self.row, self.side, width, height) if self.row is not None else []

    @property
    def place(self) -> Place:
        """The disagreement."""
        return Place("disagreements", self.row.id if self.row is not None else "")

"""Lists of things: name, how much is known, which years."""

from __future__ import annotations

from collections.abc import Sequence

from lacsec.db.queries.entities import EntityRow
from lacsec.db.text import fold
from lacsec.tui.lines import Line, column, line, span
from lacsec.tui.places import Place

_FACTS = 5


def entity_lines(rows: Sequence[EntityRow], needle: str, width: int) -> list[Line]:
    """A line an entity; with letters to keep, those whose names hold every word of them."""
    words = fold(needle).split()
    return [
        entity_line(row, width)
        for row in rows
        if all(word in fold(f"{row.name} {row.acronym or ''}") for word in words)
    ]


def entity_line(row: EntityRow, width: int) -> Line:
    """The acronym first where the name is long, then the number of facts."""
    short = row.acronym if row.acronym and row.acronym.lower() != row.name.lower() else None
    told = row.name if short is None else f"{short} · {row.name}"
    return line(
        column(told, max(8, width - _FACTS - 1), f"kind.{row.kind}"),
        span(" "),
        column(row.facts or "", _FACTS, "dim", right=True),
        place=Place("entity", row.id),
        key=row.id,
    )

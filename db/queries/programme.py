"""A programme whole: what it is, its phases, who pays and runs it, where, what it cost and did."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from lacsec.db.queries.common import Link, count
from lacsec.db.queries.coverage import Cell, Matrix, matrix
from lacsec.db.queries.dossier import Dossier, dossier, phases_of
from lacsec.db.queries.facts import RelationRow
from lacsec.db.queries.spans import Span, spans, together


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of a family; a `span` of None: no document says when it ran."""

    programme: Link
    span: Span | None
    countries: int
    figures: int
    events: int


@dataclass(frozen=True, slots=True)
class ProgrammeDossier:
    """`dossier` has names, figures, events, disagreements and sources; the rest is put in order.

    `coverage` has a row for the family alone, its phases put together; `other` are the
    relations that stand in none of the lists.
    """

    dossier: Dossier
    span: Span | None
    phases: tuple[Phase, ...]
    siblings: tuple[Phase, ...]
    funders: tuple[RelationRow, ...]
    implementers: tuple[RelationRow, ...]
    supports: tuple[RelationRow, ...]
    parts: tuple[RelationRow, ...]
    successions: tuple[RelationRow, ...]
    coverage: Matrix
    other: tuple[RelationRow, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The countries that are not blank."""
        return self.coverage.cells


def programme_dossier(connection: sqlite3.Connection, entity_id: str) -> ProgrammeDossier | None:
    """The dossier of a programme or phase; None where there is no such entity."""
    base = dossier(connection, entity_id)
    if base is None:
        return None
    outgoing, incoming = base.outgoing.rows, base.incoming.rows
    family = base.entity.family
    known = spans(connection, base.ids)
    siblings = phases_of(connection, family) if family else ()
    return ProgrammeDossier(
        base,
        together(known.get(entity_id), [known.get(phase.id) for phase in base.phases]),
        _phases(connection, base.phases),
        _phases(connection, tuple(link for link in siblings if link.id != entity_id)),
        _of(outgoing, "funded_by"),
        _of(outgoing, "implemented_by"),
        _of(outgoing, "supports"),
        _of(outgoing + incoming, "part_of"),
        _of(outgoing + incoming, "successor_of"),
        matrix(connection, programmes=(entity_id,), by_family=family is None),
        tuple(row for row in outgoing if not _is_listed(row))
        + tuple(row for row in incoming if row.predicate not in _BOTH_WAYS),
    )


_BOTH_WAYS = ("part_of", "successor_of")
_OUTGOING = ("funded_by", "implemented_by", "supports", *_BOTH_WAYS)


def _is_listed(row: RelationRow) -> bool:
    return row.predicate in _OUTGOING or (
        row.predicate == "covers" and row.object.kind == "country"
    )


def _of(rows: tuple[RelationRow, ...], predicate: str) -> tuple[RelationRow, ...]:
    return tuple(dict.fromkeys(row for row in rows if row.predicate == predicate))


def _phases(connection: sqlite3.Connection, links: tuple[Link, ...]) -> tuple[Phase, ...]:
    known = spans(connection, (link.id for link in links))
    found = [
        Phase(
            link,
            known.get(link.id),
            count(
                connection,
                "SELECT count(DISTINCT r.object) FROM relation r JOIN entity c"
                " ON c.id = r.object AND c.kind = 'country'"
                " WHERE r.subject = ? AND r.predicate = 'covers' AND r.status <> 'denied'",
                (link.id,),
            ),
            count(connection, "SELECT count(*) FROM figure WHERE subject = ?", (link.id,)),
            count(connection, "SELECT count(*) FROM event_entity WHERE entity_id = ?", (link.id,)),
        )
        for link in links
    ]
    return tuple(sorted(found, key=_begin))


def _begin(phase: Phase) -> tuple[str, str, str]:
    span = phase.span or Span()
    return span.earliest or span.latest or "9999", phase.programme.name, phase.programme.id

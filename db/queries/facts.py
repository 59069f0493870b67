"""Relations, events and figures as rows, each with its best evidence and how much there is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lacsec.db.queries.common import (
    LINK_COLUMNS,
    LINK_WIDTH,
    PROOF_COLUMNS,
    PROOF_JOIN,
    PROOF_WIDTH,
    Link,
    Parameters,
    Proof,
    ids,
    link,
)

_COUNTS = "t.evidence_count, t.document_count"


@dataclass(frozen=True, slots=True)
class RelationRow:
    """`status` says how sure it is; for a role `wording` has the words of it."""

    id: str
    subject: Link
    predicate: str
    object: Link
    status: str
    wording: str | None
    as_of: str | None
    earliest: str | None
    latest: str | None
    proof: Proof
    evidence_count: int
    document_count: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """`earliest` and `latest` are ISO days; None where that end is open."""

    id: str
    date: str
    earliest: str | None
    latest: str | None
    precision: str | None
    date_role: str
    title: str
    kind: str
    entities: tuple[Link, ...]
    proof: Proof
    evidence_count: int
    document_count: int


@dataclass(frozen=True, slots=True)
class FigureRow:
    """`subject` is None where the text's subject is no entity; `basis` is kept for money."""

    id: str
    subject: Link | None
    subject_name: str
    metric: str
    value: float
    value_max: float | None
    qualifier: str | None
    unit: str
    basis: str | None
    as_of: str | None
    earliest: str | None
    latest: str | None
    precision: str | None
    proof: Proof
    evidence_count: int
    document_count: int


def _chosen(connection: sqlite3.Connection, query: str, parameters: Parameters) -> str:
    """The ids that a query puts in order; rows are then joined for these alone."""
    return ids(row[0] for row in connection.execute(f"SELECT {query}", parameters))


def relations(
    connection: sqlite3.Connection,
    where: str,
    parameters: Parameters = (),
    *,
    order: str = "r.predicate, s.folded, s.id, o.folded, o.id, r.status, r.id",
    limit: int = -1,
) -> tuple[RelationRow, ...]:
    """Relations that meet a condition on r (relation), s (subject) and o (object)."""
    joined = "JOIN entity s ON s.id = r.subject JOIN entity o ON o.id = r.object"
    chosen = _chosen(
        connection,
        f"r.id FROM relation r {joined} WHERE {where} ORDER BY {order} LIMIT ?",
        (*parameters, limit),
    )
    rows = connection.execute(
        f"SELECT {LINK_COLUMNS.format('s')}, {LINK_COLUMNS.format('o')}, {PROOF_COLUMNS},"
        f" r.id, r.predicate, r.status, r.wording, r.as_of, r.earliest, r.latest, {_COUNTS}"
        f" FROM json_each(?) j CROSS JOIN relation r ON r.id = j.value {joined}"
        f" {PROOF_JOIN.format('r.id')} ORDER BY j.key",
        (chosen,),
    )
    return tuple(_relation(row) for row in rows)


def _relation(row: Sequence[Any]) -> RelationRow:
    ends = 2 * LINK_WIDTH
    proof_end = ends + PROOF_WIDTH
    relation_id, predicate, status, wording, *dates, n_evidence, n_documents = row[proof_end:]
    subject, target = Link(*row[:LINK_WIDTH]), Link(*row[LINK_WIDTH:ends])
    proof = Proof(*row[ends:proof_end])
    columns = [relation_id, subject, predicate, target, status, wording, *dates]
    columns += [proof, n_evidence, n_documents]
    return RelationRow(*columns)


def events(
    connection: sqlite3.Connection,
    where: str,
    parameters: Parameters = (),
    *,
    order: str = "coalesce(v.earliest, v.latest), v.latest, v.id",
    limit: int = -1,
    offset: int = 0,
) -> tuple[EventRow, ...]:
    """Events that meet a condition on v (event), in the order of time."""
    chosen = _chosen(
        connection,
        f"v.id FROM event v WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*parameters, limit, offset),
    )
    rows = connection.execute(
        f"SELECT {PROOF_COLUMNS}, v.id, v.date, v.earliest, v.latest, v.precision, v.date_role,"
        f" v.title, v.kind, {_COUNTS} FROM json_each(?) j CROSS JOIN event v ON v.id = j.value"
        f" {PROOF_JOIN.format('v.id')} ORDER BY j.key",
        (chosen,),
    ).fetchall()
    taking_part = event_entities(connection, (row[PROOF_WIDTH] for row in rows))
    return tuple(_event(row, taking_part.get(row[PROOF_WIDTH], ())) for row in rows)


def _event(row: Sequence[Any], entities: tuple[Link, ...]) -> EventRow:
    *columns, n_evidence, n_documents = row[PROOF_WIDTH:]
    columns += [entities, Proof(*row[:PROOF_WIDTH]), n_evidence, n_documents]
    return EventRow(*columns)


def event_entities(
    connection: sqlite3.Connection, event_ids: Iterable[str]
) -> dict[str, tuple[Link, ...]]:
    """Who and what takes part in each event, in order."""
    found: dict[str, list[Link]] = {}
    for event_id, *columns in connection.execute(
        f"SELECT ve.event_id, {LINK_COLUMNS.format('e')} FROM event_entity ve"
        " JOIN entity e ON e.id = ve.entity_id"
        " WHERE ve.event_id IN (SELECT value FROM json_each(?)) ORDER BY ve.event_id, ve.ordinal",
        (ids(event_ids),),
    ):
        found.setdefault(event_id, []).append(Link(*columns))
    return {event_id: tuple(links) for event_id, links in found.items()}


def figures(
    connection: sqlite3.Connection,
    where: str,
    parameters: Parameters = (),
    *,
    order: str = "f.subject_name, f.metric, f.unit, f.earliest, f.value, f.id",
    limit: int = -1,
    offset: int = 0,
) -> tuple[FigureRow, ...]:
    """Figures that meet a condition on f (figure) and e (its subject, if that is an entity)."""
    chosen = _chosen(
        connection,
        "f.id FROM figure f LEFT JOIN entity e ON e.id = f.subject LEFT JOIN fact t ON t.id = f.id"
        f" WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*parameters, limit, offset),
    )
    rows = connection.execute(
        f"SELECT {LINK_COLUMNS.format('e')}, {PROOF_COLUMNS}, f.id, f.subject_name, f.metric,"
        " f.value, f.value_max, f.qualifier, f.unit, f.basis, f.as_of, f.earliest, f.latest,"
        f" f.precision, {_COUNTS} FROM json_each(?) j CROSS JOIN figure f ON f.id = j.value"
        f" LEFT JOIN entity e ON e.id = f.subject {PROOF_JOIN.format('f.id')} ORDER BY j.key",
        (chosen,),
    )
    return tuple(_figure(row) for row in rows)


def _figure(row: Sequence[Any]) -> FigureRow:
    proof_end = LINK_WIDTH + PROOF_WIDTH
    figure_id, *columns, n_evidence, n_documents = row[proof_end:]
    proof = Proof(*row[LINK_WIDTH:proof_end])
    columns = [figure_id, link(row[:LINK_WIDTH]), *columns, proof, n_evidence, n_documents]
    return FigureRow(*columns)

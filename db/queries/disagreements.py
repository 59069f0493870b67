"""What the documents say twice and differently, both sides with their sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lacsec.db.queries.common import (
    FIRST,
    LINK_COLUMNS,
    LINK_WIDTH,
    Link,
    Page,
    Proof,
    Window,
    count,
    ids,
    link,
)
from lacsec.db.queries.evidence import evidence_of
from lacsec.db.text import fold


@dataclass(frozen=True, slots=True)
class SideRow:
    """One of the values that differ, with all the words that give it."""

    id: str
    value: str
    as_of: str | None
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class DisagreementRow:
    """The same property of the same subject; `reason` is a proposal."""

    id: str
    subject: Link | None
    subject_name: str
    property: str
    reason: str
    sides: tuple[SideRow, ...]


@dataclass(frozen=True, slots=True)
class DisagreementFilter:
    """Which disagreements: about some entities (ids), with a side in a document, for a reason.

    The words of `text` are looked for in the subject's name, the property and the quotes.
    """

    entities: tuple[str, ...] | None = None
    document: str | None = None
    reason: str | None = None
    text: str = ""


_ANY = DisagreementFilter()


def list_disagreements(
    connection: sqlite3.Connection,
    wanted: DisagreementFilter = _ANY,
    window: Window = FIRST,
) -> Page[DisagreementRow]:
    """The disagreements that pass a filter, by subject and property."""
    conditions, parameters = ["1"], list[Any]()
    if wanted.entities is not None:
        conditions.append("s.subject IN (SELECT value FROM json_each(?))")
        parameters.append(ids(wanted.entities))
    if wanted.document is not None:
        conditions.append(
            "s.id IN (SELECT n.dispute_id FROM dispute_side n JOIN evidence x ON x.fact_id = n.id"
            " WHERE x.document_id = ?)"
        )
        parameters.append(wanted.document)
    if wanted.reason is not None:
        conditions.append("s.reason = ?")
        parameters.append(wanted.reason)
    if words := fold(wanted.text).split():
        conditions.append("s.id IN (SELECT value FROM json_each(?))")
        parameters.append(ids(_with_words(connection, words)))
    where = " AND ".join(conditions)
    rows = connection.execute(
        f"SELECT {LINK_COLUMNS.format('e')}, s.id, s.subject_name, s.property, s.reason"
        f" FROM dispute s LEFT JOIN entity e ON e.id = s.subject WHERE {where}"
        " ORDER BY s.subject_name, s.property, s.id LIMIT ? OFFSET ?",
        (*parameters, window.limit, window.offset),
    ).fetchall()
    sides = _sides(connection, [row[LINK_WIDTH] for row in rows])
    total = count(connection, f"SELECT count(*) FROM dispute s WHERE {where}", parameters)
    return Page(tuple(_row(row, sides) for row in rows), total, window.offset)


def at_place(
    connection: sqlite3.Connection, document_id: str, start: int, end: int
) -> tuple[DisagreementRow, ...]:
    """The disagreements of which a side is proved by words between two offsets of a document."""
    rows = connection.execute(
        "SELECT DISTINCT n.dispute_id FROM evidence x JOIN dispute_side n ON n.id = x.fact_id"
        ' WHERE x.document_id = ? AND x.start < ? AND x."end" > ? ORDER BY n.dispute_id',
        (document_id, end, start),
    ).fetchall()
    found = (get(connection, dispute_id) for (dispute_id,) in rows)
    return tuple(row for row in found if row is not None)


def _with_words(connection: sqlite3.Connection, words: list[str]) -> list[str]:
    # Accents are folded here: what is quoted has no folded column.
    rows = connection.execute(
        "SELECT s.id, s.subject_name || ' ' || s.property || ' ' || replace(s.reason, '_', ' ')"
        " || ' ' || group_concat(x.quote, ' ') FROM dispute s"
        " JOIN dispute_side n ON n.dispute_id = s.id JOIN evidence x ON x.fact_id = n.id"
        " GROUP BY s.id"
    )
    return [key for key, told in rows if all(word in fold(told) for word in words)]


def get(connection: sqlite3.Connection, dispute_id: str) -> DisagreementRow | None:
    """One disagreement, or None."""
    row = connection.execute(
        f"SELECT {LINK_COLUMNS.format('e')}, s.id, s.subject_name, s.property, s.reason"
        " FROM dispute s LEFT JOIN entity e ON e.id = s.subject WHERE s.id = ?",
        (dispute_id,),
    ).fetchone()
    return None if row is None else _row(row, _sides(connection, [dispute_id]))


def _row(row: tuple[Any, ...], sides: dict[str, tuple[SideRow, ...]]) -> DisagreementRow:
    dispute_id, subject_name, property_, reason = row[LINK_WIDTH:]
    return DisagreementRow(
        dispute_id, link(row[:LINK_WIDTH]), subject_name, property_, reason, sides[dispute_id]
    )


def _sides(
    connection: sqlite3.Connection, dispute_ids: Iterable[str]
) -> dict[str, tuple[SideRow, ...]]:
    rows = connection.execute(
        "SELECT dispute_id, id, value, as_of FROM dispute_side"
        " WHERE dispute_id IN (SELECT value FROM json_each(?)) ORDER BY dispute_id, ordinal",
        (ids(dispute_ids),),
    ).fetchall()
    proofs = evidence_of(connection, [row[1] for row in rows])
    found: dict[str, list[SideRow]] = {}
    for dispute_id, side_id, value, as_of in rows:
        side = SideRow(side_id, value, as_of, proofs[side_id])
        found.setdefault(dispute_id, []).append(side)
    return {dispute_id: tuple(sides) for dispute_id, sides in found.items()}

"""The records of the interchange format, one dictionary each, keys in the promised order.

Every function gives its records sorted by id. `only` narrows them down to some ids.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from lacsec.db.model import AUTHOR_JOINT
from lacsec.db.queries.common import ids

Record = dict[str, Any]
Ids = Collection[str] | None

FIRST_MENTIONS = 5
_PROOF = 'x.document_id, d.file, x.start, x."end", x.quote, x.method, x.confidence, x.finding'
_PROOF_WIDTH = 8
_PROOF_JOIN = "JOIN evidence x ON x.fact_id = {0} JOIN document d ON d.id = x.document_id"

_DOCUMENT = (
    "id",
    "file",
    "title",
    "publisher",
    "issued",
    "language",
    "url",
    "sha256",
    "duplicate_of",
)
_FIGURE = (
    "id",
    "subject",
    "subject_name",
    "metric",
    "value",
    "value_max",
    "qualifier",
    "unit",
    "basis",
    "as_of",
)


def _narrowed(column: str, only: Ids) -> tuple[str, tuple[Any, ...]]:
    if only is None:
        return "", ()
    return f" WHERE {column} IN (SELECT value FROM json_each(?))", (ids(only),)


def _evidence(columns: Iterable[Any]) -> Record:
    document, file, start, end, quote, method, confidence, finding = columns
    return {
        "document": document,
        "file": file,
        "start": start,
        "end": end,
        "quote": quote,
        "method": method,
        "confidence": confidence,
        "finding": finding,
    }


def _grouped(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[tuple[Any, ...], list[Record]]]:
    """Rows of one fact each (its columns, then the columns of a proof), put together by id."""
    for _, group in groupby(rows, key=itemgetter(0)):
        members = list(group)
        proofs = [_evidence(row[-_PROOF_WIDTH:]) for row in members]
        yield members[0][:-_PROOF_WIDTH], proofs


def documents(connection: sqlite3.Connection, only: Ids = None) -> Iterator[Record]:
    """Every document, without its text."""
    where, given = _narrowed("id", only)
    for row in connection.execute(
        "SELECT id, file, title, publisher, issued, language, url, sha256, duplicate_of, authors,"
        f" licence, media_type, length FROM document{where} ORDER BY id",
        given,
    ):
        *promised, authors, licence, media_type, length = row
        yield {
            "record": "document",
            **dict(zip(_DOCUMENT, promised, strict=True)),
            "authors": authors.split(AUTHOR_JOINT) if authors else [],
            "licence": licence,
            "media_type": media_type,
            "length": length,
        }


def relations(connection: sqlite3.Connection, only: Ids = None) -> Iterator[Record]:
    """Every relation with all its evidence."""
    where, given = _narrowed("r.id", only)
    rows = connection.execute(
        "SELECT r.id, r.subject, r.predicate, r.object, s.name, o.name, r.as_of, r.status,"
        f" r.wording, {_PROOF} FROM relation r JOIN entity s ON s.id = r.subject"
        f" JOIN entity o ON o.id = r.object {_PROOF_JOIN.format('r.id')}{where}"
        " ORDER BY r.id, x.ordinal",
        given,
    )
    for columns, proofs in _grouped(rows):
        key, subject, predicate, target, subject_name, object_name, as_of, status, words = columns
        record = {
            "record": "relation",
            "id": key,
            "subject": subject,
            "predicate": predicate,
            "object": target,
            "subject_name": subject_name,
            "object_name": object_name,
            "as_of": as_of,
            "status": status,
            "evidence": proofs,
        }
        if predicate == "role":
            # The words of a role stand in `status`; how sure it is, in `modality`.
            record |= {"status": words or status, "wording": words, "modality": status}
        yield record


def events(connection: sqlite3.Connection, only: Ids = None) -> Iterator[Record]:
    """Every event with all its evidence."""
    where, given = _narrowed("v.id", only)
    taking_part = _event_entities(connection, only)
    rows = connection.execute(
        f"SELECT v.id, v.date, v.date_role, v.title, v.kind, {_PROOF} FROM event v"
        f" {_PROOF_JOIN.format('v.id')}{where} ORDER BY v.id, x.ordinal",
        given,
    )
    for (key, date, role, title, kind), proofs in _grouped(rows):
        who = taking_part.get(key, [])
        yield {
            "record": "event",
            "id": key,
            "date": date,
            "date_role": role,
            "title": title,
            "kind": kind,
            "entities": [entity for entity, _ in who],
            "entity_names": [name for _, name in who],
            "evidence": proofs,
        }


def _event_entities(connection: sqlite3.Connection, only: Ids) -> dict[str, list[tuple[str, str]]]:
    where, given = _narrowed("ve.event_id", only)
    found: dict[str, list[tuple[str, str]]] = {}
    for event_id, entity_id, name in connection.execute(
        "SELECT ve.event_id, e.id, e.name FROM event_entity ve"
        f" JOIN entity e ON e.id = ve.entity_id{where} ORDER BY ve.event_id, ve.ordinal",
        given,
    ):
        found.setdefault(event_id, []).append((entity_id, name))
    return found


def figures(connection: sqlite3.Connection, only: Ids = None) -> Iterator[Record]:
    """Every figure with all its evidence."""
    where, given = _narrowed("f.id", only)
    rows = connection.execute(
        "SELECT f.id, f.subject, f.subject_name, f.metric, f.value, f.value_max, f.qualifier,"
        f" f.unit, f.basis, f.as_of, {_PROOF} FROM figure f"
        f" {_PROOF_JOIN.format('f.id')}{where} ORDER BY f.id, x.ordinal",
        given,
    )
    for columns, proofs in _grouped(rows):
        record: Record = {"record": "figure", **dict(zip(_FIGURE, columns, strict=True))}
        record["value"] = plain(record["value"])
        record["value_max"] = plain(record["value_max"])
        yield {**record, "evidence": proofs}


def plain(value: float | None) -> float | int | None:
    """A number as people write it: whole where it is whole."""
    if value is None or not value.is_integer() or abs(value) >= 2**53:
        return value
    return int(value)


def disagreements(connection: sqlite3.Connection, only: Ids = None) -> Iterator[Record]:
    """Every disagreement, each side with all its evidence."""
    where, given = _narrowed("s.dispute_id", only)
    rows = connection.execute(
        f"SELECT s.id, s.dispute_id, s.value, s.as_of, {_PROOF} FROM dispute_side s"
        f" {_PROOF_JOIN.format('s.id')}{where} ORDER BY s.dispute_id, s.ordinal, x.ordinal",
        given,
    )
    sides: dict[str, list[Record]] = {}
    for (_, dispute_id, value, as_of), proofs in _grouped(rows):
        side = {"value": value, "as_of": as_of, "evidence": proofs}
        sides.setdefault(dispute_id, []).append(side)
    where, given = _narrowed("id", only)
    for row in connection.execute(
        f"SELECT id, subject, subject_name, property, reason FROM dispute{where} ORDER BY id", given
    ):
        keys = ("id", "subject", "subject_name", "property", "reason")
        record = {"record": "disagreement", **dict(zip(keys, row, strict=True))}
        yield {**record, "sides": sides[row[0]]}


def entities(
    connection: sqlite3.Connection, only: Ids = None, kind: str | None = None
) -> Iterator[Record]:
    """Every entity, or those of a kind, with its names and its first mentions."""
    where, given = _narrowed("e.id", only)
    if kind is not None:
        where += f"{' AND' if where else ' WHERE'} e.kind = ?"
        given = (*given, kind)
    names = _names(connection, only)
    proofs = _first_mentions(connection, only)
    for row in connection.execute(
        "SELECT e.id, e.kind, e.name, e.acronym, e.iso, e.family, e.mentions, e.discovered"
        f" FROM entity e{where} ORDER BY e.id",
        given,
    ).fetchall():
        key, entity_kind, name, acronym, iso, family, mentions, discovered = row
        yield {
            "record": "entity",
            "id": key,
            "kind": entity_kind,
            "name": name,
            "acronym": acronym,
            "aliases": [alias for alias in names.get(key, []) if alias != name],
            "iso": iso,
            "family": family,
            "mentions": mentions,
            "evidence": proofs.get(key) or _other_proofs(connection, key),
            "discovered": bool(discovered),
        }


def _names(connection: sqlite3.Connection, only: Ids) -> dict[str, list[str]]:
    where, given = _narrowed("entity_id", only)
    found: dict[str, list[str]] = {}
    for entity_id, value in connection.execute(
        f"SELECT entity_id, value FROM name{where} ORDER BY number", given
    ):
        values = found.setdefault(entity_id, [])
        if value not in values:
            values.append(value)
    return found


_MENTIONS = """
SELECT entity_id, document_id, file, start, "end", quote, method, confidence, 'named' FROM (
  SELECT m.entity_id, m.document_id, d.file, coalesce(p.start, m.start) AS start,
    coalesce(p."end", m."end") AS "end", coalesce(p.text, m.exact) AS quote, m.method,
    m.confidence,
    row_number() OVER (PARTITION BY m.entity_id ORDER BY m.number) AS place
  FROM (SELECT min(number) AS number FROM mention {where}
        GROUP BY entity_id, coalesce(passage_number, -number)) one
  JOIN mention m ON m.number = one.number
  JOIN document d ON d.id = m.document_id
  LEFT JOIN passage p ON p.number = m.passage_number
) WHERE place <= {most} ORDER BY entity_id, place
"""


def _first_mentions(connection: sqlite3.Connection, only: Ids) -> dict[str, list[Record]]:
    """The first sentences that name each entity, by document and place."""
    where, given = _narrowed("entity_id", only)
    found: dict[str, list[Record]] = {}
    query = _MENTIONS.format(where=where, most=FIRST_MENTIONS)
    for entity_id, *columns in connection.execute(query, given):
        found.setdefault(entity_id, []).append(_evidence(columns))
    return found


def _other_proofs(connection: sqlite3.Connection, entity_id: str) -> list[Record]:
    """For an entity that no text names itself: the facts it is in, else its phases' mentions."""
    rows = connection.execute(
        f"SELECT {_PROOF} FROM (SELECT id FROM relation WHERE subject = ?1 OR object = ?1"
        " UNION SELECT event_id FROM event_entity WHERE entity_id = ?1"
        " UNION SELECT id FROM figure WHERE subject = ?1) f"
        f' {_PROOF_JOIN.format("f.id")} GROUP BY x.document_id, x.start, x."end"'
        ' ORDER BY x.document_id, x.start, x."end" LIMIT ?2',
        (entity_id, FIRST_MENTIONS),
    ).fetchall()
    if rows:
        return [_evidence(row) for row in rows]
    phases = connection.execute("SELECT id FROM entity WHERE family = ?", (entity_id,)).fetchall()
    of_phases = _first_mentions(connection, [row[0] for row in phases])
    proofs = [proof for key in sorted(of_phases) for proof in of_phases[key]]
    return proofs[:FIRST_MENTIONS]


# By the name in `record`, in the order in which they are exported.
SOURCES: dict[str, Callable[..., Iterator[Record]]] = {
    "disagreement": disagreements,
    "document": documents,
    "entity": entities,
    "event": events,
    "figure": figures,
    "relation": relations,
}


def all_records(connection: sqlite3.Connection, kinds: Iterable[str] = ()) -> Iterator[Record]:
    """Every record, or those of some kinds (of record or of entity), sorted by kind then id."""
    wanted = list(kinds)
    for name, source in SOURCES.items():
        if not wanted or name in wanted:
            yield from source(connection)
        elif name == "entity":
            found = (entities(connection, kind=kind) for kind in dict.fromkeys(wanted))
            yield from sorted((r for part in found for r in part), key=itemgetter("id"))

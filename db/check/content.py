"""Checks of what the file says: quotes, places, dates, ids, counts, and the stored readings."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator

from lacsec.db import edtf, identity
from lacsec.db.check.finding import Finding
from lacsec.db.model import Disagreement, Event, Figure, Relation, Side
from lacsec.db.store.readings import decode


def documents(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Quotes, mentions and passages are just what stands at their offsets."""
    texts = connection.execute(
        "SELECT d.id, t.text, d.length, d.sha256 FROM document d"
        " JOIN document_text t ON t.document_id = d.id ORDER BY d.id"
    )
    for document_id, text, length, sha256 in texts:
        if len(text) != length:
            yield Finding("text", document_id, f"it has {len(text)} characters, not {length}")
        if identity.document_id(sha256) != document_id:
            yield Finding("ids", document_id, "the id is not that of the file's bytes")
        yield from _evidence(connection, document_id, text)
        yield from _mentions(connection, document_id, text)
        yield from _passages(connection, document_id, text)


def _evidence(connection: sqlite3.Connection, document_id: str, text: str) -> Iterator[Finding]:
    for fact, start, end, quote, passage_start, passage_end in connection.execute(
        'SELECT x.fact_id, x.start, x."end", x.quote, p.start, p."end" FROM evidence x'
        " LEFT JOIN passage p ON p.number = x.passage_number AND p.document_id = x.document_id"
        " WHERE x.document_id = ? ORDER BY x.fact_id, x.ordinal",
        (document_id,),
    ):
        record = f"{fact} in {document_id}"
        if not _is_slice(text, start, end, quote):
            message = f"the quote is not what stands at {start}–{end}"
            yield Finding("evidence", record, message)
        elif passage_start is not None and not passage_start <= start < passage_end:
            yield Finding("evidence", record, "it does not begin in its passage")


def _mentions(connection: sqlite3.Connection, document_id: str, text: str) -> Iterator[Finding]:
    for entity, start, end, exact in connection.execute(
        'SELECT entity_id, start, "end", exact FROM mention WHERE document_id = ? ORDER BY number',
        (document_id,),
    ):
        if not _is_slice(text, start, end, exact):
            message = f"the words are not what stands at {start}–{end}"
            yield Finding("mentions", f"{entity} in {document_id}", message)


def _passages(connection: sqlite3.Connection, document_id: str, text: str) -> Iterator[Finding]:
    reached = 0
    rows = connection.execute(
        'SELECT id, ordinal, start, "end", text FROM passage WHERE document_id = ? ORDER BY number',
        (document_id,),
    )
    for place, (passage_id, ordinal, start, end, words) in enumerate(rows):
        if not _is_slice(text, start, end, words):
            message = f"the words are not what stands at {start}–{end}"
            yield Finding("passages", passage_id, message)
        if start < reached:
            yield Finding("passages", passage_id, "it overlaps the one before it")
        if passage_id != f"{document_id}:{start}" or ordinal != place:
            yield Finding("passages", passage_id, "its id or its place in the document is wrong")
        reached = max(reached, end)


def _is_slice(text: str, start: int, end: int, words: str) -> bool:
    return 0 <= start < end <= len(text) and text[start:end] == words


_DATED = (
    ("document", "issued"),
    ("relation", "as_of"),
    ("event", "date"),
    ("figure", "as_of"),
    ("dispute_side", "as_of"),
)


def dates(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every date is EDTF, and its bounds are those in the table."""
    for table, column in _DATED:
        for key, date, *stored in connection.execute(
            f'SELECT id, {column}, earliest, latest, "precision" FROM {table} ORDER BY id'
        ):
            if date is not None and edtf.parse(date) is None:
                yield Finding("dates", f"{table} {key}", f"{date!r} is no EDTF date")
            elif tuple(stored) != edtf.bounds(date):
                yield Finding("dates", f"{table} {key}", f"its bounds are not those of {date!r}")


def ids(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every fact has the id that its content gives."""
    for key, found in _recomputed(connection):
        if key != found:
            yield Finding("ids", key, f"its content has the id {found}")


def _recomputed(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    for key, subject, predicate, target, status, wording in connection.execute(
        "SELECT id, subject, predicate, object, status, wording FROM relation ORDER BY id"
    ):
        relation = Relation(subject, predicate, target, status, (), wording=wording)
        yield key, identity.relation_id(relation)
    entities = _listed(
        connection.execute("SELECT event_id, entity_id FROM event_entity ORDER BY 1, ordinal")
    )
    for key, date, role, title, kind in connection.execute(
        "SELECT id, date, date_role, title, kind FROM event ORDER BY id"
    ):
        who = tuple(entities.get(key, ()))
        yield key, identity.event_id(Event(date, role, title, kind, who, ()))
    for key, subject, name, metric, value, unit, *rest in connection.execute(
        "SELECT id, subject, subject_name, metric, value, unit, value_max, qualifier, basis, as_of"
        " FROM figure ORDER BY id"
    ):
        figure = Figure(subject, name, metric, value, unit, (), *rest)
        yield key, identity.figure_id(figure)
    values = _listed(
        connection.execute("SELECT dispute_id, value FROM dispute_side ORDER BY 1, ordinal")
    )
    for key, subject, name, property_, reason in connection.execute(
        "SELECT id, subject, subject_name, property, reason FROM dispute ORDER BY id"
    ):
        sides = tuple(Side(value, None, ()) for value in values.get(key, ()))
        dispute = Disagreement(subject or name, property_, reason, sides)
        yield key, identity.disagreement_id(dispute)


def _listed(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return found


_COUNTS = (
    (
        "fact",
        "SELECT id FROM fact f WHERE evidence_count <>"
        " (SELECT count(*) FROM evidence WHERE fact_id = f.id)",
    ),
    (
        "fact",
        "SELECT id FROM fact f WHERE document_count <>"
        " (SELECT count(DISTINCT coalesce(d.duplicate_of, d.id)) FROM evidence x"
        " JOIN document d ON d.id = x.document_id WHERE x.fact_id = f.id)",
    ),
    (
        "entity",
        "SELECT id FROM entity e WHERE mentions <>"
        " (SELECT count(*) FROM mention WHERE entity_id = e.id)",
    ),
    (
        "document",
        "SELECT id FROM document d WHERE passages <>"
        " (SELECT count(*) FROM passage WHERE document_id = d.id) OR mentions <>"
        " (SELECT count(*) FROM mention WHERE document_id = d.id)",
    ),
)


def counts(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The counts kept for speed are right."""
    for table, query in _COUNTS:
        for (key,) in connection.execute(query):
            yield Finding("counts", f"{table} {key}", "a count kept with it is wrong")


def readings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What the importer keeps for its next run gives just the facts that are in the file."""
    stored = {
        row[0] for row in connection.execute("SELECT id FROM fact WHERE kind <> 'dispute_side'")
    }
    met: set[str] = set()
    for document_id, record, text in connection.execute(
        "SELECT r.document_id, r.record, t.text FROM document_reading r"
        " JOIN document_text t ON t.document_id = r.document_id ORDER BY r.document_id"
    ):
        try:
            reading = decode(document_id, record, text)
        except (zlib.error, json.JSONDecodeError, ValueError, KeyError, TypeError):
            yield Finding("readings", document_id, "its record cannot be read")
            continue
        met.update(map(identity.relation_id, reading.relations))
        met.update(map(identity.event_id, reading.events))
        met.update(map(identity.figure_id, reading.figures))
    for key in sorted(stored ^ met):
        where = "in no document's record" if key in stored else "in no table of facts"
        yield Finding("readings", key, f"it is {where}")

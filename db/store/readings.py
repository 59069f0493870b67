"""What was read from one document, as a compact record that the tables are put together from.

Quotes are left out: they are slices of the document's text, which is stored once.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import Any

from lacsec.db.model import DocumentFacts, Entity, Event, Evidence, Figure, Name, Relation


@dataclass(frozen=True, slots=True)
class Reading:
    """The entities and facts of one document."""

    document_id: str
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]


def encode(facts: DocumentFacts) -> bytes:
    """The record of a document: JSON, compressed; equal facts give equal bytes."""
    data = {
        "entities": [
            [e.id, e.kind, e.name, e.acronym, e.iso, e.family, int(e.discovered), _names(e)]
            for e in facts.entities
        ],
        "relations": [
            [r.subject, r.predicate, r.object, r.status, r.as_of, r.wording, _places(r.evidence)]
            for r in facts.relations
        ],
        "events": [
            [v.date, v.date_role, v.title, v.kind, list(v.entities), _places(v.evidence)]
            for v in facts.events
        ],
        "figures": [
            [
                *(f.subject, f.subject_name, f.metric, f.value, f.unit),
                *(f.value_max, f.qualifier, f.basis, f.as_of, _places(f.evidence)),
            ]
            for f in facts.figures
        ],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8"), 6)


def _names(entity: Entity) -> list[list[Any]]:
    return [[n.value, n.kind, n.language, int(n.acronym)] for n in entity.names]


def _places(evidence: tuple[Evidence, ...]) -> list[list[Any]]:
    return [[e.start, e.end, e.method, e.finding, e.confidence] for e in evidence]


def decode(document_id: str, record: bytes, text: str) -> Reading:
    """The reading of a document again, quotes cut from its text."""
    data: dict[str, list[list[Any]]] = json.loads(zlib.decompress(record))

    def proofs(places: list[list[Any]]) -> tuple[Evidence, ...]:
        return tuple(
            Evidence(document_id, start, end, text[start:end], method, finding, confidence)
            for start, end, method, finding, confidence in places
        )

    return Reading(
        document_id,
        tuple(_entity(row) for row in data["entities"]),
        tuple(
            Relation(s, p, o, status, proofs(places), as_of, wording)
            for s, p, o, status, as_of, wording, places in data["relations"]
        ),
        tuple(
            Event(date, role, title, kind, tuple(who), proofs(places))
            for date, role, title, kind, who, places in data["events"]
        ),
        tuple(
            Figure(s, name, metric, value, unit, proofs(places), top, qualifier, basis, as_of)
            for s, name, metric, value, unit, top, qualifier, basis, as_of, places in data[
                "figures"
            ]
        ),
    )


def _entity(row: list[Any]) -> Entity:
    entity_id, kind, name, acronym, iso, family, discovered, names = row
    return Entity(
        entity_id,
        kind,
        name,
        acronym,
        iso,
        family,
        tuple(Name(value, name_kind, lang, bool(short)) for value, name_kind, lang, short in names),
        bool(discovered),
    )

"""A dossier, a document or a single fact as one JSON object, in the records of the interchange
format."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from lacsec.db.export import records
from lacsec.db.queries import coverage, document
from lacsec.db.queries.common import ids
from lacsec.db.queries.dossier import phases_of
from lacsec.db.queries.spans import spans


def dumps(found: dict[str, Any]) -> str:
    """The object, indented, with a line end."""
    return json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def entity(connection: sqlite3.Connection, entity_id: str, kind: str) -> dict[str, Any]:
    """An entity with everything it takes part in; a family with the facts of its phases."""
    phases = phases_of(connection, entity_id)
    about = (entity_id, *(phase.id for phase in phases))
    found: dict[str, Any] = {
        "record": "dossier",
        "entity": next(records.entities(connection, [entity_id])),
        "phases": list(records.entities(connection, [phase.id for phase in phases])),
    }
    if kind == "programme":
        found["spans"] = [
            {"programme": key, "start": span.start, "end": span.end, "open": span.is_open}
            for key, span in sorted(spans(connection, about).items())
        ]
        found["coverage"] = _coverage(coverage.cells(connection, programmes=about))
    if kind == "country":
        found["coverage"] = _coverage(coverage.cells(connection, countries=(entity_id,)))
    return found | _facts_about(connection, about)


def _coverage(cells: tuple[coverage.Cell, ...]) -> list[dict[str, Any]]:
    return [
        {
            "programme": cell.programme,
            "country": cell.country,
            "state": cell.state,
            "n_evidence": cell.n_evidence,
            "n_documents": cell.n_documents,
        }
        for cell in cells
    ]


_FACTS_ABOUT = {
    "relations": "SELECT id FROM relation WHERE subject IN {0} OR object IN {0}",
    "events": "SELECT event_id FROM event_entity WHERE entity_id IN {0}",
    "figures": "SELECT id FROM figure WHERE subject IN {0}",
    "disagreements": "SELECT id FROM dispute WHERE subject IN {0}",
    "sources": "SELECT document_id FROM mention WHERE entity_id IN {0}",
}
_SOURCES = {
    "relations": records.relations,
    "events": records.events,
    "figures": records.figures,
    "disagreements": records.disagreements,
    "sources": records.documents,
}


def _facts_about(connection: sqlite3.Connection, about: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, query in _FACTS_ABOUT.items():
        rows = connection.execute(
            query.format("(SELECT value FROM json_each(?1))"), (ids(about),)
        ).fetchall()
        found[name] = list(_SOURCES[name](connection, dict.fromkeys(row[0] for row in rows)))
    return found


def whole_document(connection: sqlite3.Connection, document_id: str) -> dict[str, Any]:
    """A document with its text, passages, mentions and the facts read from it."""
    stated = connection.execute(
        "SELECT DISTINCT x.fact_id, t.kind FROM evidence x JOIN fact t ON t.id = x.fact_id"
        " WHERE x.document_id = ? ORDER BY x.fact_id",
        (document_id,),
    ).fetchall()
    found: dict[str, Any] = dict(next(records.documents(connection, [document_id])))
    found["text"] = document.text(connection, document_id)
    found["passages"] = [
        {
            "id": p.id,
            "kind": p.kind,
            "start": p.start,
            "end": p.end,
            "page": p.page,
            "section": list(p.section),
        }
        for p in document.passages(connection, document_id)
    ]
    found["mentions"] = [
        {"entity": m.entity.id, "name": m.entity.name, "start": m.start, "end": m.end}
        for m in document.mentions(connection, document_id)
    ]
    for name, kind in (("relations", "relation"), ("events", "event"), ("figures", "figure")):
        found[name] = list(_SOURCES[name](connection, [key for key, k in stated if k == kind]))
    sides = [key.partition("/")[0] for key, kind in stated if kind == "dispute_side"]
    found["disagreements"] = list(records.disagreements(connection, dict.fromkeys(sides)))
    return found


def single(connection: sqlite3.Connection, kind: str, record_id: str) -> dict[str, Any]:
    """One relation, event, figure or disagreement."""
    return next(records.SOURCES[kind](connection, [record_id]))

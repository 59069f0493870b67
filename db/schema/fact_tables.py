"""The tables of facts and what follows from them. Their meanings are in `facts.toml`."""

from __future__ import annotations

from sqlite_utils import Database

from lacsec.db.schema.tables import DATED, create


def create_facts(db: Database) -> None:
    """Facts of each kind, and the evidence for every one of them."""
    create(
        db,
        "fact",
        {"id": str, "kind": str, "evidence_count": int, "document_count": int},
        pk="id",
    )
    _create_relation(db)
    _create_event(db)
    _create_figure(db)
    create(
        db,
        "evidence",
        {
            "fact_id": str,
            "ordinal": int,
            "document_id": str,
            "passage_number": int,
            "start": int,
            "end": int,
            "quote": str,
            "method": str,
            "finding": str,
            "confidence": float,
            "as_of": str,
        },
        pk=("fact_id", "ordinal"),
        optional="passage_number as_of",
        foreign_keys=[
            ("fact_id", "fact", "id"),
            ("document_id", "document", "id"),
            ("passage_number", "passage", "number"),
        ],
    )
    db.table("evidence").create_index(["document_id", "start"])
    db.table("evidence").create_index(["passage_number"])


def _create_relation(db: Database) -> None:
    create(
        db,
        "relation",
        {
            "id": str,
            "subject": str,
            "predicate": str,
            "object": str,
            "status": str,
            "wording": str,
            "as_of": str,
            **DATED,
        },
        pk="id",
        optional="wording as_of earliest latest precision",
        foreign_keys=[
            ("id", "fact", "id"),
            ("subject", "entity", "id"),
            ("object", "entity", "id"),
        ],
    )
    db.table("relation").create_index(["subject", "predicate"])
    db.table("relation").create_index(["object", "predicate"])
    db.table("relation").create_index(["predicate", "subject", "object"])


def _create_event(db: Database) -> None:
    create(
        db,
        "event",
        {"id": str, "date": str, **DATED, "date_role": str, "title": str, "kind": str},
        pk="id",
        optional="earliest latest precision",
        foreign_keys=[("id", "fact", "id")],
    )
    db.table("event").create_index(["earliest", "latest"])
    # In the order of time, an event with an open beginning stands at its end.
    db.execute("CREATE INDEX idx_event_time ON event (coalesce(earliest, latest), latest, id)")
    create(
        db,
        "event_entity",
        {"event_id": str, "ordinal": int, "entity_id": str},
        pk=("event_id", "ordinal"),
        foreign_keys=[("event_id", "event", "id"), ("entity_id", "entity", "id")],
    )
    db.table("event_entity").create_index(["entity_id", "event_id"])


def _create_figure(db: Database) -> None:
    create(
        db,
        "figure",
        {
            "id": str,
            "subject": str,
            "subject_name": str,
            "metric": str,
            "value": float,
            "value_max": float,
            "qualifier": str,
            "unit": str,
            "basis": str,
            "as_of": str,
            **DATED,
        },
        pk="id",
        optional="subject value_max qualifier basis as_of earliest latest precision",
        foreign_keys=[("id", "fact", "id"), ("subject", "entity", "id")],
    )
    db.table("figure").create_index(["subject"])
    db.table("figure").create_index(["unit", "value"])
    db.table("figure").create_index(["earliest", "latest"])
    db.table("figure").create_index(["subject_name", "metric", "unit", "earliest", "value", "id"])


def create_overviews(db: Database) -> None:
    """What follows from the facts and is asked for all the time, worked out beforehand."""
    create(
        db,
        "coverage_cell",
        {
            "programme": str,
            "country": str,
            "state": str,
            "last_told": str,
            "n_evidence": int,
            "n_documents": int,
            "relation": str,
        },
        pk=("programme", "country"),
        optional="last_told",
        foreign_keys=[
            ("programme", "entity", "id"),
            ("country", "entity", "id"),
            ("relation", "relation", "id"),
        ],
    )
    db.table("coverage_cell").create_index(["country"])
    create(
        db,
        "programme_span",
        {
            "programme": str,
            "start": str,
            "earliest": str,
            "start_event": str,
            "end": str,
            "latest": str,
            "end_event": str,
            "is_open": int,
        },
        pk="programme",
        optional="start earliest start_event end latest end_event",
        foreign_keys=[
            ("programme", "entity", "id"),
            ("start_event", "event", "id"),
            ("end_event", "event", "id"),
        ],
    )


def create_disputes(db: Database) -> None:
    """What the documents say twice and differently; each side is a fact with its evidence."""
    create(
        db,
        "dispute",
        {"id": str, "subject": str, "subject_name": str, "property": str, "reason": str},
        pk="id",
        optional="subject",
        foreign_keys=[("subject", "entity", "id")],
    )
    db.table("dispute").create_index(["subject"])
    create(
        db,
        "dispute_side",
        {
            "id": str,
            "dispute_id": str,
            "ordinal": int,
            "value": str,
            "as_of": str,
            **DATED,
        },
        pk="id",
        optional="as_of earliest latest precision",
        foreign_keys=[("id", "fact", "id"), ("dispute_id", "dispute", "id")],
    )
    db.table("dispute_side").create_index(["dispute_id", "ordinal"], unique=True)

"""The tables, in the order in which they refer to one another. Their meanings are in the TOML."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

Columns = dict[str, type]
_DATED: Columns = {"earliest": str, "latest": str, "precision": str}


def _create(
    db: Database,
    name: str,
    columns: Columns,
    pk: str | tuple[str, ...],
    optional: str = "",
    **more: Any,
) -> None:
    """A strict table whose columns are all required but the `optional` ones (names, spaced)."""
    nullable = set(optional.split())
    key = {pk} if isinstance(pk, str) else set(pk)
    db.table(name).create(
        columns, pk=pk, not_null=set(columns) - nullable - key, strict=True, **more
    )


def create_sources(db: Database) -> None:
    """Documents, their files, their text and the passages of it."""
    _create(
        db,
        "document",
        {
            "id": str,
            "file": str,
            "title": str,
            "publisher": str,
            "authors": str,
            "issued": str,
            **_DATED,
            "language": str,
            "url": str,
            "licence": str,
            "sha256": str,
            "media_type": str,
            "duplicate_of": str,
            "length": int,
            "passages": int,
            "mentions": int,
            "facts": int,
        },
        pk="id",
        optional="publisher issued earliest latest precision url licence duplicate_of",
        foreign_keys=[("duplicate_of", "document", "id")],
    )
    _create(
        db,
        "document_text",
        {"document_id": str, "text": str},
        pk="document_id",
        foreign_keys=[("document_id", "document", "id")],
    )
    _create(
        db,
        "document_file",
        {"path": str, "document_id": str, "sha256": str, "size": int, "mtime_ns": int},
        pk="path",
        foreign_keys=[("document_id", "document", "id")],
    )
    db.table("document_file").create_index(["document_id"])
    _create(
        db,
        "passage",
        {
            "number": int,
            "id": str,
            "document_id": str,
            "ordinal": int,
            "kind": str,
            "start": int,
            "end": int,
            "page": int,
            "level": int,
            "block": int,
            "section": str,
            "text": str,
        },
        pk="number",
        optional="page",
        foreign_keys=[("document_id", "document", "id")],
    )
    db.table("passage").create_index(["id"], unique=True)
    db.table("passage").create_index(["document_id", "start"], unique=True)
    _create(
        db,
        "sketch",
        {"document_id": str, "hash": int},
        pk=("document_id", "hash"),
        foreign_keys=[("document_id", "document", "id")],
    )
    _create(
        db,
        "document_reading",
        {"document_id": str, "record": bytes},
        pk="document_id",
        foreign_keys=[("document_id", "document", "id")],
    )


def create_names(db: Database) -> None:
    """Entities, the names they go by, and the places where they are named."""
    _create(
        db,
        "entity",
        {
            "id": str,
            "kind": str,
            "name": str,
            "folded": str,
            "acronym": str,
            "iso": str,
            "family": str,
            "discovered": int,
            "mentions": int,
            "documents": int,
            "facts": int,
            "earliest": str,
            "latest": str,
        },
        pk="id",
        optional="acronym iso family earliest latest",
        foreign_keys=[("family", "entity", "id")],
    )
    db.table("entity").create_index(["kind", "folded", "id"])
    db.table("entity").create_index(["kind", "mentions"])
    db.table("entity").create_index(["family"])
    db.table("entity").create_index(["folded"])
    db.table("entity").create_index(["iso"])
    _create(
        db,
        "name",
        {
            "number": int,
            "entity_id": str,
            "value": str,
            "folded": str,
            "language": str,
            "kind": str,
            "acronym": int,
        },
        pk="number",
        foreign_keys=[("entity_id", "entity", "id")],
    )
    db.table("name").create_index(["entity_id"])
    db.table("name").create_index(["folded"])
    _create(
        db,
        "mention",
        {
            "number": int,
            "document_id": str,
            "passage_number": int,
            "entity_id": str,
            "start": int,
            "end": int,
            "exact": str,
            "method": str,
            "confidence": float,
        },
        pk="number",
        optional="passage_number",
        foreign_keys=[
            ("document_id", "document", "id"),
            ("passage_number", "passage", "number"),
            ("entity_id", "entity", "id"),
        ],
    )
    db.table("mention").create_index(["entity_id", "document_id", "start"])
    db.table("mention").create_index(["document_id", "start"])
    db.table("mention").create_index(["passage_number"])


def create_facts(db: Database) -> None:
    """Facts of each kind, and the evidence for every one of them."""
    _create(
        db,
        "fact",
        {"id": str, "kind": str, "evidence_count": int, "document_count": int},
        pk="id",
    )
    _create_relation(db)
    _create_event(db)
    _create_figure(db)
    _create(
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
    _create(
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
            **_DATED,
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
    _create(
        db,
        "event",
        {"id": str, "date": str, **_DATED, "date_role": str, "title": str, "kind": str},
        pk="id",
        optional="earliest latest precision",
        foreign_keys=[("id", "fact", "id")],
    )
    db.table("event").create_index(["earliest", "latest"])
    # In the order of time, an event with an open beginning stands at its end.
    db.execute("CREATE INDEX idx_event_time ON event (coalesce(earliest, latest), latest, id)")
    _create(
        db,
        "event_entity",
        {"event_id": str, "ordinal": int, "entity_id": str},
        pk=("event_id", "ordinal"),
        foreign_keys=[("event_id", "event", "id"), ("entity_id", "entity", "id")],
    )
    db.table("event_entity").create_index(["entity_id", "event_id"])


def _create_figure(db: Database) -> None:
    _create(
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
            **_DATED,
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
    _create(
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
    _create(
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
    _create(
        db,
        "dispute",
        {"id": str, "subject": str, "subject_name": str, "property": str, "reason": str},
        pk="id",
        optional="subject",
        foreign_keys=[("subject", "entity", "id")],
    )
    db.table("dispute").create_index(["subject"])
    _create(
        db,
        "dispute_side",
        {
            "id": str,
            "dispute_id": str,
            "ordinal": int,
            "value": str,
            "as_of": str,
            **_DATED,
        },
        pk="id",
        optional="as_of earliest latest precision",
        foreign_keys=[("id", "fact", "id"), ("dispute_id", "dispute", "id")],
    )
    db.table("dispute_side").create_index(["dispute_id", "ordinal"], unique=True)


def create_runs(db: Database) -> None:
    """When the file was written, from what, what went wrong, what changed; and the meanings."""
    _create(
        db,
        "import_run",
        {
            "id": int,
            "started_at": str,
            "ended_at": str,
            "tool_version": str,
            "documents_added": int,
            "documents_changed": int,
            "documents_unchanged": int,
            "documents_removed": int,
            "problems": int,
        },
        pk="id",
    )
    _create(
        db,
        "import_problem",
        {"run_id": int, "ordinal": int, "path": str, "stage": str, "message": str},
        pk=("run_id", "ordinal"),
        foreign_keys=[("run_id", "import_run", "id")],
    )
    _create(
        db,
        "change_log",
        {
            "run_id": int,
            "ordinal": int,
            "change": str,
            "kind": str,
            "record_id": str,
            "label": str,
        },
        pk=("run_id", "ordinal"),
        foreign_keys=[("run_id", "import_run", "id")],
    )
    _create(
        db,
        "schema_doc",
        {"table_name": str, "column_name": str, "meaning": str, "standard": str},
        pk=("table_name", "column_name"),
        optional="standard",
    )
    _create(db, "meta", {"key": str, "value": str}, pk="key")

"""The tables of sources and names. Their meanings are in `sources.toml` and `names.toml`."""

from __future__ import annotations

from sqlite_utils import Database

from lacsec.db.schema.tables import DATED, create


def create_sources(db: Database) -> None:
    """Documents, their files, their text and the passages of it."""
    _create_document(db)
    _create_texts(db)
    _create_passage(db)
    _create_readings(db)


def _create_document(db: Database) -> None:
    create(
        db,
        "document",
        {
            "id": str,
            "file": str,
            "title": str,
            "publisher": str,
            "authors": str,
            "issued": str,
            **DATED,
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


def _create_texts(db: Database) -> None:
    create(
        db,
        "document_text",
        {"document_id": str, "text": str},
        pk="document_id",
        foreign_keys=[("document_id", "document", "id")],
    )
    create(
        db,
        "document_file",
        {"path": str, "document_id": str, "sha256": str, "size": int, "mtime_ns": int},
        pk="path",
        foreign_keys=[("document_id", "document", "id")],
    )
    db.table("document_file").create_index(["document_id"])


def _create_passage(db: Database) -> None:
    create(
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


def _create_readings(db: Database) -> None:
    create(
        db,
        "sketch",
        {"document_id": str, "hash": int},
        pk=("document_id", "hash"),
        foreign_keys=[("document_id", "document", "id")],
    )
    create(
        db,
        "document_reading",
        {"document_id": str, "record": bytes},
        pk="document_id",
        foreign_keys=[("document_id", "document", "id")],
    )


def create_names(db: Database) -> None:
    """Entities, the names they go by, and the places where they are named."""
    _create_entity(db)
    _create_name(db)
    _create_mention(db)


def _create_entity(db: Database) -> None:
    create(
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


def _create_name(db: Database) -> None:
    create(
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


def _create_mention(db: Database) -> None:
    create(
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

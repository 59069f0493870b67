"""The tables about the file itself. Their meanings are in `runs.toml`."""

from __future__ import annotations

from sqlite_utils import Database

from lacsec.db.schema.tables import create


def create_runs(db: Database) -> None:
    """When the file was written, from what, what went wrong, what changed; and the meanings."""
    _create_history(db)
    _create_dictionary(db)


def _create_history(db: Database) -> None:
    create(
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
    create(
        db,
        "import_problem",
        {"run_id": int, "ordinal": int, "path": str, "stage": str, "message": str},
        pk=("run_id", "ordinal"),
        foreign_keys=[("run_id", "import_run", "id")],
    )
    create(
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


def _create_dictionary(db: Database) -> None:
    create(
        db,
        "schema_doc",
        {"table_name": str, "column_name": str, "meaning": str, "standard": str},
        pk=("table_name", "column_name"),
        optional="standard",
    )
    create(db, "meta", {"key": str, "value": str}, pk="key")

"""How a file gets from one schema to the next: ordered, named, each applied once.

A migration that has been released is never edited; a change is a new one at the end, and
`SCHEMA_VERSION` counts them. Only the importer runs this: reading needs none of it.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from lacsec.db.schema import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    fact_tables,
    run_tables,
    source_tables,
)
from lacsec.db.schema.meanings import meanings
from lacsec.db.schema.views import VIEWS

migrations = Migrations("lacsec")


@migrations(name="0001 sources")
def _sources(db: Database) -> None:
    source_tables.create_sources(db)


@migrations(name="0002 names")
def _names(db: Database) -> None:
    source_tables.create_names(db)


@migrations(name="0003 facts")
def _facts(db: Database) -> None:
    fact_tables.create_facts(db)


@migrations(name="0004 disputes")
def _disputes(db: Database) -> None:
    fact_tables.create_disputes(db)


@migrations(name="0005 runs")
def _runs(db: Database) -> None:
    run_tables.create_runs(db)


@migrations(name="0006 overviews")
def _overviews(db: Database) -> None:
    fact_tables.create_overviews(db)


@migrations(name="0007 views")
def _views(db: Database) -> None:
    for name, select in VIEWS:
        db.create_view(name, select.strip())


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an empty or older file to the present schema, and tell in the file what it means."""
    db = Database(connection)
    migrations.apply(db)
    write_meanings(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def write_meanings(connection: sqlite3.Connection) -> None:
    """Put the meaning of every table, view and column into `schema_doc`."""
    connection.execute("DELETE FROM schema_doc")
    connection.executemany(
        "INSERT INTO schema_doc VALUES (?, ?, ?, ?)",
        [(m.table, m.column, m.meaning, m.standard) for m in meanings()],
    )
    connection.commit()

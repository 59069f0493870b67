"""The schema explains itself, in the file and to Datasette; migrations are ordered."""

from __future__ import annotations

import json
import sqlite3

import pytest
from sqlite_utils import Database

from lacsec.db.check.structure import columns
from lacsec.db.datasette import metadata
from lacsec.db.schema import APPLICATION_ID, SCHEMA_VERSION, views
from lacsec.db.schema.meanings import meanings
from lacsec.db.schema.migrations import migrate, migrations

PROMISED_VIEWS = {
    "programme",
    "country",
    "organisation",
    "timeline_item",
    "coverage",
    "figure_by_subject",
    "disagreement",
}


@pytest.fixture(scope="module")
def empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    migrate(connection)
    return connection


def test_every_table_view_and_column_is_described(full: sqlite3.Connection) -> None:
    described = {(m.table, m.column) for m in meanings()}
    # This one is made for very many passages only.
    there = {*columns(full), ("search_begin", ""), ("search_begin", "text")}
    assert there == described


def test_meanings_are_sentences() -> None:
    for meaning in meanings():
        assert meaning.meaning.rstrip('"').endswith((".", "…")), (meaning.table, meaning.column)


def test_the_promised_views_exist(empty: sqlite3.Connection) -> None:
    assert {name for name, _ in views.VIEWS} == PROMISED_VIEWS
    for name in PROMISED_VIEWS:
        assert empty.execute(f"SELECT * FROM {name}").fetchall() == []


def test_every_table_is_strict(empty: sqlite3.Connection) -> None:
    loose = empty.execute(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlite_%'"
    ).fetchall()
    assert loose == []


def test_the_file_says_what_it_is(empty: sqlite3.Connection) -> None:
    assert empty.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert empty.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_the_version_counts_the_migrations() -> None:
    names = [migration.name for migration in migrations._migrations]
    assert len(names) == SCHEMA_VERSION
    assert names == sorted(names)


def test_migrating_half_way_and_then_the_rest_gives_the_same_schema(
    empty: sqlite3.Connection,
) -> None:
    connection = sqlite3.connect(":memory:")
    migrations.apply(Database(connection), stop_before="0004 disputes")
    migrate(connection)
    query = "SELECT name, sql FROM sqlite_schema ORDER BY name"
    assert connection.execute(query).fetchall() == empty.execute(query).fetchall()
    before = connection.total_changes
    migrations.apply(Database(connection))
    assert connection.total_changes == before, "nothing is applied twice"


def test_datasette_metadata_covers_the_dictionary() -> None:
    found = metadata("file")["databases"]["file"]["tables"]
    assert json.loads(json.dumps(found)) == found
    for meaning in meanings():
        entry = found[meaning.table]
        if meaning.column:
            assert entry["columns"][meaning.column].startswith(meaning.meaning)
        else:
            assert entry["description"] == meaning.meaning
    assert found.keys() >= PROMISED_VIEWS


def test_views_can_be_read_without_other_knowledge(full: sqlite3.Connection) -> None:
    """Whatever a view says of a fact, it gives the words and the document's title."""
    for view in ("timeline_item", "coverage", "figure_by_subject"):
        rows = full.execute(f"SELECT quote, document FROM {view}").fetchall()
        assert rows
        assert all(document for _, document in rows)
    row = full.execute(
        "SELECT first_quote, second_quote, first_document, second_document FROM disagreement"
    ).fetchone()
    assert all(row)


def test_programme_view(full: sqlite3.Connection) -> None:
    row = full.execute(
        "SELECT also_known_as, phases, starts, ends, implemented_by, countries FROM programme"
        " WHERE id = 'kestrel'"
    ).fetchone()
    assert row == ("Programa Cernícalo", "KESTREL II", "2016-08", None, "Harbour Agency", 2)


def test_country_and_organisation_views(full: sqlite3.Connection) -> None:
    assert full.execute(
        "SELECT iso, programmes, party_to, figures, events FROM country WHERE id = 'peru'"
    ).fetchone() == ("PE", 1, "Lima Pact", 1, 1)
    assert full.execute(
        "SELECT supported_by FROM organisation WHERE id = 'coastal-customs'"
    ).fetchone() == ("KESTREL II",)

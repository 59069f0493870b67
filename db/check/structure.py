"""Checks of the file as such: pages, keys, views, its dictionary, orphans, the search index."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from lacsec.db.check.finding import Finding
from lacsec.db.schema.meanings import meanings
from lacsec.db.schema.views import VIEWS

# What SQLite makes for itself: its statistics, and the inside of the full-text indexes.
_INTERNAL = re.compile(r"sqlite_|.*_(?:data|idx|docsize|config|content)$")


def file_integrity(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The pages of the file hold together."""
    for (message,) in connection.execute("PRAGMA main.integrity_check(100)"):
        if message != "ok":
            yield Finding("file integrity", "file", message)


def foreign_keys(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Whatever a row refers to is there."""
    for table, row, target, _ in connection.execute("PRAGMA main.foreign_key_check"):
        yield Finding("foreign keys", f"{table} row {row}", f"it refers to no row of {target}")


def views(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every promised view is there and can be read."""
    for name, _ in VIEWS:
        try:
            connection.execute(f"SELECT * FROM {name} LIMIT 1").fetchall()
        except sqlite3.OperationalError as error:
            yield Finding("views", name, str(error))


def dictionary(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every table, view and column is explained in `schema_doc`."""
    explained = set(connection.execute("SELECT table_name, column_name FROM schema_doc"))
    for table, column in columns(connection):
        if (table, column) not in explained:
            place = f"{table}.{column}" if column else table
            yield Finding("dictionary", place, "schema_doc does not explain it")
    for meaning in meanings():
        if (meaning.table, meaning.column) not in explained:
            place = f"{meaning.table}.{meaning.column}"
            yield Finding("dictionary", place, "schema_doc has lost its meaning")


def columns(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every table and view (with "" as the column) and every column of them."""
    names = connection.execute(
        "SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view') ORDER BY name"
    ).fetchall()
    for (name,) in names:
        if _INTERNAL.match(name):
            continue
        yield name, ""
        for row in connection.execute("SELECT name FROM pragma_table_info(?)", (name,)):
            yield name, row[0]


_ORPHANS = (
    ("fact", "SELECT id FROM fact WHERE id NOT IN (SELECT fact_id FROM evidence)", "no evidence"),
    (
        "fact",
        "SELECT id FROM fact WHERE id NOT IN (SELECT id FROM relation UNION ALL"
        " SELECT id FROM event UNION ALL SELECT id FROM figure UNION ALL"
        " SELECT id FROM dispute_side)",
        "nothing stands behind it",
    ),
    (
        "entity",
        "SELECT id FROM entity e WHERE mentions = 0 AND facts = 0"
        " AND NOT EXISTS (SELECT 1 FROM entity p WHERE p.family = e.id)"
        " AND NOT EXISTS (SELECT 1 FROM dispute s WHERE s.subject = e.id)",
        "nobody names it",
    ),
    (
        "entity",
        "SELECT id FROM entity e WHERE NOT EXISTS"
        " (SELECT 1 FROM name n WHERE n.entity_id = e.id AND n.value = e.name)",
        "its preferred name is not among its names",
    ),
    (
        "document",
        "SELECT id FROM document WHERE id NOT IN (SELECT document_id FROM document_text)",
        "it has no text",
    ),
    (
        "document",
        "SELECT id FROM document WHERE duplicate_of IN"
        " (SELECT id FROM document WHERE duplicate_of IS NOT NULL)",
        "it is called a copy of a copy",
    ),
    (
        "disagreement",
        "SELECT id FROM dispute s WHERE"
        " (SELECT count(*) FROM dispute_side n WHERE n.dispute_id = s.id) < 2",
        "it has fewer than two sides",
    ),
)


def orphans(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Nothing is in the file that nothing needs, and nothing lacks what it needs."""
    for kind, query, message in _ORPHANS:
        for (record,) in connection.execute(query):
            yield Finding("orphans", f"{kind} {record}", message)


_CONTENT_OPTION = re.compile(r"content\s*=\s*'(\w+)'")


def search_index(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The full-text indexes hold just the words of the tables that they index.

    Each is built again in a temporary table, and the two lists of words are compared.
    """
    rows = connection.execute(
        "SELECT name, sql FROM main.sqlite_schema WHERE sql LIKE '%USING fts5%' ORDER BY name"
    ).fetchall()
    if not any(_indexed(sql) == "passage" for _, sql in rows):
        yield Finding("search index", "file", "there is no index of the passages")
    connection.execute("PRAGMA query_only = 0")  # the file itself is open for reading only
    try:
        for name, sql in rows:
            table = _indexed(sql)
            if table is not None:
                yield from _compared(connection, name, table, sql)
    finally:
        connection.execute("PRAGMA query_only = 1")


def _indexed(sql: str) -> str | None:
    match = _CONTENT_OPTION.search(sql)
    return match[1] if match else None


def _compared(connection: sqlite3.Connection, name: str, table: str, sql: str) -> Iterator[Finding]:
    again = f"checked_{name}"
    options = sql[sql.index("(") :]
    try:
        for statement in (
            f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table}",
            f"CREATE VIRTUAL TABLE temp.{again} USING fts5 {options}",
            f"INSERT INTO temp.{again} ({again}) VALUES ('rebuild')",
            f"CREATE VIRTUAL TABLE temp.words_old USING fts5vocab('main', '{name}', 'row')",
            f"CREATE VIRTUAL TABLE temp.words_new USING fts5vocab('temp', '{again}', 'row')",
        ):
            connection.execute(statement)
        for old, new, message in (
            ("words_old", "words_new", "the index has it where the text has not"),
            ("words_new", "words_old", "the index lacks it where the text has it"),
        ):
            differing = f"SELECT * FROM temp.{old} EXCEPT SELECT * FROM temp.{new} LIMIT 10"
            for term, *_ in connection.execute(differing).fetchall():
                yield Finding("search index", f"{name}, word {term!r}", message)
    finally:
        for kind, made in (
            ("TABLE", "words_old"),
            ("TABLE", "words_new"),
            ("TABLE", again),
            ("VIEW", table),
        ):
            connection.execute(f"DROP {kind} IF EXISTS temp.{made}")

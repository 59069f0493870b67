"""The tables and stored arrays of the search index: what is made, and how it is read back."""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Iterable, Sequence

# The format of the stored arrays and tables; another number means: build the index anew.
VERSION = 2

# With more passages than this, ranking all that hold a common word takes longer than a key press.
MANY_PASSAGES = 4_000

TABLES = """
CREATE TABLE search_part (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE search_name (
    ordinal INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    entity INTEGER NOT NULL,
    entity_id TEXT NOT NULL,
    value TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    acronym INTEGER NOT NULL
) STRICT;
CREATE TABLE search_head (prefix TEXT PRIMARY KEY, ordinals BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE search_fact (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_fact_text USING fts5 (
    title, words, content='search_fact', content_rowid='number',
    tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE search_text USING fts5 (
    text, section, content='passage', content_rowid='number',
    tokenize="unicode61 remove_diacritics 2"
);
"""
# For many passages only: finds them by the beginnings of words, without ranking.
BEGINNINGS = """
CREATE VIRTUAL TABLE search_begin USING fts5 (
    text, content='', detail=none, columnsize=0, prefix='1 2 3',
    tokenize="unicode61 remove_diacritics 2"
);
"""
_NAMES = (
    "search_part",
    "search_name",
    "search_head",
    "search_fact",
    "search_fact_text",
    "search_text",
    "search_begin",
)


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of the index, empty; an index that is there already is taken away."""
    for name in _NAMES:
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def create_beginnings(connection: sqlite3.Connection) -> None:
    """Make the table that finds passages by the beginnings of words."""
    connection.execute(BEGINNINGS)


def has_beginnings(connection: sqlite3.Connection) -> bool:
    """Whether the file holds that table."""
    row = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'search_begin'").fetchone()
    return row is not None


def version(connection: sqlite3.Connection) -> int:
    """The version of the index in the file; 0 where there is none."""
    row = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'search_part'").fetchone()
    return int.from_bytes(get_bytes(connection, "version"), "little") if row else 0


def put_bytes(connection: sqlite3.Connection, key: str, value: bytes) -> None:
    """Store one part of the index."""
    connection.execute("INSERT OR REPLACE INTO search_part VALUES (?, ?)", (key, value))


def get_bytes(connection: sqlite3.Connection, key: str) -> bytes:
    """One part of the index; nothing where it is not there."""
    row = connection.execute("SELECT value FROM search_part WHERE key = ?", (key,)).fetchone()
    return bytes(row[0]) if row else b""


def put_numbers(connection: sqlite3.Connection, key: str, numbers: Iterable[int]) -> None:
    """Store whole numbers of 32 bits, the least byte first."""
    put_bytes(connection, key, pack(numbers))


def get_numbers(connection: sqlite3.Connection, key: str) -> Sequence[int]:
    """The numbers stored under that key."""
    return unpack(get_bytes(connection, key))


def put_words(connection: sqlite3.Connection, key: str, words: Sequence[str]) -> None:
    """Store words, none of which holds a line break."""
    put_bytes(connection, key, "\n".join(words).encode("utf-8"))


def get_words(connection: sqlite3.Connection, key: str) -> list[str]:
    """The words stored under that key."""
    data = get_bytes(connection, key).decode("utf-8")
    return data.split("\n") if data else []


def pack(numbers: Iterable[int]) -> bytes:
    """Whole numbers of 32 bits as bytes, the least byte first."""
    packed = array("I", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpack(data: bytes) -> Sequence[int]:
    """The numbers of `pack`, without a copy where the machine's byte order is the same."""
    if sys.byteorder == "little":
        return memoryview(data).cast("I")
    packed = array("I", data)
    packed.byteswap()
    return packed

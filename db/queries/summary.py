"""What is in the file, how much of it, and when and from what it was made."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from lacsec.db.queries.common import count
from lacsec.db.queries.entities import KindCount, kinds


@dataclass(frozen=True, slots=True)
class Run:
    """An import; times are ISO 8601 in UTC."""

    id: int
    started_at: str
    ended_at: str
    tool_version: str
    documents_added: int
    documents_changed: int
    documents_unchanged: int
    documents_removed: int
    problems: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of everything; `first_day` and `last_day` span the events, `folders` the sources."""

    documents: int
    copies: int
    passages: int
    characters: int
    entities: int
    mentions: int
    relations: int
    events: int
    figures: int
    disagreements: int
    evidence: int
    kinds: tuple[KindCount, ...]
    first_day: str | None
    last_day: str | None
    built_at: str | None
    tool_version: str | None
    folders: tuple[str, ...]
    runs: tuple[Run, ...]


def summary(connection: sqlite3.Connection) -> Summary:
    """The summary of the whole file; `runs` has the latest first."""

    def number(query: str) -> int:
        return count(connection, query)

    meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    first, last = connection.execute("SELECT min(earliest), max(latest) FROM event").fetchone()
    return Summary(
        number("SELECT count(*) FROM document"),
        number("SELECT count(*) FROM document WHERE duplicate_of IS NOT NULL"),
        number("SELECT count(*) FROM passage"),
        number("SELECT coalesce(sum(length), 0) FROM document"),
        number("SELECT count(*) FROM entity"),
        number("SELECT count(*) FROM mention"),
        number("SELECT count(*) FROM relation"),
        number("SELECT count(*) FROM event"),
        number("SELECT count(*) FROM figure"),
        number("SELECT count(*) FROM dispute"),
        number("SELECT count(*) FROM evidence"),
        kinds(connection),
        first,
        last,
        meta.get("built_at"),
        meta.get("tool_version"),
        _folders(connection),
        runs(connection),
    )


def runs(connection: sqlite3.Connection, limit: int = 20) -> tuple[Run, ...]:
    """The latest imports, the last one first."""
    rows = connection.execute("SELECT * FROM import_run ORDER BY id DESC LIMIT ?", (limit,))
    return tuple(Run(*row) for row in rows)


def _folders(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The folders that the documents were read from."""
    rows = connection.execute("SELECT path FROM document_file ORDER BY path")
    return tuple(dict.fromkeys(path.rpartition("/")[0] or "/" for (path,) in rows))

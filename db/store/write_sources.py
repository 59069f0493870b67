"""Documents, texts, passages and mentions into the file, sorted so that numbers never depend on
the order in which documents came."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from lacsec.db.model import SourceFile


def write(connection: sqlite3.Connection, held: Mapping[str, tuple[SourceFile, str]]) -> None:
    """Copy what the draft keeps into the tables about sources."""
    execute = connection.execute
    execute("DELETE FROM temp.duplicate WHERE original NOT IN (SELECT id FROM kept_document)")
    _resolve_chains(connection)
    execute(
        "INSERT INTO main.document (id, file, title, publisher, authors, issued, earliest, latest,"
        ' "precision", language, url, licence, sha256, media_type, length, duplicate_of,'
        " passages, mentions, facts)"
        " SELECT k.id, file, title, publisher, authors, issued, earliest, latest, precision,"
        " language, url, licence, sha256, media_type, length, x.original, 0, 0, 0"
        " FROM temp.kept_document k LEFT JOIN temp.duplicate x ON x.document_id = k.id"
        " ORDER BY k.id"
    )
    for table, order in (
        ("document_text", "document_id"),
        ("sketch", "document_id, hash"),
        ("document_reading", "document_id"),
    ):
        execute(f"INSERT INTO main.{table} SELECT * FROM temp.kept_{table} ORDER BY {order}")
    connection.executemany(
        "INSERT INTO main.document_file SELECT ?1, id, ?3, ?4, ?5 FROM main.document WHERE id = ?2",
        [
            (path, document_id, file.sha256, file.size, file.mtime_ns)
            for path, (file, document_id) in sorted(held.items())
        ],
    )
    execute(
        'INSERT INTO main.passage (number, id, document_id, ordinal, kind, start, "end", page,'
        " level, block, section, text)"
        " SELECT row_number() OVER (ORDER BY document_id, start),"
        " document_id || ':' || start, document_id, ordinal, kind, start, \"end\", page, level,"
        " block, section, text FROM temp.kept_passage ORDER BY document_id, start"
    )


def _resolve_chains(connection: sqlite3.Connection) -> None:
    """A copy of a copy is a copy of the original; a ring has its smallest id as the original."""
    original = dict(connection.execute("SELECT document_id, original FROM temp.duplicate"))
    resolved: list[tuple[str, str]] = []
    for document_id in sorted(original):
        seen = [document_id]
        while seen[-1] in original and original[seen[-1]] not in seen:
            seen.append(original[seen[-1]])
        end = seen[-1]
        if end in original:
            end = min(seen[seen.index(original[end]) :])
        if end != document_id:
            resolved.append((document_id, end))
    connection.execute("DELETE FROM temp.duplicate")
    connection.executemany("INSERT INTO temp.duplicate VALUES (?, ?)", resolved)


def passage_at(document: str, start: str) -> str:
    """SQL for the number of the passage that holds the character at an offset, or NULL."""
    return (
        '(SELECT number FROM (SELECT number, "end" AS finish FROM main.passage'
        f" WHERE document_id = {document} AND start <= {start} ORDER BY start DESC LIMIT 1)"
        f" WHERE finish > {start})"
    )


def count(connection: sqlite3.Connection) -> None:
    """How many passages, mentions and facts each document has."""
    connection.execute(
        "UPDATE main.document SET"
        " passages = (SELECT count(*) FROM main.passage WHERE document_id = document.id),"
        " mentions = (SELECT count(*) FROM main.mention WHERE document_id = document.id),"
        " facts = (SELECT count(DISTINCT x.fact_id) FROM main.evidence x"
        " JOIN main.fact f ON f.id = x.fact_id AND f.kind <> 'dispute_side'"
        " WHERE x.document_id = document.id)"
    )

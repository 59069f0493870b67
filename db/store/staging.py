"""What a draft holds before it is published: temporary tables beside the ones of the file.

They live in the `temp` schema of the draft's connection, so SQLite removes them whatever
happens. The views `kept_…` join them with what stays of the earlier file (schema `base`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from lacsec.db import edtf
from lacsec.db.model import (
    AUTHOR_JOINT,
    SECTION_JOINT,
    DocumentFacts,
    Evidence,
    SourceFile,
    Spelling,
)
from lacsec.db.store.readings import encode

# Columns by which a document, its text, passages, mentions, sketch and reading are carried over.
_COLUMNS = {
    "document": "id file title publisher authors issued earliest latest precision language url"
    " licence sha256 media_type length",
    "document_text": "document_id text",
    "passage": "document_id ordinal kind start end page level block section text",
    "mention": "document_id entity_id start end exact method confidence",
    "sketch": "document_id hash",
    "document_reading": "document_id record",
}


def _quoted(columns: str) -> str:
    return ", ".join(f'"{column}"' for column in columns.split())


def create(connection: sqlite3.Connection, *, with_base: bool) -> None:
    """Make the temporary tables and views; `with_base`: over the attached schema `base`."""
    execute = connection.execute
    execute("CREATE TEMP TABLE dropped (document_id TEXT PRIMARY KEY)")
    execute("CREATE TEMP TABLE duplicate (document_id TEXT PRIMARY KEY, original TEXT NOT NULL)")
    for table, columns in _COLUMNS.items():
        names = _quoted(columns)
        key = columns.split()[0]
        execute(f"CREATE TEMP TABLE staged_{table} ({names})")
        execute(f'CREATE INDEX temp.staged_{table}_key ON staged_{table} ("{key}")')
        kept = f"SELECT {names} FROM temp.staged_{table}"
        if with_base:
            kept += (
                f" UNION ALL SELECT {names} FROM base.{table}"
                f' WHERE "{key}" NOT IN (SELECT document_id FROM temp.dropped)'
            )
        execute(f"CREATE TEMP VIEW kept_{table} AS {kept}")
    if with_base:
        execute(
            "INSERT INTO temp.duplicate SELECT id, duplicate_of FROM base.document"
            " WHERE duplicate_of IS NOT NULL"
        )


def stage(connection: sqlite3.Connection, facts: DocumentFacts) -> None:
    """Put a document's records into the temporary tables, in place of any it had."""
    document_id = facts.document.id
    drop(connection, document_id)
    _stage_document(connection, facts)
    _insert(connection, "document_text", [(document_id, facts.text)])
    _insert(
        connection,
        "passage",
        [
            (
                document_id,
                ordinal,
                p.kind,
                p.start,
                p.end,
                p.page,
                p.level,
                p.block,
                SECTION_JOINT.join(p.section),
                facts.text[p.start : p.end],
            )
            for ordinal, p in enumerate(facts.passages)
        ],
    )
    _insert(
        connection,
        "mention",
        [
            (
                *(document_id, m.entity, m.start, m.end, facts.text[m.start : m.end]),
                *(m.method, float(m.confidence)),
            )
            for m in facts.mentions
        ],
    )
    _insert(connection, "sketch", [(document_id, _signed(number)) for number in facts.sketch])
    _insert(connection, "document_reading", [(document_id, encode(facts))])


def _stage_document(connection: sqlite3.Connection, facts: DocumentFacts) -> None:
    d = facts.document
    row = (
        *(d.id, d.file, d.title, d.publisher, AUTHOR_JOINT.join(d.authors)),
        *(d.issued, *edtf.bounds(d.issued), d.language, d.url, d.licence),
        *(d.sha256, d.media_type, len(facts.text)),
    )
    _insert(connection, "document", [row])


def _insert(connection: sqlite3.Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * len(_COLUMNS[table].split()))
    connection.executemany(f"INSERT INTO temp.staged_{table} VALUES ({marks})", rows)


def drop(connection: sqlite3.Connection, document_id: str) -> None:
    """Leave a document out, whether it was staged or is in the earlier file."""
    connection.execute("INSERT OR IGNORE INTO temp.dropped VALUES (?)", (document_id,))
    for table, columns in _COLUMNS.items():
        key = columns.split()[0]
        connection.execute(f'DELETE FROM temp.staged_{table} WHERE "{key}" = ?', (document_id,))
    connection.execute("DELETE FROM temp.duplicate WHERE document_id = ?", (document_id,))


def base_files(connection: sqlite3.Connection) -> dict[str, tuple[SourceFile, str]]:
    """The files that the earlier database knows, by path, with their documents."""
    rows = connection.execute(
        "SELECT path, sha256, size, mtime_ns, document_id FROM base.document_file ORDER BY path"
    )
    return {row[0]: (SourceFile(*row[:4]), row[4]) for row in rows}


def spellings(connection: sqlite3.Connection) -> Iterator[Spelling]:
    """How each document writes each entity, with the sentence where it first does so."""
    rows = connection.execute(
        'SELECT m.entity_id, m.exact, d.language, m.document_id, p.start, p."end", p.text,'
        " min(m.start) FROM temp.kept_mention m"
        " JOIN temp.kept_document d ON d.id = m.document_id"
        " JOIN temp.kept_passage p ON p.document_id = m.document_id"
        ' AND m.start >= p.start AND m.start < p."end"'
        " GROUP BY m.entity_id, m.exact, m.document_id ORDER BY m.entity_id, m.exact, m.document_id"
    )
    for entity, exact, language, document_id, start, end, quote, _ in rows:
        proof = Evidence(document_id, start, end, quote, "name", "named", 1.0)
        yield Spelling(entity, exact, language, proof)


def sketches(connection: sqlite3.Connection) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each document's id and its sketch, sorted."""
    rows = connection.execute("SELECT document_id, hash FROM temp.kept_sketch ORDER BY document_id")
    current, hashes = "", list[int]()
    for document_id, number in rows:
        if document_id != current:
            if current:
                yield current, tuple(sorted(hashes))
            current, hashes = document_id, []
        hashes.append(number & 0xFFFFFFFFFFFFFFFF)
    if current:
        yield current, tuple(sorted(hashes))


def _signed(number: int) -> int:
    """A hash of up to 64 bits as SQLite keeps it."""
    number &= 0xFFFFFFFFFFFFFFFF
    return number - (1 << 64) if number >> 63 else number

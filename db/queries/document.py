"""One document to read: its text, passages, outline, the names marked in it, and its facts."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from lacsec.db.model import SECTION_JOINT
from lacsec.db.queries.common import LINK_COLUMNS, LINK_WIDTH, Link
from lacsec.db.queries.documents import COLUMNS, DocumentRow, document_row
from lacsec.db.queries.facts import EventRow, FigureRow, RelationRow, events, figures, relations


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage; `number` counts through the whole file, `ordinal` through the document.

    `section` is the path of headings above it. The words are `text[start:end]`.
    """

    number: int
    id: str
    ordinal: int
    kind: str
    start: int
    end: int
    page: int | None
    level: int
    block: int
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline: `level` 1 is the top (0 for the title)."""

    level: int
    text: str
    start: int
    passage: int


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A place where an entity is named."""

    entity: Link
    passage: int | None
    start: int
    end: int
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class FactPlace:
    """A fact at a place in this document: `kind` is relation, event, figure or dispute_side."""

    fact: str
    kind: str
    passage: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with everything to show and mark in it; offsets count characters of `text`.

    `copies` are its near copies, or the others of the original that it is a copy of.
    """

    row: DocumentRow
    text: str
    passages: tuple[PassageRow, ...]
    outline: tuple[Heading, ...]
    mentions: tuple[MentionRow, ...]
    places: tuple[FactPlace, ...]
    copies: tuple[DocumentRow, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentFactRows:
    """The facts that a document states, each with its best evidence (maybe of another document)."""

    relations: tuple[RelationRow, ...]
    events: tuple[EventRow, ...]
    figures: tuple[FigureRow, ...]


def get(connection: sqlite3.Connection, document_id: str) -> DocumentRow | None:
    """What is known about a document, without its text."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM document d WHERE d.id = ?", (document_id,)
    ).fetchone()
    return None if row is None else document_row(row)


def text(connection: sqlite3.Connection, document_id: str) -> str | None:
    """The stored text, exactly."""
    row = connection.execute(
        "SELECT text FROM document_text WHERE document_id = ?", (document_id,)
    ).fetchone()
    return None if row is None else str(row[0])


def view(connection: sqlite3.Connection, document_id: str) -> DocumentView | None:
    """A document to read, or None where there is no such id."""
    row, words = get(connection, document_id), text(connection, document_id)
    if row is None or words is None:
        return None
    return DocumentView(
        row,
        words,
        passages(connection, document_id),
        outline(connection, document_id),
        mentions(connection, document_id),
        fact_places(connection, document_id),
        _copies(connection, row),
        tuple(
            path
            for (path,) in connection.execute(
                "SELECT path FROM document_file WHERE document_id = ? ORDER BY path", (document_id,)
            )
        ),
    )


def passages(connection: sqlite3.Connection, document_id: str) -> tuple[PassageRow, ...]:
    """Every passage of a document, in its order."""
    rows = connection.execute(
        'SELECT number, id, ordinal, kind, start, "end", page, level, block, section'
        " FROM passage WHERE document_id = ? ORDER BY start",
        (document_id,),
    )
    return tuple(_passage(row) for row in rows)


def _passage(row: tuple[Any, ...]) -> PassageRow:
    *columns, section = row
    columns.append(tuple(section.split(SECTION_JOINT)) if section else ())
    return PassageRow(*columns)


def outline(connection: sqlite3.Connection, document_id: str) -> tuple[Heading, ...]:
    """The title and headings of a document, in its order."""
    rows = connection.execute(
        "SELECT level, text, start, number FROM passage"
        " WHERE document_id = ? AND kind IN ('title', 'heading') ORDER BY start",
        (document_id,),
    )
    return tuple(Heading(level, " ".join(text.split()), *rest) for level, text, *rest in rows)


def mentions(connection: sqlite3.Connection, document_id: str) -> tuple[MentionRow, ...]:
    """Every mention in a document, in the order of the text; one inside another comes after it."""
    rows = connection.execute(
        f'SELECT {LINK_COLUMNS.format("e")}, m.passage_number, m.start, m."end", m.method,'
        " m.confidence FROM mention m JOIN entity e ON e.id = m.entity_id"
        ' WHERE m.document_id = ? ORDER BY m.start, m."end" DESC, m.entity_id',
        (document_id,),
    )
    return tuple(MentionRow(Link(*row[:LINK_WIDTH]), *row[LINK_WIDTH:]) for row in rows)


def fact_places(connection: sqlite3.Connection, document_id: str) -> tuple[FactPlace, ...]:
    """Where each fact is stated in a document, in the order of the text."""
    rows = connection.execute(
        'SELECT x.fact_id, t.kind, x.passage_number, x.start, x."end" FROM evidence x'
        " JOIN fact t ON t.id = x.fact_id WHERE x.document_id = ?"
        ' ORDER BY x.start, x."end", x.fact_id',
        (document_id,),
    )
    return tuple(FactPlace(*row) for row in rows)


def facts(
    connection: sqlite3.Connection, document_id: str, passage: int | None = None
) -> DocumentFactRows:
    """The facts read from a document, or from one passage of it (by its number)."""
    stated = "SELECT fact_id FROM evidence WHERE document_id = ?1 AND (?2 IS NULL OR"
    stated += " passage_number = ?2)"
    given = (document_id, passage)
    return DocumentFactRows(
        relations(connection, f"r.id IN ({stated})", given),
        events(connection, f"v.id IN ({stated})", given),
        figures(connection, f"f.id IN ({stated})", given),
    )


def _copies(connection: sqlite3.Connection, row: DocumentRow) -> tuple[DocumentRow, ...]:
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM document d"
        " WHERE (d.duplicate_of = ?1 OR d.id = ?1) AND d.id <> ?2 ORDER BY d.id",
        (row.duplicate_of or row.id, row.id),
    )
    return tuple(map(document_row, rows))

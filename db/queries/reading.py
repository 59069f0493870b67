"""A document to show quickly: its text and the shape of its passages first, its marks after.

A document of twenty thousand lines has some forty thousand marks; the text need not wait for them.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import NamedTuple

from lacsec.db.queries.document import Heading, get, outline, text
from lacsec.db.queries.documents import DocumentRow


class Shape(NamedTuple):
    """A passage without its words; `block` numbers its paragraph, list item or table row."""

    start: int
    end: int
    kind: str
    level: int
    block: int


class NamePlace(NamedTuple):
    """A place where an entity is named; `kind`, `entity` and `name` are the entity's."""

    start: int
    end: int
    kind: str
    entity: str
    name: str


class FactPlace(NamedTuple):
    """The words that prove a fact; `kind` is relation, event, figure or dispute_side."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What is needed to lay a document out; offsets count characters of `text`."""

    row: DocumentRow
    text: str
    shapes: tuple[Shape, ...]
    outline: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class DocumentMarks:
    """Names and facts by their places, in the order of the text."""

    names: tuple[NamePlace, ...] = ()
    places: tuple[FactPlace, ...] = ()


def document_text(connection: sqlite3.Connection, document_id: str) -> DocumentText | None:
    """A document to lay out; None where there is no such id."""
    row, words = get(connection, document_id), text(connection, document_id)
    if row is None or words is None:
        return None
    shapes = connection.execute(
        'SELECT start, "end", kind, level, block FROM passage WHERE document_id = ? ORDER BY start',
        (document_id,),
    )
    found = tuple(map(Shape._make, shapes))
    return DocumentText(row, words, found, outline(connection, document_id))


def document_marks(connection: sqlite3.Connection, document_id: str) -> DocumentMarks:
    """The names and facts of a document; one name inside another comes after it."""
    names = connection.execute(
        'SELECT m.start, m."end", e.kind, e.id, e.name FROM mention m'
        " JOIN entity e ON e.id = m.entity_id"
        ' WHERE m.document_id = ? ORDER BY m.start, m."end" DESC, m.entity_id',
        (document_id,),
    )
    places = connection.execute(
        'SELECT x.start, x."end", t.kind FROM evidence x JOIN fact t ON t.id = x.fact_id'
        " WHERE x.document_id = ? ORDER BY x.start",
        (document_id,),
    )
    return DocumentMarks(tuple(map(NamePlace._make, names)), tuple(map(FactPlace._make, places)))


def files(connection: sqlite3.Connection, document_id: str) -> tuple[str, ...]:
    """The files that a document was read from."""
    rows = connection.execute(
        "SELECT path FROM document_file WHERE document_id = ? ORDER BY path", (document_id,)
    )
    return tuple(path for (path,) in rows)

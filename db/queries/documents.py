"""The list of documents, with how much each gives."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Literal

from lacsec.db.model import AUTHOR_JOINT
from lacsec.db.queries.common import FIRST, Page, Window, count, ids
from lacsec.db.text import fold

Sort = Literal["title", "issued", "publisher", "facts", "mentions", "length"]
_ORDERS: dict[str, tuple[str, str]] = {
    "title": ("d.title {0}, d.id", "ASC"),
    "issued": ("d.earliest IS NULL, d.earliest {0}, d.title, d.id", "DESC"),
    "publisher": ("d.publisher IS NULL, d.publisher {0}, d.title, d.id", "ASC"),
    "facts": ("d.facts {0}, d.title, d.id", "DESC"),
    "mentions": ("d.mentions {0}, d.title, d.id", "DESC"),
    "length": ("d.length {0}, d.title, d.id", "DESC"),
}


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document; `length` counts characters, `duplicate_of` is the id of what it is a copy of."""

    id: str
    file: str
    title: str
    publisher: str | None
    authors: tuple[str, ...]
    issued: str | None
    earliest: str | None
    latest: str | None
    language: str
    url: str | None
    licence: str | None
    sha256: str
    media_type: str
    duplicate_of: str | None
    length: int
    passages: int
    mentions: int
    facts: int


COLUMNS = (
    "d.id, d.file, d.title, d.publisher, d.authors, d.issued, d.earliest, d.latest, d.language,"
    " d.url, d.licence, d.sha256, d.media_type, d.duplicate_of, d.length, d.passages, d.mentions,"
    " d.facts"
)


def document_row(row: tuple[Any, ...]) -> DocumentRow:
    """A document from `COLUMNS`."""
    columns = list(row)
    columns[4] = tuple(row[4].split(AUTHOR_JOINT)) if row[4] else ()
    return DocumentRow(*columns)


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents: with `text` in title, publisher or file name; that name an entity.

    `entities` are more of them (ids): a document names each, or a phase of it. `language` is
    BCP 47, `publisher` as it is stored.
    `reverse` turns the usual direction round (the latest first, counts fall, words rise).
    """

    text: str = ""
    entity: str | None = None
    entities: tuple[str, ...] = ()
    language: str | None = None
    publisher: str | None = None
    sort: Sort = "issued"
    reverse: bool = False


_ANY = DocumentFilter()


def list_documents(
    connection: sqlite3.Connection,
    wanted: DocumentFilter = _ANY,
    window: Window = FIRST,
) -> Page[DocumentRow]:
    """The documents that pass a filter, in its order."""
    words = fold(wanted.text).split()
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM document d"
        " WHERE (?1 IS NULL OR d.id IN (SELECT document_id FROM mention WHERE entity_id = ?1))"
        " AND (?2 IS NULL OR d.language = ?2) AND (?3 IS NULL OR d.publisher = ?3)"
        f"{_NAMES * len(wanted.entities)} ORDER BY {_order(wanted)}",
        (wanted.entity, wanted.language, wanted.publisher, *wanted.entities),
    )
    # Documents are few (thousands at most), and accents are folded here, not in SQL.
    found = [
        row
        for row in rows
        if not words or _has_all(words, fold(f"{row[1]} {row[2]} {row[3] or ''}"))
    ]
    end = None if window.limit < 0 else window.offset + window.limit
    page = found[window.offset : end]
    return Page(tuple(map(document_row, page)), len(found), window.offset)


_NAMES = (
    " AND d.id IN (SELECT document_id FROM mention WHERE entity_id IN"
    " (SELECT id FROM entity WHERE ? IN (id, family)))"
)


def _has_all(words: list[str], folded: str) -> bool:
    return all(word in folded for word in words)


def _order(wanted: DocumentFilter) -> str:
    order, direction = _ORDERS[wanted.sort]
    if wanted.reverse:
        direction = "ASC" if direction == "DESC" else "DESC"
    return order.format(direction)


def sources(
    connection: sqlite3.Connection, entities: tuple[str, ...], limit: int = 200
) -> Page[DocumentRow]:
    """The documents that name any of some entities, most mentions of them first."""
    given = ids(entities)
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM (SELECT document_id, count(*) AS n FROM mention"
        " WHERE entity_id IN (SELECT value FROM json_each(?)) GROUP BY document_id) counted"
        " JOIN document d ON d.id = counted.document_id"
        " ORDER BY counted.n DESC, d.title, d.id LIMIT ?",
        (given, limit),
    )
    total = count(
        connection,
        "SELECT count(DISTINCT document_id) FROM mention"
        " WHERE entity_id IN (SELECT value FROM json_each(?))",
        (given,),
    )
    return Page(tuple(map(document_row, rows)), total)

"""A place in a document as one reads it: the words, those beside them, and whose they are."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from lacsec.db.model import SECTION_JOINT
from lacsec.db.queries.common import Proof


@dataclass(frozen=True, slots=True)
class Context:
    """The words at a place with the passages before and after ("" where there is none).

    `section` is the path of headings above; `passage` is the number of the passage that begins
    the quote. `title`, `publisher` and `issued` are the document's.
    """

    document: str
    title: str
    publisher: str | None
    issued: str | None
    section: tuple[str, ...]
    page: int | None
    passage: int
    start: int
    end: int
    before: str
    quote: str
    after: str


def context(
    connection: sqlite3.Connection, document_id: str, start: int, end: int
) -> Context | None:
    """What stands at a place in a document; None where there is no such place."""
    about = connection.execute(
        "SELECT title, publisher, issued FROM document WHERE id = ?", (document_id,)
    ).fetchone()
    first = connection.execute(
        'SELECT number, start, "end", text, section, page FROM passage'
        " WHERE document_id = ? AND start <= ? ORDER BY start DESC LIMIT 1",
        (document_id, start),
    ).fetchone()
    if about is None or first is None:
        return None
    title, publisher, issued = about
    number, begin, stop, words, section, page = first
    following = connection.execute(
        'SELECT start, "end", text FROM passage WHERE document_id = ? AND start > ?'
        " ORDER BY start LIMIT 6",
        (document_id, begin),
    ).fetchall()
    quote, after = words, ""
    for next_start, next_stop, text in following:
        if next_start >= max(end, stop):
            after = text
            break
        quote, stop = f"{quote} {text}", next_stop
    before = connection.execute(
        "SELECT text FROM passage WHERE document_id = ? AND start < ? ORDER BY start DESC LIMIT 1",
        (document_id, begin),
    ).fetchone()
    return Context(
        document_id,
        title,
        publisher,
        issued,
        tuple(section.split(SECTION_JOINT)) if section else (),
        page,
        number,
        begin,
        stop,
        before[0] if before else "",
        quote,
        after,
    )


def passages_between(
    connection: sqlite3.Connection, document_id: str, start: int, end: int
) -> tuple[int, ...]:
    """The numbers of the passages of which some part lies between two offsets."""
    rows = connection.execute(
        'SELECT number FROM passage WHERE document_id = ?1 AND start < ?3 AND "end" > ?2'
        " AND start >= (SELECT coalesce(max(start), 0) FROM passage"
        " WHERE document_id = ?1 AND start <= ?2) ORDER BY start",
        (document_id, start, end),
    )
    return tuple(int(number) for (number,) in rows)


def first_mentions(
    connection: sqlite3.Connection, entity_id: str, limit: int = 3
) -> tuple[Proof, ...]:
    """The passages that name an entity first, in the documents that name it most."""
    rows = connection.execute(
        'SELECT m.document_id, d.title, d.issued, m.passage_number, p.start, p."end", p.text,'
        " m.method, '', m.confidence, NULL FROM mention m JOIN document d ON d.id = m.document_id"
        " JOIN passage p ON p.number = m.passage_number"
        " WHERE m.entity_id = ? AND p.kind NOT IN ('title', 'heading')"
        " GROUP BY m.document_id, m.passage_number"
        " ORDER BY m.document_id, m.start LIMIT ?",
        (entity_id, limit),
    )
    return tuple(Proof(*row) for row in rows)

"""From what a person types or a link holds to the record that is meant."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from lacsec.db.identity import slug
from lacsec.db.text import fold

Kind = Literal["entity", "document", "relation", "event", "figure", "disagreement", "passage"]


@dataclass(frozen=True, slots=True)
class Record:
    """A record of the database: `entity_kind` for an entity, `document` for a passage."""

    kind: Kind
    id: str
    name: str
    entity_kind: str | None = None
    document: str | None = None
    start: int | None = None


def resolve(connection: sqlite3.Connection, text: str) -> Record | None:
    """The record with that id, name or file name; None where nothing fits.

    In this order: an id; a preferred name; any name or acronym; a code of ISO 3166; a document's
    file name, with or without its ending, or title; a name as an id. Accents and case aside; of
    several with the same name, the one that is named most often.
    """
    text = text.strip()
    if not text:
        return None
    return (
        _by_id(connection, text)
        or _by_name(connection, fold(text))
        or _by_code(connection, text)
        or _by_file(connection, text)
        or _entity(connection, slug(text))
    )


def _by_id(connection: sqlite3.Connection, text: str) -> Record | None:
    found = _entity(connection, text) or _document(connection, "id", text)
    if found:
        return found
    fact = connection.execute("SELECT kind FROM fact WHERE id = ?", (text,)).fetchone()
    if fact and fact[0] != "dispute_side":
        return Record(fact[0], text, text)
    row = connection.execute(
        "SELECT subject_name || ': ' || property FROM dispute WHERE id = ?", (text,)
    ).fetchone()
    if row:
        return Record("disagreement", text, row[0])
    row = connection.execute(
        "SELECT document_id, start, text FROM passage WHERE id = ?", (text,)
    ).fetchone()
    if row:
        return Record("passage", text, row[2], document=row[0], start=row[1])
    return None


def _entity(connection: sqlite3.Connection, entity_id: str) -> Record | None:
    row = connection.execute("SELECT id, name, kind FROM entity WHERE id = ?", (entity_id,))
    found = row.fetchone()
    return None if found is None else Record("entity", *found)


def _by_name(connection: sqlite3.Connection, folded: str) -> Record | None:
    row = connection.execute(
        "SELECT id, name, kind FROM entity WHERE folded = ?1 ORDER BY mentions DESC, id LIMIT 1",
        (folded,),
    ).fetchone()
    row = (
        row
        or connection.execute(
            "SELECT e.id, e.name, e.kind FROM name n JOIN entity e ON e.id = n.entity_id"
            " WHERE n.folded = ? ORDER BY n.kind = 'hiddenLabel', e.mentions DESC, e.id LIMIT 1",
            (folded,),
        ).fetchone()
    )
    return None if row is None else Record("entity", *row)


def _by_code(connection: sqlite3.Connection, text: str) -> Record | None:
    row = connection.execute(
        "SELECT id, name, kind FROM entity WHERE kind = 'country' AND iso = ? ORDER BY id",
        (text.upper(),),
    ).fetchone()
    return None if row is None else Record("entity", *row)


def _by_file(connection: sqlite3.Connection, text: str) -> Record | None:
    for column in ("file", "title"):
        found = _document(connection, column, text)
        if found:
            return found
    wanted = fold(PurePath(text).name)
    for document_id, file, title in connection.execute(
        "SELECT id, file, title FROM document ORDER BY duplicate_of IS NOT NULL, id"
    ):
        if wanted in (fold(file), fold(PurePath(file).stem), fold(title)):
            return Record("document", document_id, title)
    return None


def _document(connection: sqlite3.Connection, column: str, value: str) -> Record | None:
    row = connection.execute(
        f"SELECT id, title FROM document WHERE {column} = ?"
        " ORDER BY duplicate_of IS NOT NULL, id LIMIT 1",
        (value,),
    ).fetchone()
    return None if row is None else Record("document", *row)

"""Lists of entities by kind, their names, and how they are written in the documents."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Literal

from lacsec.db.queries.common import FIRST, Page, Window, count, ids, like
from lacsec.db.text import fold

Sort = Literal["name", "mentions", "documents", "facts", "earliest", "latest"]
_ORDERS: dict[str, tuple[str, str]] = {
    "name": ("e.folded {0}, e.id {0}", "ASC"),
    "mentions": ("e.mentions {0}, e.folded, e.id", "DESC"),
    "documents": ("e.documents {0}, e.folded, e.id", "DESC"),
    "facts": ("e.facts {0}, e.folded, e.id", "DESC"),
    "earliest": ("e.earliest IS NULL, e.earliest {0}, e.folded, e.id", "ASC"),
    "latest": ("e.latest IS NULL, e.latest {0}, e.folded, e.id", "DESC"),
}


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity in a list; `first_year` and `last_year` span the dated facts about it."""

    id: str
    kind: str
    name: str
    acronym: str | None
    iso: str | None
    family: str | None
    family_name: str | None
    discovered: bool
    mentions: int
    documents: int
    facts: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name in some language ("und": any); `kind` is prefLabel, altLabel or hiddenLabel."""

    value: str
    language: str
    kind: str
    acronym: bool


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many entities there are of a kind."""

    kind: str
    entities: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """How an entity is written in the documents, and how often."""

    exact: str
    mentions: int
    documents: int


def kinds(connection: sqlite3.Connection) -> tuple[KindCount, ...]:
    """The kinds that occur, most entities first."""
    rows = connection.execute(
        "SELECT kind, count(*) FROM entity GROUP BY kind ORDER BY 2 DESC, kind"
    )
    return tuple(KindCount(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class EntityFilter:
    """Which entities: of a kind (None: any), with names that hold the words of `text`.

    `kinds` are several kinds; `document` is one that names them; `related` are entities (ids)
    that each has a relation with, its phases' included. `families_only` leaves out the phases of
    programmes. `reverse` turns the usual direction round (names and first dates rise, counts and
    last dates fall).
    """

    kind: str | None = None
    text: str = ""
    families_only: bool = False
    kinds: tuple[str, ...] = ()
    document: str | None = None
    related: tuple[str, ...] = ()
    sort: Sort = "name"
    reverse: bool = False


_ANY = EntityFilter()


def list_entities(
    connection: sqlite3.Connection,
    wanted: EntityFilter = _ANY,
    window: Window = FIRST,
) -> Page[EntityRow]:
    """The entities that pass a filter, in its order."""
    where, parameters = _condition(wanted)
    rows = connection.execute(
        f"{_SELECT} WHERE {where} ORDER BY {_order(wanted)} LIMIT ? OFFSET ?",
        (*parameters, window.limit, window.offset),
    )
    total = count(connection, f"SELECT count(*) FROM entity e WHERE {where}", parameters)
    return Page(tuple(_row(row) for row in rows), total, window.offset)


def position(
    connection: sqlite3.Connection, entity_id: str, wanted: EntityFilter = _ANY
) -> int | None:
    """How many entities stand before one in a filtered list; None where it is not in it."""
    where, parameters = _condition(wanted)
    row = connection.execute(
        f"SELECT place FROM (SELECT e.id, row_number() OVER (ORDER BY {_order(wanted)}) - 1"
        f" AS place FROM entity e WHERE {where}) WHERE id = ?",
        (*parameters, entity_id),
    ).fetchone()
    return None if row is None else int(row[0])


def _condition(wanted: EntityFilter) -> tuple[str, list[Any]]:
    conditions, parameters = ["1"], list[Any]()
    if wanted.kind is not None:
        conditions.append("e.kind = ?")
        parameters.append(wanted.kind)
    if wanted.kinds:
        conditions.append("e.kind IN (SELECT value FROM json_each(?))")
        parameters.append(ids(wanted.kinds))
    if wanted.families_only:
        conditions.append("e.family IS NULL")
    if wanted.document is not None:
        conditions.append("e.id IN (SELECT entity_id FROM mention WHERE document_id = ?)")
        parameters.append(wanted.document)
    for other in wanted.related:
        conditions.append(_RELATED)
        parameters += [other, other]
    for word in fold(wanted.text).split():
        conditions.append(
            "(e.folded LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM name n WHERE n.entity_id = e.id"
            " AND n.folded LIKE ? ESCAPE '\\'))"
        )
        parameters += [like(word)] * 2
    return " AND ".join(conditions), parameters


# The things at the other ends of an entity's relations, and the families of those that are phases.
_RELATED = (
    "e.id IN (SELECT coalesce(o.family, o.id) FROM relation r JOIN entity o ON o.id = r.object"
    " WHERE r.subject IN (SELECT id FROM entity WHERE ? IN (id, family))"
    " UNION SELECT coalesce(s.family, s.id) FROM relation r JOIN entity s ON s.id = r.subject"
    " WHERE r.object IN (SELECT id FROM entity WHERE ? IN (id, family)))"
)
_SELECT = (
    "SELECT e.id, e.kind, e.name, e.acronym, e.iso, e.family, p.name, e.discovered, e.mentions,"
    " e.documents, e.facts, e.earliest, e.latest"
    " FROM entity e LEFT JOIN entity p ON p.id = e.family"
)


def _order(wanted: EntityFilter) -> str:
    order, direction = _ORDERS[wanted.sort]
    if wanted.reverse:
        direction = "ASC" if direction == "DESC" else "DESC"
    return order.format(direction)


def _row(row: tuple[Any, ...]) -> EntityRow:
    *columns, discovered, mentions, documents, facts, earliest, latest = row
    years = [int(day[:4]) if day else None for day in (earliest, latest)]
    columns += [bool(discovered), mentions, documents, facts, *years]
    return EntityRow(*columns)


def get(connection: sqlite3.Connection, entity_id: str) -> EntityRow | None:
    """One entity, or None."""
    row = connection.execute(f"{_SELECT} WHERE e.id = ?", (entity_id,)).fetchone()
    return None if row is None else _row(row)


def names(connection: sqlite3.Connection, entity_id: str) -> tuple[NameRow, ...]:
    """Every name of an entity, the preferred ones first."""
    rows = connection.execute(
        "SELECT value, language, kind, acronym FROM name WHERE entity_id = ? ORDER BY number",
        (entity_id,),
    )
    return tuple(NameRow(value, lang, kind, bool(short)) for value, lang, kind, short in rows)


def spellings(
    connection: sqlite3.Connection, entity_id: str, limit: int = 50
) -> tuple[Spelling, ...]:
    """How the documents write an entity, the most frequent first."""
    rows = connection.execute(
        "SELECT exact, count(*), count(DISTINCT document_id) FROM mention WHERE entity_id = ?"
        " GROUP BY exact ORDER BY 2 DESC, exact LIMIT ?",
        (entity_id, limit),
    )
    return tuple(Spelling(*row) for row in rows)

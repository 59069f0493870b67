"""What every answer is made of: links to entities, the words that prove a fact, pages of rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")
Parameters = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Link:
    """An entity as it is named in a list, and where following it leads."""

    id: str
    kind: str
    name: str
    acronym: str | None = None
    iso: str | None = None
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """The words that prove a fact, and where they stand: `title` is of the document."""

    document: str
    title: str
    issued: str | None
    passage: int | None
    start: int
    end: int
    quote: str
    method: str
    finding: str
    confidence: float
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows of a list are wanted: `limit` at most, from `offset` on (-1: all)."""

    limit: int = 200
    offset: int = 0


FIRST = Window()


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a longer list: those from `offset` on, of `total` in all."""

    rows: tuple[Row, ...]
    total: int
    offset: int = 0

    @property
    def has_more(self) -> bool:
        """Whether rows follow after these."""
        return self.offset + len(self.rows) < self.total


LINK_COLUMNS = "{0}.id, {0}.kind, {0}.name, {0}.acronym, {0}.iso, {0}.family"
PROOF_COLUMNS = (
    'x.document_id, d.title, d.issued, x.passage_number, x.start, x."end", x.quote, x.method,'
    " x.finding, x.confidence, x.as_of"
)
# The best evidence of the fact whose id is put in.
PROOF_JOIN = (
    "JOIN fact t ON t.id = {0} JOIN evidence x ON x.fact_id = {0} AND x.ordinal = 0"
    " JOIN document d ON d.id = x.document_id"
)
LINK_WIDTH, PROOF_WIDTH = 6, 11


def ids(values: Iterable[str]) -> str:
    """Ids as one parameter: use with `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(values))


def link(columns: Sequence[Any]) -> Link | None:
    """A link from `LINK_COLUMNS`, or None where an outer join found nothing."""
    return None if columns[0] is None else Link(*columns)


def links(connection: sqlite3.Connection, values: Iterable[str]) -> dict[str, Link]:
    """The links of entities, by id."""
    rows = connection.execute(
        f"SELECT {LINK_COLUMNS.format('e')} FROM entity e"
        " WHERE e.id IN (SELECT value FROM json_each(?))",
        (ids(values),),
    )
    return {row[0]: Link(*row) for row in rows}


def count(connection: sqlite3.Connection, query: str, parameters: Parameters = ()) -> int:
    """The number that a query gives."""
    return int(connection.execute(query, parameters).fetchone()[0])


def like(text: str) -> str:
    """A pattern for `LIKE ? ESCAPE '\\'` that finds the text anywhere."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"

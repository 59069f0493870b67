"""The names themselves: read all at once where they are few, as they are asked for where not."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

_FEW = 10_000
_ROW = (
    "SELECT n.ordinal, n.key, n.entity_id, n.value, n.language, n.kind, n.acronym, e.name, e.kind"
    " FROM search_name AS n JOIN entity AS e ON e.id = n.entity_id"
)


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name as the index keeps it; `key` is its words run together.

    `name` is the one that the entity is shown by, `entity_kind` is what it is.
    """

    ordinal: int
    key: str
    entity_id: str
    value: str
    language: str
    kind: str
    acronym: int
    name: str
    entity_kind: str


class NameRows(Protocol):
    """Where names are found."""

    def of(self, ordinals: Sequence[int]) -> dict[int, NameRow]:
        """The names with those places in the index."""

    def spelt(self, keys: Sequence[str]) -> list[NameRow]:
        """The names that those words spell, run together; the best known first."""


def rows_of(connection: sqlite3.Connection, count: int) -> NameRows:
    """A way to the `count` names of a database."""
    return _All(connection) if count <= _FEW else _Asked(connection)


class _All:
    """All names in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @cached_property
    def _rows(self) -> list[NameRow]:
        rows = self._connection.execute(f"{_ROW} ORDER BY n.ordinal")
        return [NameRow(*row) for row in rows]

    @cached_property
    def _by_key(self) -> dict[str, list[NameRow]]:
        found: dict[str, list[NameRow]] = {}
        for row in self._rows:
            found.setdefault(row.key, []).append(row)
        return found

    def of(self, ordinals: Sequence[int]) -> dict[int, NameRow]:
        return {ordinal: self._rows[ordinal] for ordinal in ordinals}

    def spelt(self, keys: Sequence[str]) -> list[NameRow]:
        return [row for key in keys for row in self._by_key.get(key, ())]


class _Asked:
    """Names in the database, which is asked for each."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, ordinals: Sequence[int]) -> dict[int, NameRow]:
        marks = ",".join("?" * len(ordinals))
        rows = self._connection.execute(f"{_ROW} WHERE n.ordinal IN ({marks})", ordinals)
        return {row[0]: NameRow(*row) for row in rows}

    def spelt(self, keys: Sequence[str]) -> list[NameRow]:
        marks = ",".join("?" * len(keys))
        rows = self._connection.execute(f"{_ROW} WHERE n.key IN ({marks}) ORDER BY n.ordinal", keys)
        return [NameRow(*row) for row in rows]

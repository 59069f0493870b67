"""Finds events and figures: by their words, and those that tie entities together."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from lacsec.db.search.filters import Limits
from lacsec.db.search.query import Term

_RANK = "bm25(search_fact_text, 1.0, 0.6)"


@dataclass(frozen=True, slots=True)
class FactHit:
    """An event or a figure, with the words that prove it."""

    kind: str
    id: str
    title: str
    document: str
    start: int
    end: int
    quote: str
    passage: int | None
    words: str = ""
    rank: float = 0.0


_PROOF = """
SELECT f.kind, f.id, f.title, e.document_id, e.start, e."end", e.quote, e.passage_number,
    f.words, {rank}
FROM ({inner}) AS f JOIN evidence AS e ON e.fact_id = f.id AND e.ordinal =
    (SELECT min(ordinal) FROM evidence WHERE fact_id = f.id)
"""


class FactFinder:
    """Finds events and figures."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(
        self, expression: str, without: Sequence[Term], limits: Limits, limit: int
    ) -> list[FactHit]:
        """Those whose title, entities, metric or unit hold the words, the best first."""
        if without:
            excluded = " OR ".join(f'"{term.text}"' for term in without)
            expression = f"({expression}) NOT ({excluded})"
        condition, values = _conditions(limits)
        inner = (
            f"SELECT s.kind, s.id, s.title, s.words, {_RANK} AS score"
            " FROM search_fact_text JOIN search_fact AS s ON s.number = search_fact_text.rowid"
            f" WHERE search_fact_text MATCH ? {condition} ORDER BY score LIMIT ?"
        )
        return self._proved(inner, "f.score", [expression, *values, limit])

    def listed(self, limits: Limits, limit: int) -> list[FactHit]:
        """Those that the filters keep, events by date, the latest first, then figures."""
        condition, values = _conditions(limits)
        inner = (
            "SELECT s.kind, s.id, s.title, s.words, coalesce((SELECT earliest FROM event"
            f" WHERE id = s.id), '') AS day FROM search_fact AS s WHERE 1 {condition}"
            " ORDER BY s.kind, day DESC, s.number LIMIT ?"
        )
        return self._proved(inner, "0.0", [*values, limit])

    def between(self, entities: Sequence[str], limits: Limits, limit: int) -> list[FactHit]:
        """Events that all those entities take part in, the latest first."""
        marks = ",".join("?" * len(entities))
        condition, values = _conditions(limits)
        inner = (
            "SELECT s.kind, s.id, s.title, s.words FROM search_fact AS s JOIN event AS v"
            " ON v.id = s.id WHERE s.kind = 'event' AND s.id IN (SELECT event_id FROM event_entity"
            f" WHERE entity_id IN ({marks}) GROUP BY event_id"
            f" HAVING count(DISTINCT entity_id) = {len(entities)}) {condition}"
            " ORDER BY v.earliest DESC, s.number LIMIT ?"
        )
        return self._proved(inner, "0.0", [*entities, *values, limit])

    def amounts(self, entity: str, limits: Limits, limit: int) -> list[FactHit]:
        """Amounts of money told of an entity, those with a basis and the latest first."""
        condition, values = _conditions(limits)
        inner = (
            "SELECT s.kind, s.id, s.title, s.words FROM search_fact AS s JOIN figure AS g"
            " ON g.id = s.id WHERE s.kind = 'figure' AND g.subject = ? AND length(g.unit) = 3"
            f" AND g.unit GLOB '[A-Z][A-Z][A-Z]' {condition}"
            " ORDER BY g.basis IS NULL, g.latest DESC, g.value DESC, g.id LIMIT ?"
        )
        return self._proved(inner, "0.0", [entity, *values, limit])

    def _proved(self, inner: str, rank: str, values: list[object]) -> list[FactHit]:
        rows = self._connection.execute(_PROOF.format(inner=inner, rank=rank), values)
        return [FactHit(*row) for row in rows]


def _conditions(limits: Limits) -> tuple[str, list[object]]:
    """Conditions for events and for figures, each on its own kind."""
    wanted = sorted(limits.kinds & {"event", "figure"})
    sql = f"AND s.kind IN ({','.join(repr(kind) for kind in wanted) or 'NULL'})"
    values: list[object] = []
    for kind in wanted:
        own, given = limits.sql(kind, "s.id")
        if own:
            sql += f" AND (s.kind != '{kind}' OR (1 {own}))"
            values += given
    return sql, values

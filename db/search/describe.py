"""Finds what a description means: the entities that the passages answering it are about."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from lacsec.db.search.passages import PassageHit

_LOOKED_AT = 15


@dataclass(frozen=True, slots=True)
class Described:
    """An entity and the passage that tells of it; `strength` is 0 … 1."""

    entity_id: str
    kind: str
    strength: float
    passage: PassageHit


def describe(
    connection: sqlite3.Connection, passages: Sequence[PassageHit], entities: int
) -> list[Described]:
    """The entities named in the best passages: first those named early, and rarely elsewhere."""
    top = {hit.number: hit for hit in passages[:_LOOKED_AT]}
    if not top:
        return []
    rows = connection.execute(
        "SELECT m.entity_id, e.kind, e.mentions, m.passage_number, min(m.start)"
        " FROM mention AS m JOIN entity AS e ON e.id = m.entity_id"
        f" WHERE m.passage_number IN ({','.join('?' * len(top))})"
        " GROUP BY m.entity_id, m.passage_number ORDER BY m.entity_id, m.passage_number",
        list(top),
    ).fetchall()
    sums: dict[str, float] = {}
    best: dict[str, tuple[float, str, PassageHit]] = {}
    for entity, kind, mentions, number, start in rows:
        hit = top[number]
        early = 1.0 / (1.0 + max(0, start - hit.start) / 120)
        rare = 1.0 / math.log(2.5 + mentions)
        strength = hit.score**2 * (0.35 + 0.65 * early) * rare
        sums[entity] = sums.get(entity, 0.0) + strength
        if entity not in best or strength > best[entity][0]:
            best[entity] = (strength, kind, hit)
    if not sums:
        return []
    most = max(sums.values())
    found = [
        Described(entity, best[entity][1], strength / most, best[entity][2])
        for entity, strength in sums.items()
    ]
    found.sort(key=lambda item: (-item.strength, item.entity_id))
    return found[:10]

"""Finds what a description means: the entity whose sentences, taken together, answer it."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from lacsec.db.search.marking import PassageHit
from lacsec.db.search.passages import Found

# How much of a description the sentences about an entity hold, all together.
_TOLD = 0.68
# So many words that tell something make a description.
_WORDS = 3
# What is named in one passage of so many has sentences with any words.
_EVERYWHERE = 10
_SMALL = 200


@dataclass(frozen=True, slots=True)
class Described:
    """An entity and the passage that tells of it best.

    `covered` is how much of the description its sentences hold, `strength` how it compares with
    the likeliest, both 0 … 1.
    """

    entity_id: str
    kind: str
    covered: float
    strength: float
    passage: PassageHit


@dataclass(slots=True)
class _Candidate:
    kind: str
    mentions: int
    seen: dict[int, float] = field(default_factory=dict)
    best: float = 0.0
    passage: PassageHit | None = None


def describe(
    connection: sqlite3.Connection, found: Found, passages: int, kind: str | None
) -> list[Described]:
    """The entities that the passages are about, the likeliest first.

    One named early in a sentence counts for more, and one that is named everywhere for nothing.
    `passages` is how many there are in all, `kind` the kind of entity that is described, if said:
    a programme, since none goes without a name of its own, is told by fewer words.
    """
    if found.telling < (_WORDS - 1 if kind == "programme" else _WORDS):
        return []
    hits = {hit.number: hit for hit in found.looked_at}
    candidates: dict[str, _Candidate] = {}
    for entity, own_kind, mentions, number, start in _mentions(connection, list(hits)):
        if mentions * _EVERYWHERE > passages > _SMALL:
            continue
        hit = hits[number]
        candidate = candidates.setdefault(entity, _Candidate(own_kind, mentions))
        early = 1.0 / (1.0 + max(0, start - hit.start) / 120)
        for part, worth in hit.seen.items():
            value = worth * (0.7 + 0.3 * early)
            candidate.seen[part] = max(candidate.seen.get(part, 0.0), value)
        strength = hit.covered * (0.4 + 0.6 * early)
        if strength > candidate.best:
            candidate.best, candidate.passage = strength, hit
    total = sum(found.weights) or 1.0
    scored: list[tuple[float, float, str]] = []
    for entity, candidate in candidates.items():
        covered = sum(found.weights[p] * worth for p, worth in candidate.seen.items()) / total
        strength = covered**2 * (0.3 + candidate.best) / math.log(3.0 + candidate.mentions)
        told = candidate.passage.seen if candidate.passage else {}
        if covered >= _TOLD and all(number in told for number in found.numbers):
            scored.append((strength, covered, entity))
    scored.sort(key=lambda item: (-item[0], item[2]))
    result = []
    for strength, covered, entity in scored[:5]:
        candidate = candidates[entity]
        if candidate.passage is not None:
            share = strength / scored[0][0]
            result.append(Described(entity, candidate.kind, covered, share, candidate.passage))
    return result


def _mentions(
    connection: sqlite3.Connection, passages: Sequence[int]
) -> list[tuple[str, str, int, int, int]]:
    """Entity, its kind and mentions, the passage that names it and where it does first."""
    return connection.execute(
        "SELECT m.entity_id, e.kind, e.mentions, m.passage_number, min(m.start)"
        " FROM mention AS m JOIN entity AS e ON e.id = m.entity_id"
        f" WHERE m.passage_number IN ({','.join('?' * len(passages))})"
        " GROUP BY m.entity_id, m.passage_number ORDER BY m.entity_id, m.passage_number",
        list(passages),
    ).fetchall()

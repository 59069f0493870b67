"""What ties entities together: relations between them, and entities that one is related to."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from lacsec.db.search.filters import Limits

# How a relation is said, from the subject's side and from the object's.
_WORDING = {
    "covers": ("covers", "is covered by"),
    "part_of": ("is part of", "has as a part"),
    "successor_of": ("follows", "is followed by"),
    "implemented_by": ("is implemented by", "implements"),
    "funded_by": ("is funded by", "funds"),
    "member_of": ("is a member of", "has as a member"),
    "party_to": ("is party to", "has as a party"),
    "participates_in": ("takes part in", "has as a participant"),
    "supports": ("supports", "is supported by"),
    "agreement_with": ("has an agreement with", "has an agreement with"),
    "role": ("has a role in", "has as an office holder"),
}
_STATUS = {
    "planned": " (planned)",
    "under_negotiation": " (under negotiation)",
    "ended": " (ended)",
    "denied": " (denied)",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A relation with its first evidence, said from the side of the entity asked for."""

    entity_id: str
    kind: str
    why: str
    document: str
    start: int
    end: int
    quote: str
    passage: int | None
    passage_id: str | None
    named: int = 0


class LinkFinder:
    """Finds relations of the entities that a query names."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def between(self, entities: Sequence[str], limit: int) -> list[Link]:
        """The relations between any two of those entities; each sentence once.

        The sentences that name the most of them come first (`named` says how many).
        """
        marks = ",".join("?" * len(entities))
        rows = self._connection.execute(
            f"{_LINKS.format(named=_NAMED.format(marks))} WHERE r.subject IN ({marks})"
            f" AND r.object IN ({marks}) AND r.subject != r.object"
            " ORDER BY named DESC, r.status != 'asserted', r.id LIMIT ?",
            [*entities, *entities, *entities, limit],
        ).fetchall()
        found: dict[tuple[str, int], Link] = {}
        for row in rows:
            link = self._link(row, as_subject=True, named=True)
            found.setdefault((link.document, link.start), link)
        return list(found.values())

    def related(
        self, entity: str, predicates: Sequence[str], kind: str | None, limits: Limits, limit: int
    ) -> list[Link]:
        """Entities that one is related to: by some predicates (any, if none), of some kind."""
        found: dict[str, Link] = {}
        for own, other in (("subject", "object"), ("object", "subject")):
            tests, values = [f"r.{own} = ?", f"r.{other} != r.{own}"], [entity]
            if predicates:
                tests.append(f"r.predicate IN ({','.join('?' * len(predicates))})")
                values += predicates
            if kind:
                tests.append(f"{other[0]}.kind = ?")
                values.append(kind)
            condition, more = limits.sql("entity", f"r.{other}")
            rows = self._connection.execute(
                f"{_LINKS.format(named=0)} WHERE {' AND '.join(tests)} {condition}"
                f" ORDER BY r.status != 'asserted', {other[0]}.mentions DESC, r.id LIMIT ?",
                [*values, *more, limit],
            ).fetchall()
            for row in rows:
                link = self._link(row, as_subject=own == "object")
                found.setdefault(link.entity_id, link)
        return list(found.values())

    @staticmethod
    def _link(row: tuple[object, ...], as_subject: bool, named: bool = False) -> Link:
        """Of the two ends, the subject (`as_subject`) or the object is the entity found."""
        subject, subject_kind, subject_name = row[:3]
        object_, object_kind, object_name = row[3:6]
        predicate, status, *proof = row[6:]
        said = _WORDING.get(str(predicate), (str(predicate), str(predicate)))
        after = _STATUS.get(str(status), "")
        if as_subject:
            before = f"{subject_name} " if named else ""
            why = f"{before}{said[0]} {object_name}{after}"
            return Link(str(subject), str(subject_kind), why, *proof)  # type: ignore[arg-type]
        why = f"{said[1]} {subject_name}{after}"
        return Link(str(object_), str(object_kind), why, *proof)  # type: ignore[arg-type]


_NAMED = (
    "(SELECT count(DISTINCT entity_id) FROM mention"
    " WHERE passage_number = e.passage_number AND entity_id IN ({}))"
)
_LINKS = """
SELECT r.subject, s.kind, s.name, r.object, o.kind, o.name, r.predicate, r.status,
    e.document_id, e.start, e."end", e.quote, e.passage_number, p.id, {named} AS named
FROM relation AS r
JOIN entity AS s ON s.id = r.subject
JOIN entity AS o ON o.id = r.object
JOIN evidence AS e ON e.fact_id = r.id
    AND e.ordinal = (SELECT min(ordinal) FROM evidence WHERE fact_id = r.id)
LEFT JOIN passage AS p ON p.number = e.passage_number
"""

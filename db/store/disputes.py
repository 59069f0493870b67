"""Disagreements between an import and the next: read back, and checked against what is stored."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterable

from lacsec.db.identity import disagreement_id
from lacsec.db.model import Disagreement, Evidence, Side

# Disagreements with their ids, sorted by id.
Disputes = tuple[tuple[str, Disagreement], ...]


def stored_disagreements(
    connection: sqlite3.Connection, schema: str = "main"
) -> tuple[Disagreement, ...]:
    """Every disagreement of a file, sorted by id, sides and evidence in their order."""
    proofs: dict[str, list[Evidence]] = {}
    for fact_id, *row in connection.execute(
        'SELECT x.fact_id, x.document_id, x.start, x."end", x.quote, x.method, x.finding,'
        f" x.confidence FROM {schema}.dispute_side s"
        f" JOIN {schema}.evidence x ON x.fact_id = s.id ORDER BY x.fact_id, x.ordinal"
    ):
        proofs.setdefault(fact_id, []).append(Evidence(*row))
    sides: dict[str, list[Side]] = {}
    for dispute_id, side_id, value, as_of in connection.execute(
        f"SELECT dispute_id, id, value, as_of FROM {schema}.dispute_side"
        " ORDER BY dispute_id, ordinal"
    ):
        sides.setdefault(dispute_id, []).append(Side(value, as_of, tuple(proofs[side_id])))
    return tuple(
        Disagreement(subject or name, property_, reason, tuple(sides[dispute_id]))
        for dispute_id, subject, name, property_, reason in connection.execute(
            f"SELECT id, subject, subject_name, property, reason FROM {schema}.dispute ORDER BY id"
        )
    )


def standing(connection: sqlite3.Connection, disagreements: Iterable[Disagreement]) -> Disputes:
    """Those that still have two sides with words that prove them, by id; sides in a fixed order.

    The texts of the documents must be in the file. Sides are ordered by date and value, evidence
    by document and place.
    """
    texts = _Texts(connection)
    found: dict[str, Disagreement] = {}
    for disagreement in disagreements:
        sides = []
        for side in disagreement.sides:
            evidence = {(e.document, e.start, e.end): e for e in side.evidence if texts.hold(e)}
            if evidence:
                proofs = tuple(evidence[place] for place in sorted(evidence))
                sides.append(dataclasses.replace(side, evidence=proofs))
        if len(sides) > 1:
            sides.sort(key=lambda s: (s.as_of or "", s.value, repr(s.evidence)))
            kept = dataclasses.replace(disagreement, sides=tuple(sides))
            found[disagreement_id(kept)] = kept
    return tuple((key, found[key]) for key in sorted(found))


class _Texts:
    """The texts of the documents in the file, one at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._document = ""
        self._text = ""

    def hold(self, evidence: Evidence) -> bool:
        """Whether the words stand where the evidence says."""
        if evidence.document != self._document:
            row = self._connection.execute(
                "SELECT text FROM main.document_text WHERE document_id = ?", (evidence.document,)
            ).fetchone()
            self._document, self._text = evidence.document, row[0] if row else ""
        start, end = evidence.start, evidence.end
        inside = 0 <= start < end <= len(self._text)
        return inside and self._text[start:end] == evidence.quote

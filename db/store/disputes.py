"""Disagreements between an import and the next: read back, and checked against what is stored."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable, Iterable

from lacsec.db.identity import disagreement_id
from lacsec.db.model import Disagreement, Evidence, Side


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


def standing(
    disagreements: Iterable[Disagreement], stands: Callable[[Evidence], bool]
) -> tuple[tuple[str, Disagreement], ...]:
    """Those that still have two sides with words that prove them, by id; sides in a fixed order.

    Sides are ordered by date and value, evidence by document and place.
    """
    found: dict[str, Disagreement] = {}
    for disagreement in disagreements:
        sides = []
        for side in disagreement.sides:
            evidence = {(e.document, e.start, e.end): e for e in side.evidence if stands(e)}
            if evidence:
                proofs = tuple(evidence[place] for place in sorted(evidence))
                sides.append(dataclasses.replace(side, evidence=proofs))
        if len(sides) > 1:
            sides.sort(key=lambda s: (s.as_of or "", s.value, repr(s.evidence)))
            kept = dataclasses.replace(disagreement, sides=tuple(sides))
            found[disagreement_id(kept)] = kept
    return tuple((key, found[key]) for key in sorted(found))

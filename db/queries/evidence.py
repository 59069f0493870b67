"""From a fact to every sentence that proves it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from lacsec.db.queries.common import PROOF_COLUMNS, Proof, ids


def evidence(connection: sqlite3.Connection, fact_id: str) -> tuple[Proof, ...]:
    """All evidence for a fact, the best first; empty where there is no such fact."""
    return evidence_of(connection, [fact_id]).get(fact_id, ())


def evidence_of(
    connection: sqlite3.Connection, fact_ids: Iterable[str]
) -> dict[str, tuple[Proof, ...]]:
    """All evidence for several facts, by id, the best first."""
    found: dict[str, list[Proof]] = {}
    for fact_id, *columns in connection.execute(
        f"SELECT x.fact_id, {PROOF_COLUMNS} FROM evidence x JOIN document d ON d.id = x.document_id"
        " WHERE x.fact_id IN (SELECT value FROM json_each(?)) ORDER BY x.fact_id, x.ordinal",
        (ids(fact_ids),),
    ):
        found.setdefault(fact_id, []).append(Proof(*columns))
    return {fact_id: tuple(proofs) for fact_id, proofs in found.items()}

"""Relations, events, figures and disagreements into the file, each with all its evidence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from lacsec.db import edtf
from lacsec.db.model import Evidence
from lacsec.db.store.disputes import Disputes
from lacsec.db.store.merge import Merge
from lacsec.db.store.write_sources import passage_at

_BATCH = 5000
_Proof = tuple[Evidence, str | None]


def write(
    connection: sqlite3.Connection,
    merge: Merge,
    disputes: Disputes,
    names: Mapping[str, str],
) -> None:
    """Write every fact; `names` has the preferred name of each entity that is in the file."""
    proofs = _Proofs(connection)
    _write_relations(connection, merge, proofs)
    _write_events(connection, merge, proofs)
    _write_figures(connection, merge, names, proofs)
    _write_disputes(connection, disputes, names, proofs)
    proofs.flush()


class _Proofs:
    """Collects evidence and writes it in batches, best first within a fact."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        rows = connection.execute("SELECT id, duplicate_of FROM main.document")
        self.original: dict[str, str | None] = dict(rows.fetchall())
        self._facts: list[tuple[object, ...]] = []
        self._rows: list[tuple[object, ...]] = []

    def add(self, fact_id: str, kind: str, evidence: Iterable[_Proof]) -> None:
        ordered = sorted(evidence, key=self._best_first)
        sources = {self.original[e.document] or e.document for e, _ in ordered}
        self._facts.append((fact_id, kind, len(ordered), len(sources)))
        self._rows.extend(
            (
                *(fact_id, ordinal, e.document, e.start, e.end, e.quote),
                *(e.method, e.finding, float(e.confidence), as_of),
            )
            for ordinal, (e, as_of) in enumerate(ordered)
        )
        if len(self._rows) >= _BATCH:
            self.flush()

    def _best_first(self, proof: _Proof) -> tuple[bool, float, str, int, int]:
        evidence = proof[0]
        is_copy = self.original[evidence.document] is not None
        return is_copy, -evidence.confidence, evidence.document, evidence.start, evidence.end

    def flush(self) -> None:
        self.connection.executemany("INSERT INTO main.fact VALUES (?, ?, ?, ?)", self._facts)
        self._facts.clear()
        self.connection.executemany(
            "INSERT INTO main.evidence (fact_id, ordinal, document_id, passage_number, start,"
            ' "end", quote, method, finding, confidence, as_of)'
            f" VALUES (?1, ?2, ?3, {passage_at('?3', '?4')}, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            self._rows,
        )
        self._rows.clear()


def _write_relations(connection: sqlite3.Connection, merge: Merge, proofs: _Proofs) -> None:
    rows = []
    for merged in merge.relations():
        r = merged.fact
        proofs.add(merged.id, "relation", zip(r.evidence, merged.dates, strict=True))
        rows.append(
            (
                *(merged.id, r.subject, r.predicate, r.object, r.status, r.wording),
                *(r.as_of, *edtf.bounds(r.as_of)),
            )
        )
    connection.executemany(f"INSERT INTO main.relation VALUES ({_marks(10)})", rows)


def _write_events(connection: sqlite3.Connection, merge: Merge, proofs: _Proofs) -> None:
    rows = []
    parts: list[tuple[str, int, str]] = []
    for merged in merge.events():
        v = merged.fact
        proofs.add(merged.id, "event", zip(v.evidence, merged.dates, strict=True))
        rows.append((merged.id, v.date, *edtf.bounds(v.date), v.date_role, v.title, v.kind))
        parts.extend((merged.id, n, entity_id) for n, entity_id in enumerate(v.entities))
    connection.executemany(f"INSERT INTO main.event VALUES ({_marks(8)})", rows)
    connection.executemany("INSERT INTO main.event_entity VALUES (?, ?, ?)", parts)


def _write_figures(
    connection: sqlite3.Connection, merge: Merge, names: Mapping[str, str], proofs: _Proofs
) -> None:
    rows = []
    for merged in merge.figures():
        f = merged.fact
        proofs.add(merged.id, "figure", zip(f.evidence, merged.dates, strict=True))
        subject_name = names[f.subject] if f.subject else f.subject_name
        top = None if f.value_max is None else float(f.value_max)
        rows.append(
            (
                *(merged.id, f.subject, subject_name, f.metric, float(f.value), top),
                *(f.qualifier, f.unit, f.basis, f.as_of, *edtf.bounds(f.as_of)),
            )
        )
    connection.executemany(f"INSERT INTO main.figure VALUES ({_marks(13)})", rows)


def _write_disputes(
    connection: sqlite3.Connection,
    disputes: Disputes,
    names: Mapping[str, str],
    proofs: _Proofs,
) -> None:
    for dispute_id, dispute in disputes:
        is_known = dispute.subject in names
        connection.execute(
            "INSERT INTO main.dispute VALUES (?, ?, ?, ?, ?)",
            (
                dispute_id,
                dispute.subject if is_known else None,
                names.get(dispute.subject, dispute.subject),
                dispute.property,
                dispute.reason,
            ),
        )
        for ordinal, side in enumerate(dispute.sides):
            side_id = f"{dispute_id}/{ordinal}"
            proofs.add(side_id, "dispute_side", ((e, side.as_of) for e in side.evidence))
            connection.execute(
                f"INSERT INTO main.dispute_side VALUES ({_marks(8)})",
                (side_id, dispute_id, ordinal, side.value, side.as_of, *edtf.bounds(side.as_of)),
            )


def _marks(count: int) -> str:
    return ", ".join("?" * count)

"""Tables for spreadsheets: a row a record, with its best evidence.

A cell that a spreadsheet would take for a formula (it begins with =, +, -, @, a tab or a carriage
return, and is no number) gets an apostrophe in front; nothing else is changed.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from lacsec.db.export.records import SOURCES, Record, all_records

_PROOF = ("document", "file", "start", "end", "quote", "method", "confidence", "finding")
COLUMNS: dict[str, tuple[str, ...]] = {
    "document": (
        "id",
        "file",
        "title",
        "publisher",
        "authors",
        "issued",
        "language",
        "url",
        "licence",
        "sha256",
        "media_type",
        "length",
        "duplicate_of",
    ),
    "entity": (
        "id",
        "kind",
        "name",
        "acronym",
        "aliases",
        "iso",
        "family",
        "mentions",
        "discovered",
        *_PROOF,
    ),
    "relation": (
        "id",
        "subject",
        "subject_name",
        "predicate",
        "object",
        "object_name",
        "status",
        "wording",
        "modality",
        "as_of",
        "evidence_count",
        *_PROOF,
    ),
    "event": (
        "id",
        "date",
        "date_role",
        "title",
        "kind",
        "entities",
        "entity_names",
        "evidence_count",
        *_PROOF,
    ),
    "figure": (
        "id",
        "subject",
        "subject_name",
        "metric",
        "value",
        "value_max",
        "qualifier",
        "unit",
        "basis",
        "as_of",
        "evidence_count",
        *_PROOF,
    ),
    "disagreement": (
        "id",
        "subject",
        "subject_name",
        "property",
        "reason",
        "side",
        "value",
        "as_of",
        "evidence_count",
        *_PROOF,
    ),
}
_JOINT = "; "
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def lines(connection: sqlite3.Connection, kinds: Iterable[str] = ()) -> Iterator[str]:
    """A header and a row a record (a row a side, for disagreements).

    With one kind of record, its own columns; with several, a first column `record` and the
    columns of all.
    """
    wanted = list(kinds)
    records = [name for name in SOURCES if not wanted or name in wanted]
    if any(kind not in SOURCES for kind in wanted) and "entity" not in records:
        records.append("entity")
    header: tuple[str, ...] = COLUMNS[records[0]]
    if len(records) > 1:
        columns = dict.fromkeys(column for name in COLUMNS for column in COLUMNS[name])
        header = ("record", *columns)
    yield row(header)
    for record in all_records(connection, wanted):
        for flat in flattened(record):
            yield row([safe(flat.get(column)) for column in header])


def row(cells: Iterable[str]) -> str:
    """Cells as a line of CSV (RFC 4180, with "\\n" at the end)."""
    buffer = io.StringIO()
    # The writer quotes just the line ends that it is told of; both kinds have to be quoted.
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n") + "\n"


def flattened(record: Record) -> Iterator[dict[str, Any]]:
    """A record as flat rows: lists joined, the best evidence spread over columns."""
    if record["record"] != "disagreement":
        yield _with_proof(record)
        return
    for number, side in enumerate(record["sides"], start=1):
        yield _with_proof({**record, **side, "side": number})


def _with_proof(record: Record) -> dict[str, Any]:
    evidence = record.get("evidence", [])
    flat = {**record, "evidence_count": len(evidence)}
    if evidence:
        flat |= {key: evidence[0][key] for key in _PROOF}
    return flat


def safe(value: Any) -> str:
    """A cell: text that no spreadsheet runs as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, list):
        value = _JOINT.join(value)
    if not isinstance(value, str):
        return str(value)
    return f"'{value}" if value.startswith(_DANGEROUS) and not _is_number(value) else value


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True

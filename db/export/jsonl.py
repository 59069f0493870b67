"""The interchange format: one JSON object a line, UTF-8, the same bytes for the same content."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from lacsec.db.export.records import Record, all_records


def line(record: Record) -> str:
    """A record as one line, without the line end."""
    # These two count as line ends in some programs, though not in JSON.
    text = json.dumps(record, ensure_ascii=False, allow_nan=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def lines(connection: sqlite3.Connection, kinds: Iterable[str] = ()) -> Iterator[str]:
    """Every record, or those of some kinds, a line each with its line end."""
    for record in all_records(connection, kinds):
        yield line(record) + "\n"

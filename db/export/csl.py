"""The documents as CSL-JSON: one array of items, sorted by id."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from lacsec.db.export.citations import csl_type, date_parts, is_doubtful, key
from lacsec.db.export.records import Ids, Record, documents


def lines(connection: sqlite3.Connection, only: Ids = None) -> Iterator[str]:
    """The array, an item a line."""
    yield "["
    separator = "\n"
    for record in documents(connection, only):
        yield separator + json.dumps(item(record), ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


def item(record: Record) -> dict[str, Any]:
    """One document as a CSL-JSON item; what is not known is left out."""
    authors = record["authors"]
    who = authors[0] if authors else record["publisher"]
    found: dict[str, Any] = {
        "id": key(who, record["issued"], record["id"]),
        "type": csl_type(record["media_type"], record["url"]),
        "title": record["title"],
        "author": [{"literal": name} for name in authors],
        "publisher": record["publisher"],
        "issued": _issued(record["issued"]),
        "language": record["language"],
        "URL": record["url"],
        "note": f"lacsec {record['id']}; file {record['file']}",
    }
    if record["licence"]:
        found["note"] += f"; {record['licence']}"
    return {name: value for name, value in found.items() if value}


def _issued(issued: str | None) -> dict[str, Any] | None:
    if not issued:
        return None
    parts = date_parts(issued)
    if not parts:
        return {"literal": issued}
    return {"date-parts": parts, **({"circa": True} if is_doubtful(issued) else {})}

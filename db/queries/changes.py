"""What an import changed: added, changed, withdrawn, newly contradicted."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from lacsec.db.queries.common import FIRST, Page, Window, count


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log: `label` tells the record, which may no longer be in the file."""

    change: str
    kind: str
    record_id: str
    label: str


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Something that an import could not read or keep."""

    path: str
    stage: str
    message: str


def last_run(connection: sqlite3.Connection) -> int | None:
    """The number of the last import."""
    found = connection.execute("SELECT max(id) FROM import_run").fetchone()[0]
    return None if found is None else int(found)


def list_changes(
    connection: sqlite3.Connection,
    run: int | None = None,
    *,
    change: str | None = None,
    kind: str | None = None,
    window: Window = FIRST,
) -> Page[Change]:
    """The changes of an import (None: the last one), of one sort, of one kind of record.

    The first import of a file lists documents and disagreements only.
    """
    conditions, parameters = ["run_id = ?"], list[Any]([run or last_run(connection)])
    for column, value in (("change", change), ("kind", kind)):
        if value is not None:
            conditions.append(f"{column} = ?")
            parameters.append(value)
    where = " AND ".join(conditions)
    rows = connection.execute(
        f"SELECT change, kind, record_id, label FROM change_log WHERE {where}"
        " ORDER BY ordinal LIMIT ? OFFSET ?",
        (*parameters, window.limit, window.offset),
    )
    total = count(connection, f"SELECT count(*) FROM change_log WHERE {where}", parameters)
    return Page(tuple(Change(*row) for row in rows), total, window.offset)


def counts(
    connection: sqlite3.Connection, run: int | None = None
) -> tuple[tuple[str, str, int], ...]:
    """How many changes of each sort and kind of record an import made."""
    rows = connection.execute(
        "SELECT change, kind, count(*) FROM change_log WHERE run_id = ?"
        " GROUP BY 1, 2 ORDER BY 1, 2",
        (run or last_run(connection),),
    )
    return tuple((str(change), str(kind), int(number)) for change, kind, number in rows)


def problems(
    connection: sqlite3.Connection, run: int | None = None, window: Window = FIRST
) -> Page[ProblemRow]:
    """What an import (None: the last one) could not read or keep."""
    wanted = run or last_run(connection)
    rows = connection.execute(
        "SELECT path, stage, message FROM import_problem WHERE run_id = ?"
        " ORDER BY ordinal LIMIT ? OFFSET ?",
        (wanted, window.limit, window.offset),
    )
    total = count(connection, "SELECT count(*) FROM import_problem WHERE run_id = ?", (wanted,))
    return Page(tuple(ProblemRow(*row) for row in rows), total, window.offset)

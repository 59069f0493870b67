"""The database as it stands before an import: looked at, brought up to date, never written."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from lacsec.db.connection import check_header, open_read_only
from lacsec.db.errors import DamagedDatabase, EmptyDatabase, NoDatabase, OlderDatabase


@dataclass(frozen=True, slots=True)
class Base:
    """Where the earlier content is read from; None where there is none."""

    path: Path | None


def find_base(target: Path, scratch: Path, *, fresh: bool) -> Base:
    """The earlier content of `target`, in a copy at `scratch` where its schema is older.

    Raises where the file is not ours, is newer, or is damaged; with `fresh` a damaged file
    counts as none. A file that is not ours is never overwritten.
    """
    try:
        check_header(target)
        connection = open_read_only(target)
    except (NoDatabase, EmptyDatabase):
        return Base(None)
    except OlderDatabase:
        return _upgraded(target, scratch)
    except DamagedDatabase:
        if fresh:
            return Base(None)
        raise
    connection.close()
    return Base(target)


def _upgraded(target: Path, scratch: Path) -> Base:
    from lacsec.db.schema.migrations import migrate  # noqa: PLC0415 (slow to import)

    shutil.copyfile(target, scratch)
    connection = sqlite3.connect(scratch)
    try:
        migrate(connection)
    finally:
        connection.close()
    return Base(scratch)

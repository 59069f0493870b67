"""What can go wrong, told as a sentence: what happened, and what to do next."""

# ruff: noqa: N818 (the names say what happened; the base class says that it is an error)

from __future__ import annotations

import sqlite3
from pathlib import Path

DONE = 0
FINDINGS = 1
FAILED = 2
INTERRUPTED = 130


class LacsecError(Exception):
    """A failure that a person can act on: `what` happened, the `remedy`, the exit status."""

    exit_status = FAILED

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".strip()


class NoDatabase(LacsecError):
    """There is no file where the database should be."""


class NotADatabase(LacsecError):
    """The file is something else: not SQLite, or another program's."""


class EmptyDatabase(LacsecError):
    """The file holds nothing at all."""


class OlderDatabase(LacsecError):
    """The file was made by an earlier version, with another schema."""


class NewerDatabase(LacsecError):
    """The file was made by a later version than this one."""


class DamagedDatabase(LacsecError):
    """The file is cut short or its pages do not hold together."""


class UnreadableDatabase(LacsecError):
    """The system does not let this user read the file."""


class DatabaseBusy(LacsecError):
    """Another import is writing this database."""


class CannotWrite(LacsecError):
    """The folder of the database does not take a new file."""


class TooSlow(LacsecError):
    """A query was stopped because it took longer than it may."""


class NotFound(LacsecError):
    """Nothing in the database has that id or name."""


class InvalidRecord(LacsecError):
    """A document's records break the contract of the store in a way that cannot be mended."""


_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def explain(error: sqlite3.Error, path: Path | str) -> LacsecError:
    """The sentence for an error that SQLite raised while `path` was read."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_INTERRUPT:
        return TooSlow(
            "The question took too long and was stopped.", "Narrow it down, or ask for fewer rows."
        )
    if code == sqlite3.SQLITE_NOTADB:
        return NotADatabase(
            f"{path} is not a lacsec database.", "Choose another file, or import documents anew."
        )
    if code in _BUSY:
        return DatabaseBusy(
            f"{path} is locked by another program.", "Wait for it to finish, then try again."
        )
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY):
        return CannotWrite(
            f"{path} could not be written or read to the end ({error}).",
            "Check that the disk has room and is in order; the earlier file is unchanged.",
        )
    if code in (sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH):
        return UnreadableDatabase(
            f"{path} cannot be opened for reading.", "Check the permissions of the file."
        )
    return DamagedDatabase(
        f"{path} is damaged ({error}).", "Restore a copy, or import the documents into a new file."
    )

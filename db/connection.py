"""Reading the database: one read-only connection a thread, and questions that end in time.

Nothing here needs more than the standard library, so that the app and the commands start fast.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from lacsec.db.errors import (
    DamagedDatabase,
    EmptyDatabase,
    LacsecError,
    NewerDatabase,
    NoDatabase,
    NotADatabase,
    OlderDatabase,
    UnreadableDatabase,
    explain,
)
from lacsec.db.schema import APPLICATION_ID, SCHEMA_VERSION

# For those who pass a connection on and need not know whose it is.
Connection = sqlite3.Connection
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_IMPORT_ANEW = "Import the documents into a new file."
# How many steps of its virtual machine SQLite takes between two looks at the clock (some 50 µs).
_STEPS = 2000
_CACHE_KIB = 16_384


def check_header(path: Path) -> None:
    """Look at the first bytes of the file; raises the LacsecError that fits, quickly."""
    header, size = _header(path)
    if size == 0:
        raise EmptyDatabase(f"{path} is empty.", "Import documents with: lacsec import FOLDER")
    if not header.startswith(_MAGIC):
        raise NotADatabase(
            f"{path} is not a lacsec database.", "Choose another file, or import documents anew."
        )
    if len(header) < _HEADER:
        raise DamagedDatabase(f"{path} is cut short.", _IMPORT_ANEW)
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    version_valid_for = header[92:96] == header[24:28]
    if version_valid_for and size < page_size * int.from_bytes(header[28:32], "big"):
        raise DamagedDatabase(f"{path} is cut short.", _IMPORT_ANEW)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotADatabase(
            f"{path} is a SQLite file, but not one that lacsec made.", "Choose another file."
        )
    version = int.from_bytes(header[60:64], "big")
    if version < SCHEMA_VERSION:
        raise OlderDatabase(
            f"{path} was made by an earlier lacsec (schema {version}, here {SCHEMA_VERSION}).",
            "Import into it once more to bring it up to date.",
        )
    if version > SCHEMA_VERSION:
        raise NewerDatabase(
            f"{path} was made by a later lacsec (schema {version}, here {SCHEMA_VERSION}).",
            "Update lacsec to read it.",
        )


def _header(path: Path) -> tuple[bytes, int]:
    try:
        if path.is_dir():
            raise NotADatabase(f"{path} is a folder, not a database.", "Name the file in it.")
        with path.open("rb") as file:
            return file.read(_HEADER), os.fstat(file.fileno()).st_size
    except FileNotFoundError as error:
        raise NoDatabase(
            f"There is no database at {path}.", "Make one with: lacsec import FOLDER"
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable path"
        raise UnreadableDatabase(
            f"{path} cannot be opened for reading ({reason}).", "Check the path and permissions."
        ) from error


def open_read_only(path: str | os.PathLike[str]) -> sqlite3.Connection:
    """A connection that cannot write; raises a LacsecError that says what is wrong with the file.

    Rows are tuples. The connection belongs to the thread that opened it: see `Database`.
    """
    place = Path(path)
    check_header(place)
    try:
        return _connected(place, "mode=ro")
    except sqlite3.Error as error:
        # A file left in WAL mode cannot be opened in a folder without write permission, unless
        # SQLite is told that nobody changes it; that is true only while no -wal file is there.
        if not _immutable_helps(place):
            raise explain(error, place) from error
    try:
        return _connected(place, "mode=ro&immutable=1")
    except sqlite3.Error as error:
        raise explain(error, place) from error


def _immutable_helps(place: Path) -> bool:
    wal = place.with_name(place.name + "-wal")
    return not os.access(place.parent, os.W_OK) and not wal.exists()


def _connected(place: Path, options: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(place.absolute()))}?{options}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=2)
    try:
        connection.execute("PRAGMA query_only = 1")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        # No memory map: a file that is overwritten in place would take the reader down with it.
        connection.execute("PRAGMA mmap_size = 0")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        connection.execute("SELECT value FROM meta LIMIT 1").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def time_limit(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Stop any statement within the block once `seconds` have passed; raises TooSlow then."""
    deadline = time.monotonic() + seconds
    connection.set_progress_handler(lambda: int(time.monotonic() > deadline), _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            raise explain(error, "") from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


class Database:
    """A database file that several threads read: each gets a connection of its own.

    A file that an import has replaced in the meantime is noticed by `is_stale`; `reopen` then
    gives every thread a connection to the new one.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._local = threading.local()
        self._generation = 0
        self._identity = _identity(self.path)
        _ = self.connection

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, opened the first time it is asked for."""
        held: tuple[int, sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held is not None and held[0] == self._generation:
            return held[1]
        generation = self._generation
        connection = open_read_only(self.path)
        self._local.held = (generation, connection)
        return connection

    @contextlib.contextmanager
    def reading(self, seconds: float = 10.0) -> Iterator[sqlite3.Connection]:
        """This thread's connection for one question; errors of SQLite become LacsecErrors."""
        connection = self.connection
        try:
            with time_limit(connection, seconds):
                yield connection
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    def is_stale(self) -> bool:
        """Whether another file has taken the place of the one that was opened."""
        return _identity(self.path) != self._identity

    def reopen(self) -> None:
        """Let every thread open the file again at its next question."""
        self._identity = _identity(self.path)
        self._generation += 1  # each connection is closed when its thread lets go of it

    def close(self) -> None:
        """Close this thread's connection and forget the others, which close by themselves."""
        held: tuple[int, sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held is not None:
            held[1].close()
        self._local = threading.local()


def _identity(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns


__all__ = ["Connection", "Database", "LacsecError", "check_header", "open_read_only", "time_limit"]

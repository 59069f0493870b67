"""One importer at a time: a lock file beside the database, held for as long as a draft lives."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from lacsec.db.errors import CannotWrite, DatabaseBusy


def lock_path(database: Path) -> Path:
    """Where the lock file of a database is while an import runs."""
    return database.with_name(f".{database.name}.lock")


@contextlib.contextmanager
def import_lock(database: Path) -> Iterator[None]:
    """Hold the lock; raises DatabaseBusy, naming the process that holds it already."""
    path = lock_path(database)
    handle = _acquire(path, database)
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        path.unlink(missing_ok=True)  # before the lock goes, so that nobody removes another's
        os.close(handle)


def _acquire(path: Path, database: Path) -> int:
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise CannotWrite(
                f"{database.parent} does not take a new file ({error.strerror}).",
                "Choose another place with --db.",
            ) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
            os.close(handle)
            raise DatabaseBusy(
                f"Another import is writing {database} (process {holder}).",
                "Wait for it to finish, then try again.",
            ) from error
        if _still_there(handle, path):
            return handle
        os.close(handle)  # its former holder removed it between the opening and the locking


def _still_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False

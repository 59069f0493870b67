"""What the commands share: the database they read, and where data and messages go."""

from __future__ import annotations

import argparse
import contextlib
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from lacsec.db.connection import open_read_only
from lacsec.db.errors import CannotWrite, explain
from lacsec.db.paths import chosen_database


def add_database(parser: argparse.ArgumentParser) -> None:
    """Describe the option that names the database."""
    parser.add_argument(
        "--db",
        metavar="FILE",
        help="the database (else $LACSEC_DB, else the one in your data folder)",
    )


@contextlib.contextmanager
def reading(given: argparse.Namespace) -> Iterator[sqlite3.Connection]:
    """The database that the command line names; errors of SQLite become sentences."""
    path = chosen_database(given.db)
    connection = open_read_only(path)
    try:
        yield connection
    except sqlite3.Error as error:
        raise explain(error, path) from error
    finally:
        connection.close()


def say(message: str) -> None:
    """A message for the person at the terminal, on standard error."""
    print(message, file=sys.stderr)


def write(parts: Iterable[str], output: Path | None = None) -> None:
    """Data to standard output, or to a file that appears only when it is whole.

    Always UTF-8 with "\\n" as the line end. A reader that stops listening is no error.
    """
    if output is None:
        _to_stdout(parts)
        return
    draft = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(parts)
        draft.replace(output)
    except OSError as error:
        raise CannotWrite(
            f"{output} cannot be written ({error.strerror}).", "Choose another place."
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def _to_stdout(parts: Iterable[str]) -> None:
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", newline="\n", errors="surrogateescape")
    try:
        stream.writelines(parts)
        stream.flush()
    except BrokenPipeError:
        # The reader has what it wanted. What is still buffered must go nowhere, quietly.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

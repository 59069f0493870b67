"""`lacsec export`: everything, or one kind of thing, in a format that other programs read."""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from lacsec.db.commands.common import add_database, reading, say, write
from lacsec.db.errors import DONE, LacsecError
from lacsec.db.export import bibtex, csl, csv, jsonl, markdown
from lacsec.db.model import ENTITY_KINDS, RECORD_KINDS

_Writer = Callable[[sqlite3.Connection, list[str]], Iterable[str]]
_WRITERS: dict[str, _Writer] = {
    "jsonl": jsonl.lines,
    "csv": csv.lines,
    "markdown": markdown.everything,
    "bibtex": lambda connection, _: bibtex.entries(connection),
    "csl-json": lambda connection, _: csl.lines(connection),
}
_KINDS = (*RECORD_KINDS, *ENTITY_KINDS)
_OF_FORMAT = {
    "markdown": ("document", "entity", *ENTITY_KINDS),
    "bibtex": ("document",),
    "csl-json": ("document",),
}


def add_parser(subcommands: Any) -> None:
    """Describe the subcommand."""
    parser: argparse.ArgumentParser = subcommands.add_parser(
        "export",
        help="write everything, or one kind of thing, as JSON lines, CSV, Markdown or citations",
        description="Write everything, or one kind of thing, to standard output or a file. "
        "CSV with all kinds goes into one table; with a folder as PATH, into one file a kind.",
    )
    add_database(parser)
    parser.add_argument("--format", required=True, choices=sorted(_WRITERS), help="the format")
    parser.add_argument(
        "--kind",
        action="append",
        choices=_KINDS,
        metavar="KIND",
        help=f"only records of this kind (may be repeated): {', '.join(_KINDS)}",
    )
    parser.add_argument(
        "--output", type=Path, metavar="PATH", help="the file to write (else standard output)"
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the export."""
    kinds: list[str] = given.kind or []
    allowed = _OF_FORMAT.get(given.format, _KINDS)
    wrong = [kind for kind in kinds if kind not in allowed]
    if wrong:
        raise LacsecError(
            f"The format {given.format} has no records of the kind {wrong[0]}.",
            f"It takes: {', '.join(allowed)}.",
        )
    with reading(given) as connection:
        if given.output is not None and given.output.is_dir():
            _into_folder(connection, given, kinds)
        else:
            write(_WRITERS[given.format](connection, kinds), given.output)
    return DONE


_ENDINGS = {"jsonl": "jsonl", "csv": "csv", "markdown": "md", "bibtex": "bib", "csl-json": "json"}


def _into_folder(
    connection: sqlite3.Connection, given: argparse.Namespace, kinds: list[str]
) -> None:
    """One file a kind of record for CSV, one file for the other formats."""
    ending = _ENDINGS[given.format]
    names = (kinds or list(csv.COLUMNS)) if given.format == "csv" else ["lacsec"]
    for name in names:
        chosen = [name] if given.format == "csv" else kinds
        path = given.output / f"{name}.{ending}"
        write(_WRITERS[given.format](connection, chosen), path)
        say(f"Wrote {path}")

"""Public finders to be measured beside ours, over the same names and passages."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import fuzz, process

from lacsec.db.search.query import parse
from lacsec.db.text import fold

Finder = Callable[[str], list[str]]


def fzf(names: list[str], folder: Path) -> Finder | None:
    """`fzf --filter` reading the list from a file: the process, as a script would use it."""
    program = shutil.which("fzf")
    if program is None:
        return None
    path = folder / "names.txt"
    path.write_text("\n".join(names) + "\n", "utf-8")

    def find(query: str) -> list[str]:
        with path.open("rb") as file:
            done = subprocess.run(
                [program, "--filter", query], stdin=file, capture_output=True, check=False
            )
        return done.stdout.decode("utf-8").splitlines()[:10]

    return find


def extract(names: list[str]) -> Finder:
    """rapidfuzz's `process.extract` with its quick `ratio`, over folded names."""
    folded = [fold(name) for name in names]

    def find(query: str) -> list[str]:
        found = process.extract(fold(query), folded, scorer=fuzz.ratio, limit=10)
        return [names[place] for _, _, place in found]

    return find


def weighted(names: list[str]) -> Finder:
    """rapidfuzz's `process.extract` with `WRatio`, over folded names."""
    folded = [fold(name) for name in names]

    def find(query: str) -> list[str]:
        found = process.extract(fold(query), folded, scorer=fuzz.WRatio, limit=10)
        return [names[place] for _, _, place in found]

    return find


def ranked(connection: sqlite3.Connection) -> Callable[[str], object]:
    """FTS5 as it comes: every word, the last as a beginning, `ORDER BY rank`."""

    def find(query: str) -> object:
        words = [word.text for word in parse(query).words]
        if not words:
            return []
        match = " AND ".join([*(f'"{w}"' for w in words[:-1]), f'"{words[-1]}"*'])
        return connection.execute(
            "SELECT p.number, p.text FROM (SELECT rowid FROM search_text WHERE search_text"
            " MATCH ? ORDER BY rank LIMIT 20) AS f JOIN passage AS p ON p.number = f.rowid",
            (match,),
        ).fetchall()

    return find

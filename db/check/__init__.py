"""Verifies a database file: that what it says is proved, and that its parts agree."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from lacsec.db.check import content, structure
from lacsec.db.check.finding import Finding

__all__ = ["Finding", "check"]

_STRUCTURE: tuple[Callable[[sqlite3.Connection], Iterator[Finding]], ...] = (
    structure.file_integrity,
    structure.foreign_keys,
    structure.views,
    structure.dictionary,
    structure.orphans,
    structure.search_index,
)
_CONTENT: tuple[Callable[[sqlite3.Connection], Iterator[Finding]], ...] = (
    content.documents,
    content.dates,
    content.ids,
    content.counts,
    content.readings,
)


def check(connection: sqlite3.Connection) -> list[Finding]:
    """Everything that does not hold, in the order of the checks; empty for a sound file.

    Reads the whole file. A file whose pages are damaged gives that finding alone.
    """
    findings: list[Finding] = []
    for checks in (_STRUCTURE, _CONTENT):
        for one in checks:
            try:
                findings.extend(one(connection))
            except sqlite3.DatabaseError as error:
                name = one.__name__.replace("_", " ")
                return [*findings, Finding(name, "file", f"it cannot be read: {error}")]
            if one is structure.file_integrity and findings:
                return findings
    return findings

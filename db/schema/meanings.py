"""What every table, view and column means, read from the TOML files beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

_FILES = ("sources.toml", "names.toml", "facts.toml", "runs.toml", "views.toml", "search.toml")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One line of the dictionary; `column` is "" for the table or view itself."""

    table: str
    column: str
    meaning: str
    standard: str | None


@lru_cache(maxsize=1)
def meanings() -> tuple[Meaning, ...]:
    """Every meaning, in the order of the files: each table first, then its columns."""
    found: list[Meaning] = []
    for name in _FILES:
        text = files(__package__).joinpath(name).read_text(encoding="utf-8")
        for table, entry in tomllib.loads(text).items():
            found.extend(_of_table(table, entry))
    return tuple(found)


def _of_table(table: str, entry: dict[str, Any]) -> list[Meaning]:
    standards: dict[str, str] = entry.get("standards", {})
    lines = [Meaning(table, "", entry["meaning"], entry.get("standard"))]
    lines += [
        Meaning(table, column, meaning, standards.get(column))
        for column, meaning in entry["columns"].items()
    ]
    return lines

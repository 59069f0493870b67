"""Where the importer's data lies: names in `authority/`, words and triggers in `lexicon/`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


def package_files() -> Traversable:
    """The folder of the installed package, wherever it is."""
    return files("lacsec.importer")


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The words of `lexicon/NAME.toml`. Shared: do not change what comes back."""
    path = package_files() / "lexicon" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def words(name: str, *keys: str) -> tuple[str, ...]:
    """A list of words at a path of tables; where the path ends in a table, its lists in turn."""
    found: Any = lexicon(name)
    for key in keys:
        found = found[key]
    if isinstance(found, dict):
        return tuple(word for part in found.values() for word in part)
    return tuple(found)

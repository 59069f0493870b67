"""The tables of the relation extractor."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from lacsec.importer.data import package_files


@cache
def table(name: str) -> dict[str, Any]:
    """The table `lexicon/relations/NAME.toml`."""
    path = package_files() / "lexicon" / "relations" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))

"""The gold of the evaluation set, read and joined over documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lacsec.db.text import fold

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents"
GOLD = HERE / "gold"
HELD_BACK = ("05", "08", "11", "13")
KINDS = ("entities", "relations", "events", "figures")
Row = dict[str, Any]


def squash(text: str) -> str:
    """A passage as its letters and digits: markup, punctuation and line ends do not count."""
    return "".join(c for c in fold(text) if c.isalnum())


@dataclass(frozen=True)
class Annotated:
    """One document with what a careful analyst expects of it, `names` by folded spelling."""

    path: Path
    rows: dict[str, list[Row]]
    names: dict[str, str]

    @property
    def held_back(self) -> bool:
        """Is it kept unseen by those who write rules?"""
        return self.path.name.startswith(HELD_BACK)


def load() -> list[Annotated]:
    """Every document of the set, in order."""
    found = []
    for path in sorted(DOCUMENTS.iterdir()):
        rows = {kind: _rows(GOLD / f"{path.stem}.{kind}.jsonl") for kind in KINDS}
        names: dict[str, str] = {}
        for row in rows["entities"]:
            for name in (row["name"], row.get("acronym"), row["preferred"], *row["aliases"]):
                if name:
                    names.setdefault(fold(name), row["preferred"])
        found.append(Annotated(path, rows, names))
    return found


def _rows(path: Path) -> list[Row]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def is_must(row: Row) -> bool:
    """Would any reader demand it?"""
    return bool(row.get("tier", "must") == "must")


def quotes(row: Row) -> list[str]:
    """The passages that prove a row, squashed."""
    return [squash(row["quote"]), *(squash(other["quote"]) for other in row.get("also", ()))]


def proves(evidence: Sequence[str], row: Row) -> bool:
    """Does one of the exported sentences (squashed) cover a passage of the gold?"""
    return any(q in e or (len(e) > 12 and e in q) for q in quotes(row) for e in evidence)


def canonical(names: dict[str, str], spellings: Iterable[str | None]) -> str | None:
    """The preferred gold name behind any of these spellings."""
    return next((names[fold(s)] for s in spellings if s and fold(s) in names), None)

"""A relation as a rule reads it, before its evidence is drawn up; and how sure each kind is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lacsec.db.model import FINDINGS, Finding, Predicate, Status
from lacsec.importer.relations.data import table
from lacsec.importer.structure.text import Sentence


@dataclass(frozen=True, slots=True)
class Fact:
    """`sentences` prove it, the foremost first; `place` is where its words stand."""

    subject: str
    predicate: Predicate
    object: str
    status: Status
    sentences: tuple[Sentence, ...]
    method: str
    finding: Finding
    place: int
    wording: str | None = None


def less_sure(one: Finding, other: Finding) -> Finding:
    """The less sure of two ways of finding."""
    return max(one, other, key=FINDINGS.index)


@cache
def _shares() -> dict[str, dict[str, float]]:
    return table("confidence")


def confidence(finding: Finding, predicate: Predicate) -> float:
    """The share of such facts that were right on the development texts."""
    shares = _shares()
    known: float = shares["finding"][finding]
    return min(known, shares["predicate"].get(predicate, known))

"""Whom or what a quantity is said of: every candidate is weighed, the heaviest is the subject.

A candidate bears marks ("left:of:country", "label", "topic1"), each with a weight from
lexicon/figures_subject.toml: one list says what a chain of rules would say in many places.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lacsec.db.model import Finding
from lacsec.importer.data import lexicon
from lacsec.importer.figures.candidates import Candidates
from lacsec.importer.figures.found import Quantity
from lacsec.importer.reading import ReadDocument

_LEAST_TOPIC = 1.0
_LEAST = 0.5  # a candidate that weighs less is no subject
_FINDINGS: tuple[tuple[str, Finding], ...] = (
    ("in", "named"),
    ("row", "named"),
    ("demonym", "named"),
    ("anaphor", "anaphor"),
    ("label", "section"),
    ("previous", "anaphor"),
    ("earlier", "anaphor"),
    ("heading", "section"),
    ("over", "section"),
    ("caption", "section"),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The subject of a quantity, how it was found, and how far it is ahead of the next."""

    entity: str
    finding: Finding
    margin: float


class _Weights(dict[str, float]):
    """Mark → weight; one that is not listed weighs nothing."""

    def __missing__(self, mark: str) -> float:
        return 0.0


@cache
def weights() -> _Weights:
    """The weights of lexicon/figures_subject.toml."""
    table = lexicon("figures_subject")["weights"]
    return _Weights({mark: float(value) for mark, value in table.items()})


class Subjects:
    """Finds the subjects of quantities, which are asked for in the order of the text."""

    def __init__(self, read: ReadDocument) -> None:
        self._candidates = Candidates(read)

    def of(self, quantity: Quantity) -> Chosen | None:
        """The subject of a quantity; None where nothing is named that it could be of."""
        weighed = self.weigh(quantity)
        if not weighed:
            return None
        best, entity, marks = weighed[0]
        finding = _finding(marks)
        if best < (_LEAST_TOPIC if finding == "topic" else _LEAST):
            return None
        margin = best - weighed[1][0] if len(weighed) > 1 else best
        self._candidates.settle(quantity, entity)
        return Chosen(entity, finding, margin)

    def weigh(self, quantity: Quantity) -> list[tuple[float, str, tuple[str, ...]]]:
        """All candidates with their weight and marks, the heaviest first."""
        weigh = weights().__getitem__
        weighed = [
            (sum(map(weigh, marks)), entity, marks)
            for entity, marks in self._candidates.of(quantity).items()
        ]
        return sorted(weighed, key=lambda item: (-item[0], item[1]))


def _finding(marks: tuple[str, ...]) -> Finding:
    for mark, finding in _FINDINGS:
        if mark in marks or any(found.startswith(f"{mark}:") for found in marks):
            return finding
    return "topic"

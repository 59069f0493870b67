"""Gathers what was found by different ways into one ranking, each thing once."""

from __future__ import annotations

from dataclasses import dataclass

from lacsec.db.search.marking import PassageHit
from lacsec.db.search.namehit import NameHit
from lacsec.db.search.results import GOOD, HitKind, Spans

_ORDER = {"entity": 0, "event": 1, "figure": 2, "passage": 3}


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document: what a hit shows as its words."""

    document: str
    start: int
    end: int
    text: str
    marks: Spans = ()


@dataclass(slots=True)
class Found:
    """A candidate hit. `named` is how the name of an entity matched, where that is the reason."""

    kind: HitKind
    id: str
    score: float
    why: str
    place: Place | None = None
    name: str | None = None
    named: NameHit | None = None


class Pool:
    """Candidates for the answer; the best reason for each is kept."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Found] = {}

    def add(self, found: Found) -> None:
        """Take in a candidate; one that is there already only rises."""
        key = (found.kind, found.id)
        known = self._found.get(key)
        if known is None:
            self._found[key] = found
        elif found.score > known.score:
            found.place = found.place or known.place
            if found.name is None:
                found.name = known.name
            self._found[key] = found
        elif known.place is None:
            known.place = found.place

    def score(self, kind: HitKind, id_: str) -> float:
        """The score of a candidate; 0 where it is none."""
        known = self._found.get((kind, id_))
        return known.score if known else 0.0

    def best(self, kind: HitKind | None = None) -> float:
        """The best score there is, of one kind or of any."""
        return max(
            (f.score for f in self._found.values() if kind is None or f.kind == kind), default=0.0
        )

    def ranked(self, limit: int) -> list[Found]:
        """The good ones, the best first; of passages with the same words only the first."""
        found = sorted(
            (f for f in self._found.values() if f.score >= GOOD),
            key=lambda f: (-round(f.score, 4), _ORDER[f.kind], f.id),
        )
        kept: list[Found] = []
        texts: set[str] = set()
        for item in found:
            if item.kind == "passage" and item.place:
                if item.place.text in texts:
                    continue
                texts.add(item.place.text)
            kept.append(item)
            if len(kept) == limit:
                break
        return kept


def passage_place(hit: PassageHit) -> Place:
    """The words of a passage."""
    return Place(hit.document, hit.start, hit.end, hit.text, tuple(hit.spans))

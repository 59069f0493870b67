"""Lays a query beside a name: which word answers which, and how well the whole fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lacsec.db.search.groups import BEGINNING, TRANSLATION, Group

# What a word that is typed in part fills of a name: nearly all, as it is going to be whole.
_BEGUN = 0.95


@dataclass(slots=True)
class Match:
    """A name that answers: `covered` says how much of the query, `filled` how much of the name."""

    ordinal: int
    score: float
    covered: float
    filled: float
    places: tuple[int, ...]
    qualities: tuple[float, ...]


class Aligner:
    """Lays one query beside any number of names."""

    def __init__(self, groups: Sequence[Group], weights: Mapping[int, float]) -> None:
        self._weights = weights
        self._shares = [group.weight for group in groups]
        self._total = sum(self._shares)
        self._answers: dict[int, list[tuple[float, int]]] = {}
        for place, group in enumerate(groups):
            for word_id, quality in group.table.items():
                self._answers.setdefault(word_id, []).append((quality, place))
        self._ranges = [
            (low, high, quality, place)
            for place, group in enumerate(groups)
            for low, high, quality in group.ranges
        ]

    def align(self, ordinal: int, ids: Sequence[int], liking: float) -> Match:
        """Give each word of the query its best word of the name, none twice.

        `ids` are the words of the name; `liking` raises the score of names that are preferred.
        """
        weights, shares = self._weights, self._shares
        pairs: list[tuple[float, int, int]] = []
        whole = 0.0
        for place, word_id in enumerate(ids):
            whole += weights[word_id]
            if word_id in self._answers:
                pairs += [(quality, group, place) for quality, group in self._answers[word_id]]
            for low, high, quality, group in self._ranges:
                if low <= word_id < high:
                    pairs.append((quality, group, place))
        if len(pairs) > 1:
            pairs.sort(key=_by_quality)
        places = [-1] * len(shares)
        qualities = [0.0] * len(shares)
        taken = 0
        covered = filled = 0.0
        for quality, group, place in pairs:
            if places[group] < 0 and not taken >> place & 1:
                taken |= 1 << place
                places[group] = place
                qualities[group] = quality
                covered += shares[group] * quality
                filled += weights[ids[place]] * (
                    _BEGUN if BEGINNING < quality < TRANSLATION else quality
                )
        covered /= self._total
        filled /= whole
        score = covered * (0.55 + 0.37 * filled**0.7 + 0.08 * _in_order(places))
        return Match(
            ordinal, score * (1.0 + liking), covered, filled, tuple(places), tuple(qualities)
        )


def _by_quality(pair: tuple[float, int, int]) -> tuple[float, int]:
    """The best first; of equals those that stand at the same place in query and name."""
    quality, group, place = pair
    return -quality, abs(group - place)


def _in_order(places: Sequence[int]) -> float:
    """1 where the words follow each other as in the query, less for gaps and turns."""
    last, ordered = -2, 0.0
    for place in places:
        if place >= 0:
            ordered += 1.0 if place == last + 1 or last == -2 else 0.5 if place > last else 0.0
            last = place
    return ordered / len(places)

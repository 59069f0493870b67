"""A sorted list of distinct words that finds them exactly, by their beginning, or nearly."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Near words kept of one lookup: more than this many are noise.
_NEAR = 24


class Near(NamedTuple):
    """Words `low` … `high` (excluded) that are `distance` slips of the keyboard away.

    One word, or for a `beginning` every word that begins like it.
    """

    low: int
    high: int
    distance: int
    beginning: bool


class Vocabulary:
    """Distinct folded words in order; a word's place in the list is its id."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self._by_length: dict[int, list[str]] | None = None
        self._choices: dict[tuple[int, int], list[str]] = {}
        self._stems: dict[int, list[str]] = {}
        self.near = lru_cache(maxsize=512)(self._near)

    def __len__(self) -> int:
        return len(self.words)

    def find(self, word: str) -> int | None:
        """The id of the word, or None."""
        place = bisect_left(self.words, word)
        if place < len(self.words) and self.words[place] == word:
            return place
        return None

    def beginning(self, prefix: str) -> tuple[int, int]:
        """The range of ids of the words that begin with `prefix`, itself included."""
        low = bisect_left(self.words, prefix)
        return low, bisect_left(self.words, prefix + "\U0010ffff", low)

    def _near(self, word: str, slips: int, unfinished: bool) -> tuple[Near, ...]:
        """Words within `slips` edits (a transposition is one), the nearest first.

        With `unfinished`, also words whose beginning is that near.
        """
        if not slips:
            return ()
        found = [
            Near(place, place + 1, distance, False)
            for near, distance in self._whole(word, slips)
            if (place := self.find(near)) is not None
        ]
        if unfinished:
            for length in range(len(word) - 1, len(word) + 2):
                for stem, distance in self._extract(word, self._stems_of(length), slips):
                    low, high = self.beginning(stem)
                    found.append(Near(low, high, distance, True))
        return tuple(sorted(found, key=lambda near: (near.distance, near.beginning, near.low)))

    def _whole(self, word: str, slips: int) -> list[tuple[str, int]]:
        return self._extract(word, self._of_length(len(word), slips), slips)

    @staticmethod
    def _extract(word: str, choices: list[str], slips: int) -> list[tuple[str, int]]:
        if not choices:
            return []
        hits = process.extract(word, choices, scorer=OSA.distance, score_cutoff=slips, limit=_NEAR)
        return [(choice, int(distance)) for choice, distance, _ in hits if distance]

    def _of_length(self, length: int, slips: int) -> list[str]:
        choices = self._choices.get((length, slips))
        if choices is None:
            if self._by_length is None:
                self._by_length = {}
                for word in self.words:
                    self._by_length.setdefault(len(word), []).append(word)
            near = range(length - slips, length + slips + 1)
            choices = [word for n in near for word in self._by_length.get(n, ())]
            self._choices[length, slips] = choices
        return choices

    def _stems_of(self, length: int) -> list[str]:
        stems = self._stems.get(length)
        if stems is None:
            cut = (word[:length] for word in self.words if len(word) > length)
            stems = self._stems[length] = list(dict.fromkeys(cut))
        return stems


def slips_allowed(word: str) -> int:
    """How many slips a word may hold to be told what was meant: one in three letters, at most 3."""
    return min(len(word) // 3 + (len(word) == 5), 3)

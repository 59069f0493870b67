"""A sorted list of distinct words that finds them exactly, by their beginning, or nearly."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Near words kept of one lookup: more than this many are noise.
_NEAR = 24
# So many words are looked through in parts, between which a search may be stopped.
_MANY = 20_000


class Near(NamedTuple):
    """Words `low` … `high` (excluded) that are `distance` slips of the keyboard away.

    One word, or for a `beginning` every word that begins like it.
    """

    low: int
    high: int
    distance: int
    beginning: bool


class Vocabulary:
    """Distinct folded words in order; a word's place in the list is its id.

    `check` is called while many words are looked through, and may stop that by raising.
    """

    def __init__(self, words: list[str], check: Callable[[], None] = lambda: None) -> None:
        self.words = words
        self._check = check
        self._choices: dict[tuple[str, int, int], list[str]] = {}
        self._stems: dict[int, dict[str, list[str]]] = {}
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

        With `unfinished`, also words whose beginning is that near. Slips of the first letter are
        rare: words with another one are only looked at where none has the same.
        """
        if not slips:
            return ()
        found = self._alike(word, slips, unfinished, word[0])
        if not found:
            for first in self._firsts:
                found += self._alike(word, slips, unfinished, first)
        return tuple(sorted(found, key=_by_distance))

    @cached_property
    def _firsts(self) -> list[str]:
        """The letters that words begin with; of few words, all at once."""
        if len(self.words) < _MANY:
            return [""]
        return list(dict.fromkeys(word[0] for word in self.words if word))

    def _alike(self, word: str, slips: int, unfinished: bool, first: str) -> list[Near]:
        self._check()
        found = [
            Near(place, place + 1, distance, False)
            for near, distance in _extract(word, self._of_length(first, len(word), slips), slips)
            if (place := self.find(near)) is not None
        ]
        if unfinished:
            for length in range(len(word) - 1, len(word) + 2):
                for stem, distance in _extract(word, self._stems_of(first, length), slips):
                    low, high = self.beginning(stem)
                    found.append(Near(low, high, distance, True))
        return found

    def _of_length(self, first: str, length: int, slips: int) -> list[str]:
        """Words of nearly that length that begin with `first`."""
        choices = self._choices.get((first, length, slips))
        if choices is None:
            low, high = self.beginning(first)
            shortest, longest = length - slips, length + slips
            choices = [w for w in self.words[low:high] if shortest <= len(w) <= longest]
            self._choices[first, length, slips] = choices
        return choices

    def _stems_of(self, first: str, length: int) -> list[str]:
        """The beginnings of that length, of the words that begin with `first`."""
        stems = self._stems.setdefault(length, {})
        if first not in stems:
            low, high = self.beginning(first)
            cut = (word[:length] for word in self.words[low:high] if len(word) > length)
            stems[first] = list(dict.fromkeys(cut))
        return stems[first]


def _extract(word: str, choices: list[str], slips: int) -> list[tuple[str, int]]:
    """The choices that are so near, but not the very same."""
    if not choices:
        return []
    hits = process.extract(word, choices, scorer=OSA.distance, score_cutoff=slips, limit=_NEAR)
    return [(choice, int(distance)) for choice, distance, _ in hits if distance]


def _by_distance(near: Near) -> tuple[int, bool, int]:
    return near.distance, near.beginning, near.low


def slips_allowed(word: str) -> int:
    """How many slips a word may hold to be told what was meant: one in three letters, at most 3."""
    return min(len(word) // 3 + (len(word) == 5), 3)

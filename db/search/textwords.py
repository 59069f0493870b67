"""The words of all passages, with how often each is used: what a query's words can be there."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lacsec.db.search import storage
from lacsec.db.search.lexicon import Lexicon
from lacsec.db.search.storage import MANY_PASSAGES
from lacsec.db.search.vocabulary import Vocabulary, slips_allowed
from lacsec.db.search.words import is_strict, same_number

_CORRECTIONS = 3
_COMPLETIONS = 12
_RAREST = 3
_STEM = 5
# What a word like "project" counts for: few sentences about one say so.
_GENERIC = 0.4


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What may stand in a passage for one word of the query.

    `words` are the word and its other spellings, `pairs` two words in a row that make it,
    `beginning` is for a word that is still typed. `others` stand for it by forgiving something:
    `why` says what; `stem` begins its other forms. `weight` is how telling it is, `passages` at
    most how many hold any of it.
    """

    text: str
    words: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    beginning: str | None
    others: tuple[str, ...]
    why: str
    stem: str | None
    weight: float
    passages: int
    stop: bool
    generic: bool
    completions: tuple[str, ...] = ()

    def expression(self, phrases: bool = True) -> str:
        """As the full-text index is asked for it.

        Without phrases it is asked for some that match, not for the best: pairs of words are then
        asked for in any order, and a beginning of few common words as these words.
        """
        words = [*self.words, *self.others]
        starts = [start for start in (self.beginning, self.stem) if start]
        if self.completions and not phrases:
            words += self.completions
            starts = []
        parts = [f'"{word}"' for word in words]
        pair = '"{} {}"' if phrases else '("{}" AND "{}")'
        parts += [pair.format(first, second) for first, second in self.pairs]
        parts += [f'"{start}"*' for start in starts]
        return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


class TextWords:
    """The vocabulary of the passages."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        lexicon: Lexicon,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._check = check
        self._connection = connection
        self._lexicon = lexicon
        self.passages = int(storage.get_bytes(connection, "text.count") or b"0")
        self._counts: Sequence[int] = storage.get_numbers(connection, "text.counts")
        self.alternatives = lru_cache(maxsize=1024)(self._alternatives)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words in order."""
        return Vocabulary(storage.get_words(self._connection, "text.words"), self._check)

    def count(self, word: str) -> int:
        """In how many passages the word stands."""
        place = self.vocabulary.find(word)
        return 0 if place is None else self._counts[place + 1] - self._counts[place]

    def count_beginning(self, prefix: str) -> int:
        """At most in how many passages a word stands that begins so."""
        low, high = self.vocabulary.beginning(prefix)
        return min(self.passages, self._counts[high] - self._counts[low]) if high > low else 0

    def weight(self, passages: int) -> float:
        """How telling a word is that stands in so many passages; of the rarest, all the same."""
        passages = max(passages, _RAREST)
        return math.log(1 + (self.passages - min(passages, self.passages) + 0.5) / (passages + 0.5))

    def _alternatives(self, text: str, unfinished: bool, forgive: bool) -> Alternatives:
        """What may stand for a word.

        For one that no passage holds, the same in another language; with `forgive`, that for any
        word, and near words for one that no passage holds.
        """
        lexicon = self._lexicon
        words = [text]
        number = same_number(text)
        if number and not unfinished:
            words.append(number)
        if not is_strict(text):
            words += [other for other in lexicon.variants(text) if self.count(other)]
        beginning = self._beginning(text, unfinished)
        pairs = self._pairs(text)
        total = own = self._total(words, beginning, pairs)
        others: list[str] = []
        why = ""
        stop, generic = text in lexicon.stop, text in lexicon.generic
        stem = self._stem(text) if forgive and not stop and not beginning else None
        if stem:
            total = min(self.passages, total + self.count_beginning(stem))
        if not stop and (not total or forgive):
            others, why = self._instead(text, forgive and not own)
            total = min(self.passages, total + sum(self.count(other) for other in others))
        weight = self.weight(max(self.count(text), min(total, 50)) if beginning else own or total)
        return Alternatives(
            text,
            tuple(words),
            tuple(pairs),
            beginning,
            tuple(others),
            why,
            stem,
            weight * (0.1 if stop else _GENERIC if generic else 1.0),
            total,
            stop,
            generic,
            self._completions(beginning or stem),
        )

    def _stem(self, text: str) -> str | None:
        """The beginning that a word shares with its other forms: "training", "trained"."""
        if len(text) < _STEM or not text.isalpha() or self._lexicon.is_country(text):
            return None
        for ending in self._lexicon.inflections:
            if text.endswith(ending) and len(text) - len(ending) >= _STEM:
                return text[: -len(ending)]
        return text

    def _beginning(self, text: str, unfinished: bool) -> str | None:
        if not unfinished or len(text) < 2 or self._lexicon.is_country(text):
            return None
        if is_strict(text) and self.count(text):
            return None
        return text if self.count_beginning(text) else None

    def _completions(self, start: str | None) -> tuple[str, ...]:
        """The words that begin so, where they are few and stand in very many passages."""
        if start is None or self.count_beginning(start) <= MANY_PASSAGES:
            return ()
        low, high = self.vocabulary.beginning(start)
        return tuple(self.vocabulary.words[low:high]) if high - low <= _COMPLETIONS else ()

    def _total(self, words: list[str], beginning: str | None, pairs: list[tuple[str, str]]) -> int:
        total = sum(self.count(word) for word in words)
        if beginning:
            total += self.count_beginning(beginning)
        total += sum(min(self.count(first), self.count(second)) for first, second in pairs)
        return min(total, self.passages)

    def _pairs(self, text: str) -> list[tuple[str, str]]:
        """Two words of the passages that make this one when written together."""
        if len(text) < 5 or not text.isalpha():
            return []
        known = bool(self.count(text))
        found = []
        for cut in range(2, len(text) - 1):
            first, second = text[:cut], text[cut:]
            if known and first not in self._lexicon.hyphenated:
                continue
            if self.count(first) and self.count(second) and second not in self._lexicon.stop:
                found.append((first, second))
        return found

    def _instead(self, text: str, near: bool) -> tuple[list[str], str]:
        """The word in another language, else (if `near`) words that are nearly this one."""
        others = [word for word in self._lexicon.translations(text) if self.count(word)]
        if others:
            return others, "in other words"
        if not near or is_strict(text):
            return [], ""
        return self.near(text), "a letter or two off"

    def near(self, text: str) -> list[str]:
        """The likeliest words that were meant by a word that no passage holds."""
        slips = min(slips_allowed(text), 2)
        if len(text) < 4 or self._lexicon.is_country(text):
            return []
        words, counts = self.vocabulary.words, self._counts
        found = [
            near
            for near in self.vocabulary.near(text, slips, False)
            if not is_strict(words[near.low])
            and (len(text) > 5 or words[near.low].startswith(text[0]))
        ]
        if not found:
            return []
        least = found[0].distance
        if least > 1 and len(text) < 10:
            return []
        best = [n.low for n in found if n.distance == least]
        best.sort(key=lambda place: (counts[place] - counts[place + 1], place))
        return [words[place] for place in best[:_CORRECTIONS]]

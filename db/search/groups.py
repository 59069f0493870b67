"""Which words of names may answer a word of a query, and how well each does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from lacsec.db.search.lexicon import Lexicon
from lacsec.db.search.vocabulary import Vocabulary, slips_allowed
from lacsec.db.search.words import is_strict, same_number

# How well a word of a name answers a word of the query.
EXACT = 1.0
SPELLING = 0.97
TRANSLATION = 0.92
BEGINNING = 0.78  # and up to .18 more, the nearer to complete
ABBREVIATION = 0.66
SLIP_BEGINNING = 0.82
# Letters that have to be typed before a slip is forgiven in the beginning of a word.
BEGINNING_FROM = 6
# What a word that is typed in part fills of a name: nearly all, as it is going to be whole.
_BEGUN = 0.95

# How much is forgiven.
AS_TYPED, ANY_SPELLING, SLIPS = range(3)
# Ranges of words up to this long are told apart word by word.
_NARROW = 64
STOP_WEIGHT = 0.12


@dataclass(slots=True)
class Group:
    """The words of the index that may answer one word of the query, and how well each does.

    The `table` tells words apart, `ranges` are of so many words that they are all as good. `spans`
    are all the words: from one to another (excluded), in stretches as long as may be.
    """

    word: str
    weight: float
    table: dict[int, float] = field(default_factory=dict)
    ranges: list[tuple[int, int, float]] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    stop: bool = False
    postings: int = 0
    exact: bool = False


class Grouper:
    """Finds the words that may answer, in the vocabulary of all names.

    `count` gives the names of a range of words, `weigh` how telling a word is.
    """

    def __init__(
        self,
        words: Vocabulary,
        lexicon: Lexicon,
        count: Callable[[int, int], int],
        weigh: Callable[[int], float],
        rarest: float,
    ) -> None:
        self.words = words
        self._lexicon = lexicon
        self._count = count
        self._weigh = weigh
        self._rarest = rarest
        self.group = lru_cache(maxsize=1024)(self._group)

    def is_stop(self, word: str) -> bool:
        """Whether the word says nothing: "the", and "teh" where no name has it."""
        lexicon = self._lexicon
        return word in lexicon.stop or (
            lexicon.is_jumbled_stop(word) and self.words.find(word) is None
        )

    def _group(self, word: str, unfinished: bool, forgiven: int) -> Group:
        """The words of the index that answer `word`.

        `unfinished`: it is still being typed. What is `forgiven`: where it is `AS_TYPED`, other
        spellings only for a word that no name has; with `ANY_SPELLING` all of them, and other
        languages; with `SLIPS` those of the keyboard too.
        """
        group = Group(word, self._rarest, stop=self.is_stop(word))
        self._put(group, word, EXACT)
        if number := same_number(word):
            self._put(group, number, EXACT)
        if not is_strict(word) and (forgiven or not group.exact):
            self._add_spellings(group)
        self._add_beginnings(group, unfinished, forgiven == SLIPS)
        if forgiven == SLIPS and not (group.exact and group.stop):
            self._add_near(group, unfinished)
        group.postings = sum(self._count(low, high) for low, high in group.spans)
        if group.stop or (len(word) < 3 and not group.exact):
            group.weight = STOP_WEIGHT * self._rarest
        elif group.exact:
            group.weight = max(self._weigh(w) for w, q in group.table.items() if q >= TRANSLATION)
        return group

    def _add_spellings(self, group: Group) -> None:
        word, lexicon = group.word, self._lexicon
        for other in lexicon.variants(word):
            if lexicon.may_stand_for(other, word):
                self._put(group, other, SPELLING)
        if not group.stop:
            for other in lexicon.translations(word):
                self._put(group, other, TRANSLATION)

    def _put(self, group: Group, word: str, quality: float) -> None:
        word_id = self.words.find(word)
        if word_id is not None and group.table.get(word_id, 0.0) < quality:
            self._add(group, word_id, quality)
            group.exact = True

    def _add_beginnings(self, group: Group, unfinished: bool, near: bool) -> None:
        word = group.word
        if (is_strict(word) and group.exact) or self._lexicon.is_country(word):
            return
        if not unfinished and (len(word) < 3 or (group.stop and not near)):
            return
        low, high = self.words.beginning(word)
        base = BEGINNING if unfinished else ABBREVIATION
        self._add_range(group, low, high, base)

    def _add_range(self, group: Group, low: int, high: int, base: float) -> None:
        if low == high:
            return
        length = len(group.word)
        group.spans.append((low, high))
        if high - low > _NARROW:
            group.ranges.append((low, high, base))
            return
        for word_id in range(low, high):
            quality = base + 0.18 * min(1.0, length / len(self.words.words[word_id]))
            if group.table.get(word_id, 0.0) < quality:
                group.table[word_id] = quality

    def _add_near(self, group: Group, unfinished: bool) -> None:
        word, lexicon = group.word, self._lexicon
        if is_strict(word) or lexicon.is_country(word):
            return
        slips = slips_allowed(word)
        for near in self.words.near(word, slips, unfinished and len(word) >= BEGINNING_FROM):
            factor = _slip_quality(len(word), near.distance)
            if near.beginning:
                stem = self.words.words[near.low][: len(word) + 1]
                if (near.distance > 1 and len(word) < 7) or word[-1] not in stem[len(word) - 2 :]:
                    continue
                self._add_range(group, near.low, near.high, BEGINNING * factor * SLIP_BEGINNING)
            elif is_strict(self.words.words[near.low]):
                continue
            elif self.words.words[near.low] in lexicon.stop:
                if near.distance == 1 and len(word) > 3 and not group.table:
                    group.stop = True
                    self._add(group, near.low, factor)
            elif group.table.get(near.low, 0.0) < factor:
                self._add(group, near.low, factor)

    @staticmethod
    def _add(group: Group, word_id: int, quality: float) -> None:
        group.table[word_id] = quality
        group.spans.append((word_id, word_id + 1))


def _slip_quality(length: int, slips: int) -> float:
    """How well a word with so many slips stands for the right one: .82 for one in four letters."""
    return 1.0 - 0.62 * slips / (length - 0.5)

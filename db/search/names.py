"""Finds names: of a query's words, which names hold them, written like that or nearly so."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nsmallest
from itertools import chain

from lacsec.db.search import storage
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
# What a word that is typed in part fills of a name: nearly all, as it is going to be whole.
_BEGUN = 0.95

# Names looked at closely, and how many postings are gathered to find them.
_CLOSELY, _CLOSELY_ONE = 80, 40
_WIDE = 40_000
_SORTED = 2_000
# From how many words of a query the search for candidates starts anew.
_STARTS = 3
# Ranges of words up to this long are told apart word by word.
_NARROW = 64
_STOP_WEIGHT = 0.12
# By the kind of a name, in the order of the model's `NameKind`.
_LIKING = (0.02, 0.0, -0.01)


@dataclass(slots=True)
class Group:
    """The words of the index that may answer one word of the query, and how well each does."""

    word: str
    weight: float
    table: dict[int, float] = field(default_factory=dict)
    ranges: list[tuple[int, int, float]] = field(default_factory=list)
    stop: bool = False
    postings: int = 0
    exact: bool = False


@dataclass(slots=True)
class Match:
    """A name that answers: `covered` says how much of the query, `filled` how much of the name."""

    ordinal: int
    score: float
    covered: float
    filled: float
    places: tuple[int, ...]
    qualities: tuple[float, ...]


class NameIndex:
    """The names of a database, as arrays that are read from the file as they are."""

    def __init__(self, connection: sqlite3.Connection, lexicon: Lexicon) -> None:
        self._connection = connection
        self._lexicon = lexicon
        self.words = Vocabulary(storage.get_words(connection, "name.words"))
        self.entities = storage.get_numbers(connection, "name.entities")
        self._starts = storage.get_numbers(connection, "name.starts")
        self._postings = storage.get_numbers(connection, "name.postings")
        self._word_starts = storage.get_numbers(connection, "name.word_starts")
        self._word_ids = storage.get_numbers(connection, "name.word_ids")
        self.rarest = math.log(2 + len(self.entities))
        self._kinds = storage.get_bytes(connection, "name.kinds")
        self._weights = _Weights(self._name_weight)
        self.group = lru_cache(maxsize=1024)(self._group)

    def __len__(self) -> int:
        return len(self.entities)

    def words_of(self, ordinal: int) -> list[str]:
        """The words of a name."""
        words = self.words.words
        low, high = self._word_starts[ordinal], self._word_starts[ordinal + 1]
        return [words[word_id] for word_id in self._word_ids[low:high]]

    def liking(self, ordinal: int) -> float:
        """Of names that answer alike, the one that the entity is shown by is told."""
        return _LIKING[self._kinds[ordinal]]

    def is_stop(self, word: str) -> bool:
        """Whether the word says nothing: "the", and "teh" where no name has it."""
        lexicon = self._lexicon
        return word in lexicon.stop or (
            lexicon.is_jumbled_stop(word) and self.words.find(word) is None
        )

    # -- the words of the query ----------------------------------------------------------------

    def _group(self, word: str, unfinished: bool, near: bool) -> Group:
        """The words of the index that answer `word`.

        `unfinished`: it is still being typed. `near`: slips of the keyboard are forgiven.
        """
        group = Group(word, self.rarest, stop=self.is_stop(word))
        self._add_exact(group)
        self._add_beginnings(group, unfinished, near)
        if near and not (group.exact and group.stop):
            self._add_near(group, unfinished)
        group.postings = sum(self._count(w, w + 1) for w in group.table) + sum(
            self._count(low, high) for low, high, _ in group.ranges
        )
        if group.stop or (len(word) < 3 and not group.exact):
            group.weight = _STOP_WEIGHT * self.rarest
        elif group.exact:
            group.weight = max(self._idf(w) for w, q in group.table.items() if q >= TRANSLATION)
        return group

    def _add_exact(self, group: Group) -> None:
        word, lexicon = group.word, self._lexicon
        self._put(group, word, EXACT)
        number = same_number(word)
        if number:
            self._put(group, number, EXACT)
        if is_strict(word):
            return
        for other in lexicon.variants(word):
            if lexicon.may_stand_for(other, word):
                self._put(group, other, SPELLING)
        if not group.stop:
            for other in lexicon.translations(word):
                self._put(group, other, TRANSLATION)

    def _put(self, group: Group, word: str, quality: float) -> None:
        word_id = self.words.find(word)
        if word_id is not None and group.table.get(word_id, 0.0) < quality:
            group.table[word_id] = quality
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
        length = len(group.word)
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
        for near in self.words.near(word, slips, unfinished and len(word) > 4):
            factor = _slip_quality(len(word), near.distance)
            if near.beginning:
                stem = self.words.words[near.low][: len(word) + 1]
                if (near.distance > 1 and len(word) < 7) or word[-1] not in stem[len(word) - 2 :]:
                    continue
                self._add_range(group, near.low, near.high, BEGINNING * factor * SLIP_BEGINNING)
            elif (
                not is_strict(self.words.words[near.low])
                and self.words.words[near.low] not in lexicon.stop
                and group.table.get(near.low, 0.0) < factor
            ):
                group.table[near.low] = factor

    def _count(self, low: int, high: int) -> int:
        return self._starts[high] - self._starts[low]

    def _idf(self, word_id: int) -> float:
        return math.log(1 + (1 + len(self.entities)) / self._count(word_id, word_id + 1))

    def _name_weight(self, word_id: int) -> float:
        if self.words.words[word_id] in self._lexicon.stop:
            return _STOP_WEIGHT * self.rarest
        return self._idf(word_id)

    # -- names that may answer -----------------------------------------------------------------

    def candidates(self, groups: Sequence[Group]) -> list[int]:
        """Names worth a close look: those that answer every word, else as many as can be.

        Starts from the word with the fewest names and keeps those that answer the next too. Where
        words had to be left out, starts again from other words.
        """
        found_any = [group for group in groups if group.postings]
        solid = [group for group in found_any if not group.stop] or found_any
        solid.sort(key=lambda group: group.postings)
        if not solid:
            return []
        if solid[0].postings > _WIDE:
            return self._best_known(solid[0])
        found: dict[int, None] = {}
        for start in range(min(len(solid), _STARTS)):
            if start and solid[start].postings > _WIDE:
                break
            names, complete = self._narrow(solid[start:])
            most = _CLOSELY if len(solid) > 1 else _CLOSELY_ONE
            found.update(dict.fromkeys(self._shortest(names, most)))
            if complete and all(group.exact for group in solid):
                break
        return list(found)

    def _narrow(self, groups: Sequence[Group]) -> tuple[set[int], bool]:
        """Names that answer the first word and, where there are any, each of the others."""
        names: set[int] = set()
        for postings in self._slices(groups[0]):
            names.update(postings)
        complete = True
        for group in groups[1:]:
            if len(names) <= _CLOSELY // 2:
                complete = complete and any(self._answers(name, group) for name in names)
                continue
            kept: set[int] = set()
            for postings in self._slices(group):
                kept |= names.intersection(postings)
            if kept:
                names = kept
            else:
                complete = False
        return names, complete

    def _shortest(self, names: set[int], most: int) -> list[int]:
        """Of too many names, those with the fewest words, then the best known."""
        if len(names) <= most:
            return sorted(names)
        if len(names) > _SORTED:
            return nsmallest(most, names)
        starts = self._word_starts
        return nsmallest(most, names, key=lambda n: (starts[n + 1] - starts[n], n))

    def _slices(self, group: Group) -> Iterator[Sequence[int]]:
        """The names of each word that answers, and of each range of words."""
        starts, postings = self._starts, self._postings
        for word_id in group.table:
            yield postings[starts[word_id] : starts[word_id + 1]]
        for low, high, _ in group.ranges:
            yield postings[starts[low] : starts[high]]

    def _answers(self, ordinal: int, group: Group) -> bool:
        ids = self._word_ids[self._word_starts[ordinal] : self._word_starts[ordinal + 1]]
        return any(
            word_id in group.table or any(low <= word_id < high for low, high, _ in group.ranges)
            for word_id in ids
        )

    def _best_known(self, group: Group) -> list[int]:
        """The best known names for a word that very many names answer."""
        row = self._connection.execute(
            "SELECT ordinals FROM search_head WHERE prefix = ?", (group.word,)
        ).fetchone()
        if row:
            return list(storage.unpack(bytes(row[0])))[:_CLOSELY]
        return nsmallest(_CLOSELY, chain.from_iterable(self._slices(group)))

    # -- a close look --------------------------------------------------------------------------

    def match(self, groups: Sequence[Group], ordinals: Iterable[int]) -> list[Match]:
        """How well each of those names answers the query, the best first."""
        table: dict[int, list[tuple[float, int]]] = {}
        for place, group in enumerate(groups):
            for word_id, quality in group.table.items():
                table.setdefault(word_id, []).append((quality, place))
        ranges = [
            (low, high, quality, place)
            for place, group in enumerate(groups)
            for low, high, quality in group.ranges
        ]
        total = sum(group.weight for group in groups)
        found = [self._align(ordinal, groups, table, ranges, total) for ordinal in ordinals]
        found.sort(key=_by_score)
        return found

    def _align(
        self,
        ordinal: int,
        groups: Sequence[Group],
        table: dict[int, list[tuple[float, int]]],
        ranges: list[tuple[int, int, float, int]],
        total: float,
    ) -> Match:
        """Give each word of the query its best word of the name, none twice."""
        ids = self._word_ids[self._word_starts[ordinal] : self._word_starts[ordinal + 1]]
        weights = self._weights
        pairs: list[tuple[float, int, int]] = []
        whole = 0.0
        for place, word_id in enumerate(ids):
            whole += weights[word_id]
            if word_id in table:
                pairs += [(quality, group, place) for quality, group in table[word_id]]
            for low, high, quality, group in ranges:
                if low <= word_id < high:
                    pairs.append((quality, group, place))
        places = [-1] * len(groups)
        qualities = [0.0] * len(groups)
        if len(pairs) > 1:
            pairs.sort(key=_by_quality)
        taken = 0
        covered = filled = 0.0
        for quality, group, place in pairs:
            if places[group] < 0 and not taken >> place & 1:
                taken |= 1 << place
                places[group] = place
                qualities[group] = quality
                covered += groups[group].weight * quality
                filled += weights[ids[place]] * (
                    _BEGUN if BEGINNING < quality < TRANSLATION else quality
                )
        covered /= total
        filled /= whole
        score = covered * (0.55 + 0.37 * filled**0.7 + 0.08 * _in_order(places))
        score += score * _LIKING[self._kinds[ordinal]]
        return Match(ordinal, score, covered, filled, tuple(places), tuple(qualities))


class _Weights(dict[int, float]):
    """How telling each word of a name is, worked out when it is first met."""

    def __init__(self, weigh: Callable[[int], float]) -> None:
        super().__init__()
        self._weigh = weigh

    def __missing__(self, word_id: int) -> float:
        weight = self[word_id] = self._weigh(word_id)
        return weight


def _slip_quality(length: int, slips: int) -> float:
    """How well a word with so many slips stands for the right one: .82 for one in four letters."""
    return 1.0 - 0.62 * slips / (length - 0.5)


def _by_score(match: Match) -> tuple[float, int]:
    return -match.score, match.ordinal


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

"""The names of a database: which of them may answer the words of a query, and the best of them."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import chain

from lacsec.db.search import storage
from lacsec.db.search.align import Aligner, Match
from lacsec.db.search.groups import STOP_WEIGHT, Group, Grouper
from lacsec.db.search.lexicon import Lexicon
from lacsec.db.search.vocabulary import Vocabulary

# Names looked at closely, for several words and for one; and words with too many names to gather.
_CLOSELY, _CLOSELY_ONE = 80, 40
_WIDE = 40_000
_SORTED = 2_000
# So many times as many postings as names: then it is quicker to look at the names' words.
_QUICKER = 24
# From how many words of a query the search for candidates starts anew.
_STARTS = 3
# By the kind of a name, in the order of the model's `NameKind`: of names that answer alike, the one
# that the entity is shown by is told.
_LIKING = (0.02, 0.0, -0.01)


class NameIndex:
    """The names of a database, as arrays that are read from the file as they are."""

    def __init__(
        self, connection: sqlite3.Connection, lexicon: Lexicon, check: Callable[[], None]
    ) -> None:
        self._check = check
        self._connection = connection
        self._lexicon = lexicon
        self.words = Vocabulary(storage.get_words(connection, "name.words"), check)
        self.entities = storage.get_numbers(connection, "name.entities")
        self._starts = storage.get_numbers(connection, "name.starts")
        self._postings = storage.get_numbers(connection, "name.postings")
        self._word_starts = storage.get_numbers(connection, "name.word_starts")
        self._word_ids = storage.get_numbers(connection, "name.word_ids")
        self._kinds = storage.get_bytes(connection, "name.kinds")
        self._rarest = math.log(2 + len(self.entities))
        self._weights = _Weights(self._name_weight)
        self.grouper = Grouper(self.words, lexicon, self._count, self._idf, self._rarest)

    def __len__(self) -> int:
        return len(self.entities)

    def words_of(self, ordinal: int) -> list[str]:
        """The words of a name."""
        words = self.words.words
        return [words[word_id] for word_id in self._ids_of(ordinal)]

    def liking(self, ordinal: int) -> float:
        """What a name's score is raised by, as a share of it."""
        return _LIKING[self._kinds[ordinal]]

    def search(self, groups: Sequence[Group]) -> list[Match]:
        """The names that answer, the best first: those that answer every word, where there are any.

        Starts from the word with the fewest names and keeps those that answer the next too. Where
        words had to be left out, starts again from other words.
        """
        known = [group for group in groups if group.postings]
        solid = [group for group in known if not group.stop and len(group.word) > 1] or known
        solid.sort(key=_by_postings)
        if not solid:
            return []
        aligner = Aligner(groups, self._weights)
        if solid[0].postings > _WIDE:
            return self._look_closely(aligner, self._best_known(solid[0]))
        most = _CLOSELY if len(solid) > 1 else _CLOSELY_ONE
        stops = [group for group in known if group not in solid and group.postings <= _WIDE]
        spelt = all(group.exact for group in solid)
        found: dict[int, None] = {}
        for start in range(min(len(solid), _STARTS)):
            if start and solid[start].postings > _WIDE:
                break
            names, complete = self._narrow(solid[start:])
            if len(names) > most:
                names = self._narrowed(names, stops)
            found.update(dict.fromkeys(self._shortest(names, most)))
            most = _CLOSELY_ONE
            if complete and spelt:
                break
        return self._look_closely(aligner, found)

    # -- names that may answer -----------------------------------------------------------------

    def _narrow(self, groups: Sequence[Group]) -> tuple[set[int], bool]:
        """Names that answer the first word and, where there are any, each of the others."""
        names: set[int] = set()
        for postings in self._slices(groups[0]):
            names.update(postings)
        complete = True
        for group in groups[1:]:
            kept = self._narrowed(names, [group])
            complete = complete and kept is not names
            names = kept
        return names, complete

    def _narrowed(self, names: set[int], groups: Iterable[Group]) -> set[int]:
        """Those of the names that answer the words too; the very same set, where none does."""
        for group in groups:
            if len(names) * _QUICKER < group.postings:
                kept = {name for name in names if self._answers(name, group)}
            else:
                kept = set()
                for postings in self._slices(group):
                    kept |= names.intersection(postings)
            names = kept or names
        return names

    def _shortest(self, names: set[int], most: int) -> list[int]:
        """Of too many names, those with the fewest words, then the best known."""
        if len(names) <= most:
            return sorted(names)
        if len(names) > _SORTED:
            return nsmallest(most, names)
        starts = self._word_starts
        return sorted(sorted(names), key=lambda n: starts[n + 1] - starts[n])[:most]

    def _best_known(self, group: Group) -> list[int]:
        """The best known names for a word that very many names answer."""
        row = self._connection.execute(
            "SELECT ordinals FROM search_head WHERE prefix = ?", (group.word,)
        ).fetchone()
        if row:
            return list(storage.unpack(bytes(row[0])))[:_CLOSELY]
        return nsmallest(_CLOSELY, chain.from_iterable(self._slices(group)))

    def _slices(self, group: Group) -> Iterator[Sequence[int]]:
        """The names of the words that answer, a stretch of words at a time."""
        starts, postings = self._starts, self._postings
        for low, high in group.spans:
            self._check()
            yield postings[starts[low] : starts[high]]

    def _answers(self, ordinal: int, group: Group) -> bool:
        ids = self._ids_of(ordinal)
        if not group.ranges:
            return not group.table.keys().isdisjoint(ids)
        return any(
            word_id in group.table or any(low <= word_id < high for low, high, _ in group.ranges)
            for word_id in ids
        )

    # -- a close look --------------------------------------------------------------------------

    def _look_closely(self, aligner: Aligner, ordinals: Iterable[int]) -> list[Match]:
        self._check()
        starts, ids, kinds = self._word_starts, self._word_ids, self._kinds
        found = [
            aligner.align(n, ids[starts[n] : starts[n + 1]], _LIKING[kinds[n]]) for n in ordinals
        ]
        found.sort(key=_by_score)
        return found

    def _ids_of(self, ordinal: int) -> Sequence[int]:
        return self._word_ids[self._word_starts[ordinal] : self._word_starts[ordinal + 1]]

    def _count(self, low: int, high: int) -> int:
        return self._starts[high] - self._starts[low]

    def _idf(self, word_id: int) -> float:
        return math.log(1 + (1 + len(self.entities)) / self._count(word_id, word_id + 1))

    def _name_weight(self, word_id: int) -> float:
        if self.words.words[word_id] in self._lexicon.stop:
            return STOP_WEIGHT * self._rarest
        return self._idf(word_id)


class _Weights(dict[int, float]):
    """How telling each word of a name is, worked out when it is first met."""

    def __init__(self, weigh: Callable[[int], float]) -> None:
        super().__init__()
        self._weigh = weigh

    def __missing__(self, word_id: int) -> float:
        weight = self[word_id] = self._weigh(word_id)
        return weight


def _by_score(match: Match) -> tuple[float, int]:
    return -match.score, match.ordinal


def _by_postings(group: Group) -> int:
    return group.postings

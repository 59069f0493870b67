"""Finds entities by name: in what order to forgive, and which name answers best."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence

from lacsec.db.search.align import Match
from lacsec.db.search.groups import ANY_SPELLING, AS_TYPED, SLIPS, SPELLING, TRANSLATION, Group
from lacsec.db.search.lexicon import Lexicon
from lacsec.db.search.namehit import NameHit, is_sure, letters_off
from lacsec.db.search.namerows import NameRow, rows_of
from lacsec.db.search.names import NameIndex
from lacsec.db.search.results import Name
from lacsec.db.search.vocabulary import slips_allowed
from lacsec.db.search.words import Word, is_numeral, is_strict, squash

# A name that answers less of the query than this is no answer to it.
ENOUGH = 0.5
# Of a name, the share that a part of a query has to fill to stand for the whole of it.
_WHOLE = 0.74
# A word still typed that begins so little of a name may rather be another word misspelt.
_LITTLE = 0.5
# The share of a name that a query has to fill, inside it, to be a phrase of it.
_LARGE = 0.5
_KEPT = 24
_SINGLE = 8  # more names that a part of the query fills
_WINDOW = 8  # words
_STRETCHES = 200
_SPACED = 0.97
Keyed = dict[tuple[int, int], list[NameRow]]


class NameFinder:
    """Finds entities by what they are called, from the exact to the misspelt.

    `check` is called again and again, and may stop the search by raising.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        lexicon: Lexicon,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._connection = connection
        self._check = check
        self._lexicon = lexicon
        self.index = NameIndex(connection, lexicon, check)
        self._rows = rows_of(connection, len(self.index))

    def find(
        self,
        words: Sequence[Word],
        unfinished: bool,
        keep: int = _KEPT,
        whole_only: bool = False,
    ) -> list[NameHit]:
        """Entities that the words name, or may name, the best first and each once.

        `whole_only`: not those that only a part of the words names.
        """
        if not words or not len(self.index):
            return []
        texts = [word.text for word in words]
        keyed = self._keyed(texts, whole_only)
        matches = self._matches(texts, unfinished, (0, len(texts)) in keyed)
        self._check()
        accented = any(word.accented for word in words)
        if not accented:
            matches = self._once_each(matches)
        whole = [match for match in matches[keep:] if match.filled >= _WHOLE]
        matches = matches[:keep] + whole[:_SINGLE]
        rows = self._rows.of([match.ordinal for match in matches])
        hits = [self._hit(rows[match.ordinal], match, texts) for match in matches]
        hits += self._spelt(keyed, texts)
        if accented:
            strict = [hit for hit in hits if hit.has_accents(words)]
            hits = strict or [hit for hit in hits if not hit.slips]
        hits.sort(key=_by_score)
        best: dict[str, NameHit] = {}
        for hit in hits:
            best.setdefault(hit.entity_id, hit)
        return list(best.values())

    @staticmethod
    def named(words: Sequence[Word], hits: Sequence[NameHit], kind: str | None) -> list[Name]:
        """The hits with the names that entities are shown by, of one kind or of any."""
        found = []
        for hit in hits:
            row = hit.row
            if hit.covered >= ENOUGH and (kind is None or row.entity_kind == kind):
                spans = hit.spans(words) if row.name == row.value else ()
                why = hit.why(words)
                found.append(Name(hit.entity_id, row.entity_kind, row.name, hit.score, why, spans))
        return found

    def weight(self, text: str) -> float:
        """How telling a word of a query is."""
        return self.index.grouper.group(text, False, ANY_SPELLING).weight

    def knows(self, word: str) -> bool:
        """Whether a name holds the word."""
        return self.index.words.find(word) is not None

    def near(self, word: str) -> list[str]:
        """Words of names that were probably meant by one that no name holds."""
        slips = min(slips_allowed(word), 2)
        if len(word) < 4 or self._lexicon.is_country(word):
            return []
        words = self.index.words
        found = [n for n in words.near(word, slips, False) if n.distance == 1 or len(word) > 7]
        return [words.words[near.low] for near in found if not is_strict(words.words[near.low])]

    # -- stages --------------------------------------------------------------------------------

    def _matches(self, texts: list[str], unfinished: bool, keyed: bool) -> list[Match]:
        """Names that answer, forgiving no more than is needed."""
        last = len(texts) - 1 if unfinished else -1
        group = self.index.grouper.group
        groups = [group(text, place == last, AS_TYPED) for place, text in enumerate(texts)]
        matches = self.index.search(groups)
        if keyed or (_answered(matches, groups) and not self._maybe_misspelt(matches, texts, last)):
            return matches
        for step, (spelt, near) in enumerate(self._doubtful(groups, matches, last)):
            self._check()
            if step and not spelt and not near:
                continue
            for place in spelt:
                groups[place] = group(texts[place], place == last, ANY_SPELLING)
            for place in near:
                groups[place] = group(texts[place], place == last, SLIPS)
            matches = self.index.search(groups)
            if _answered(matches, groups):
                break
        return matches

    @staticmethod
    def _maybe_misspelt(matches: list[Match], texts: list[str], last: int) -> bool:
        """Whether the word still typed begins only small parts of names: it may be a whole one."""
        best = matches[0]
        unsure = last >= 0 and len(texts[last]) > 4 and best.qualities[last] < TRANSLATION
        return unsure and best.filled < _LITTLE

    @staticmethod
    def _doubtful(
        groups: list[Group], matches: list[Match], last: int
    ) -> Iterator[tuple[set[int], set[int]]]:
        """Words to take in any spelling, and words to forgive slips in; step by step more.

        First slips in the unknown words; then any spelling, and slips in the unanswered ones;
        then, in a short query, slips in all.
        """
        places = set(range(len(groups)))
        unknown = {
            p for p in places if not groups[p].exact and not (p == last and groups[p].postings)
        }
        if unknown:
            yield set(), unknown
        best = matches[0].qualities if matches else (0.0,) * len(groups)
        unanswered = {p for p in places if not best[p] or (p == last and not groups[p].exact)}
        near = unanswered - unknown
        yield places - unknown - near, near
        if len(groups) <= 3:
            yield set(), places - unknown - near

    def _keyed(self, texts: list[str], whole_only: bool) -> Keyed:
        """Names that a stretch of the query spells exactly, whatever its spaces."""
        stretches: dict[str, list[tuple[int, int]]] = {}
        if whole_only:
            stretches[squash(texts)] = [(0, len(texts))]
        for start in range(0 if whole_only else len(texts)):
            for end in range(start + 1, min(len(texts), start + _WINDOW) + 1):
                key = squash(texts[start:end])
                if len(key) > 1 and not (end == start + 1 and key in self._lexicon.stop):
                    stretches.setdefault(key, []).append((start, end))
        found: Keyed = {}
        for row in self._rows.spelt(list(stretches)[:_STRETCHES]):
            for stretch in stretches[row.key]:
                found.setdefault(stretch, []).append(row)
        return found

    # -- hits ----------------------------------------------------------------------------------

    def _once_each(self, matches: list[Match]) -> list[Match]:
        """Each entity once, by the name of it that answers best."""
        entities = self.index.entities
        found: dict[int, Match] = {}
        for match in matches:
            found.setdefault(entities[match.ordinal], match)
        return list(found.values())

    def _spelt(self, keyed: Keyed, texts: list[str]) -> list[NameHit]:
        """Hits for the names that a stretch of the query spells."""
        if not keyed:
            return []
        total = sum(self.weight(text) for text in texts)
        hits = []
        for (start, end), rows in keyed.items():
            typed = texts[start:end]
            covered = sum(self.weight(text) for text in typed) / total
            for row in rows:
                same = self.index.words_of(row.ordinal) == typed
                score = covered * (1.0 + self.index.liking(row.ordinal) if same else _SPACED)
                pairs = tuple((place, place - start, 1.0) for place in range(start, end))
                hits.append(NameHit(row, score, pairs, covered, 1.0, True, True, spaced=not same))
        return hits

    def _hit(self, row: NameRow, match: Match, texts: list[str]) -> NameHit:
        own = self.index.words_of(row.ordinal)
        pairs = tuple(
            (place, at, quality)
            for place, (at, quality) in enumerate(zip(match.places, match.qualities, strict=True))
            if at >= 0
        )
        slips = letters_off([(texts[place], own[at], quality) for place, at, quality in pairs])
        inside = _is_phrase(match.places) and not slips
        whole = match.filled >= _WHOLE and len(pairs) == len(own)
        return NameHit(
            row,
            match.score,
            pairs,
            match.covered,
            match.filled,
            whole=whole,
            exact=all(quality >= SPELLING for _, _, quality in pairs),
            slips=sum(off for _, off in slips),
            sure=is_sure(slips, whole),
            phrase=inside and (match.places[0] == 0 or match.filled >= _LARGE),
        )


def segments(hits: Sequence[NameHit], words: Sequence[Word]) -> list[NameHit]:
    """The entities that stretches of the query name entirely, no word used twice.

    Of two that answer the same words the better is kept; a number behind a name that does not
    belong to it ("COPOLAD IX") makes it another name.
    """
    taken: set[int] = set()
    found = []
    for hit in sorted(hits, key=lambda h: (-len(h.words), -h.score)):
        if not hit.whole or not hit.sure or hit.words & taken or not _is_stretch(hit.words):
            continue
        after = max(hit.words) + 1
        if after == len(words) - 1 and is_numeral(words[after].text) and len(words[after].text) < 3:
            continue
        taken |= hit.words
        found.append(hit)
    return sorted(found, key=lambda hit: min(hit.words))


def _is_stretch(words: frozenset[int]) -> bool:
    return bool(words) and max(words) - min(words) < len(words) + 2


def _answered(matches: list[Match], groups: Sequence[Group]) -> bool:
    """Whether every word that says something is answered by the best name."""
    return bool(matches) and all(
        quality or group.stop for quality, group in zip(matches[0].qualities, groups, strict=True)
    )


def _is_phrase(places: Sequence[int]) -> bool:
    """Whether all words of the query follow each other in the name."""
    first = places[0]
    return (
        len(places) > 1 and first >= 0 and list(places) == list(range(first, first + len(places)))
    )


def _by_score(hit: NameHit) -> tuple[float, int]:
    return -hit.score, hit.row.ordinal

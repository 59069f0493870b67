"""Finds entities by name: in what order to forgive, which name answers best, and why."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from lacsec.db.search.lexicon import Lexicon
from lacsec.db.search.names import ABBREVIATION, SPELLING, TRANSLATION, Group, Match, NameIndex
from lacsec.db.search.results import Name
from lacsec.db.search.vocabulary import slips_allowed
from lacsec.db.search.words import Word, is_numeral, is_strict, split_words, squash

# A name that answers less of the query than this is no answer to it.
ENOUGH = 0.5
# Of a name, the share that a part of a query has to fill to stand for the whole of it.
_WHOLE = 0.74
_LITTLE = 0.5
_LARGE = 0.4
_KEPT = 24
_SINGLE = 8  # more names that a part of the query fills
_WINDOW = 8  # words
# Of names that answer alike, the one that the entity is shown by is told.
_LIKING = {"prefLabel": 0.02, "hiddenLabel": -0.01}
_SLIPS = {1: "one letter", 2: "two letters"}
_LANGUAGES = {
    "es": "Spanish name",
    "pt": "Portuguese name",
    "fr": "French name",
    "en": "English name",
    "de": "German name",
    "nl": "Dutch name",
}


@dataclass(frozen=True, slots=True)
class NameHit:
    """An entity found by a name. `words` are the places of the query's words that it answers.

    `value` is the name that matched, `spans` the matching parts of it. `whole`: the name answers
    entirely, so that those words of the query name this entity. `slips` counts letters that are
    off. `phrase`: the whole query stands in the name as typed, and is a good part of it. `score` is
    0 … 1.
    """

    entity_id: str
    value: str
    score: float
    why: str
    spans: tuple[tuple[int, int], ...]
    words: frozenset[int]
    covered: float
    whole: bool
    exact: bool
    slips: int = 0
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    ordinal: int
    key: str
    entity_id: str
    value: str
    language: str
    kind: str
    acronym: int


class NameFinder:
    """Finds entities by what they are called, from the exact to the misspelt."""

    def __init__(self, connection: sqlite3.Connection, lexicon: Lexicon) -> None:
        self._connection = connection
        self._lexicon = lexicon
        self.index = NameIndex(connection, lexicon)

    def find(
        self,
        words: Sequence[Word],
        unfinished: bool,
        check: Callable[[], None] = lambda: None,
        keep: int = _KEPT,
    ) -> list[NameHit]:
        """Entities that the words name, or may name, the best first and each once."""
        if not words or not len(self.index):
            return []
        texts = [word.text for word in words]
        keyed = self._keyed(texts)
        matches, groups = self._matches(texts, unfinished, (0, len(texts)) in keyed, check)
        check()
        whole = [match for match in matches[keep:] if match.filled >= _WHOLE]
        matches = matches[:keep] + whole[:_SINGLE]
        rows = self._rows([match.ordinal for match in matches])
        hits = [
            self._hit(rows[match.ordinal], match, groups, words)
            for match in matches
            if match.covered > 0.12
        ]
        hits += self._spaced(keyed, words)
        return self._once(self._accents(hits, words))

    def named(self, hits: Sequence[NameHit], limit: int, kind: str | None) -> list[Name]:
        """The hits with the names that entities are shown by, of one kind or of any."""
        ids = [hit.entity_id for hit in hits]
        rows = self._connection.execute(
            f"SELECT id, name, kind FROM entity WHERE id IN ({','.join('?' * len(ids))})", ids
        )
        shown = {id_: (name, own) for id_, name, own in rows if kind is None or own == kind}
        found = []
        for hit in hits:
            if hit.entity_id in shown and hit.covered >= ENOUGH:
                name, own = shown[hit.entity_id]
                spans = hit.spans if name == hit.value else ()
                found.append(Name(hit.entity_id, own, name, hit.score, hit.why, spans))
        return found[:limit]

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

    def _matches(
        self, texts: list[str], unfinished: bool, keyed: bool, check: Callable[[], None]
    ) -> tuple[list[Match], list[Group]]:
        """Names that answer, forgiving no more than is needed."""
        last = len(texts) - 1 if unfinished else -1
        group = self.index.group
        groups = [group(text, place == last, False) for place, text in enumerate(texts)]
        matches = self._try(groups)
        if keyed or (_answered(matches, groups) and not self._maybe_misspelt(matches, texts, last)):
            return matches, groups
        for near in self._doubtful(groups, matches, last):
            check()
            if not near:
                continue
            groups = [
                group(texts[place], place == last, True) if place in near else found
                for place, found in enumerate(groups)
            ]
            matches = self._try(groups)
            if _answered(matches, groups):
                break
        return matches, groups

    @staticmethod
    def _maybe_misspelt(matches: list[Match], texts: list[str], last: int) -> bool:
        """Whether the word still typed begins only small parts of names: it may be a whole one."""
        best = matches[0]
        unsure = last >= 0 and len(texts[last]) > 4 and best.qualities[last] < TRANSLATION
        return unsure and best.filled < _LITTLE

    def _doubtful(self, groups: list[Group], matches: list[Match], last: int) -> Iterable[set[int]]:
        """Which words to forgive slips in: the unknown, then the unanswered, then all of a few."""
        places = range(len(groups))
        unknown = {
            p for p in places if not groups[p].exact and not (p == last and groups[p].postings)
        }
        yield unknown
        best = matches[0].qualities if matches else (0.0,) * len(groups)
        open_ = {p for p in places if not best[p] or (p == last and not groups[p].exact)}
        yield open_ - unknown
        if len(groups) <= 3:
            yield set(places) - unknown - open_

    def _try(self, groups: list[Group]) -> list[Match]:
        return self.index.match(groups, self.index.candidates(groups))

    def _keyed(self, texts: list[str]) -> dict[tuple[int, int], list[_Row]]:
        """Names that a stretch of the query spells exactly, whatever its spaces."""
        stretches: dict[str, list[tuple[int, int]]] = {}
        for start in range(len(texts)):
            for end in range(start + 1, min(len(texts), start + _WINDOW) + 1):
                key = squash(texts[start:end])
                if len(key) > 1 and not (end == start + 1 and key in self._lexicon.stop):
                    stretches.setdefault(key, []).append((start, end))
        keys = list(stretches)[:200]
        rows = self._connection.execute(
            "SELECT ordinal, key, entity_id, value, language, kind, acronym FROM search_name"
            f" WHERE key IN ({','.join('?' * len(keys))}) ORDER BY ordinal",
            keys,
        ).fetchall()
        found: dict[tuple[int, int], list[_Row]] = {}
        for values in rows:
            row = _Row(*values)
            for stretch in stretches[row.key]:
                found.setdefault(stretch, []).append(row)
        return found

    def _rows(self, ordinals: Sequence[int]) -> dict[int, _Row]:
        rows = self._connection.execute(
            "SELECT ordinal, key, entity_id, value, language, kind, acronym FROM search_name"
            f" WHERE ordinal IN ({','.join('?' * len(ordinals))})",
            ordinals,
        )
        return {values[0]: _Row(*values) for values in rows}

    # -- hits ----------------------------------------------------------------------------------

    def _spaced(
        self, keyed: dict[tuple[int, int], list[_Row]], words: Sequence[Word]
    ) -> list[NameHit]:
        """Hits for the names that a stretch of the query spells."""
        total = sum(self.weight(word.text) for word in words)
        hits = []
        for (start, end), rows in keyed.items():
            typed = [word.text for word in words[start:end]]
            covered = sum(self.weight(text) for text in typed) / total
            for row in rows:
                own = split_words(row.value)
                same = [word.text for word in own] == typed
                score = covered * (1.0 + _LIKING.get(row.kind, 0.0) if same else 0.97)
                why = _source(row) if same else f"{_source(row)}, spaced differently"
                spans = ((own[0].start, own[-1].end),)
                hits.append(
                    NameHit(
                        row.entity_id,
                        row.value,
                        score,
                        why,
                        spans,
                        frozenset(range(start, end)),
                        covered,
                        True,
                        True,
                    )
                )
        return hits

    def weight(self, text: str) -> float:
        """How telling a word of a query is."""
        return self.index.group(text, False, False).weight

    def _hit(
        self, row: _Row, match: Match, groups: Sequence[Group], words: Sequence[Word]
    ) -> NameHit:
        own = split_words(row.value)
        pairs = [
            (words[place], own[at], quality)
            for place, (at, quality) in enumerate(zip(match.places, match.qualities, strict=True))
            if at >= 0
        ]
        answered = frozenset(place for place, at in enumerate(match.places) if at >= 0)
        whole = match.filled >= _WHOLE and len(pairs) == len(own)
        exact = all(quality >= SPELLING for _, _, quality in pairs)
        slips = _slips(pairs)
        return NameHit(
            row.entity_id,
            row.value,
            match.score + _LIKING.get(row.kind, 0.0) * match.score,
            _why(row, pairs, whole, slips),
            tuple(sorted(_span(typed, word) for typed, word, _ in pairs)),
            answered,
            match.covered,
            whole,
            exact,
            slips,
            not slips and match.filled >= _LARGE and _is_phrase(match.places),
        )

    @staticmethod
    def _accents(hits: list[NameHit], words: Sequence[Word]) -> list[NameHit]:
        """Keeps names with the accents that were typed; where none has them, those well typed."""
        typed = [word for word in words if word.accented]
        if not typed:
            return hits
        strict = [hit for hit in hits if _has_accents(hit, words)]
        return strict or [hit for hit in hits if not hit.slips]

    @staticmethod
    def _once(hits: list[NameHit]) -> list[NameHit]:
        """Each entity once for each set of words that it answers, the best first."""
        hits.sort(key=lambda hit: -hit.score)
        found: dict[str, NameHit] = {}
        for hit in hits:
            found.setdefault(hit.entity_id, hit)
        return list(found.values())


def segments(hits: Sequence[NameHit], words: Sequence[Word]) -> list[NameHit]:
    """The entities that stretches of the query name entirely, no word used twice.

    Of two that answer the same words the better is kept; a number behind a name that does not
    belong to it ("COPOLAD IX") makes it another name.
    """
    taken: set[int] = set()
    found = []
    for hit in sorted(hits, key=lambda h: (-len(h.words), -h.score)):
        if not hit.whole or hit.words & taken or not _is_stretch(hit.words):
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


def _span(typed: Word, word: Word) -> tuple[int, int]:
    """The part of the word that was typed: its beginning, or all of it."""
    if word.text.startswith(typed.text):
        return word.start, word.start + len(typed.text)
    return word.start, word.end


def _has_accents(hit: NameHit, words: Sequence[Word]) -> bool:
    """Whether each accent typed stands in the name too, where its word does."""
    own = split_words(hit.value)
    for place in hit.words:
        typed = words[place]
        same = [word for word in own if word.text.startswith(typed.text)] or own
        if typed.accented and same and not any(word.accented for word in same):
            return False
    return True


def _source(row: _Row) -> str:
    """Which name of the entity it is."""
    if row.kind == "prefLabel":
        return "name"
    if row.acronym:
        return "acronym"
    language = _LANGUAGES.get(row.language.split("-")[0])
    return f"{language or 'alias'}: {row.value}"


def _is_phrase(places: Sequence[int]) -> bool:
    """Whether all words of the query follow each other in the name."""
    first = places[0]
    return (
        len(places) > 1 and first >= 0 and list(places) == list(range(first, first + len(places)))
    )


def _slips(pairs: Sequence[tuple[Word, Word, float]]) -> int:
    """How many letters of the query are off, for the words that were matched by nearness."""
    count = 0
    for typed, word, quality in pairs:
        if quality < TRANSLATION and not word.text.startswith(typed.text):
            length = len(typed.text)
            ends = (word.text, word.text[:length], word.text[: length + 1], word.text[: length - 1])
            count += max(1, min(OSA.distance(typed.text, end) for end in ends))
    return count


def _why(row: _Row, pairs: Sequence[tuple[Word, Word, float]], whole: bool, slips: int) -> str:
    """A few words on how the name answers the query."""
    source = _source(row)
    if slips:
        return f"{source}, {_SLIPS.get(slips, 'some letters')} off"
    if any(quality == TRANSLATION for _, _, quality in pairs):
        return f"{source}, in other words"
    if any(typed.text != word.text and quality == SPELLING for typed, word, quality in pairs):
        return f"{source}, another spelling"
    if any(ABBREVIATION <= quality < TRANSLATION for _, _, quality in pairs):
        return f"{source}, its beginning"
    return source if whole else f"{source}, some of its words"

"""An entity found by one of its names: how well the name answers, and how to say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from lacsec.db.search.groups import ABBREVIATION, BEGINNING_FROM, SPELLING, TRANSLATION
from lacsec.db.search.namerows import NameRow
from lacsec.db.search.results import Spans
from lacsec.db.search.words import Word, split_words

_OFF = {1: "one letter", 2: "two letters"}
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
    """An entity found by the name in `row`.

    `pairs` are the places of the query's words, the words of the name that answer them, and how
    well each does. `covered` is the share of the query that is answered, `filled` that of the
    name. `whole`: the name answers entirely, so that those words of the query name this entity;
    `exact`: as they are spelt; `slips` counts the letters that are off; not
    `sure`: too many are, for words as short as these. `phrase`: the whole query
    stands in the name, as its beginning or as a good part of it. `score` is 0 … 1.
    """

    row: NameRow
    score: float
    pairs: tuple[tuple[int, int, float], ...]
    covered: float
    filled: float
    whole: bool
    exact: bool
    slips: int = 0
    sure: bool = True
    phrase: bool = False
    spaced: bool = False

    @property
    def entity_id(self) -> str:
        """The id of the entity."""
        return self.row.entity_id

    @property
    def words(self) -> frozenset[int]:
        """The places of the query's words that the name answers."""
        return frozenset(place for place, _, _ in self.pairs)

    def spans(self, words: Sequence[Word]) -> Spans:
        """The parts of the name that answer, as far as they were typed."""
        own = split_words(self.row.value)
        if self.spaced:
            return ((own[0].start, own[-1].end),)
        return tuple(sorted(_span(words[place], own[at]) for place, at, _ in self.pairs))

    def why(self, words: Sequence[Word]) -> str:
        """A few words on how the name answers."""
        source = self._source()
        if self.spaced:
            return f"{source}, spaced differently"
        if self.slips:
            return f"{source}, {_OFF.get(self.slips, 'some letters')} off"
        qualities = [quality for _, _, quality in self.pairs]
        if TRANSLATION in qualities:
            return f"{source}, in other words"
        if SPELLING in qualities:
            return f"{source}, another spelling"
        if any(ABBREVIATION <= quality < TRANSLATION for quality in qualities):
            return f"{source}, its beginning"
        return source if self.whole else f"{source}, some of its words"

    def _source(self) -> str:
        """Which name of the entity it is."""
        if self.row.kind == "prefLabel":
            return "name"
        if self.row.acronym:
            return "acronym"
        language = _LANGUAGES.get(self.row.language.split("-")[0])
        return f"{language or 'alias'}: {self.row.value}"

    def has_accents(self, words: Sequence[Word]) -> bool:
        """Whether each accent that was typed stands in the name too."""
        own = split_words(self.row.value)
        return not any(
            words[place].accented and not own[at].accented
            for place, at, _ in self.pairs
            if at < len(own)
        )


def letters_off(pairs: Sequence[tuple[str, str, float]]) -> list[tuple[int, int]]:
    """The words that were matched by nearness: how long they are, how many letters are off."""
    found = []
    for typed, word, quality in pairs:
        if quality < TRANSLATION and not word.startswith(typed):
            length = len(typed)
            ends = [word]
            if length >= BEGINNING_FROM:
                ends += [word[:length], word[: length + 1], word[: length - 1]]
            found.append((length, max(1, min(OSA.distance(typed, end) for end in ends))))
    return found


def is_sure(slips: Sequence[tuple[int, int]], whole: bool) -> bool:
    """Whether so few letters are off that the words were meant: one in four.

    Where the words fill a name, two in a word of six are few enough.
    """
    return all(length >= 4 * off or (whole and length >= 6 and off == 2) for length, off in slips)


def _span(typed: Word, word: Word) -> tuple[int, int]:
    """The part of the word that was typed: its beginning, or all of it."""
    if word.text.startswith(typed.text):
        return word.start, word.start + len(typed.text)
    return word.start, word.end

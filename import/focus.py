"""What a sentence is about where it does not say so itself.

The order in which a subject is looked for was measured before any rule was written: named in the
sentence, then taken up by a phrase ("the project", "este programa"), then the label of the
paragraph ("SEACOP: …"), the heading above, and last what the whole document is about. How it was
found is kept with every fact, since each step is less sure than the one before.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from typing import cast

from lacsec.db.model import ENTITY_KINDS, EntityKind, Finding
from lacsec.db.text import fold
from lacsec.importer.data import lexicon
from lacsec.importer.names.found import Names
from lacsec.importer.structure.text import Placed, Sentence, Text

_TITLE_WEIGHT = 5
_HEADING_WEIGHT = 2
_TOPIC_SHARE = 0.5  # of the weighted mentions of its kind
_BACK = 12  # sentences
_CHAIN = 3  # phrases that take one another up
_OPENING = 48  # characters of an opening phrase
_SKIPPED = ("references", "disclaimer", "contents")
_TOKENS = re.compile(r"[^\W_]+'?|[(),;:]")
_ARTICLES = frozenset(
    ("the", "a", "an", "el", "la", "los", "las", "un", "una", "o", "os", "as", "um", "uma", "le")
) | {"les", "une", "l'", "new", "eu"}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7}


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity, how it was found, and where the words stand that say so (None: nowhere here)."""

    entity: str
    finding: Finding
    place: tuple[int, int] | None = None


@cache
def _phrases(language: str) -> dict[str, tuple[EntityKind, ...]]:
    """Phrases of a language (and the English ones), each with the kinds it may stand for.

    A pronoun may stand for any kind: it has none.
    """
    table = lexicon("anaphora")
    found: dict[str, tuple[EntityKind, ...]] = {}
    for own in dict.fromkeys((language, "en")):
        for kind in (*ENTITY_KINDS, "any"):
            for phrase in table.get(kind, {}).get(own, ()):
                meant = () if kind == "any" else (cast(EntityKind, kind),)
                found[phrase] = (*found.get(phrase, ()), *meant)
        for phrases in table["phases"].get(own, ()):
            found.update(dict.fromkeys(phrases, ("programme",)))
    return found


@cache
def _nouns(language: str) -> dict[str, tuple[EntityKind, ...]]:
    """The last words of the phrases: "the project" → project, programme."""
    found: dict[str, tuple[EntityKind, ...]] = {}
    for phrase, kinds in _phrases(language).items():
        noun = phrase.rsplit(" ", 1)[-1].removeprefix("l'")
        found[noun] = tuple(dict.fromkeys((*found.get(noun, ()), *kinds)))
    return found


@cache
def _numbers(language: str) -> dict[str, int]:
    """ "the second phase" → 2."""
    table = lexicon("anaphora")["phases"]
    return {
        phrase: number
        for own in (language, "en")
        for number, phrases in enumerate(table.get(own, ()), 1)
        for phrase in phrases
    }


@cache
def _phrase_pattern(language: str) -> re.Pattern[str]:
    words = "|".join(
        re.escape(phrase)
        for phrase in sorted(_phrases(language), key=lambda phrase: (-len(phrase), phrase))
    )
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


@cache
def _particular() -> frozenset[str]:
    """Nouns that a thing must have in its name to be taken up by them."""
    return frozenset(lexicon("anaphora")["particular"]["nouns"])


def numeral(name: str) -> int | None:
    """The number of a phase by the end of its name: "COPOLAD III" → 3, "EL PAcCTO 2.0" → 2."""
    last = name.rsplit(" ", 1)[-1].removesuffix(".0")
    return _ROMAN.get(last, int(last) if last.isdigit() and len(last) == 1 else None)


@cache
def _prepositions(language: str) -> frozenset[str]:
    table = lexicon("anaphora")["prepositions"]
    return frozenset((*table.get(language, ()), *table["en"]))


class Focus:
    """Answers for one document what stands behind a phrase, a heading, or nothing at all."""

    def __init__(self, text: Text, names: Names) -> None:
        self._text = text
        self._names = names
        self._words: dict[str, frozenset[str]] = {}

    def taken_up(self, start: int, end: int, kinds: tuple[EntityKind, ...]) -> Subject | None:
        """The entity behind the first phrase in [start, end) that stands for one of `kinds`."""
        for match in _phrase_pattern(self._text.language).finditer(self._text.folded, start, end):
            found = self._behind_phrase(match, start, kinds)
            if found is not None:
                return found
        return None

    def subject_phrase(
        self, sentence: Sentence, offset: int, kinds: tuple[EntityKind, ...]
    ) -> Subject | None:
        """The entity behind a phrase before `offset` that can be the subject of its clause.

        A phrase behind a preposition ("of the project") is none.
        """
        pattern = _phrase_pattern(self._text.language)
        for match in pattern.finditer(self._text.folded, sentence.start, offset):
            if self._hangs(match.start(), sentence.start):
                continue
            found = self._behind_phrase(match, sentence.start, kinds)
            if found is not None:
                return found
        return None

    def phrase_at(
        self, sentence: Sentence, offset: int, kinds: tuple[EntityKind, ...]
    ) -> Subject | None:
        """The entity behind a phrase that begins right at `offset`."""
        match = _phrase_pattern(self._text.language).match(self._text.folded, offset, sentence.end)
        return None if match is None else self._behind_phrase(match, offset, kinds)

    def _behind_phrase(
        self, match: re.Match[str], start: int, kinds: tuple[EntityKind, ...]
    ) -> Subject | None:
        meant = _phrases(self._text.language)[match[0]]
        if not meant and not self._heads(match.start(), start):
            return None  # a pronoun counts at the head of a clause only
        wanted = tuple(kind for kind in meant if kind in kinds) if meant else kinds
        if not wanted:
            return None
        number = _numbers(self._text.language).get(match[0])
        if number is not None:
            found = self._phase(number, match.start())
        else:
            noun = match[0].rsplit(" ", 1)[-1].removeprefix("l'") if meant else ""
            found = self.referent(match.start(), wanted, noun)
        return None if found is None else Subject(found, "anaphor", match.span())

    def _heads(self, offset: int, start: int) -> bool:
        """Is this the head of a sentence, or of its clause behind an opening phrase?"""
        if offset <= start + 2:
            return True
        opening = self._text.folded[start:offset]
        first = opening.split(" ", 1)[0]
        return len(opening) <= _OPENING and first in _prepositions(self._text.language)

    def _phase(self, number: int, offset: int) -> str | None:
        """The phase of this number that stands nearest; for the first, the programme itself."""
        phases = [e for e in self._names.entities.values() if e.family is not None]
        right = {e.id for e in phases if numeral(e.name) == number}
        if number == 1 and not right:
            right = {e.family for e in phases if e.family is not None}
        near = [n for n in self._names.namings if n.entity in right]
        if not near:
            return None
        return min(near, key=lambda n: (abs(n.start - offset), n.start)).entity

    def kinds_of(self, noun: str) -> tuple[EntityKind, ...]:
        """The kinds of thing that a folded noun may stand for ("project", "red"); () for others."""
        return _nouns(self._text.language).get(noun, ())

    def label(self, block: Placed, kinds: tuple[EntityKind, ...]) -> Subject | None:
        """The entity in the label of a paragraph or list item, or at its very beginning."""
        if block.label is None:
            return None
        for naming in self._names.within(*block.label):
            if naming.kind in kinds:
                return Subject(naming.entity, "section", (naming.start, naming.end))
        return None

    def section(self, block: Placed, kinds: tuple[EntityKind, ...]) -> Subject | None:
        """The one entity of these kinds in the nearest heading; none where it names several."""
        if block.heading is None:
            return None
        heading = self._text.blocks[block.heading]
        found = dict.fromkeys(
            naming.entity
            for naming in self._names.within(heading.start, heading.end)
            if naming.kind in kinds
        )
        return Subject(next(iter(found)), "section") if len(found) == 1 else None

    def topic(self, kinds: tuple[EntityKind, ...]) -> Subject | None:
        """What most of the document's mentions of these kinds name."""
        weights = self._weights
        mine = Counter({e: w for (e, kind), w in weights.items() if kind in kinds})
        if not mine:
            return None
        entity, weight = min(mine.items(), key=lambda item: (-item[1], item[0]))
        share = weight / mine.total()
        return Subject(entity, "topic") if share >= _TOPIC_SHARE and weight > 1 else None

    def behind(
        self, sentence: Sentence, offset: int, kinds: tuple[EntityKind, ...], *, topic: bool
    ) -> Subject | None:
        """The subject of a sentence that names none before `offset`, by the recorded order."""
        block = self._text.block_of(sentence)
        return (
            self.taken_up(sentence.start, offset, kinds)
            or self.label(block, kinds)
            or self.section(block, kinds)
            or (self.topic(kinds) if topic else None)
        )

    def referent(
        self, offset: int, kinds: tuple[EntityKind, ...], noun: str = "", depth: int = 0
    ) -> str | None:
        """What a phrase at `offset` takes up: of the sentences before it in this section, the
        nearest that has a thing of these kinds for its subject; where none has, the label of the
        paragraph, the heading, and last the nearest named at all. A thing that has the phrase's
        `noun` in its name comes before all others.
        """
        sentence = self._text.sentence_at(offset)
        block = self._text.block_of(sentence)
        floor = self._text.blocks[block.heading].start if block.heading is not None else 0
        label = self.label(block, kinds)
        if label is not None and label.place is not None and label.place[1] <= offset:
            return label.entity
        nearest: str | None = None
        leading: str | None = None
        for number in range(sentence.number, max(-1, sentence.number - _BACK), -1):
            earlier = self._text.sentences[number]
            if earlier.start < floor:
                break
            if number < sentence.number and leading is None and depth < _CHAIN:
                taken = self._phrase_before(earlier, kinds, depth)
                if taken is not None:
                    return taken
            for naming in self._names.within(earlier.start, min(earlier.end, offset)):
                if naming.kind not in kinds or self._text.folded[naming.start - 1] == "(":
                    continue
                if noun and noun in self._nouns(naming.entity):
                    return naming.entity
                if leading is None and not self._hangs(naming.start, earlier.start):
                    leading = naming.entity
                nearest = nearest or naming.entity
            if leading is not None and not noun:
                break
        if noun and noun in _particular():
            return self._with_noun(noun, offset, kinds)
        if leading is not None:
            return leading
        section = self.section(block, kinds)
        if section is not None:
            return section.entity
        return nearest or (self._only(offset, kinds) if noun else None)

    def _with_noun(self, noun: str, offset: int, kinds: tuple[EntityKind, ...]) -> str | None:
        """ "The network" is no agency: the last thing before that has the noun in its name."""
        for naming in reversed(self._names.within(0, offset)):
            if naming.kind in kinds and noun in self._nouns(naming.entity):
                return naming.entity
        return None

    def _only(self, offset: int, kinds: tuple[EntityKind, ...]) -> str | None:
        """The one thing of these kinds that the whole text named before, or is mostly about."""
        before = dict.fromkeys(n.entity for n in self._names.within(0, offset) if n.kind in kinds)
        if len(before) == 1:
            return next(iter(before))
        topic = self.topic(kinds)
        return topic.entity if topic is not None and topic.entity in before else None

    def _phrase_before(
        self, sentence: Sentence, kinds: tuple[EntityKind, ...], depth: int
    ) -> str | None:
        """What an earlier sentence was about, where it said so by a phrase of its own."""
        pattern = _phrase_pattern(self._text.language)
        end = min(sentence.end, sentence.start + _OPENING)
        for match in pattern.finditer(self._text.folded, sentence.start, end):
            meant = _phrases(self._text.language)[match[0]]
            wanted = tuple(kind for kind in meant if kind in kinds)
            if not wanted or self._hangs(match.start(), sentence.start):
                continue
            if any(n.kind in kinds for n in self._names.within(sentence.start, match.start())):
                return None
            number = _numbers(self._text.language).get(match[0])
            if number is not None:
                return self._phase(number, match.start())
            noun = match[0].rsplit(" ", 1)[-1].removeprefix("l'")
            return self.referent(match.start(), wanted, noun, depth + 1)
        return None

    def _nouns(self, entity: str) -> frozenset[str]:
        """The words of all names of an entity, folded."""
        found = self._words.get(entity)
        if found is None:
            names = self._names.entities[entity].names
            found = frozenset(word for name in names for word in fold(name.value).split())
            self._words[entity] = found
        return found

    def _hangs(self, offset: int, floor: int) -> bool:
        """Does a preposition stand before this place, articles and nouns of kind left out?"""
        words = _TOKENS.findall(self._text.folded, max(floor, offset - 32), offset)
        language = self._text.language
        for word in reversed(words):
            if word in _prepositions(language):
                return True
            if word not in _ARTICLES and word not in _nouns(language):
                return False
        return False

    @cached_property
    def _weights(self) -> Counter[tuple[str, EntityKind]]:
        weights: Counter[tuple[str, EntityKind]] = Counter()
        for naming in self._names.namings:
            block = self._text.block_of(self._text.sentence_at(naming.start))
            if block.role in _SKIPPED:
                continue
            weight = 1
            if block.kind == "heading":
                weight = _TITLE_WEIGHT if block.number == 0 else _HEADING_WEIGHT
            weights[naming.entity, naming.kind] += weight
        return weights

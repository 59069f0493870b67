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

from lacsec.db.model import EntityKind, Finding
from lacsec.importer.data import lexicon
from lacsec.importer.names.found import Names, Naming
from lacsec.importer.structure.text import Placed, Sentence, Text

_TITLE_WEIGHT = 5
_HEADING_WEIGHT = 2
_TOPIC_SHARE = 0.5  # of the weighted mentions of its kind


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity, how it was found, and where the words stand that say so (None: nowhere here)."""

    entity: str
    finding: Finding
    place: tuple[int, int] | None = None


@cache
def _phrases(language: str) -> tuple[tuple[str, EntityKind | None], ...]:
    table = lexicon("anaphora")
    pairs: list[tuple[str, EntityKind | None]] = []
    for kind, by_language in table.items():
        meant = None if kind == "any" else cast(EntityKind, kind)
        pairs.extend(
            (phrase, meant) for phrase in (*by_language.get(language, ()), *by_language["en"])
        )
    return tuple(sorted(dict.fromkeys(pairs), key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _phrase_pattern(language: str) -> re.Pattern[str]:
    words = "|".join(re.escape(phrase) for phrase, _ in _phrases(language))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


class Focus:
    """Answers for one document what stands behind a phrase, a heading, or nothing at all."""

    def __init__(self, text: Text, names: Names) -> None:
        self._text = text
        self._names = names

    def taken_up(self, start: int, end: int, kinds: tuple[EntityKind, ...]) -> Subject | None:
        """The entity behind the first phrase in [start, end) that stands for one of `kinds`."""
        table = dict(_phrases(self._text.language))
        for match in _phrase_pattern(self._text.language).finditer(self._text.folded, start, end):
            kind = table.get(match[0])
            if kind is None and match.start() > start + 2:
                continue  # a pronoun counts at the head of a sentence only
            wanted = kinds if kind is None else (kind,) if kind in kinds else ()
            found = self._last_named(match.start(), wanted)
            if found is not None:
                return Subject(found, "anaphor", match.span())
        return None

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

    def _last_named(self, offset: int, kinds: tuple[EntityKind, ...]) -> str | None:
        """The entity of these kinds that the text named last in this section.

        The subject of the sentence before comes first: of its namings, the leftmost.
        """
        sentence = self._text.sentence_at(offset)
        block = self._text.block_of(sentence)
        floor = self._text.blocks[block.heading].start if block.heading is not None else 0
        for number in range(sentence.number, max(-1, sentence.number - 12), -1):
            earlier = self._text.sentences[number]
            if earlier.start < floor:
                break
            namings = [
                naming
                for naming in self._names.within(earlier.start, min(earlier.end, offset))
                if naming.kind in kinds
            ]
            if namings:
                return self._leading(namings).entity
        return None

    def _leading(self, namings: list[Naming]) -> Naming:
        return namings[0]

    @cached_property
    def _weights(self) -> Counter[tuple[str, EntityKind]]:
        weights: Counter[tuple[str, EntityKind]] = Counter()
        for naming in self._names.namings:
            block = self._text.block_of(self._text.sentence_at(naming.start))
            if block.role in ("references", "disclaimer", "contents"):
                continue
            weight = 1
            if block.kind == "heading":
                weight = _TITLE_WEIGHT if block.number == 0 else _HEADING_WEIGHT
            weights[naming.entity, naming.kind] += weight
        return weights

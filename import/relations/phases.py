"""Phases of a programme follow one another: where a text speaks of them as first, second, next."""

from __future__ import annotations

import re
from functools import cache

from lacsec.db.model import Entity
from lacsec.db.text import fold
from lacsec.importer.focus import numeral
from lacsec.importer.names.found import Naming
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.data import table
from lacsec.importer.relations.facts import Fact
from lacsec.importer.structure.text import Sentence

_SKIPPED = ("references", "contents", "glossary", "disclaimer")


@cache
def _says(name: str, language: str) -> re.Pattern[str]:
    words = table("grammar")[name]
    known = [fold(word) for word in (*words.get(language, ()), *words["en"])]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, dict.fromkeys(known)))})(?!\w)")


class Phases:
    """Which phase of a family follows which, in one document."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read

    def facts(self) -> list[Fact]:
        """One fact for each phase that the text introduces as a further one."""
        families: dict[str, dict[int, Entity]] = {}
        for entity in self._read.names.entities.values():
            number = numeral(entity.name) if entity.family is not None else None
            if entity.family is not None and number is not None:
                families.setdefault(entity.family, {})[number] = entity
        found: list[Fact] = []
        for family, phases in families.items():
            for number, phase in sorted(phases.items()):
                before = phases.get(number - 1)
                earlier = before.id if before is not None else family
                named = earlier in {naming.entity for naming in self._read.names.namings}
                if number >= 2 and named:
                    found.extend(self._told(phase.id, earlier))
        return found

    def _told(self, phase: str, earlier: str) -> list[Fact]:
        """The first sentence that names the phase and speaks of phases."""
        text = self._read.text
        pattern = _says("phase_words", text.language)
        naming: Naming
        for naming in self._read.names.namings:
            if naming.entity != phase:
                continue
            sentence = text.sentence_at(naming.start)
            if text.block_of(sentence).role in _SKIPPED:
                continue
            proof = sentence
            if text.block_of(sentence).kind == "heading":
                proof = self._below(sentence, pattern) or sentence
            if pattern.search(text.folded, proof.start, proof.end):
                ahead = _says("phase_planned", text.language).search(
                    text.folded, proof.start, proof.end
                )
                return [
                    Fact(
                        phase, "successor_of", earlier, "planned" if ahead else "asserted",
                        (proof,), "phase-order", "named", naming.start,
                    )
                ]  # fmt: skip
        return []

    def _below(self, heading: Sentence, pattern: re.Pattern[str]) -> Sentence | None:
        """Under a heading that names the phase, the sentence that speaks of phases."""
        text = self._read.text
        for sentence in text.sentences[heading.number + 1 : heading.number + 6]:
            if text.block_of(sentence).kind == "heading":
                return None
            if pattern.search(text.folded, sentence.start, sentence.end):
                return sentence
        return None

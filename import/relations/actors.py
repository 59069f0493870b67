"""Whose authorities act in an operation: "the Ecuadorian Navy", "police from Peru and Chile"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lacsec.db.model import Finding
from lacsec.importer.names.authority import authority
from lacsec.importer.names.found import Naming
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.facts import Fact
from lacsec.importer.relations.grammar import grammar
from lacsec.importer.structure.text import Placed, Sentence

_NEAR = 24  # characters between a demonym and the authorities it qualifies


@cache
def _demonyms() -> dict[str, str]:
    """Folded demonyms of one word, with their countries."""
    known = authority()
    return {
        form.folded: form.entity
        for form in known.forms
        if form.kind == "demonym"
        and form.entity is not None
        and known.entities[form.entity].kind == "country"
    }


class Actors:
    """Countries that take part in an operation through their police, navy, customs."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._text = read.text
        words = "|".join(re.escape(word) for word in grammar(read.text.language).authorities)
        self._authority = re.compile(rf"(?<!\w)(?:{words})(?!\w)")

    def facts(self) -> list[Fact]:
        """One fact for each country whose authorities a passage on an operation names."""
        if not any(e.kind == "operation" for e in self._read.names.entities.values()):
            return []
        found: list[Fact] = []
        for block in self._text.blocks:
            if block.kind not in ("heading", "caption") and not block.role:
                found.extend(self._block(block))
        return found

    def _block(self, block: Placed) -> Iterator[Fact]:
        operations = [
            naming
            for naming in self._read.names.within(block.start, block.end)
            if naming.kind == "operation"
        ]
        if not operations:
            return
        for sentence in self._text.sentences_of(block.number):
            before = [naming for naming in operations if naming.start < sentence.end]
            if not before:
                continue
            operation = before[-1]
            here = operation.start >= sentence.start
            finding: Finding = "named" if here else "anaphor"
            actors = self._countries(sentence)
            if here:
                for body, country in self._bodies(sentence):
                    actors.update(dict.fromkeys(a for a in (body, country) if a is not None))
            for actor in actors:
                yield Fact(
                    actor, "participates_in", operation.entity, "asserted", (sentence,),
                    "actors", finding, sentence.start,
                )  # fmt: skip

    def _countries(self, sentence: Sentence) -> dict[str, None]:
        found: dict[str, None] = {}
        for naming in self._read.names.demonyms:
            here = sentence.start <= naming.start < sentence.end
            if here and naming.kind == "country" and self._acts(naming, sentence):
                found[naming.entity] = None
        return found

    def _bodies(self, sentence: Sentence) -> Iterator[tuple[str, str | None]]:
        """Bodies such as "Ecuadorian Navy Intelligence", each with its country."""
        for naming in self._read.names.within(sentence.start, sentence.end):
            words = self._text.folded[naming.start : naming.end]
            if naming.kind != "organisation" or not self._authority.search(words):
                continue
            parts = words.split()
            known = (_demonyms().get(parts[0]), _demonyms().get(parts[-1]))
            country = known[0] or known[1]
            if country is not None:
                yield naming.entity, country if country in self._read.names.entities else None

    def _acts(self, naming: Naming, sentence: Sentence) -> bool:
        low = max(sentence.start, naming.start - _NEAR)
        if self._text.language == "en":
            low = naming.end
        high = min(sentence.end, naming.end + _NEAR)
        return self._authority.search(self._text.folded, low, high) is not None

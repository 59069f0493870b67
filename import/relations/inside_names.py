"""What a name itself tells: "EU-Chile Agreement" has two parties, "Fund for Peru" a country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lacsec.db.model import Entity, EntityKind, Predicate
from lacsec.db.text import fold
from lacsec.importer.names.authority import authority
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.facts import Fact
from lacsec.importer.relations.grammar import joined
from lacsec.importer.structure.text import Sentence

_PAIR = re.compile(r"(?P<one>[^\s-]+(?: [^\s-]+){0,2})-(?P<other>[^\s-]+)(?= )")
_BETWEEN = re.compile(r"(?:\b|^)(?:between|entre) (?:the |la |el |le |l'|a |o )?")
_FOR = re.compile(r"\b(?:for|in|para|en|no|na|em|pour|au|de apoyo a) (?:the |la |el |le |l'|o |a )?")
_MOST_PROOFS = 3
_SIDES: tuple[EntityKind, ...] = ("organisation", "country")
_PREDICATES: dict[EntityKind, Predicate] = {
    "agreement": "party_to",
    "operation": "participates_in",
    "organisation": "participates_in",
}


@cache
def _known() -> dict[str, tuple[str, EntityKind]]:
    """Folded names and acronyms of the bodies and countries of the authority file."""
    found: dict[str, tuple[str, EntityKind]] = {}
    known = authority()
    for form in known.forms:
        if form.kind in ("name", "acronym") and form.entity is not None:
            kind = known.entities[form.entity].kind
            if kind in _SIDES:
                found.setdefault(form.folded, (form.entity, kind))
    return found


class InsideNames:
    """Facts that the names of a document's entities tell by themselves."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._own = {
            fold(name.value): (entity.id, entity.kind)
            for entity in read.names.entities.values()
            if entity.kind in _SIDES
            for name in entity.names
        }

    def facts(self) -> list[Fact]:
        """Facts of all entities that the text names, proved where it first names them."""
        places: dict[str, list[int]] = {}
        for naming in self._read.names.namings:
            places.setdefault(naming.entity, []).append(naming.start)
        found: list[Fact] = []
        for identifier, starts in places.items():
            entity = self._read.names.entities[identifier]
            told = dict.fromkeys(self._told(entity))
            if entity.kind == "operation":
                told.update(dict.fromkeys(("part_of", p) for p in self._programmes(entity)))
            if told:
                proofs = self._proofs(starts)
                found.extend(
                    Fact(
                        *self._ends(entity, predicate, other), "asserted", proofs, "inside-name",
                        "named", starts[0],
                    )
                    for predicate, other in told
                )  # fmt: skip
        return found

    @staticmethod
    def _ends(entity: Entity, predicate: Predicate, other: str) -> tuple[str, Predicate, str]:
        if predicate in ("covers", "part_of"):
            return entity.id, predicate, other
        return other, predicate, entity.id

    def _proofs(self, starts: list[int]) -> tuple[Sentence, ...]:
        text = self._read.text
        sentences = dict.fromkeys(text.sentence_at(start) for start in starts)
        told = [s for s in sentences if text.block_of(s).role not in ("references", "contents")]
        return tuple((told or list(sentences))[:_MOST_PROOFS])

    def _told(self, entity: Entity) -> Iterator[tuple[Predicate, str]]:
        for name in entity.names:
            folded = fold(name.value)
            predicate = _PREDICATES.get(entity.kind)
            if predicate is not None:
                for side in self._sides(folded):
                    if side != entity.id:
                        yield predicate, side
            if entity.kind in ("programme", "instrument"):
                country = self._country(folded)
                if country is not None:
                    yield "covers", country

    def _programmes(self, entity: Entity) -> Iterator[str]:
        """Programmes that lend an operation their name: "Operation COLIBRI PARAMUNO"."""
        words = fold(entity.name).split()
        for other in self._read.names.entities.values():
            if other.kind == "programme" and other.acronym and fold(other.acronym) in words:
                yield other.id

    def _find(self, words: str) -> tuple[str, EntityKind] | None:
        found = self._own.get(words) or _known().get(words)
        return found if found is not None and found[0] in self._read.names.entities else None

    def _sides(self, folded: str) -> list[str]:
        """The two or more sides of "A-B …" or "… between A, B and C"."""
        match = _PAIR.match(folded)
        if match is not None:
            one, other = self._find(match["one"]), self._find(match["other"])
            if one is not None and other is not None:
                return [one[0], other[0]]
        between = _BETWEEN.search(folded)
        if between is None:
            return []
        sides = self._listed(folded[between.end() :])
        return sides if len(sides) > 1 else []

    def _listed(self, words: str) -> list[str]:
        """The bodies and countries listed at the beginning of these words."""
        found: list[str] = []
        rest = words
        while rest:
            name = next(
                (rest[:size] for size in range(min(70, len(rest)), 1, -1)
                 if not rest[size : size + 1].isalnum() and self._find(rest[:size])),
                None,
            )  # fmt: skip
            if name is None:
                break
            side = self._find(name)
            if side is not None:
                found.append(side[0])
            rest = rest[len(name) :]
            gap = re.match(r"(?:,| and| y| e| et|, and)(?: the| la| el| le| o| a)? ", rest)
            if gap is None or not joined(gap[0], self._read.text.language):
                break
            rest = rest[gap.end() :]
        return found

    def _country(self, folded: str) -> str | None:
        """The country a programme is for, where its name says one and no more."""
        found: list[str] = []
        for match in _FOR.finditer(folded):
            listed = self._listed(folded[match.end() :])
            found.extend(listed)
        countries = [side for side in found if self._read.names.entities[side].kind == "country"]
        return countries[0] if len(countries) == 1 else None

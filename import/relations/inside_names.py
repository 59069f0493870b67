"""What a name itself tells: "EU-Chile Agreement" has two parties, "Fund for Peru" a country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property

from lacsec.db.model import Entity, EntityKind, Predicate
from lacsec.db.text import fold
from lacsec.importer.names.authority import authority
from lacsec.importer.names.found import Naming
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.data import table
from lacsec.importer.relations.facts import Fact
from lacsec.importer.relations.status import Statuses
from lacsec.importer.structure.text import Sentence

_DASH = re.compile(r"(?<=[^\W_])-(?=[^\W_])")
_BETWEEN = re.compile(r"\b(?:between|entre) (?:the |la |el |le |l'|a |o )?")
_OF = re.compile(r"\b(?:of|de|da|do|du|des|from) (?:the |la |el |le |l'|a |o )?")
_WORD = re.compile(r"[^\W_][^\s-]*")
_GAP = re.compile(r"(?:,| and| y| e| et|, and)(?: the| la| el| le| o| a)? ")
_LONGEST = 5  # words of the name of a side
_MOST_PROOFS = 3
_SIDES: tuple[EntityKind, ...] = ("organisation", "country", "group")
_PREDICATES: dict[EntityKind, Predicate] = {
    "agreement": "party_to",
    "operation": "participates_in",
    "organisation": "participates_in",
}
_FIRST = ("covers", "part_of", "funded_by")  # the named thing is the subject of these
_UNION = "european-union"
_UNION_BODY = re.compile(
    r"(?:^(?:eu|european union) (?:drugs |asylum |)agency\b)"
    r"|(?:(?:agency|agencia|oficina|gabinete|agence|office)"
    r" (?:of the european union|de la union europea|da uniao europeia|de l'union europeenne))"
)
_UNION_WORDS = ("eu ", "eu's ", "european union ", "european union's ")


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


@cache
def _pact() -> re.Pattern[str]:
    words = (fold(word) for found in table("grammar")["pacts"].values() for word in found)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _without_agencies(parties: list[str]) -> list[str]:
    """ "an agreement of the EU and Peru on Europol": the Union signs, its agency is the matter."""
    bodies = table("grammar")["union_bodies"]["ids"]
    others = [party for party in parties if party not in bodies]
    return others if _UNION in others and len(others) > 1 else parties


class InsideNames:
    """Facts that the names of things tell by themselves, in the spelling of this text."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._statuses = Statuses(read.text, read.names)
        self._spread: dict[str, list[str]] = {}

    def facts(self) -> list[Fact]:
        """Facts of all entities that the text names, proved where it first names them so."""
        places: dict[tuple[str, str], list[Naming]] = {}
        for naming in self._read.names.namings:
            words = self._read.text.folded[naming.start : naming.end]
            if " " in words or naming.kind in ("programme", "instrument"):
                places.setdefault((naming.entity, words), []).append(naming)
        found: list[Fact] = []
        for (identifier, words), namings in places.items():
            entity = self._read.names.entities[identifier]
            for predicate, other in dict.fromkeys(self._told(entity, words)):
                if other != identifier:
                    found.append(self._fact(entity, predicate, other, namings))
        return [*found, *self._described()]

    def _described(self) -> Iterator[Fact]:
        """The parties of agreements that the text describes without a proper name."""
        for identifier, parties in self._read.names.parties.items():
            namings = [n for n in self._read.names.namings if n.entity == identifier]
            known = _without_agencies([p for p in parties if self._kind(p) in _SIDES])
            if not namings or not known:
                continue
            entity = self._read.names.entities[identifier]
            between = len(known) > 1 and _pact().search(fold(entity.name)) is not None
            if between:
                for other in known[1:]:
                    yield self._between(known[0], other, namings)
            if len(known) < 3 or not between:  # several at once are no agreement of its own
                for party in known:
                    yield self._fact(entity, "party_to", party, namings)

    def _kind(self, identifier: str) -> EntityKind | None:
        entity = self._read.names.entities.get(identifier)
        return None if entity is None else entity.kind

    def _between(self, one: str, other: str, namings: list[Naming]) -> Fact:
        return Fact(
            one, "agreement_with", other, self._statuses.of_name(namings), self._proofs(namings),
            "described-agreement", "named", namings[0].start,
        )  # fmt: skip

    @cached_property
    def _own(self) -> dict[str, tuple[str, EntityKind]]:
        """Names of the bodies and countries that this document found by itself."""
        return {
            fold(name.value): (entity.id, entity.kind)
            for entity in self._read.names.entities.values()
            if entity.discovered and entity.kind in _SIDES
            for name in entity.names
        }

    def countries(self, identifier: str) -> list[str]:
        """The countries of a body of several, by its name: "… Services of A, B and C"."""
        found = self._spread.get(identifier)
        if found is None:
            found = self._spread[identifier] = self._countries(identifier)
        return found

    def _countries(self, identifier: str) -> list[str]:
        entity = self._read.names.entities[identifier]
        if entity.kind != "organisation" or not entity.discovered:
            return []
        words = fold(entity.name)
        for match in _OF.finditer(words):
            listed = self._listed(words, match.end())
            if len(listed) > 1:
                return listed
        return []

    def _fact(
        self, entity: Entity, predicate: Predicate, other: str, namings: list[Naming]
    ) -> Fact:
        ends = (entity.id, other) if predicate in _FIRST else (other, entity.id)
        status = self._statuses.of_name(namings) if entity.kind == "agreement" else "asserted"
        return Fact(
            ends[0], predicate, ends[1], status, self._proofs(namings), "inside-name", "named",
            namings[0].start,
        )  # fmt: skip

    def _proofs(self, namings: list[Naming]) -> tuple[Sentence, ...]:
        text = self._read.text
        sentences = dict.fromkeys(text.sentence_at(naming.start) for naming in namings)
        told = [s for s in sentences if text.block_of(s).role not in ("references", "contents")]
        return tuple((told or list(sentences))[:_MOST_PROOFS])

    def _told(self, entity: Entity, words: str) -> Iterator[tuple[Predicate, str]]:
        predicate = _PREDICATES.get(entity.kind)
        if predicate is not None and ("-" in words or "between " in words or "entre " in words):
            for side in self._sides(words):
                yield predicate, side
        of_union = entity.kind == "organisation" and _UNION in self._read.names.entities
        if of_union and _UNION_BODY.search(words):
            yield "part_of", _UNION
        if entity.kind in ("programme", "instrument"):
            for named in dict.fromkeys((words, fold(entity.name))):
                country = self._country(named)
                if country is not None:
                    yield "covers", country
            if words.startswith(_UNION_WORDS) and _UNION in self._read.names.entities:
                yield "funded_by", _UNION
            yield from (("funded_by", i) for i in self._starting(words, "instrument"))
        elif entity.kind == "operation":
            yield from (("part_of", p) for p in self._acronyms(words, "programme"))
        elif entity.kind == "system":
            yield from (("part_of", o) for o in self._starting(words, "organisation"))

    def _acronyms(self, words: str, kind: EntityKind) -> Iterator[str]:
        """Entities of a kind that lend a name their acronym: "Operation COLIBRI PARAMUNO"."""
        parts = words.split()
        for other in self._read.names.entities.values():
            if other.kind == kind and other.acronym and fold(other.acronym) in parts:
                yield other.id

    def _starting(self, words: str, kind: EntityKind) -> Iterator[str]:
        """Entities of a kind whose acronym is the first word: "AMERIPOL Police Information …"."""
        first = words.split(" ", 1)[0].removesuffix("'s")
        yield from self._acronyms(first, kind)

    def _find(self, words: str) -> tuple[str, EntityKind] | None:
        found = self._own.get(words) or _known().get(words)
        return found if found is not None and found[0] in self._read.names.entities else None

    def _sides(self, words: str) -> list[str]:
        """The two or more sides of "A-B …" or "… between A, B and C"."""
        for match in _DASH.finditer(words):
            one, other = self._ending(words, match.start()), self._at(words, match.end())
            if one is not None and other is not None:
                return [one, other[0]]
        between = _BETWEEN.search(words)
        sides = self._listed(words, between.end()) if between is not None else []
        return sides if len(sides) > 1 else []

    def _ending(self, words: str, end: int) -> str | None:
        """The longest name of a side that ends at a place."""
        starts = [match.start() for match in _WORD.finditer(words, 0, end)][-_LONGEST:]
        for start in starts:
            found = self._find(words[start:end])
            if found is not None:
                return found[0]
        return None

    def _at(self, words: str, start: int) -> tuple[str, EntityKind, int] | None:
        """The longest name of a side that begins at a place: entity, kind, where it ends."""
        ends = [match.end() for match in _WORD.finditer(words, start)][:_LONGEST]
        for end in reversed(ends):
            found = self._find(words[start:end].rstrip(",.;:)'\""))
            if found is not None:
                return *found, start + len(words[start:end].rstrip(",.;:)'\""))
        return None

    def _listed(self, words: str, start: int) -> list[str]:
        """The bodies and countries listed from a place on."""
        found: list[str] = []
        while (side := self._at(words, start)) is not None:
            found.append(side[0])
            gap = _GAP.match(words, side[2])
            if gap is None:
                break
            start = gap.end()
        return found

    def _country(self, words: str) -> str | None:
        """The country in the name of a programme, where it has one and no more."""
        found: dict[str, None] = {}
        for match in _WORD.finditer(words):
            side = self._at(words, match.start())
            if side is not None and side[1] == "country":
                found[side[0]] = None
        return next(iter(found)) if len(found) == 1 else None

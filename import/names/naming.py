"""Everything a document names: the known forms, those it defines itself, and one entity each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from lacsec.db.identity import slug
from lacsec.db.model import Entity, EntityKind, Name
from lacsec.db.text import fold
from lacsec.importer.names.authority import Authority, Form, authority, name_form
from lacsec.importer.names.automaton import Hit, Matcher
from lacsec.importer.names.candidates import Candidate, find_candidates
from lacsec.importer.names.definitions import Definition, find_definitions
from lacsec.importer.names.found import Names, Naming
from lacsec.importer.names.kinds import head_kind
from lacsec.importer.structure.text import Text

# Shares of namings that were right on the development texts, by how they were found.
CONFIDENCE = {
    "name": 0.99,
    "acronym": 0.98,
    "defined": 0.95,
    "phase": 0.95,
    "weak": 0.90,
    "person": 0.90,
    "cue": 0.80,
    "described": 0.75,
}
_NUMERAL = re.compile(r"[ -](?:phase )?(?P<numeral>[IVX]{1,4}|\d\.\d)\b")


@cache
def _matcher() -> Matcher:
    return Matcher(authority().forms)


def name_things(text: Text) -> Names:
    """All entities that a document names, each at all its places."""
    lexicon = _Lexicon(authority())
    hits = _matcher().find(text.value, text.folded)
    for definition in find_definitions(text):
        lexicon.define(text, definition, hits)
    for candidate in find_candidates(text, hits):
        lexicon.discover(text, candidate)
    return _Resolver(text, lexicon).resolve(hits)


@dataclass
class _Lexicon:
    """The authority's entities and those of this document, with the forms it adds."""

    known: Authority
    entities: dict[str, Entity] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)
    methods: dict[str, str] = field(default_factory=dict)  # of a discovered entity

    def entity(self, identifier: str) -> Entity:
        """An entity of this document, else of the authority file."""
        found = self.entities.get(identifier)
        return found if found is not None else self.known.entities[identifier]

    def define(self, text: Text, definition: Definition, hits: list[Hit]) -> None:
        """A long form and a short form are names of one thing, known or new."""
        long, short = text.value[slice(*definition.long)], text.value[slice(*definition.short)]
        target = _named_by(hits, *definition.long) or _named_by(hits, *definition.short)
        if target is None:
            kind = head_kind(long, text.language)
            if kind is None:
                return
            target = self._new(Candidate(*definition.long, long, kind, "defined", acronym=short))
        self._alias(target, long, acronym=False)
        self._alias(target, short, acronym=True)

    def discover(self, text: Text, candidate: Candidate) -> None:
        """A name found by a cue, a role or a description."""
        identifier = self._new(candidate)
        for value in (candidate.name, *candidate.spellings):
            self._alias(identifier, value, acronym=False)

    def _new(self, candidate: Candidate) -> str:
        identifier = slug(candidate.name)
        clash = self.known.entities.get(identifier)
        if clash is not None and clash.kind == candidate.kind:
            return identifier
        if clash is not None:
            identifier = f"{identifier}-{candidate.kind}"
        if identifier not in self.entities:
            self.entities[identifier] = Entity(
                id=identifier,
                kind=candidate.kind,
                name=candidate.name,
                acronym=candidate.acronym,
                family=candidate.family,
                names=(Name(candidate.name, "prefLabel"),),
                discovered=True,
            )
            self.methods[identifier] = candidate.method
        return identifier

    def _alias(self, identifier: str, value: str, *, acronym: bool) -> None:
        entity = self.entity(identifier)
        if all(name.value != value for name in entity.names):
            names = (*entity.names, Name(value, "altLabel", acronym=acronym))
            entity = replace(entity, names=names)
            if acronym and entity.acronym is None:
                entity = replace(entity, acronym=value)
            self.entities[identifier] = entity
        elif identifier not in self.entities:
            return
        form = name_form(value, identifier, acronym=acronym)
        if form not in self.forms:
            self.forms.append(form)


def _named_by(hits: list[Hit], start: int, end: int) -> str | None:
    """The entity that a known form names at exactly this place (an article left out)."""
    for hit in hits:
        if hit.end == end and start <= hit.start <= start + 4:
            found = next((f.entity for f in hit.forms if f.kind in ("name", "acronym")), None)
            if found is not None:
                return found
    return None


class _Resolver:
    """One entity for each hit: local names first, then strong ones, then weak with support."""

    def __init__(self, text: Text, lexicon: _Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._support: Counter[str] = Counter()
        self._local = {form.folded: form for form in lexicon.forms}

    def resolve(self, hits: list[Hit]) -> Names:
        """The namings of the document, in order."""
        local = Matcher(self._lexicon.forms).find(self._text.value, self._text.folded)
        merged = _longest([*hits, *local])
        for hit in merged:
            for form in hit.forms:
                if form.kind in ("name", "acronym") and form.entity is not None:
                    self._support[form.entity] += 1
        namings: list[Naming] = []
        demonyms: list[Naming] = []
        last: dict[str, int] = {}
        for hit in merged:
            naming = self._choose(hit, last)
            if naming is None:
                continue
            if naming.method == "demonym":
                demonyms.append(naming)
            else:
                namings.append(naming)
                last[naming.entity] = naming.start
        named = dict.fromkeys(naming.entity for naming in (*namings, *demonyms))
        entities = {identifier: self._lexicon.entity(identifier) for identifier in named}
        for naming in namings:  # a phase brings its family, though the text may not name it
            family = entities[naming.entity].family
            if family is not None and family in self._lexicon.known.entities:
                entities.setdefault(family, self._lexicon.entity(family))
        return Names(entities, tuple(namings), tuple(demonyms))

    def _choose(self, hit: Hit, last: dict[str, int]) -> Naming | None:
        words = self._text.value[hit.start : hit.end]
        own = self._local.get(fold(words))
        if own is not None and own in hit.forms:
            return self._naming(hit, own)
        strong = [f for f in hit.forms if f.kind in ("name", "acronym")]
        if strong:
            best = max(
                strong, key=lambda form: (self._support[form.entity or ""], form.exact or "")
            )
            return self._phase(hit, best) or self._naming(hit, best)
        weak = [f for f in hit.forms if f.kind == "weak" and self._support[f.entity or ""]]
        if weak:
            return self._naming(hit, max(weak, key=lambda form: last.get(form.entity or "", -1)))
        demonym = next((f for f in hit.forms if f.kind == "demonym"), None)
        return None if demonym is None else self._naming(hit, demonym)

    def _naming(self, hit: Hit, form: Form) -> Naming | None:
        if form.entity is None:
            return None
        entity = self._lexicon.entity(form.entity)
        method = self._lexicon.methods.get(entity.id, form.kind)
        return Naming(
            hit.start, hit.end, entity.id, entity.kind, method, CONFIDENCE.get(method, 0.9)
        )

    def _phase(self, hit: Hit, form: Form) -> Naming | None:
        """A family's name with a numeral behind it is a phase, be it known or not."""
        family = self._lexicon.entity(form.entity or "")
        if family.kind != "programme" or family.family is not None:
            return None
        match = _NUMERAL.match(self._text.value, hit.end)
        if match is None:
            return None
        name = f"{family.name} {match['numeral']}"
        identifier = slug(name)
        if identifier not in self._lexicon.known.entities:
            self._lexicon.entities.setdefault(
                identifier,
                Entity(
                    id=identifier,
                    kind="programme",
                    name=name,
                    acronym=f"{family.acronym or family.name} {match['numeral']}",
                    family=family.id,
                    names=(Name(name, "prefLabel"),),
                    discovered=True,
                ),
            )
        kind: EntityKind = "programme"
        return Naming(hit.start, match.end(), identifier, kind, "phase", CONFIDENCE["phase"])


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of overlapping hits the leftmost, longest; two of the same place become one."""
    joined: dict[tuple[int, int], Hit] = {}
    for hit in hits:
        place = (hit.start, hit.end)
        before = joined.get(place)
        forms = hit.forms if before is None else tuple(dict.fromkeys(before.forms + hit.forms))
        joined[place] = Hit(*place, forms)
    chosen: list[Hit] = []
    end = -1
    for place in sorted(joined, key=lambda at: (at[0], -at[1])):
        if place[0] >= end:
            chosen.append(joined[place])
            end = place[1]
    return chosen

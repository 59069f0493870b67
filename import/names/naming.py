"""Everything a document names: the known forms, those it defines itself, and one entity each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from lacsec.db.model import EntityKind
from lacsec.db.text import fold
from lacsec.importer.dates.found import Dates
from lacsec.importer.names.agreements import name_described
from lacsec.importer.names.authority import authority
from lacsec.importer.names.automaton import Hit, Matcher
from lacsec.importer.names.bodies import find_bodies
from lacsec.importer.names.cues import Cued, find_cued
from lacsec.importer.names.define import define
from lacsec.importer.names.definitions import find_definitions
from lacsec.importer.names.described import find_described
from lacsec.importer.names.found import Names, Naming
from lacsec.importer.names.institutions import find_institutions
from lacsec.importer.names.local import LocalNames
from lacsec.importer.names.people import Person, find_people
from lacsec.importer.names.phases import with_phases
from lacsec.importer.names.programming import with_programming
from lacsec.importer.names.resolve import Resolver, longest
from lacsec.importer.names.runs import Run, capital_runs
from lacsec.importer.names.topic import of_the_field
from lacsec.importer.structure.text import Span, Text

_NO_DATES = Dates(())
_TELLING = frozenset({"programme", "organisation", "agreement", "operation", "instrument"})


@cache
def _matcher() -> Matcher:
    return Matcher(authority().forms)


def name_things(text: Text, dates: Dates = _NO_DATES) -> Names:
    """All entities that a document names, each at all its places.

    `dates` are the calendar expressions of the text: an agreement without a proper name is told
    from others by its date.
    """
    local = LocalNames(authority())
    hits = _matcher().find(text.value, text.folded)
    sure = {hit: _sure(hit, local) for hit in hits}
    runs = capital_runs(text)
    _add_people(text, runs, sure, local)
    if of_the_field(text, _telling(sure, local)):
        _discover(text, runs, sure, local)
    else:
        _define_known(text, hits, local)
    chosen = longest([*hits, *_find(text, local), *local.hits])
    namings, demonyms = Resolver(text, local, chosen).resolve()
    namings = with_programming(text, with_phases(text, namings, local), local)
    described = find_described(text, namings, demonyms, dates)
    added, parties = name_described(text, described, local)
    namings = sorted((*namings, *added), key=lambda naming: naming.start)
    return _names(namings, demonyms, local, parties)


def _sure(hit: Hit, local: LocalNames) -> EntityKind | None:
    """The kind of what a hit names beyond doubt."""
    for form in hit.forms:
        if form.kind in ("name", "acronym") and form.entity is not None:
            return local.known.entities[form.entity].kind
    return None


def _telling(sure: Mapping[Hit, EntityKind | None], local: LocalNames) -> int:
    """How many known things of the field a document names."""
    found = {form.entity for hit, kind in sure.items() if kind in _TELLING for form in hit.forms}
    return len(found)


def _discover(
    text: Text,
    runs: Sequence[Run],
    sure: Mapping[Hit, EntityKind | None],
    local: LocalNames,
) -> None:
    """Names that the document defines, or shows by cue words and head nouns."""
    spans = [(hit.start, hit.end) for hit, kind in sure.items() if kind is not None]
    cued = find_cued(text, runs, spans)
    kinds = {name: found.kind for found in cued for name in (found.name,)}
    for definition in find_definitions(text):
        define(text, definition, list(sure), local, kinds)
    for found in cued:
        _add_cued(found, local)
    find_institutions(text, list(sure), local)
    spans.extend((hit.start, hit.end) for hit in (*local.hits, *_find(text, local)))
    countries = {(hit.start, hit.end) for hit, kind in sure.items() if kind == "country"}
    for body in find_bodies(text, runs, spans, countries):
        identifier = _short_of(body.name, sure, local)
        if identifier is None:
            identifier = local.open(body.name, body.kind, "cue")
        start, end = body.place
        local.alias(identifier, body.name)
        if end - start == len(body.name):
            local.look_for(identifier, body.name)
        local.place(identifier, body.place)


def _short_of(name: str, sure: Mapping[Hit, EntityKind | None], local: LocalNames) -> str | None:
    """The entity named in the document whose name has this one at its end or beginning."""
    wanted = fold(name)
    named = {form.entity for hit, kind in sure.items() if kind for form in hit.forms}
    for identifier in (*sorted(entity for entity in named if entity), *local.entities):
        for other in local.entity(identifier).names:
            longer = fold(other.value)
            if longer.endswith(f" {wanted}") or longer.startswith(f"{wanted} "):
                return identifier
    return None


def _find(text: Text, local: LocalNames) -> list[Hit]:
    """Where the document's own names stand."""
    return Matcher(local.forms).find(text.value, text.folded)


def _define_known(text: Text, hits: Sequence[Hit], local: LocalNames) -> None:
    """Outside the field, only short forms of things that are known already."""
    for definition in find_definitions(text):
        define(text, definition, hits, local, None)


def _add_cued(found: Cued, local: LocalNames) -> None:
    kind, name = found.kind, found.name
    identifier = local.named(name)
    if identifier is None or local.entity(identifier).kind != kind:
        official = f"Operation {name}" if kind == "operation" else name
        owner = local.known.owner(name)
        if owner is not None and local.known.entities[owner].kind == kind:
            identifier = owner
        else:
            identifier = local.open(official, kind, "cue")
    local.alias(identifier, name)
    if found.everywhere:
        local.look_for(identifier, name)
    for place in found.places:
        local.place(identifier, place)


def _names(
    namings: list[Naming],
    demonyms: list[Naming],
    local: LocalNames,
    parties: dict[str, tuple[str, ...]],
) -> Names:
    named = dict.fromkeys(naming.entity for naming in (*namings, *demonyms))
    entities = {identifier: local.entity(identifier) for identifier in named}
    for naming in namings:  # a phase brings its family, though the text may not name it
        family = entities[naming.entity].family
        if family is not None and family not in entities:
            entities[family] = local.entity(family)
    return Names(entities, tuple(namings), tuple(demonyms), parties)


def _add_people(
    text: Text,
    runs: Sequence[Run],
    sure: Mapping[Hit, EntityKind | None],
    local: LocalNames,
) -> None:
    """People found by a first name or a role; one that the authority file has stays that one."""
    others = [(hit.start, hit.end) for hit, kind in sure.items() if kind not in (None, "person")]
    known = {
        (hit.start, hit.end): form.entity
        for hit, kind in sure.items()
        if kind == "person"
        for form in hit.forms
        if form.entity is not None
    }
    for person in find_people(text, runs, others):
        identifier = _person_id(person, known, local)
        for span in (*person.full, *person.short):
            local.place(identifier, span)


def _person_id(person: Person, known: Mapping[Span, str], local: LocalNames) -> str:
    for start, end in person.full:
        for (low, high), identifier in known.items():
            if start <= low and high <= end:
                return identifier
    return local.open(person.name, "person", "person")

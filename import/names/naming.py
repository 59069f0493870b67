"""Everything a document names: the known forms, those it defines itself, and one entity each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lacsec.importer.dates.found import Dates
from lacsec.importer.names.agreements import name_described
from lacsec.importer.names.authority import authority
from lacsec.importer.names.automaton import Hit, Matcher
from lacsec.importer.names.candidates import find_candidates
from lacsec.importer.names.define import define
from lacsec.importer.names.definitions import find_definitions
from lacsec.importer.names.described import find_described
from lacsec.importer.names.found import Names, Naming
from lacsec.importer.names.local import LocalNames
from lacsec.importer.names.people import Person, find_people
from lacsec.importer.names.phases import with_phases
from lacsec.importer.names.resolve import Resolver, longest
from lacsec.importer.names.runs import capital_runs
from lacsec.importer.structure.text import Span, Text

_NO_DATES = Dates(())


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
    for definition in find_definitions(text):
        define(text, definition, hits, local)
    _add_people(text, hits, local)
    for candidate in find_candidates(text, hits):
        identifier = local.open(candidate.name, candidate.kind, candidate.method)
        for value in (candidate.name, *candidate.spellings):
            local.alias(identifier, value)
            local.look_for(identifier, value)
    more = Matcher(local.forms).find(text.value, text.folded)
    namings, demonyms = Resolver(text, local, longest([*hits, *more, *local.hits])).resolve()
    namings = with_phases(text, namings, local)
    described = find_described(text, namings, demonyms, dates)
    more_namings, parties = name_described(text, described, local)
    namings = sorted((*namings, *more_namings), key=lambda naming: naming.start)
    return _names(namings, demonyms, local, parties)


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


def _add_people(text: Text, hits: Sequence[Hit], local: LocalNames) -> None:
    """People found by a first name or a role; one that the authority file has stays that one."""
    others: list[Span] = []
    known: dict[Span, str] = {}
    for hit in hits:
        named = {form.entity for form in hit.forms if form.kind in ("name", "acronym")}
        people = [e for e in named if e and local.known.entities[e].kind == "person"]
        if people:
            known[hit.start, hit.end] = people[0]
        elif named:
            others.append((hit.start, hit.end))
    for person in find_people(text, capital_runs(text), others):
        identifier = _person_id(person, known, local)
        for span in person.full:
            local.place(identifier, span)
        for span in person.short:
            local.place(identifier, span)


def _person_id(person: Person, known: dict[Span, str], local: LocalNames) -> str:
    for start, end in person.full:
        for (low, high), identifier in known.items():
            if start <= low and high <= end:
                return identifier
    return local.open(person.name, "person", "person")

"""Everything a document names: the known forms, those it defines itself, and one entity each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain

from lacsec.db.model import EntityKind
from lacsec.importer.dates.found import Dates
from lacsec.importer.names.agreement_words import agreement_forms
from lacsec.importer.names.agreements import name_described
from lacsec.importer.names.authority import authority
from lacsec.importer.names.automaton import Hit, Matcher, longest
from lacsec.importer.names.described import find_described
from lacsec.importer.names.discover import Sure, define_known, discover, own_hits
from lacsec.importer.names.found import Names, Naming
from lacsec.importer.names.institutions import institution_forms
from lacsec.importer.names.local import LocalNames
from lacsec.importer.names.people import Person, find_people
from lacsec.importer.names.phases import with_phases
from lacsec.importer.names.programming import programming_forms, with_programming
from lacsec.importer.names.resolve import Resolver
from lacsec.importer.names.runs import Scene, scene
from lacsec.importer.names.topic import of_the_field
from lacsec.importer.structure.text import Span, Text

_NO_DATES = Dates(())
_TELLING = frozenset({"programme", "organisation", "agreement", "operation", "instrument"})


@cache
def _matcher() -> Matcher:
    """One automaton for all names and all phrases that other names are found by."""
    anchors = (institution_forms(), agreement_forms(), programming_forms())
    return Matcher(chain(authority().forms, *anchors))


def name_things(text: Text, dates: Dates = _NO_DATES) -> Names:
    """All entities that a document names, each at all its places.

    `dates` are the calendar expressions of the text: an agreement without a proper name is told
    from others by its date.
    """
    local = LocalNames(authority())
    found = _matcher().find_kinds(text.value, text.folded)
    hits = found["name"]
    sure = [(hit, _sure(hit, local)) for hit in hits]
    seen = scene(text)
    _add_people(seen, sure, local)
    if of_the_field(text, _telling(sure)):
        discover(seen, found.get("institution", ()), sure, local)
    else:
        define_known(text, sure, local)
    chosen = longest([*hits, *own_hits(text, local), *local.hits])
    namings, demonyms = Resolver(text, local, chosen).resolve()
    namings = with_phases(text, namings, local)
    namings = with_programming(text, found.get("programming", ()), namings, local)
    described = find_described(text, found.get("agreement", ()), namings, demonyms, dates)
    added, parties = name_described(text, described, local)
    namings = sorted((*namings, *added), key=lambda naming: naming.start)
    return _names(namings, demonyms, local, parties)


def _sure(hit: Hit, local: LocalNames) -> EntityKind | None:
    """The kind of what a hit names beyond doubt."""
    for form in hit.forms:
        if form.kind in ("name", "acronym") and form.entity is not None:
            return local.known.entities.kind(form.entity)
    return None


def _telling(sure: Sure) -> int:
    """How many known things of the field a document names."""
    found = {form.entity for hit, kind in sure if kind in _TELLING for form in hit.forms}
    return len(found)


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


def _add_people(seen: Scene, sure: Sure, local: LocalNames) -> None:
    """People found by a first name or a role; one that the authority file has stays that one."""
    others = [(hit.start, hit.end) for hit, kind in sure if kind not in (None, "person")]
    known = {
        (hit.start, hit.end): form.entity
        for hit, kind in sure
        if kind == "person"
        for form in hit.forms
        if form.entity is not None
    }
    for person in find_people(seen, others):
        identifier = _person_id(person, known, local)
        for span in (*person.full, *person.short):
            local.place(identifier, span)


def _person_id(person: Person, known: Mapping[Span, str], local: LocalNames) -> str:
    for start, end in person.full:
        for (low, high), identifier in known.items():
            if start <= low and high <= end:
                return identifier
    return local.open(person.name, "person", "person")

"""Names that no list has: defined, shown by a cue or a number, or read off a head noun."""

from __future__ import annotations

from collections.abc import Sequence

from lacsec.db.model import EntityKind
from lacsec.db.text import fold
from lacsec.importer.names.acts import find_acts
from lacsec.importer.names.automaton import Hit, Matcher, longest
from lacsec.importer.names.bodies import Body, find_bodies
from lacsec.importer.names.cues import Cued, find_cued
from lacsec.importer.names.define import define
from lacsec.importer.names.definitions import find_definitions
from lacsec.importer.names.institutions import find_institutions
from lacsec.importer.names.local import LocalNames
from lacsec.importer.names.runs import Scene, Spans
from lacsec.importer.structure.text import Span, Text

Sure = Sequence[tuple[Hit, EntityKind | None]]


def discover(scene: Scene, institutions: Sequence[Hit], sure: Sure, local: LocalNames) -> None:
    """Add to `local` all that the document names beyond the known names.

    `institutions` are where the words for bodies of a country stand; `sure` are the places of
    known names, with the kind of what they name beyond doubt.
    """
    text = scene.text
    spans = [(hit.start, hit.end) for hit, kind in sure if kind is not None]
    cued = find_cued(scene, spans)
    kinds = {found.name: found.kind for found in cued}
    ending = {hit.end: [hit] for hit, _ in sure}
    for definition in find_definitions(text):
        define(text, definition, ending, local, kinds)
    for found in sorted(cued, key=lambda found: -found.name.count(" ")):
        _add_cued(found, local)
    find_institutions(text, institutions, [hit for hit, _ in sure], local)
    for act in find_acts(text):
        known = local.known.owner(act.words)
        identifier = known or local.open(act.name, "agreement", "cue")
        local.alias(identifier, act.words)
        local.place(identifier, act.place)
    own = [(hit.start, hit.end) for hit in longest([*local.hits, *own_hits(text, local)])]
    apart = Spans(own)
    spans = [*own, *(span for span in spans if not apart.reach(*span))]
    countries = {(hit.start, hit.end) for hit, kind in sure if kind == "country"}
    bodies = find_bodies(scene, spans, countries, _people(sure, local))
    longer = _names_of(sure, local) if bodies else []
    for body in bodies:
        _add_body(body, longer, local)


def _people(sure: Sure, local: LocalNames) -> list[Span]:
    """Where people are named, known ones or new ones."""
    known = {(hit.start, hit.end) for hit, kind in sure if kind == "person"}
    placed = longest(local.hits)
    known.update(
        (hit.start, hit.end)
        for hit in placed
        if any(form.entity and local.entity(form.entity).kind == "person" for form in hit.forms)
    )
    return sorted(known)


def define_known(text: Text, sure: Sure, local: LocalNames) -> None:
    """Outside the field, only short forms of things that are known already."""
    ending = {hit.end: [hit] for hit, _ in sure}
    for definition in find_definitions(text):
        define(text, definition, ending, local, None)


def own_hits(text: Text, local: LocalNames) -> list[Hit]:
    """Where the document's own names stand."""
    return Matcher(local.forms).find(text.value, text.folded)


def _add_cued(found: Cued, local: LocalNames) -> None:
    kind, name = found.kind, found.name
    identifier = local.named(name) or _longer_own(name, local)
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


def _longer_own(name: str, local: LocalNames) -> str | None:
    """The one discovered entity whose short form begins with this: "GAR-SI", "GAR-SI Sahel"."""
    start = f"{fold(name)} "
    found = {
        entity.id
        for entity in local.entities.values()
        if entity.discovered
        for other in entity.names
        if fold(other.value).startswith(start) and _is_place(other.value[len(start) :], local)
    }
    return next(iter(found)) if len(found) == 1 else None


def _is_place(name: str, local: LocalNames) -> bool:
    owner = local.known.owner(name)
    return owner is not None and local.known.entities.kind(owner) in ("country", "region")


def _add_body(body: Body, longer: list[tuple[str, str]], local: LocalNames) -> None:
    identifier = _weak_beginning(body.name, local) or _short_of(body.name, longer)
    if identifier is None:
        identifier = local.open(body.name, body.kind, "cue")
    start, end = body.place
    local.alias(identifier, body.name)
    if end - start == len(body.name):
        local.look_for(identifier, body.name)
    local.place(identifier, body.place)


def _weak_beginning(name: str, local: LocalNames) -> str | None:
    """The known entity of which the name's beginning is a short form: "Global Strategy for …"."""
    start = fold(name)
    while " " in start:
        owners = local.known.weak.get(start, ())
        if len(owners) == 1:
            return owners[0]
        start = start.rsplit(" ", 1)[0]
    return None


def _names_of(sure: Sure, local: LocalNames) -> list[tuple[str, str]]:
    """The folded names of several words of all that the document names, with their entities."""
    named = {form.entity for hit, kind in sure if kind for form in hit.forms if form.entity}
    known = local.known.long_names
    found = [(name, entity) for entity in sorted(named) for name in known.get(entity, ())]
    found.extend(
        (fold(name.value), entity.id) for entity in local.entities.values() for name in entity.names
    )
    return found


def _short_of(name: str, longer: list[tuple[str, str]]) -> str | None:
    """The entity named in the document whose name has this one at its end or beginning."""
    wanted = fold(name)
    for other, identifier in longer:
        if wanted in other and (other.endswith(f" {wanted}") or other.startswith(f"{wanted} ")):
            return identifier
    return None

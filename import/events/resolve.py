"""Pronouns, "the programme" and clauses without a subject: whom they mean, told by name."""

from __future__ import annotations

from dataclasses import replace

from lacsec.db.model import EntityKind
from lacsec.importer.events.view import Told, View

KINDS: tuple[EntityKind, ...] = (
    "programme",
    "organisation",
    "agreement",
    "operation",
    "system",
    "person",
    "country",
)
_SHORT, _LONGER = 3, 6  # words of a subject that may stand for another, or be part of one


def known_subject(view: View, told: Told) -> Told:
    """Pronouns and "the programme" told by name; parts of a thing with its name before them."""
    if told.subject is None:
        return told
    start, end = told.subject
    words = view.scan.words[view.scan.index(start) : view.scan.index(end)]
    cues = view.scan.cues
    if words[0].text in cues.persons:
        return _person(view, told, words[0].end)
    if words[0].text in cues.pronouns:
        return _pronoun(view, told, words[0].end)
    if view.namings(start, end):
        return told
    if len(words) <= _SHORT:
        found = view.read.focus.taken_up(start, end, KINDS)
        if found is not None and found.place and found.place[1] >= end:
            name = name_of(view, found.entity)
            return replace(told, words=name, entity=found.entity, finding=found.finding)
    if len(words) <= _LONGER and any(w.text in cues.parts for w in words):
        return replace(resolved(view, start, told), part=True)
    return told


def _pronoun(view: View, told: Told, stop: int) -> Told:
    assert told.subject is not None
    start, end = told.subject
    found = view.read.focus.taken_up(start, stop + 1, KINDS)
    found = found or view.read.focus.label(view.block, KINDS)
    if found is None:
        return told
    known = replace(
        told, words=name_of(view, found.entity), entity=found.entity, finding=found.finding
    )
    return _owned(view, known, stop, end)


def _person(view: View, told: Told, stop: int) -> Told:
    """ "He", "her term": the person named last in the paragraph."""
    assert told.subject is not None
    named = [
        n
        for n in view.namings(view.block.start, told.subject[0])
        if n.kind == "person" or (n.kind != "country" and view.scan.cues.persons == frozenset())
    ]
    if not named:
        return _pronoun(view, told, stop) if view.read.text.language != "en" else told
    entity = named[-1].entity
    known = replace(told, words=name_of(view, entity), entity=entity, finding="anaphor")
    return _owned(view, known, stop, told.subject[1])


def _owned(view: View, known: Told, stop: int, end: int) -> Told:
    """ "Its second phase": the name, then what belongs to it."""
    if not view.text(stop, end).strip():
        return known
    rest = view.scan.words[view.scan.index(stop)].start
    return replace(known, part=True, subject=(rest, end))


def name_of(view: View, entity: str) -> str:
    """The name that a title uses: the acronym where there is one."""
    known = view.read.names.entities[entity]
    return known.acronym or known.name


def resolved(view: View, offset: int, told: Told) -> Told:
    """The subject that the label or the heading tells, where the clause has none."""
    found = view.read.focus.label(view.block, KINDS) or view.read.focus.section(view.block, KINDS)
    if found is None:
        return told
    name = name_of(view, found.entity)
    return replace(told, words=name, entity=found.entity, finding="section")

"""Pronouns, "the programme" and clauses without a subject: whom they mean, told by name."""

from __future__ import annotations

from dataclasses import replace

from lacsec.db.model import EntityKind
from lacsec.db.text import fold
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
# What a pronoun stands for in these texts; persons and countries have words of their own.
_THINGS: tuple[EntityKind, ...] = ("programme", "organisation", "agreement", "operation", "system")
_SHORT, _LONGER = 4, 6  # words of a subject that may stand for another, or be part of one


def known_subject(view: View, told: Told) -> Told:
    """Pronouns and "the programme" told by name; parts of a thing with its name before them."""
    if told.subject is None:
        return told
    start, end = told.subject
    words = view.scan.words[view.scan.index(start) : view.scan.index(end)]
    cues = view.scan.cues
    if words[0].text in cues.persons and (named := _person(view, start)) is not None:
        return _owned(view, _known(view, told, named), words[0].end, end)
    if words[0].text in cues.pronouns:
        entity = view.read.focus.referent(start, _THINGS)
        return _owned(view, _known(view, told, entity), words[0].end, end) if entity else told
    if view.namings(start, end) or view.read.names.at(start) is not None:
        return told
    return _phrase(view, told, [word.text for word in words])


def _phrase(view: View, told: Told, words: list[str]) -> Told:
    """ "The project" by its name; "the second phase" behind the name of its programme."""
    assert told.subject is not None
    start, end = told.subject
    if len(words) <= _SHORT:
        found = view.read.focus.phrase_at(view.sentence, start, KINDS)
        if found is not None and found.place and found.place[1] >= end:
            if _is_branch(view, words, found.entity):
                return told
            return _known(view, told, found.entity)
    if len(words) <= _LONGER and any(word in view.scan.cues.parts for word in words):
        return replace(resolved(view, start, told), part=True)
    return told


def _is_branch(view: View, words: list[str], entity: str) -> bool:
    """ "The office was opened": an office of the body, unless the body is called so."""
    branch = [fold(word) for word in words if word in view.scan.cues.branches]
    name = fold(view.read.names.entities[entity].name)
    return any(word not in name for word in branch)


def _known(view: View, told: Told, entity: str) -> Told:
    return replace(told, words=name_of(view, entity), entity=entity, finding="anaphor")


def _person(view: View, offset: int) -> str | None:
    """ "He", "her term": the person named last in the paragraph."""
    named = [n for n in view.namings(view.block.start, offset) if n.kind == "person"]
    return named[-1].entity if named else None


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

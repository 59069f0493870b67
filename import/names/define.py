"""A definition joins a long and a short form: names of one thing, known or new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lacsec.db.model import Entity, EntityKind
from lacsec.db.text import fold
from lacsec.importer.names.agreement_words import is_kind
from lacsec.importer.names.automaton import Hit
from lacsec.importer.names.cues import cue_beside
from lacsec.importer.names.definitions import Definition, spells
from lacsec.importer.names.kinds import head_kind
from lacsec.importer.names.local import LocalNames
from lacsec.importer.names.programming import is_programming
from lacsec.importer.structure.text import Text

_TELLING = 4  # characters of a short form that is no common abbreviation
_ARTICLE = 4  # characters: "the ", "los " before a name


def define(
    text: Text,
    definition: Definition,
    hits: Mapping[int, Sequence[Hit]],
    local: LocalNames,
    kinds: Mapping[str, EntityKind] | None,
) -> None:
    """Give both forms to the entity that either names; where none does, to a discovered one.

    `hits` are those of known names by the offset at which they end; `kinds` are what cue words
    say of a name; None: nothing may be discovered here.
    """
    long, short = text.value[slice(*definition.long)], text.value[slice(*definition.short)]
    by_long = _named_by(hits, *definition.long)
    by_short = _named_by(hits, definition.short[0] - _ARTICLE, definition.short[1])
    target = by_long or by_short
    if target is None:
        target = local.named(long) or local.named(short)
        if target is None and kinds is not None:
            shown = kinds.get(short) or kinds.get(long) or _cue_beside(text, definition)
            target = _discovered(text, long, short, local, shown)
        if target is None:
            return
    elif by_long is None and not _fits(long, short, local.entity(target)):
        return
    if by_long is not None and by_short != by_long:
        names = [name.value for name in local.entity(by_long).names]
        if by_short is not None or not any(spells(name, short) for name in names):
            return
    local.alias(target, long)
    local.look_for(target, long)
    local.alias(target, short, acronym=True)
    local.look_for(target, short, acronym=True)


def _discovered(
    text: Text, long: str, short: str, local: LocalNames, cued: EntityKind | None
) -> str | None:
    kind = cued or head_kind(long, text.language)
    if kind is None or is_kind(fold(long)) or is_programming(fold(long)):
        return None
    if cued in ("programme", "system", "operation"):  # known by its short form
        identifier = local.open(short, kind, "defined", acronym=short)
        local.alias(identifier, long)
        return identifier
    return local.open(long, kind, "defined", acronym=short)


def _cue_beside(text: Text, definition: Definition) -> EntityKind | None:
    """ "Project 'Long Form' (ACR)", "Long Form (ACR) project"; not "Training of Trainers (ToT)"."""
    if definition.short[1] - definition.short[0] < _TELLING:
        return None
    start, end = definition.long[0], max(definition.long[1], definition.short[1])
    return cue_beside(text, start, end)


def _named_by(hits: Mapping[int, Sequence[Hit]], start: int, end: int) -> str | None:
    """The entity that a known form names at this place (an article left out or put in)."""
    for hit in hits.get(end, ()):
        if start <= hit.start <= start + _ARTICLE:
            found = next((f.entity for f in hit.forms if f.kind in ("name", "acronym")), None)
            if found is not None:
                return found
    return None


def _fits(long: str, short: str, entity: Entity) -> bool:
    """May an unknown long form be a name of a known entity? By its letters or its words."""
    if spells(long, short):
        return True
    words = _long_words(long)
    return any(
        2 * len(words & other) > max(len(words), len(other))
        for other in (_long_words(name.value) for name in entity.names)
    )


def _long_words(name: str) -> set[str]:
    return {word for word in fold(name).split() if len(word) > 3}

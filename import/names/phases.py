"""Phases of a programme family: "COPOLAD III", "the third phase of SEACOP", "phases I and II"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lacsec.db.model import Entity
from lacsec.importer.data import lexicon
from lacsec.importer.names.found import Naming
from lacsec.importer.names.local import LocalNames
from lacsec.importer.names.resolve import CONFIDENCE
from lacsec.importer.names.wordlists import word_set
from lacsec.importer.structure.text import Text

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NUMERAL_TEXT = r"(?P<numeral>[IVX]{1,4}|\d(?:\.\d)?)(?![\w%€$]|\.\d| ?[-–/]\d)"
_BEHIND = re.compile(rf"(?: |-| \(|, )(?:(?:[Pp]hase|[Ff]ase) )?{_NUMERAL_TEXT}")
_MORE = re.compile(rf"(?:, | and | y | e | et | & |/){_NUMERAL_TEXT}")
_COUNTED = re.compile(r" [a-zà-ÿ-]+s\b")  # "SEACOP 4 countries": no phase
_FARTHEST = 60  # characters between "second phase" and the name
_LAST = re.compile(r"(?:^|[ -])([IVX]{1,4}|\d(?:\.\d)?)$")


def with_phases(text: Text, namings: list[Naming], local: LocalNames) -> list[Naming]:
    """The namings, with a family's name and a numeral made the name of the phase."""
    phases = _Phases(text, local)
    return [phase for naming in namings for phase in phases.of(naming)]


def numeral_value(numeral: str) -> int:
    """ "III" and "3" and "3.0" are 3; 0 where it is no numeral."""
    if numeral in _ROMAN:
        return _ROMAN.index(numeral) + 1
    return int(numeral[0]) if numeral[:1].isdigit() else 0


@cache
def _ordinals() -> dict[str, int]:
    table: dict[str, list[str]] = lexicon("names_phases")["ordinals"]
    return {word: rank for row in table.values() for rank, word in enumerate(row, 1)}


@cache
def _phase_of() -> re.Pattern[str]:
    """Words before a name that make it the name of a phase."""
    phase = "|".join(sorted(word_set("names_phases", "phase", "words")))
    ordinals = "|".join(sorted(_ordinals()))
    of = "|".join(sorted(word_set("names_phases", "phase", "of")))
    return re.compile(
        rf"(?<!\w)(?:(?P<ordinal>{ordinals}) (?:{phase})|(?:{phase}) (?P<numeral>[ivx]{{1,4}}|\d))"
        rf"(?:[ '](?:{of})){{1,5}}[ ']$"
    )


class _Phases:
    def __init__(self, text: Text, local: LocalNames) -> None:
        self._text = text
        self._local = local

    def of(self, naming: Naming) -> Iterator[Naming]:
        """A naming as it is, or as the phases that the words beside it make of it."""
        if naming.kind not in ("programme", "operation"):
            yield naming
            return
        entity = self._local.entity(naming.entity)
        family = entity if entity.family is None else self._local.entity(entity.family)
        match = _BEHIND.match(self._text.value, naming.end) if family is entity else None
        if match is not None and self._is_phase(family, match):
            yield self._naming(naming.start, match.end("numeral"), family, match["numeral"])
            yield from self._more(family, match.end("numeral"))
            return
        before = None
        if family is entity and entity.kind == "programme":
            before = self._before(naming, entity)
        yield naming if before is None else before
        if family is not entity:
            yield from self._more(family, naming.end)

    def _more(self, family: Entity, end: int) -> Iterator[Naming]:
        """ "COPOLAD II and III": further numerals behind the first."""
        more = _MORE.match(self._text.value, end)
        while more is not None and self._is_phase(family, more):
            yield self._naming(*more.span("numeral"), family, more["numeral"])
            more = _MORE.match(self._text.value, more.end("numeral"))

    def _is_phase(self, family: Entity, match: re.Match[str]) -> bool:
        """Is this numeral one of a phase, and not a number of things?"""
        numeral, opening = match["numeral"], match[0][0]
        if _LAST.search(family.name):
            return False
        if opening in ",(" and "hase" not in match[0] and "ase" not in match[0]:
            return match[0].startswith(" (") and numeral in _ROMAN and numeral != "I"
        if numeral.isdigit():
            return family.kind == "programme" and not _COUNTED.match(
                self._text.value, match.end("numeral")
            )
        return True

    def _before(self, naming: Naming, family: Entity) -> Naming | None:
        """ "the third phase of NAME", "fase II del programa NAME"."""
        low = max(0, naming.start - _FARTHEST)
        match = _phase_of().search(self._text.folded, low, naming.start)
        if match is None:
            return None
        value = _ordinals().get(match["ordinal"] or "") or numeral_value(
            (match["numeral"] or "").upper()
        )
        if not value or (value == 1 and self._known_phase(family, value) is None):
            return None
        return self._naming(match.start(), naming.end, family, _ROMAN[min(value, 10) - 1])

    def _known_phase(self, family: Entity, value: int) -> str | None:
        """The phase of this number that the authority file or the document has."""
        own = (e for e in self._local.entities.values() if e.family == family.id)
        known = (self._local.entity(key) for key in self._local.known.phases.get(family.id, ()))
        for entity in (*own, *known):
            last = _LAST.search(entity.acronym or entity.name) or _LAST.search(entity.name)
            if last is not None and numeral_value(last[1]) == value:
                return entity.id
        return None

    def _naming(self, start: int, end: int, family: Entity, numeral: str) -> Naming:
        value = numeral_value(numeral)
        identifier = self._known_phase(family, value) if family.kind == "programme" else None
        if identifier is None:
            name = f"{family.name} {numeral}"
            identifier = self._local.open(name, family.kind, "phase")
            if identifier in self._local.methods:
                self._local.set_family(identifier, family.id)
            if family.acronym and family.acronym != family.name:
                self._local.alias(identifier, f"{family.acronym} {numeral}", acronym=True)
        return Naming(start, end, identifier, family.kind, "phase", CONFIDENCE["phase"])

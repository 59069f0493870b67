"""Programming documents of a country for a period: "the 2021-2027 MIP for Peru"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lacsec.importer.data import lexicon
from lacsec.importer.names.authority import Form
from lacsec.importer.names.automaton import Hit
from lacsec.importer.names.found import Naming
from lacsec.importer.names.local import LocalNames
from lacsec.importer.names.resolve import CONFIDENCE
from lacsec.importer.names.wordlists import word_list, word_set
from lacsec.importer.structure.text import Text

_TABLE = ("names_phases", "programming")
_PERIOD = r"((?:19|20)\d\d)(?: ?[-/] ?| (?:to|a|al) )((?:19|20)\d\d)"
_BEFORE = re.compile(rf"{_PERIOD} (?:regional |bilateral )?$")
_BEHIND = re.compile(rf"(?: \([a-z]+\))?(?: \(|,? ){_PERIOD}")
_ANY = re.compile(_PERIOD)
_BRACKET = re.compile(r"(?: \([a-z]+\))?")


def programming_forms() -> Iterator[Form]:
    """The phrases for the automaton."""
    forms = word_list(*_TABLE, "forms")
    return (Form(form, None, "programming", capital=False) for form in forms)


def is_programming(form: str) -> bool:
    """Is this folded phrase only the kind of document, without its country?"""
    return form in word_set(*_TABLE, "forms")


def with_programming(
    text: Text, hits: Sequence[Hit], namings: list[Naming], local: LocalNames
) -> list[Naming]:
    """The namings, with each programming document told by its country and its years.

    `hits` are where its phrases stand.
    """
    if not hits:
        return namings
    return _Programming(text, namings, local).read(hits)


class _Programming:
    def __init__(self, text: Text, namings: Sequence[Naming], local: LocalNames) -> None:
        self._text = text
        self._namings = list(namings)
        self._starts = [naming.start for naming in namings]
        self._local = local

    def read(self, hits: Sequence[Hit]) -> list[Naming]:
        taken: dict[int, Naming] = {}
        latest: dict[str, str] = {}  # by country, the document told last
        added: list[Naming] = []
        for hit in hits:
            place = bisect_left(self._starts, hit.end) - 1
            over = self._namings[place] if place >= 0 else None
            if over is not None and over.end > hit.start:
                years = self._years(over.start, over.end)
                if over.kind == "programme" and years:
                    taken[place] = replace(
                        over, entity=self._phase(over.entity, years), method="phase"
                    )
                continue
            family = self._family(hit)
            if family is not None:
                behind = self._behind(hit.end)
                years = self._years(hit.start, behind.end if behind else hit.end)
                identifier = self._phase(family, years) if years else latest.get(family, family)
                latest[family] = identifier
                sure = CONFIDENCE["phase"]
                added.append(Naming(hit.start, hit.end, identifier, "programme", "phase", sure))
        kept = [taken.get(index, naming) for index, naming in enumerate(self._namings)]
        return sorted((*kept, *added), key=lambda naming: naming.start)

    def _years(self, start: int, end: int) -> str | None:
        folded = self._text.folded
        sentence = self._text.sentence_at(start)
        match = (
            _BEFORE.search(folded, max(0, start - 40), start)
            or _BEHIND.match(folded, end)
            or _ANY.search(folded, sentence.start, sentence.end)
        )
        return f"{match[1]}-{match[2]}" if match else None

    def _family(self, hit: Hit) -> str | None:
        """The programme of the country behind the phrase, in the label or in the heading."""
        behind = self._behind(hit.end)
        country = behind.entity if behind else None
        block = self._text.block_of(self._text.sentence_at(hit.start))
        if country is None and block.label is not None:
            country = self._only(*block.label)
        if country is None and block.heading is not None:
            heading = self._text.blocks[block.heading]
            country = self._only(heading.start, heading.end)
        if country is None:
            return None
        name = lexicon(_TABLE[0])[_TABLE[1]]["name"]
        place = self._local.entity(country).name
        for official in (f"{name} for {place}", f"{name} for the {place}"):
            owner = self._local.known.owner(official)
            if owner is not None:
                return owner
        return self._local.open(f"{name} for {place}", "programme", "phase")

    def _behind(self, end: int) -> Naming | None:
        """The country or region of "… for Peru"."""
        bracket = _BRACKET.match(self._text.folded, end)
        start = bracket.end() if bracket else end
        place = bisect_left(self._starts, start)
        if place == len(self._namings):
            return None
        naming = self._namings[place]
        gap = self._text.folded[start : naming.start].replace("'", " ").split()
        of = word_set(*_TABLE, "for")
        near = naming.start - start < 24 and 0 < len(gap) < 4 and all(word in of for word in gap)
        return naming if near and naming.kind in ("country", "region") else None

    def _only(self, start: int, end: int) -> str | None:
        """The one country named in a stretch."""
        stretch = self._namings[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        found = {naming.entity for naming in stretch if naming.kind == "country"}
        return next(iter(found)) if len(found) == 1 else None

    def _phase(self, family: str, years: str) -> str:
        """The document of these years, a phase of the country's."""
        entity = self._local.entity(family)
        name = f"{entity.name} {years}"
        identifier = self._local.open(name, "programme", "phase")
        if identifier in self._local.methods:
            self._local.set_family(identifier, entity.family or family)
        return identifier

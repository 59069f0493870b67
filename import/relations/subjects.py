"""Who a clause is about: the recorded order in which its subject is looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lacsec.db.model import EntityKind, Finding
from lacsec.importer.focus import Focus
from lacsec.importer.names.found import Naming
from lacsec.importer.relations.grammar import tokens
from lacsec.importer.relations.surroundings import Surroundings
from lacsec.importer.structure.text import Sentence

_ADJACENT = 16  # characters that may stand between a name and its verb, small words left out
_ASIDE = re.compile(r"\([^()]*\)")
_FARTHEST = 260
_IT = re.compile(r"(?:and|but|;|,)(?: [^\W\d_]+)? (?:it|they)(?: [^\W\d_]+){0,4} $")
_BREAK = re.compile(r", |\s?-\s?(?=\S)")
_AFTER_COMMA = 60
_TYPES = frozenset(
    {
        "project",
        "programme",
        "program",
        "initiative",
        "proyecto",
        "programa",
        "projeto",
        "projet",
        "network",
        "facility",
    }
)


@dataclass(frozen=True, slots=True)
class Ends:
    """One end of a relation: the entities, how they were found, and where the words stand."""

    entities: tuple[str, ...]
    finding: Finding
    start: int
    end: int


def ends_of(namings: list[Naming], finding: Finding = "named") -> Ends | None:
    """The entities of a list of names."""
    if not namings:
        return None
    entities = tuple(dict.fromkeys(naming.entity for naming in namings))
    return Ends(entities, finding, namings[0].start, namings[-1].end)


class Subjects:
    """Finds the subject of a clause whose words stand at [start, end) of a sentence."""

    def __init__(self, around: Surroundings, focus: Focus) -> None:
        self._around = around
        self._focus = focus
        self._folded = around.text.folded

    def find(
        self,
        sentence: Sentence,
        start: int,
        end: int,
        kinds: tuple[EntityKind, ...],
        *,
        topic: bool,
    ) -> Ends | None:
        """In the recorded order; `topic` allows what the whole document is about."""
        floor = sentence.start
        before = [
            n
            for n in self._around.names.within(max(floor, start - _FARTHEST), start)
            if n.kind in kinds and n.end <= start
        ]
        adjacent = self._adjacent(before, start)
        if adjacent is not None:
            return self._list(adjacent, kinds, floor)
        taken = self._pronoun(sentence, start, before) or self._taken_up(sentence, start, kinds)
        if taken is not None:
            return taken
        for naming in reversed(before):
            members = self._around.listed_before(naming, kinds, floor)
            if not self._around.behind_preposition(members[0], floor):
                return ends_of(members)
        if start - floor <= 3:
            participle = self._to_the_right(sentence, end, kinds)
            if participle is not None:
                return participle
        if before:
            return None  # another clause is about it: better nothing than a guess
        return self._from_above(sentence, start, kinds, topic=topic)

    def from_before(
        self, sentence: Sentence, start: int, kinds: tuple[EntityKind, ...], *, topic: bool
    ) -> Ends | None:
        """What the text before speaks of, where a sentence adds to it without naming it."""
        named = self._in_sentence(sentence, start, kinds)
        if named is not None:
            return named
        taken = self._focus.taken_up(sentence.start, sentence.end, kinds)
        if taken is not None:
            return Ends((taken.entity,), taken.finding, start, start)
        block = self._around.text.block_of(sentence)
        found = self._focus.label(block, kinds) or self._focus.section(block, kinds)
        if found is None:
            entity = self._focus.referent(sentence.start, kinds)
            if entity is not None:
                return Ends((entity,), "anaphor", start, start)
            found = self._focus.topic(kinds) if topic else None
        return None if found is None else Ends((found.entity,), found.finding, start, start)

    def _in_sentence(
        self, sentence: Sentence, start: int, kinds: tuple[EntityKind, ...]
    ) -> Ends | None:
        found = dict.fromkeys(
            n.entity
            for n in self._around.names.within(sentence.start, sentence.end)
            if n.kind in kinds
        )
        return Ends(tuple(found), "named", start, start) if len(found) == 1 else None

    def frame(self, sentence: Sentence, start: int, kinds: tuple[EntityKind, ...]) -> Ends | None:
        """What the phrase that opens the sentence names, up to its comma."""
        comma = self._folded.find(",", sentence.start, start)
        if comma < 0:
            return None
        named = [n for n in self._around.names.within(sentence.start, comma) if n.kind in kinds]
        return ends_of(named[-1:])

    def previous(
        self, sentence: Sentence, start: int, kinds: tuple[EntityKind, ...]
    ) -> Ends | None:
        """The last thing of these kinds named before a place, here or in the sentences before."""
        named = [n for n in self._around.names.within(sentence.start, start) if n.kind in kinds]
        if named:
            return ends_of(named[-1:])
        entity = self._focus.referent(start, kinds)
        return None if entity is None else Ends((entity,), "anaphor", start, start)

    def apposed(
        self, sentence: Sentence, start: int, end: int, kinds: tuple[EntityKind, ...]
    ) -> Ends | None:
        """The subject that a noun at [start, end) describes: "X, a project of", "X is a project".

        It may stand behind as well: "the programme of the European Union, X, …".
        """
        for naming in reversed(self._around.names.within(max(sentence.start, start - 90), start)):
            if naming.kind in kinds:
                gap = tokens(_ASIDE.sub(" ", self._folded[naming.end : start]))
                first = next((w for w in gap if w not in _TYPES), "")
                if len(gap) <= 10 and (first in ",-(" or first in self._around.grammar.copulas):
                    return self._list(naming, kinds, sentence.start)
                break
        taken = self._taken_up(sentence, start, kinds)
        if taken is not None:
            gap = tokens(self._folded[taken.end : start])
            if any(word in self._around.grammar.copulas for word in gap[:2]):
                return taken
        for naming in self._around.names.within(end, min(end + 60, sentence.end)):
            if naming.kind in kinds:
                before = self._folded[naming.start - 2 : naming.start]
                return ends_of([naming]) if before in (", ", "- ", ": ") else None
        return None

    def _pronoun(
        self, sentence: Sentence, start: int, before: list[Naming]
    ) -> Ends | None:
        """"X works with A, and recently it has signed …": "it" is what the sentence is about."""
        if not _IT.search(self._folded, max(sentence.start + 3, start - 40), start):
            return None
        for naming in before:
            if not self._around.behind_preposition(naming, sentence.start):
                return ends_of([naming])
        return None

    def _list(self, naming: Naming, kinds: tuple[EntityKind, ...], floor: int) -> Ends | None:
        return ends_of(self._around.listed_before(naming, kinds, floor))

    def _adjacent(self, before: list[Naming], start: int) -> Naming | None:
        if not before:
            return None
        naming = before[-1]
        if start - naming.end > 120:
            return None
        gap = _ASIDE.sub(" ", self._folded[naming.end : start])
        if ";" in gap or ". " in gap:
            return None
        known = self._around.grammar
        rest = [
            word
            for word in tokens(gap)
            if word not in known.light and not (word.endswith("ly") and len(word) > 4)
        ]
        if any(word in known.prepositions or (word,) in known.joins for word in rest):
            return None
        return naming if len(" ".join(word for word in rest if word != ",")) < _ADJACENT else None

    def _taken_up(
        self, sentence: Sentence, start: int, kinds: tuple[EntityKind, ...]
    ) -> Ends | None:
        found = self._focus.subject_phrase(sentence, start, kinds)
        if found is None:
            return None
        place = found.place or (start, start)
        return Ends((found.entity,), found.finding, *place)

    def _to_the_right(
        self, sentence: Sentence, end: int, kinds: tuple[EntityKind, ...]
    ) -> Ends | None:
        """Where a participle opens ("Funded by the EU, the programme …"): behind its comma."""
        for match in _BREAK.finditer(self._folded, end, min(end + 220, sentence.end)):
            comma = match.end()
            taken = self._focus.phrase_at(sentence, comma, kinds)
            if taken is not None:
                return Ends((taken.entity,), taken.finding, comma, comma)
            for naming in self._around.names.within(comma, min(comma + 16, sentence.end)):
                if naming.kind in kinds:
                    return ends_of([naming])
                break
        return None

    def _from_above(
        self, sentence: Sentence, start: int, kinds: tuple[EntityKind, ...], *, topic: bool
    ) -> Ends | None:
        """Label, heading, topic: only where the words before say nothing of another subject."""
        block = self._around.text.block_of(sentence)
        found = (
            self._focus.label(block, kinds)
            or self._focus.section(block, kinds)
            or (self._focus.topic(kinds) if topic else None)
        )
        if found is None:
            return None
        return Ends((found.entity,), found.finding, start, start)

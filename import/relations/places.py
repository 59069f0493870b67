"""The places of the trigger table: how each end of a relation is found beside its words."""

from __future__ import annotations

import re
from collections.abc import Callable

from lacsec.importer.names.found import Naming
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.grammar import tokens
from lacsec.importer.relations.lists import Lists
from lacsec.importer.relations.spots import Ends, Spot, ends_of
from lacsec.importer.relations.subjects import Kinds, Subjects
from lacsec.importer.relations.surroundings import Surroundings
from lacsec.importer.relations.triggers import Place

_TOUCHING = re.compile(r" ?(?:\([^()]*\))?(?: |-|'s(?: [^\W\d_]+)? |' |\"? )?$")
_AGENTS = ("organisation", "programme", "person", "country", "group")
_COUNTRIES = re.compile(
    r"\b(?:countries|states|nations|paises|estados|naciones|pays|etats|nacoes)\b"
)
_LISTS = re.compile(
    r"(?:[(:-]|including|such as|namely|like|among them|entre (?:ellos|ellas|eles|os quais|los que)"
    r"|incluidos|incluyendo|como|tales como|incluindo|dont|notamment|a savoir|que sont|figuran|son)"
    r",?(?: the| la| le| el| les| o| a| l')? ?$"
)
_PLAIN = ("covers", "member_of")
_BY = frozenset({"by", "por", "par", "pelo", "pela", "pelos", "pelas"})
_SOON = 80  # characters to the noun that announces a list, and from there to its first country
_FAR = 120
_NEXT = 45
_NEAR = 24
_MAIN = 90
_MAIN_FROM = 12  # the phrase opens the sentence


class Places:
    """Finds what stands at a place of the table, and moves the spot past it."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._folded = read.text.folded
        self.around = Surroundings(read.text, read.names)
        self.lists = Lists(read.text, self.around)
        self.subjects = Subjects(self.around, read.focus)
        self._by_name: dict[str, Callable[[Spot, Kinds], Ends | None]] = {
            "left": self._left,
            "right": self._right,
            "next": self._next,
            "modifier": self._modifier,
            "agent": self._agent,
            "frame": self._frame,
            "main": self._main,
            "previous": self._previous,
            "context": self.subjects.from_before,
            "constant": self._constant,
            "between": self._between,
        }

    def find(self, place: Place, spot: Spot, kinds: Kinds) -> Ends | None:
        """The end at a place; None where nothing of these kinds stands there."""
        return self._by_name[place](spot, kinds)

    def _left(self, spot: Spot, kinds: Kinds) -> Ends | None:
        if spot.trigger.apposed:
            return self.subjects.apposed(spot, kinds)
        return self.subjects.find(spot, kinds)

    def _right(self, spot: Spot, kinds: Kinds) -> Ends | None:
        trigger = spot.trigger
        named = self.around.following(
            spot.after, spot.sentence.end, kinds, trigger.reach, partners=trigger.partners
        )
        if not named and "country" in kinds:
            named = self._counted(spot)
        agentive = trigger.link or trigger.predicate in ("implemented_by", "funded_by")
        if named and agentive and self._other_agent(spot, named[0]):
            return None
        if named and trigger.predicate in _PLAIN and self._agentive(spot, named[0]):
            return None
        if named:
            return ends_of(named)
        ends, spot.sentences = self.lists.below(
            spot.sentence, spot.after, kinds, notes=trigger.predicate == "covers"
        )
        return ends

    def _counted(self, spot: Spot) -> list[Naming]:
        """ "… all 18 countries of the region eligible under X (Argentina, …)": a list announced."""
        announced = _COUNTRIES.search(
            self._folded, spot.after, min(spot.after + _SOON, spot.sentence.end)
        )
        if announced is None:
            return []
        end = min(announced.end() + _FAR, spot.sentence.end)
        for naming in self._read.names.within(announced.end(), end):
            if naming.kind == "country":
                before = self._folded[announced.end() : naming.start]
                if _LISTS.search(before) is None:
                    return []
                return self.around.following(naming.start, spot.sentence.end, ("country",), 1)
        return []

    def _agentive(self, spot: Spot, first: Naming) -> bool:
        """ "the partner countries are guided by Spain": whoever does it is not in the list."""
        if spot.trigger.link or "by" in spot.trigger.id:
            return False
        return any(word in _BY for word in tokens(self._folded[spot.after : first.start]))

    def _other_agent(self, spot: Spot, first: Naming) -> bool:
        """ "led by INTERPOL via project X": X is not the one that leads."""
        between = self._read.names.within(spot.after, first.start)
        return any(
            naming.kind in _AGENTS and not self.around.qualifies(naming) for naming in between
        )

    def _next(self, spot: Spot, kinds: Kinds) -> Ends | None:
        end = spot.sentence.end
        found = ends_of(self.around.following(spot.after, end, kinds, _NEXT)[:1])
        if found is None:
            taken = self._read.focus.taken_up(spot.after, min(spot.after + _NEXT, end), kinds)
            if taken is None or taken.place is None:
                return None
            found = Ends((taken.entity,), taken.finding, *taken.place)
        spot.after = found.end
        return found

    def _modifier(self, spot: Spot, kinds: Kinds) -> Ends | None:
        naming = self._read.names.before(spot.start)
        if naming is None or naming.kind not in kinds or naming.start < spot.sentence.start:
            return None
        if naming.end < spot.start and not _TOUCHING.fullmatch(
            self._folded, naming.end, spot.start
        ):
            return None
        listed = self.around.listed_before(naming, kinds, spot.sentence.start)
        spot.start = listed[0].start
        return ends_of(listed)

    def _agent(self, spot: Spot, kinds: Kinds) -> Ends | None:
        """ "which the EU (also) finances": who does it, with the relative pronoun before."""
        naming = self._read.names.before(spot.start)
        low = spot.sentence.start
        if naming is None or naming.kind not in kinds or naming.start < low:
            return self._agent_phrase(spot, kinds)
        known = self.around.grammar
        between = tokens(self._folded[naming.end : spot.start])
        if any(word not in known.light and word not in "()" for word in between):
            return self._agent_phrase(spot, kinds)
        first = self.around.listed_before(naming, kinds, low)[0]
        before = tokens(self._folded[max(low, first.start - 16) : first.start])
        if not any(word in known.relatives for word in before[-3:]):
            return None
        listed = self.around.listed_before(naming, kinds, low)
        spot.start = max(low, first.start - 1 - len(" ".join(before[-2:])))
        spot.relative = True
        return ends_of(listed)

    def _agent_phrase(self, spot: Spot, kinds: Kinds) -> Ends | None:
        """ "the tool that the programme handed over": the same where a phrase stands for it."""
        low = max(spot.sentence.start, spot.start - 30)
        taken = self._read.focus.taken_up(low, spot.start, kinds)
        if taken is None or taken.place is None or spot.start - taken.place[1] > 6:
            return None
        before = tokens(self._folded[max(spot.sentence.start, low - 16) : taken.place[0]])
        if not any(word in self.around.grammar.relatives for word in before[-2:]):
            return None
        spot.start = taken.place[0] - 1 - len(before[-1])
        spot.relative = True
        return Ends((taken.entity,), taken.finding, *taken.place)

    def _frame(self, spot: Spot, kinds: Kinds) -> Ends | None:
        """What the phrase that opens the sentence names, up to its comma."""
        comma = self._folded.find(",", spot.sentence.start, spot.start)
        if comma < 0:
            return None
        if "country" in kinds:
            opening = tokens(self._folded[spot.sentence.start : spot.sentence.start + 12])
            if opening and opening[0] not in self.around.grammar.locatives:
                return None
        namings = self._read.names.within(spot.sentence.start, comma)
        return ends_of([naming for naming in namings if naming.kind in kinds][-1:])

    def _main(self, spot: Spot, kinds: Kinds) -> Ends | None:
        """Whom the main clause is about: the list behind the comma that ends this phrase."""
        if spot.cue.start - spot.sentence.start > _MAIN_FROM:
            return None
        comma = self._folded.find(", ", spot.after, min(spot.after + _MAIN, spot.sentence.end))
        if comma < 0:
            return None
        return ends_of(self.around.following(comma + 2, spot.sentence.end, kinds, 40))

    def _between(self, spot: Spot, kinds: Kinds) -> Ends | None:
        """ "entrusted A and B with": what stands between the words and the linking one."""
        named = self.around.following(spot.cue.end, spot.after, kinds, _NEAR)
        return ends_of(named)

    def _previous(self, spot: Spot, kinds: Kinds) -> Ends | None:
        """The last thing of these kinds named before, here or in the sentences before."""
        namings = self._read.names.within(spot.sentence.start, spot.start)
        named = [naming for naming in namings if naming.kind in kinds]
        if named:
            return ends_of(named[-1:])
        entity = self._read.focus.referent(spot.start, kinds)
        return None if entity is None else Ends((entity,), "anaphor", spot.start, spot.start)

    def _constant(self, spot: Spot, kinds: Kinds) -> Ends | None:
        entity = spot.trigger.constant
        if entity not in self._read.names.entities:
            return None
        return Ends((entity,), "named", spot.start, spot.start)

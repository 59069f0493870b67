"""Who a clause is about: the recorded order in which its subject is looked for."""

from __future__ import annotations

import re

from lacsec.db.model import EntityKind
from lacsec.importer.focus import Focus
from lacsec.importer.names.found import Naming
from lacsec.importer.relations.grammar import tokens
from lacsec.importer.relations.spots import Ends, Spot, ends_of
from lacsec.importer.relations.surroundings import Surroundings
from lacsec.importer.structure.text import Sentence

_BY = frozenset({"by", "por", "par", "pelo"})  # a participle with one of these is passive
_BUTS = frozenset({"but", "pero", "mas", "mais", "although", "aunque", "embora", "yet"})
_EXPLICIT = ("covers", "implemented_by", "funded_by")
_BESIDE = 6
_ADJACENT = 16  # characters that may stand between a name and its verb, small words left out
_ASIDE = re.compile(r"\([^()]*\)")
_FARTHEST = 260
_BOTH = re.compile(r"\b(?:both|ambos|ambas|tous deux|toutes deux) $")
_AND = re.compile(r" (?:and|y|e|et) $")
_IT = re.compile(r"(?:and|but|;|,)(?: [^\W\d_]+)? (?:it|they)(?: [^\W\d_]+){0,4} $")
_BREAK = re.compile(r", |\s?-\s?(?=\S)")
_WORD = re.compile(r"[^\W_]+'?|[^\w\s]")
_APPOSITION = re.compile(r"(?: \([^()]*\))?, (?:the|an?|el|la|un|una|o|um|uma|le|une|l')\b")

Kinds = tuple[EntityKind, ...]


class Subjects:
    """Finds the subject of the clause that a cue stands in."""

    def __init__(self, around: Surroundings, focus: Focus) -> None:
        self._around = around
        self._focus = focus
        self._folded = around.text.folded
        self._last: tuple[int, int, Ends, bool] | None = None  # sentence, place, subject, voice

    def find(self, spot: Spot, kinds: Kinds) -> Ends | None:
        """In the recorded order; the row says how far down that order it may go."""
        found = self._find(spot, kinds)
        if found is not None:
            self._last = (spot.sentence.number, spot.cue.end, found, _passive(spot))
        return found

    def _coordinated(self, spot: Spot, kinds: Kinds) -> Ends | None:
        """ "funded by A and implemented by B": the subject of the verb before."""
        if self._last is None or not _AND.search(self._folded, max(0, spot.start - 5), spot.start):
            return None
        number, end, found, passive = self._last
        if number != spot.sentence.number or end > spot.start or passive != _passive(spot):
            return None
        known = self._around.names.entities
        return found if all(known[entity].kind in kinds for entity in found.entities) else None

    def _find(self, spot: Spot, kinds: Kinds) -> Ends | None:
        sentence, start, trigger = spot.sentence, spot.start, spot.trigger
        named = self._around.names.within(max(sentence.start, start - _FARTHEST), start)
        nearby = (*kinds, *trigger.also_near)
        before = [
            n for n in named if n.kind in nearby and n.end <= start and not self._bracketed(n)
        ]
        adjacent = self._adjacent(spot, before)
        if adjacent is not None and _BOTH.search(self._folded, sentence.start, start):
            return ends_of([*[n for n in before if n.entity != adjacent.entity][-1:], adjacent])
        if adjacent is not None:
            return ends_of(self._around.listed_before(adjacent, nearby, sentence.start))
        before = [n for n in before if n.kind in kinds]
        coordinated = self._coordinated(spot, kinds)
        if coordinated is not None:
            return coordinated
        noun = self._attached(spot)
        if noun is not None and not noun:
            return self._described(spot, before)
        taken = self._pronoun(spot, before) or self._taken_up(spot, nearby)
        if taken is not None:
            return taken
        if spot.relative and before:
            return ends_of(self._around.listed_before(before[-1], kinds, sentence.start))
        if not trigger.near:
            for naming in reversed(before):
                members = self._around.listed_before(naming, kinds, sentence.start)
                if not self._around.behind_preposition(members[0], sentence.start):
                    return ends_of(members)
        if start - sentence.start <= 3:
            participle = self._to_the_right(sentence, spot.cue.end, kinds)
            if participle is not None:
                return participle
        return self._unnamed(spot, kinds, noun, guess=not before)

    def _unnamed(self, spot: Spot, kinds: Kinds, noun: Kinds | None, *, guess: bool) -> Ends | None:
        """No name in the clause: the noun it begins with, or what stands above it."""
        start = spot.start
        if noun:
            wanted = tuple(kind for kind in noun if kind in kinds)
            entity = self._focus.referent(start, wanted) if wanted else None
            return None if entity is None else Ends((entity,), "anaphor", start, start)
        if spot.trigger.near:
            return None
        if spot.trigger.taken:
            return self.from_before(spot, kinds)
        if guess and self._drops_subject(spot):
            return self.from_before(spot, kinds)
        if spot.trigger.predicate == "covers" and self._about_body(spot):
            return None
        if spot.trigger.headed:
            found = self._focus.section(self._around.text.block_of(spot.sentence), kinds)
            return None if found is None else Ends((found.entity,), found.finding, start, start)
        if not guess or self._has_own(spot):
            return None  # the clause is about something else: better nothing than a guess
        return self._from_above(spot, kinds)

    def _about_body(self, spot: Spot) -> bool:
        """Is the sentence about an organisation or an operation? It lists members, then."""
        return any(
            naming.kind in ("organisation", "operation")
            and not self._around.behind_preposition(naming, spot.sentence.start)
            for naming in self._around.names.within(spot.sentence.start, spot.start)
        )

    def _drops_subject(self, spot: Spot) -> bool:
        """Spanish and Portuguese verbs need none: "Abrangia apenas o Brasil"."""
        if self._around.text.language not in ("es", "pt"):
            return False
        low = max(self._folded.rfind(", ", spot.sentence.start, spot.start), spot.sentence.start)
        known = self._around.grammar
        opening = tokens(self._folded[low : spot.start])
        if any(self._focus.kinds_of(word) for word in opening):
            return False
        rest = [word for word in opening if word not in known.light]
        return len([word for word in rest if word.isalpha()]) <= 1

    def _has_own(self, spot: Spot) -> bool:
        """Does the clause begin with a noun that is no name: "four countries have joined"?"""
        if spot.trigger.topic:
            return False
        low = max(self._folded.rfind(", ", spot.sentence.start, spot.start), spot.sentence.start)
        known = self._around.grammar
        return any(
            word not in known.light and word not in known.prepositions and word.isalpha()
            for word in tokens(self._folded[low : spot.start])
        )

    def _attached(self, spot: Spot) -> Kinds | None:
        """The noun that a participle hangs on: "police forces coordinated by …".

        None where it hangs on none, no kinds where the noun is of another sort, else its kinds.
        """
        if spot.start != spot.cue.start or not _passive(spot):
            return None
        known = self._around.grammar
        low = max(spot.sentence.start, spot.start - 60)
        for match in reversed(list(_WORD.finditer(self._folded, low, spot.start))):
            word = match[0]
            kinds = self._focus.kinds_of(word)
            if kinds:
                return kinds
            if word in known.auxiliaries or not word.isalpha():
                return None
            if word in known.light or word.endswith(("ly", "mente", "ment")):
                continue
            if word in known.prepositions or (word,) in known.joins:
                return None
            return None if self._around.names.at(match.start()) is not None else ()
        return None

    def _described(self, spot: Spot, before: list[Naming]) -> Ends | None:
        """ "X, the first effort led by …": the noun the participle hangs on describes a name."""
        if not before or spot.start - before[-1].end > 120:
            return None
        gap = self._folded[before[-1].end : spot.start]
        if _APPOSITION.match(gap) is None or gap.count(",") > 1:
            return None
        return ends_of(before[-1:])

    def _adjacent(self, spot: Spot, before: list[Naming]) -> Naming | None:
        if not before:
            return None
        naming, start = before[-1], spot.start
        if start - naming.end > 120:
            return None
        gap = _ASIDE.sub(" ", self._folded[naming.end : start])
        known = self._around.grammar
        words = tokens(gap)
        if ";" in gap or ". " in gap or _BUTS.intersection(words):
            return None
        if not spot.trigger.near and self._opens_phrase(spot):
            first = self._around.listed_before(naming, (naming.kind,), spot.sentence.start)[0]
            if "," in words or self._around.behind_preposition(first, spot.sentence.start):
                return None  # "…, with support from": about the clause, not the last name in it
        rest = [
            word
            for word in words
            if word not in known.light and not (word.endswith("ly") and len(word) > 4)
        ]
        if any(word in known.prepositions or (word,) in known.joins for word in rest):
            return None
        rest = [word for word in rest if word not in ",-" and not self._focus.kinds_of(word)]
        limit = _BESIDE if spot.trigger.near else _ADJACENT
        return naming if len(" ".join(rest)) < limit else None

    def _bracketed(self, naming: Naming) -> bool:
        """A name alone in brackets says where or what another one is."""
        folded = self._folded
        return (
            folded[naming.start - 1 : naming.start] == "("
            and folded[naming.end : naming.end + 1] == ")"
            and naming.kind in ("country", "region")
        )

    def _opens_phrase(self, spot: Spot) -> bool:
        first = tokens(self._folded[spot.cue.start : spot.cue.end])[:1]
        return bool(first) and first[0] in self._around.grammar.prepositions

    def _pronoun(self, spot: Spot, before: list[Naming]) -> Ends | None:
        """ "X works with A, and recently it has signed …": "it" is what the sentence is about."""
        low = max(spot.sentence.start + 3, spot.start - 40)
        if not _IT.search(self._folded, low, spot.start):
            return None
        for naming in before:
            if not self._around.behind_preposition(naming, spot.sentence.start):
                return ends_of([naming])
        return None

    def _taken_up(self, spot: Spot, kinds: Kinds) -> Ends | None:
        found = self._focus.subject_phrase(spot.sentence, spot.start, kinds)
        if found is None or found.place is None:
            return None
        if spot.trigger.near and spot.start - found.place[1] > 3 * _ADJACENT:
            return None
        return Ends((found.entity,), found.finding, *found.place)

    def _to_the_right(self, sentence: Sentence, end: int, kinds: Kinds) -> Ends | None:
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

    def _from_above(self, spot: Spot, kinds: Kinds) -> Ends | None:
        """Label, heading, topic: only where the words before say nothing of another subject."""
        block = self._around.text.block_of(spot.sentence)
        for wanted in dict.fromkeys((kinds[:1], kinds)):
            found = self._focus.label(block, wanted) or self._focus.section(block, wanted)
            if found is None and spot.trigger.topic:
                found = self._focus.topic(wanted)
            if found is not None:
                return Ends((found.entity,), found.finding, spot.start, spot.start)
        return None

    def from_before(self, spot: Spot, kinds: Kinds) -> Ends | None:
        """What the text before speaks of, where a sentence adds to it without naming it."""
        choices = (kinds[:1], kinds)
        if spot.trigger.predicate == "agreement_with":  # a country seldom goes without its name
            choices = (tuple(kind for kind in kinds if kind != "country"), kinds)
        for wanted in dict.fromkeys(choices):
            found = self._before_of(spot, wanted)
            if found is not None:
                return found
        return None

    def _before_of(self, spot: Spot, kinds: Kinds) -> Ends | None:
        sentence, start = spot.sentence, spot.start
        rivals = (*kinds, *spot.trigger.rivals)
        here = dict.fromkeys(
            n.entity
            for n in self._around.names.within(sentence.start, sentence.end)
            if n.kind in rivals and n.entity not in spot.used
        )
        if len(here) == 1 and not set(kinds) & {"organisation", "country"}:
            return self._unrivalled(Ends(tuple(here), "named", start, start), kinds)
        if spot.trigger.rivals:
            entity = self._focus.referent(sentence.start, rivals)
            if entity is None:
                return None
            return self._unrivalled(Ends((entity,), "anaphor", start, start), kinds)
        taken = self._focus.taken_up(sentence.start, sentence.end, kinds)
        if taken is not None:
            return Ends((taken.entity,), taken.finding, start, start)
        block = self._around.text.block_of(sentence)
        found = self._focus.label(block, kinds)
        if found is None:
            entity = self._focus.referent(sentence.start, kinds)
            if entity is not None and entity not in spot.used:
                return Ends((entity,), "anaphor", start, start)
            explicit = spot.trigger.taken and spot.trigger.predicate in _EXPLICIT
            found = self._focus.topic(kinds) if spot.trigger.topic or explicit else None
        return None if found is None else Ends((found.entity,), found.finding, start, start)

    def _unrivalled(self, ends: Ends, kinds: Kinds) -> Ends | None:
        known = self._around.names.entities
        return ends if all(known[entity].kind in kinds for entity in ends.entities) else None

    def apposed(self, spot: Spot, kinds: Kinds) -> Ends | None:
        """The subject that a noun describes: "X, a project of", "X is a project of".

        It may stand behind as well: "the programme of the European Union, X, …".
        """
        sentence, start, end = spot.sentence, spot.start, spot.after
        copulas = self._around.grammar.copulas
        for naming in reversed(self._around.names.within(max(sentence.start, start - 90), start)):
            if naming.kind in kinds:
                gap = tokens(_ASIDE.sub(" ", self._folded[naming.end : start]).lstrip(")"))
                first = next((word for word in gap if not self._focus.kinds_of(word)), "")
                if len(gap) <= 10 and (first in (",", "-", "(") or first in copulas):
                    return ends_of([naming])
                break
        taken = self._taken_up(spot, kinds)
        if taken is not None:
            gap = tokens(self._folded[taken.end : start])
            if any(word in copulas for word in gap[:2]):
                return taken
        for naming in self._around.names.within(end, min(end + 60, sentence.end)):
            if naming.kind in kinds and naming.entity not in spot.used:
                before = self._folded[naming.start - 2 : naming.start]
                return ends_of([naming]) if before in (", ", "- ", ": ") else None
        return None


def _passive(spot: Spot) -> bool:
    """Do the words of the row stand for something done by what follows?"""
    return bool(_BY.intersection(spot.trigger.link))

"""Trigger rows at work: for each cue the ends of its relation, and what the clause says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lacsec.db.model import Finding, Status
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.data import table
from lacsec.importer.relations.facts import Fact, less_sure
from lacsec.importer.relations.grammar import donors, grammar
from lacsec.importer.relations.inside_names import InsideNames
from lacsec.importer.relations.places import Places
from lacsec.importer.relations.spots import Ends, Spot, ends_of
from lacsec.importer.relations.status import Statuses
from lacsec.importer.relations.subjects import Kinds
from lacsec.importer.relations.triggers import Cue, Place, Trigger, find_cues
from lacsec.importer.structure.text import Sentence

_SKIPPED = ("references", "contents", "glossary", "disclaimer")
_WORD = re.compile(r"[^\W_]+'?")
_NEXT_WORD = re.compile(r"\s+([^\W_]+'?)")
_MOST_FACTS = 400  # of one cue: a cross product beyond that is no statement
# The sure places first, since they move where the others look.
_ORDER = (
    "modifier", "next", "between", "right", "main", "agent", "constant", "frame", "previous",
    "context", "left", "items",
)  # fmt: skip


class Clauses:
    """The facts that the trigger table finds in one document.

    `holders` are the offices of people: whoever signs does it for them.
    """

    def __init__(self, read: ReadDocument, inside: InsideNames, holders: Mapping[str, str]) -> None:
        self._read = read
        self._text = read.text
        self._holders = holders
        self._places = Places(read)
        self._inside = inside
        self._statuses = Statuses(read.text, read.names)

    def facts(self) -> list[Fact]:
        """One fact for each pair of ends of each cue."""
        found: list[Fact] = []
        for cue in find_cues(self._text.folded, self._text.language):
            sentence = self._text.sentence_at(cue.start)
            if cue.end <= sentence.end and self._holds(cue, sentence):
                after = self._after_link(cue, sentence)
                if after is not None:
                    spot = Spot(cue, sentence, cue.start, after, (sentence,))
                    found.extend(self._read_spot(spot))
        return found

    def _holds(self, cue: Cue, sentence: Sentence) -> bool:
        if self._text.block_of(sentence).role in _SKIPPED:
            return False
        naming = self._read.names.at(cue.start)
        if (
            naming is not None
            and naming.end >= cue.end
            and naming.end - naming.start > cue.end - cue.start
        ):
            return cue.trigger.inside and naming.end == cue.end
        trigger = cue.trigger
        if trigger.direct and self._prepositional(cue):
            return False
        if not trigger.vetoes and not trigger.needs:
            return True
        words = self._text.folded[sentence.start : sentence.end]
        if any(word in words for word in trigger.vetoes):
            return False
        return not trigger.needs or any(word in words for word in trigger.needs)

    def _prepositional(self, cue: Cue) -> bool:
        match = _NEXT_WORD.match(self._text.folded, cue.end)
        if match is None or (match[1] == "a" and self._text.language == "pt"):
            return False  # "assinaram a Convenção": an article
        return match[1] in grammar(self._text.language).prepositions

    def _read_spot(self, spot: Spot) -> Iterator[Fact]:
        trigger = spot.trigger
        if trigger.pair:
            yield from self._pairs(spot)
        elif "items" in (trigger.subject, trigger.object):
            yield from self._items(spot)
        else:
            yield from self._crossed(spot)

    def _after_link(self, cue: Cue, sentence: Sentence) -> int | None:
        """Where the object may begin: behind the linking word, if the row wants one."""
        trigger = cue.trigger
        if not trigger.link:
            return cue.end
        folded = self._text.folded
        for number, match in enumerate(_WORD.finditer(folded, cue.end, sentence.end)):
            if number > trigger.gap:
                return None
            if any(sign in folded[cue.end : match.start()] for sign in ";:"):
                return None
            for link in trigger.link:
                end = match.start() + len(link)
                apart = link[-1] == "'" or not folded[end : end + 1].isalnum()
                if apart and folded.startswith(link, match.start()):
                    return end
        return None

    def _crossed(self, spot: Spot) -> Iterator[Fact]:
        trigger = spot.trigger
        found: dict[str, Ends] = {}
        for role, place, kinds in _both(trigger):
            end = self._places.find(place, spot, kinds)
            if end is None:
                return
            found[role] = self._for_whom(end) if trigger.proxies else end
            spot.used |= frozenset(found[role].entities)
        subject, object_ = self._spread(found["subject"]), self._spread(found["object"])
        if len(subject.entities) * len(object_.entities) > _MOST_FACTS:
            return
        named_before = [end.end for end in (subject, object_) if end.end <= spot.cue.start]
        status = self._statuses.read(spot.cue, spot.sentence, max(named_before, default=None))
        finding = less_sure(subject.finding, object_.finding)
        objects = [other for other in object_.entities if _fits(trigger, other)]
        for one in subject.entities:
            for other in objects:
                yield Fact(
                    one, trigger.predicate, other, status, spot.sentences, trigger.id, finding,
                    spot.cue.start,
                )  # fmt: skip

    def _for_whom(self, ends: Ends) -> Ends:
        """People act for the bodies and countries they hold an office of."""
        known = self._read.names.entities
        entities = tuple(
            dict.fromkeys(
                _acts_for(known).get(body, body)
                for body in (self._holders.get(entity, entity) for entity in ends.entities)
            )
        )
        kept = tuple(entity for entity in entities if known[entity].kind != "person")
        return Ends(kept, ends.finding, ends.start, ends.end)

    def _spread(self, ends: Ends) -> Ends:
        """ "The prosecution services of A, B and C" stand for these countries too."""
        spread = [self._inside.countries(entity) for entity in ends.entities]
        if not any(spread):
            return ends
        entities = (*ends.entities, *(country for listed in spread for country in listed))
        return Ends(tuple(dict.fromkeys(entities)), ends.finding, ends.start, ends.end)

    def _pairs(self, spot: Spot) -> Iterator[Fact]:
        """ "between A and B, C": the first with each of the others; "A and B signed": the two."""
        trigger = spot.trigger
        kinds: Kinds = tuple(dict.fromkeys((*trigger.subjects, *trigger.objects)))
        if trigger.pair == "right":
            named = self._places.around.following(
                spot.after, spot.sentence.end, kinds, trigger.reach, partners="partners"
            )
            ends = ends_of(named)
        else:
            ends = self._places.find("left", spot, kinds)
        if ends is not None and trigger.proxies:
            ends = self._for_whom(ends)
        if ends is None or len(ends.entities) < 2:
            return
        if trigger.pair == "left" and len(ends.entities) != 2:
            return
        before = ends.end if ends.end <= spot.cue.start else None
        status = self._statuses.read(spot.cue, spot.sentence, before)
        first, *others = ends.entities
        for other in others:
            yield Fact(
                first, trigger.predicate, other, status, (spot.sentence,), trigger.id,
                ends.finding, spot.cue.start,
            )  # fmt: skip

    def _items(self, spot: Spot) -> Iterator[Fact]:
        """Both ends in each item of the list below, or one of them there and one beside the cue."""
        trigger = spot.trigger
        status = self._statuses.read(spot.cue, spot.sentence, None)
        if trigger.subject == trigger.object:
            for subject, object_, proof in self._places.lists.pairs(
                spot.sentence, trigger.subjects, trigger.objects
            ):
                yield self._listed(spot, (subject, object_), proof, "list", status)
            return
        inside = trigger.subject == "items"
        place: Place = trigger.object if inside else trigger.subject
        kinds = trigger.objects if inside else trigger.subjects
        fixed = self._places.find(place, spot, kinds)
        if fixed is None or len(fixed.entities) != 1:
            return
        other = fixed.entities[0]
        listed = trigger.subjects if inside else trigger.objects
        for entity, proof in self._places.lists.heads(spot.sentence, listed):
            ends = (entity, other) if inside else (other, entity)
            yield self._listed(spot, ends, proof, less_sure("list", fixed.finding), status)

    @staticmethod
    def _listed(
        spot: Spot, ends: tuple[str, str], proof: Sentence, finding: Finding, status: Status
    ) -> Fact:
        return Fact(
            ends[0], spot.trigger.predicate, ends[1], status, (proof, spot.sentence),
            spot.trigger.id, finding, proof.start,
        )  # fmt: skip


def _acts_for(known: Mapping[str, object]) -> dict[str, str]:
    """Offices of which the document names the body they act for, with that body."""
    return {o: body for o, body in table("grammar")["acts_for"].items() if body in known}


def _both(trigger: Trigger) -> list[tuple[str, Place, Kinds]]:
    both: list[tuple[str, Place, Kinds]] = [
        ("subject", trigger.subject, trigger.subjects),
        ("object", trigger.object, trigger.objects),
    ]
    return sorted(both, key=lambda entry: _ORDER.index(entry[1]))


def _fits(trigger: Trigger, object_: str) -> bool:
    return not trigger.among or (object_ in donors()) == (trigger.among == "donors")

"""Trigger rows at work: for each cue the ends of its relation, and what the clause says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from lacsec.db.model import EntityKind
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.facts import Fact, less_sure
from lacsec.importer.relations.grammar import donors, tokens
from lacsec.importer.relations.lists import Lists
from lacsec.importer.relations.status import Statuses
from lacsec.importer.relations.subjects import Ends, Subjects, ends_of
from lacsec.importer.relations.surroundings import Surroundings
from lacsec.importer.relations.triggers import Cue, Place, Trigger, find_cues
from lacsec.importer.structure.text import Sentence

_SKIPPED = ("references", "contents", "glossary", "disclaimer")
_TOUCHING = re.compile(r" ?(?:\([^()]*\))?(?: |-|'s(?: [^\W\d_]+)? |' |\"? )?$")
_WORD = re.compile(r"[^\W_]+'?")
_NEXT = 45
_MOST_FACTS = 400  # of one cue: a cross product beyond that is no statement


class Clauses:
    """The facts that the trigger table finds in one document."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._text = read.text
        self._around = Surroundings(read.text, read.names)
        self._subjects = Subjects(self._around, read.focus)
        self._lists = Lists(read.text, self._around)
        self._statuses = Statuses(read.text, read.names)

    def facts(self) -> list[Fact]:
        """One fact for each pair of ends of each cue."""
        found: list[Fact] = []
        for cue in find_cues(self._text.folded, self._text.language):
            sentence = self._text.sentence_at(cue.start)
            if cue.end <= sentence.end and self._holds(cue, sentence):
                found.extend(self._read_cue(cue, sentence))
        return found

    def _holds(self, cue: Cue, sentence: Sentence) -> bool:
        if self._text.block_of(sentence).role in _SKIPPED:
            return False
        if self._inside_name(cue):
            return False
        trigger = cue.trigger
        if not trigger.vetoes and not trigger.needs:
            return True
        words = self._text.folded[sentence.start : sentence.end]
        if any(word in words for word in trigger.vetoes):
            return False
        return not trigger.needs or any(word in words for word in trigger.needs)

    def _inside_name(self, cue: Cue) -> bool:
        naming = self._read.names.at(cue.start)
        return naming is not None and naming.start < cue.start and naming.end > cue.end

    def _read_cue(self, cue: Cue, sentence: Sentence) -> Iterator[Fact]:
        trigger = cue.trigger
        after = self._after_link(cue, sentence)
        if after is None:
            return
        if trigger.pair:
            yield from self._pairs(cue, sentence, after)
            return
        if "items" in (trigger.subject, trigger.object):
            yield from self._items(cue, sentence, after)
            return
        ends = self._ends(cue, sentence, after)
        if ends is None:
            return
        subject, object_, sentences = ends
        status = self._statuses.read(cue, sentence, self._subject_end(subject, object_, cue))
        finding = less_sure(subject.finding, object_.finding)
        if len(subject.entities) * len(object_.entities) > _MOST_FACTS:
            return
        objects = [other for other in object_.entities if self._fits(trigger, other)]
        for one in subject.entities:
            for other in objects:
                yield Fact(
                    one, trigger.predicate, other, status, sentences, trigger.id, finding, cue.start
                )

    @staticmethod
    def _fits(trigger: Trigger, object_: str) -> bool:
        return not trigger.among or (object_ in donors()) == (trigger.among == "donors")

    @staticmethod
    def _subject_end(subject: Ends, object_: Ends, cue: Cue) -> int | None:
        ends = [end.end for end in (subject, object_) if end.end <= cue.start]
        return max(ends, default=None)

    def _after_link(self, cue: Cue, sentence: Sentence) -> int | None:
        """Where the object may begin: behind the linking word, if the row wants one."""
        trigger = cue.trigger
        if not trigger.link:
            return cue.end
        folded = self._text.folded
        for number, match in enumerate(_WORD.finditer(folded, cue.end, sentence.end)):
            if number > trigger.gap:
                return None
            for link in trigger.link:
                end = match.start() + len(link)
                if folded.startswith(link, match.start()) and not folded[end : end + 1].isalnum():
                    return end
            if any(sign in folded[cue.end : match.start()] for sign in ";:"):
                return None
        return None

    def _ends(
        self, cue: Cue, sentence: Sentence, after: int
    ) -> tuple[Ends, Ends, tuple[Sentence, ...]] | None:
        """Subject and object; the sure places first, since they move where the others look."""
        trigger = cue.trigger
        found: dict[str, Ends | None] = {}
        sentences: tuple[Sentence, ...] = (sentence,)
        start = cue.start
        for role, place, kinds in self._places(trigger):
            if place == "modifier":
                found[role] = modifier = self._modifier(start, sentence, kinds)
                start = start if modifier is None else modifier.start
            elif place == "next":
                found[role] = following = self._next(after, sentence, kinds)
                after = after if following is None else following.end
            elif place == "right":
                ends, sentences = self._right(after, sentence, kinds, trigger)
                found[role] = ends
            elif place == "agent":
                found[role] = agent = self._agent(start, sentence, kinds)
                start = start if agent is None else agent.start
            else:
                found[role] = self._elsewhere(place, cue, sentence, start, kinds)
            if found[role] is None:
                return None
        subject, object_ = found["subject"], found["object"]
        if subject is None or object_ is None:
            return None
        return subject, object_, sentences

    @staticmethod
    def _places(trigger: Trigger) -> list[tuple[str, str, tuple[EntityKind, ...]]]:
        order = get_args(Place)
        both = [
            ("subject", trigger.subject, trigger.subjects),
            ("object", trigger.object, trigger.objects),
        ]
        return sorted(both, key=lambda entry: order.index(entry[1]))

    def _modifier(
        self, start: int, sentence: Sentence, kinds: tuple[EntityKind, ...]
    ) -> Ends | None:
        naming = self._read.names.before(start)
        if naming is None or naming.kind not in kinds or naming.start < sentence.start:
            return None
        if _TOUCHING.fullmatch(self._text.folded, naming.end, start) is None:
            return None
        return ends_of(self._around.listed_before(naming, kinds, sentence.start))

    def _next(self, after: int, sentence: Sentence, kinds: tuple[EntityKind, ...]) -> Ends | None:
        named = self._around.following(after, sentence.end, kinds, _NEXT)
        if named:
            return ends_of(named[:1])
        taken = self._read.focus.taken_up(after, min(after + _NEXT, sentence.end), kinds)
        if taken is None or taken.place is None:
            return None
        return Ends((taken.entity,), taken.finding, *taken.place)

    def _right(
        self, after: int, sentence: Sentence, kinds: tuple[EntityKind, ...], trigger: Trigger
    ) -> tuple[Ends | None, tuple[Sentence, ...]]:
        named = self._around.following(
            after, sentence.end, kinds, trigger.reach, partners=trigger.partners
        )
        if named:
            return ends_of(named), (sentence,)
        return self._lists.below(sentence, after, kinds)

    def _elsewhere(
        self, place: str, cue: Cue, sentence: Sentence, start: int, kinds: tuple[EntityKind, ...]
    ) -> Ends | None:
        trigger = cue.trigger
        if place == "constant":
            known = trigger.constant in self._read.names.entities
            return Ends((trigger.constant,), "named", start, start) if known else None
        if place == "context":
            return self._subjects.from_before(sentence, start, kinds, topic=trigger.topic)
        if place == "frame":
            return self._subjects.frame(sentence, start, kinds)
        if place == "previous":
            return self._subjects.previous(sentence, start, kinds)
        if trigger.apposed:
            return self._subjects.apposed(sentence, start, cue.end, kinds)
        return self._subjects.find(sentence, start, cue.end, kinds, topic=trigger.topic)

    def _agent(self, start: int, sentence: Sentence, kinds: tuple[EntityKind, ...]) -> Ends | None:
        """ "which the EU (also) finances": who does it, with the relative pronoun before."""
        naming = self._read.names.before(start)
        if naming is None or naming.kind not in kinds or naming.start < sentence.start:
            return None
        known = self._around.grammar
        between = tokens(self._text.folded[naming.end : start])
        if any(word not in known.light and word not in "()" for word in between):
            return None
        before = tokens(self._text.folded[max(sentence.start, naming.start - 16) : naming.start])
        if not any(word in known.relatives for word in before[-3:]):
            return None
        return Ends((naming.entity,), "named", naming.start - 16, naming.end)

    def _pairs(self, cue: Cue, sentence: Sentence, after: int) -> Iterator[Fact]:
        trigger = cue.trigger
        kinds = tuple(dict.fromkeys((*trigger.subjects, *trigger.objects)))
        if trigger.pair == "right":
            ends = ends_of(
                self._around.following(
                    after, sentence.end, kinds, trigger.reach, partners="partners"
                )
            )
        else:
            ends = self._subjects.find(sentence, cue.start, cue.end, kinds, topic=False)
        if ends is None or len(ends.entities) < 2:
            return
        if trigger.pair == "left" and len(ends.entities) != 2:
            return
        status = self._statuses.read(cue, sentence, ends.end if ends.end <= cue.start else None)
        first, *others = ends.entities
        for other in others:
            yield Fact(
                first, trigger.predicate, other, status, (sentence,), trigger.id, ends.finding,
                cue.start,
            )  # fmt: skip

    def _items(self, cue: Cue, sentence: Sentence, after: int) -> Iterator[Fact]:
        """One end in each item of the list below; the other is found beside the cue."""
        trigger = cue.trigger
        inner = "object" if trigger.subject == "items" else "subject"
        place = trigger.object if inner == "object" else trigger.subject
        kinds = trigger.objects if inner == "object" else trigger.subjects
        listed = trigger.subjects if inner == "object" else trigger.objects
        fixed = {
            "modifier": lambda: self._modifier(cue.start, sentence, kinds),
            "next": lambda: self._next(after, sentence, kinds),
        }.get(place, lambda: self._elsewhere(place, cue, sentence, cue.start, kinds))()
        if fixed is None or len(fixed.entities) != 1:
            return
        status = self._statuses.read(cue, sentence, None)
        finding = less_sure("list", fixed.finding)
        for entity, proof in self._lists.heads(sentence, listed):
            pair = (entity, fixed.entities[0])
            one, other = pair if inner == "object" else pair[::-1]
            fact = Fact(
                one, trigger.predicate, other, status, (proof, sentence), trigger.id, finding,
                cue.start,
            )  # fmt: skip
            yield replace(fact, place=proof.start)

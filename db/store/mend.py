"""Before a document's facts are stored: whatever breaks the contract is left out and told.

A wrong record never loses a document, and a stored record always stands up to `lacsec check`.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable
from typing import TypeVar

from lacsec.db import edtf
from lacsec.db.errors import InvalidRecord
from lacsec.db.identity import document_id
from lacsec.db.model import (
    BASES,
    DATE_ROLES,
    ENTITY_KINDS,
    FINDINGS,
    NAME_KINDS,
    PASSAGE_KINDS,
    PREDICATES,
    QUALIFIERS,
    STATUSES,
    Document,
    DocumentFacts,
    Entity,
    Event,
    Evidence,
    Figure,
    Mention,
    Passage,
    Problem,
    Relation,
)

STAGE = "store"
_Fact = TypeVar("_Fact", Relation, Event, Figure)
_Told = TypeVar("_Told", Relation, Figure)


def mend(facts: DocumentFacts) -> DocumentFacts:
    """The same facts without those that cannot be kept; each left out adds to `problems`.

    Raises InvalidRecord where the document itself cannot be stored.
    """
    return _Mender(facts).mended()


class _Mender:
    def __init__(self, facts: DocumentFacts) -> None:
        self.facts = facts
        self.text = facts.text
        self.problems: list[Problem] = []
        self.entities = self._entities()

    def mended(self) -> DocumentFacts:
        _check_document(self.facts)
        facts = self.facts
        return dataclasses.replace(
            facts,
            document=self._document(),
            passages=self._passages(facts.passages),
            entities=tuple(self.entities.values()),
            mentions=self._mentions(facts.mentions),
            relations=tuple(self._relations(facts.relations)),
            events=tuple(self._events(facts.events)),
            figures=tuple(self._figures(facts.figures)),
            problems=(*facts.problems, *self.problems),
            sketch=tuple(sorted(set(facts.sketch))),
        )

    def _left_out(self, what: str, why: str) -> None:
        message = f"A {what} was left out: {why}."
        self.problems.append(Problem(self.facts.document.file, STAGE, message))

    def _document(self) -> Document:
        document = self.facts.document
        if document.issued is None or edtf.parse(document.issued):
            return document
        self._left_out("date of issue", f"{document.issued!r} is no EDTF date")
        return dataclasses.replace(document, issued=None)

    def _entities(self) -> dict[str, Entity]:
        kept: dict[str, Entity] = {}
        for entity in self.facts.entities:
            if not entity.id or not entity.name or entity.kind not in ENTITY_KINDS:
                self._left_out("entity", f"{entity.id!r} has no name or no known kind")
                continue
            names = tuple(n for n in entity.names if n.value and n.kind in NAME_KINDS)
            family = None if entity.family == entity.id else entity.family
            kept.setdefault(entity.id, dataclasses.replace(entity, names=names, family=family))
        return kept

    def _passages(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        kept: list[Passage] = []
        for passage in sorted(passages, key=lambda p: (p.start, -p.end)):
            place = f"{passage.kind} at {passage.start}–{passage.end}"
            if not self._inside(passage.start, passage.end) or passage.kind not in PASSAGE_KINDS:
                self._left_out("passage", f"{place} is no place in the text")
            elif kept and passage.start < kept[-1].end:
                self._left_out("passage", f"{place} overlaps the one before it")
            else:
                kept.append(passage)
        return tuple(kept)

    def _inside(self, start: int, end: int) -> bool:
        return 0 <= start < end <= len(self.text)

    def _mentions(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        best: dict[tuple[int, int, str], Mention] = {}
        for mention in mentions:
            place = f"{mention.entity!r} at {mention.start}–{mention.end}"
            if mention.entity not in self.entities:
                self._left_out(
                    "mention", f"{place} is of an entity that the document does not list"
                )
            elif not self._inside(mention.start, mention.end):
                self._left_out("mention", f"{place} is no place in the text")
            else:
                key = (mention.start, mention.end, mention.entity)
                known = best.get(key)
                if known is None or (-mention.confidence, mention.method) < (
                    -known.confidence,
                    known.method,
                ):
                    best[key] = mention
        return tuple(best[key] for key in sorted(best))

    def _relations(self, relations: Iterable[Relation]) -> Iterable[Relation]:
        for relation in relations:
            what = f"{relation.subject} {relation.predicate} {relation.object}"
            if relation.predicate not in PREDICATES or relation.status not in STATUSES:
                self._left_out("relation", f"{what} ({relation.status}) is of no known kind")
            elif relation.subject not in self.entities or relation.object not in self.entities:
                self._left_out("relation", f"{what}: the document does not list both entities")
            elif relation.subject == relation.object:
                self._left_out("relation", f"{what} leads nowhere")
            else:
                yield from self._proved(self._dated(relation), "relation", what)

    def _events(self, events: Iterable[Event]) -> Iterable[Event]:
        for event in events:
            what = f"{event.title!r} ({event.date})"
            if event.date_role not in DATE_ROLES:
                self._left_out("event", f"{what} has no known date role")
            elif edtf.parse(event.date) is None:
                self._left_out("event", f"{what} has no EDTF date")
            elif not event.title:
                self._left_out("event", f"{what} has no title")
            elif any(entity not in self.entities for entity in event.entities):
                self._left_out("event", f"{what}: the document does not list its entities")
            else:
                who = tuple(dict.fromkeys(event.entities))
                yield from self._proved(dataclasses.replace(event, entities=who), "event", what)

    def _figures(self, figures: Iterable[Figure]) -> Iterable[Figure]:
        for figure in figures:
            what = f"{figure.subject_name}: {figure.metric}, {figure.value} {figure.unit}"
            values = (
                [figure.value] if figure.value_max is None else [figure.value, figure.value_max]
            )
            if not all(map(math.isfinite, values)):
                self._left_out("figure", f"{what} is no number")
            elif figure.subject is not None and figure.subject not in self.entities:
                self._left_out("figure", f"{what}: the document does not list {figure.subject!r}")
            elif (figure.qualifier or QUALIFIERS[0]) not in QUALIFIERS:
                self._left_out("figure", f"{what} has no known qualifier")
            elif (figure.basis or BASES[0]) not in BASES:
                self._left_out("figure", f"{what} has no known basis")
            else:
                yield from self._proved(self._dated(figure), "figure", what)

    def _dated(self, fact: _Told) -> _Told:
        if fact.as_of is None or edtf.parse(fact.as_of):
            return fact
        self._left_out("date", f"{fact.as_of!r} is no EDTF date")
        return dataclasses.replace(fact, as_of=None)

    def _proved(self, fact: _Fact, kind: str, what: str) -> Iterable[_Fact]:
        evidence = tuple(e for e in fact.evidence if self._stands(e))
        if len(evidence) < len(fact.evidence) or not evidence:
            self._left_out(f"proof of a {kind}" if evidence else kind, f"{what}: no words prove it")
        if evidence:
            yield dataclasses.replace(fact, evidence=evidence)

    def _stands(self, evidence: Evidence) -> bool:
        return (
            evidence.document == self.facts.document.id
            and self._inside(evidence.start, evidence.end)
            and self.text[evidence.start : evidence.end] == evidence.quote
            and evidence.finding in FINDINGS
            and 0 <= evidence.confidence <= 1
        )


def _check_document(facts: DocumentFacts) -> None:
    document = facts.document
    if document.id != document_id(document.sha256):
        raise InvalidRecord(f"{document.file}: the id {document.id} is not that of its bytes.")
    try:
        facts.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidRecord(
            f"{document.file}: the text holds half a character at {error.start}."
        ) from error

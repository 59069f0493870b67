"""Readings of many documents, put together: one entity an id, one fact an id, evidence united.

The result depends on which readings were added, never on their order: ties are settled by
content.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from lacsec.db import edtf
from lacsec.db.identity import event_id, figure_id, relation_id
from lacsec.db.model import NAME_KINDS, Entity, Event, Evidence, Figure, Name, Relation
from lacsec.db.store.readings import Reading

_Fact = TypeVar("_Fact", Relation, Event, Figure)
_Record = TypeVar("_Record", Relation, Event, Figure, Entity)
_Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Merged(Generic[_Fact]):
    """A fact with all its evidence, by document and place; `dates` has the `as_of` of each."""

    id: str
    fact: _Fact
    dates: tuple[str | None, ...]


@dataclass(slots=True)
class _Votes(Generic[_Fact]):
    """How documents word one fact, and where each says so."""

    wordings: Counter[_Fact] = field(default_factory=Counter)
    proofs: dict[_Place, tuple[Evidence, str | None]] = field(default_factory=dict)

    def add(self, fact: _Fact, as_of: str | None) -> None:
        self.wordings[dataclasses.replace(fact, evidence=())] += len(fact.evidence)
        for evidence in fact.evidence:
            place = evidence.document, evidence.start, evidence.end
            known = self.proofs.get(place)
            if known is None:
                self.proofs[place] = evidence, as_of
            else:
                surest = min(evidence, known[0], key=_surest_first)
                self.proofs[place] = surest, latest_date((as_of, known[1]))

    def merged(self, fact_id: str) -> Merged[_Fact]:
        fact = most_frequent(self.wordings)
        proofs = [self.proofs[place] for place in sorted(self.proofs)]
        united = dataclasses.replace(fact, evidence=tuple(e for e, _ in proofs))
        return Merged(fact_id, united, tuple(as_of for _, as_of in proofs))


def most_frequent(records: Counter[_Record]) -> _Record:
    """What is said most often; of equals, the first in the alphabet."""
    if len(records) == 1:
        return next(iter(records))
    most = max(records.values())
    return min((record for record, n in records.items() if n == most), key=repr)


def _surest_first(evidence: Evidence) -> tuple[float, str, str]:
    return -evidence.confidence, evidence.method, evidence.finding


def latest_date(dates: Iterable[str | None]) -> str | None:
    """The EDTF date that reaches furthest; of those the one that begins last."""

    def reach(date: str) -> tuple[str, str, str]:
        bounds = edtf.parse(date)
        if bounds is None:
            return "", "", date
        return bounds.latest or "9999-12-31", bounds.earliest or "", date

    return max((date for date in dates if date), key=reach, default=None)


@contextlib.contextmanager
def without_collection() -> Iterator[None]:
    """No search for cycles meanwhile: many records and no cycles (10.1 s became 6.2 s)."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Merge:
    """Takes readings one by one, then gives entities and facts sorted by id."""

    def __init__(self) -> None:
        self._entities: dict[str, Counter[Entity]] = {}
        self._relations: dict[str, _Votes[Relation]] = {}
        self._events: dict[str, _Votes[Event]] = {}
        self._figures: dict[str, _Votes[Figure]] = {}
        self._done: dict[str, tuple[Any, ...]] = {}

    def add(self, reading: Reading) -> None:
        """Count one document in."""
        self._done.clear()
        for entity in reading.entities:
            self._entities.setdefault(entity.id, Counter())[entity] += 1
        for relation in reading.relations:
            undated = dataclasses.replace(relation, as_of=None)
            votes = self._relations.setdefault(relation_id(relation), _Votes())
            votes.add(undated, relation.as_of)
        for event in reading.events:
            self._events.setdefault(event_id(event), _Votes()).add(event, event.date)
        for figure in reading.figures:
            self._figures.setdefault(figure_id(figure), _Votes()).add(figure, figure.as_of)

    def finish(self) -> None:
        """Put everything together now, rather than when it is first asked for."""
        for part in (self.entities, self.relations, self.events, self.figures):
            part()

    def entities(self) -> tuple[Entity, ...]:
        """Every entity, its names united; a family that nobody listed is left open."""
        return self._once("entities", self._merged_entities)

    def relations(self) -> tuple[Merged[Relation], ...]:
        """Every relation; `as_of` is the latest date at which some document says so."""
        return self._once("relations", lambda: map(_dated, _merged(self._relations)))

    def events(self) -> tuple[Merged[Event], ...]:
        """Every event."""
        return self._once("events", lambda: _merged(self._events))

    def figures(self) -> tuple[Merged[Figure], ...]:
        """Every figure."""
        return self._once("figures", lambda: _merged(self._figures))

    def _once(self, what: str, work: Callable[[], Iterable[Any]]) -> tuple[Any, ...]:
        if what not in self._done:
            self._done[what] = tuple(work())
        return self._done[what]

    def _merged_entities(self) -> Iterator[Entity]:
        for entity_id in sorted(self._entities):
            entity = merge_entity(self._entities[entity_id])
            if entity.family is not None and entity.family not in self._entities:
                entity = dataclasses.replace(entity, family=None)
            yield entity


def _merged(votes: Mapping[str, _Votes[_Fact]]) -> Iterator[Merged[_Fact]]:
    return (votes[fact_id].merged(fact_id) for fact_id in sorted(votes))


def _dated(merged: Merged[Relation]) -> Merged[Relation]:
    relation = dataclasses.replace(merged.fact, as_of=latest_date(merged.dates))
    return dataclasses.replace(merged, fact=relation)


def merge_entity(records: Counter[Entity]) -> Entity:
    """One record from what documents say of an entity; what was known beforehand comes first.

    Among equals, what most documents say is kept, and of that the first in the alphabet.
    """
    known = [entity for entity in records if not entity.discovered]
    heads = known or list(records)
    shapes: Counter[Entity] = Counter()
    for entity in heads:
        shapes[dataclasses.replace(entity, names=())] += records[entity]
    head = most_frequent(shapes)
    names = merge_names(head, [_names_of(entity) for entity in records])
    return dataclasses.replace(head, names=names)


def _names_of(entity: Entity) -> list[Name]:
    own = [Name(entity.name, "altLabel")]
    if entity.acronym:
        own.append(Name(entity.acronym, "altLabel", acronym=True))
    return [*entity.names, *own]


def merge_names(head: Entity, lists: Iterable[Iterable[Name]]) -> tuple[Name, ...]:
    """Every name once a language, the preferred one first; one prefLabel in each language.

    A name without a language goes where the same words are known in a language.
    """
    best: dict[tuple[str, str], Name] = {}
    for name in (name for names in lists for name in names):
        key = name.value, name.language
        known = best.get(key, name)
        kind = min(known.kind, name.kind, key=NAME_KINDS.index)
        best[key] = Name(name.value, kind, name.language, known.acronym or name.acronym)
    with_language = {value for value, language in best if language != "und"}
    names = sorted(
        (n for n in best.values() if n.language != "und" or n.value not in with_language),
        key=lambda n: _name_order(head, n),
    )
    settled = {n.language for n in names if n.kind == "prefLabel"}
    kept: list[Name] = []
    preferred: set[str] = set()
    for name in names:
        kind = name.kind
        if name.value == head.name and name.language not in settled:
            kind = "prefLabel"
        elif kind == "prefLabel" and name.language in preferred:
            kind = "altLabel"
        if kind == "prefLabel":
            preferred.add(name.language)
        kept.append(dataclasses.replace(name, kind=kind))
    return tuple(sorted(kept, key=lambda n: _name_order(head, n)))


def _name_order(head: Entity, name: Name) -> tuple[bool, int, bool, str, str]:
    is_head = name.value == head.name
    return (
        not is_head,
        NAME_KINDS.index(name.kind),
        not name.acronym,
        name.value,
        name.language,
    )

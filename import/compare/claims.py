"""Relations and events that clash: done or still negotiated, the only one or one of several,
begun in this year or in that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations

from lacsec.db.edtf import parse
from lacsec.db.model import Disagreement, Entity, Event, Reason, Relation, Side
from lacsec.db.text import fold
from lacsec.importer.data import words

_ONCE = frozenset({"start", "end", "launch", "signature"})
# (what may come first, what may follow it): in this order no disagreement, in the other one.
_COURSES = frozenset(
    {
        ("under_negotiation", "asserted"),
        ("asserted", "ended"),
        ("denied", "asserted"),
    }
)
_SOLE = frozenset({"agreement_with", "covers", "member_of"})
_SYMMETRIC = frozenset({"agreement_with"})


def status_disagreements(
    relations: Iterable[Relation], issued: Mapping[str, str]
) -> list[Disagreement]:
    """The same relation told as holding and as negotiated, denied or ended.

    What was negotiated first and holds later, or held first and ended later, is the course of
    things and no disagreement. `issued` dates documents (EDTF by id) whose facts bear no date.
    """
    groups: dict[tuple[str, str, str], list[Relation]] = defaultdict(list)
    for relation in relations:
        ends = relation.subject, relation.object
        if relation.predicate in _SYMMETRIC:
            ends = min(ends), max(ends)
        if relation.predicate != "role" and not _many() & set(ends):
            groups[ends[0], relation.predicate, ends[1]].append(relation)
    found: list[Disagreement] = []
    for key in sorted(groups):
        for one, other in combinations(groups[key], 2):
            if (one.status, other.status) in _COURSES:
                first, second = one, other
            elif (other.status, one.status) in _COURSES:
                first, second = other, one
            else:
                continue
            if _same_sentence(one, other) or _told(first, issued) < _told(second, issued):
                continue
            found.append(_clash(first, second))
    return found


@cache
def _many() -> frozenset[str]:
    """Actors with so many agreements that two statements are mostly of two of them."""
    return frozenset(words("compare", "agreements", "many"))


def _told(relation: Relation, issued: Mapping[str, str]) -> str:
    """When a relation is told to hold: its own date, else the latest of its documents."""
    if relation.as_of:
        return relation.as_of.removeprefix("../")
    return max((issued.get(e.document, "") for e in relation.evidence), default="")


def _clash(one: Relation, other: Relation) -> Disagreement:
    return Disagreement(
        one.subject,
        f"{one.predicate.replace('_', ' ')} {one.object}",
        _reason(one.as_of, other.as_of),
        (_side(one), _side(other)),
    )


def _side(relation: Relation) -> Side:
    return Side(relation.status.replace("_", " "), relation.as_of, relation.evidence)


def _reason(one: str | None, other: str | None) -> Reason:
    return "different_date" if one and other and one != other else "unexplained"


def _same_sentence(one: Relation | Event, other: Relation | Event) -> bool:
    places = {(e.document, e.start) for e in one.evidence}
    return any((e.document, e.start) in places for e in other.evidence)


@cache
def _only() -> tuple[str, ...]:
    return tuple(fold(phrase) for phrase in words("compare", "only", "phrases"))


def sole_disagreements(
    entities: Sequence[Entity], relations: Sequence[Relation]
) -> list[Disagreement]:
    """ "The only country with an agreement", where another sentence names others."""
    kinds = {entity.id: entity.kind for entity in entities}
    groups: dict[tuple[str, str], list[tuple[str, Relation]]] = defaultdict(list)
    for relation in relations:
        if relation.status == "asserted" and relation.predicate in _SOLE:
            for hub, spoke in (
                (relation.subject, relation.object),
                (relation.object, relation.subject),
            ):
                if kinds.get(spoke) == "country" and kinds.get(hub) != "country":
                    groups[hub, relation.predicate].append((spoke, relation))
    found: list[Disagreement] = []
    for (hub, predicate), told in sorted(groups.items(), key=lambda item: item[0]):
        for country, relation in told:
            sole = tuple(e for e in relation.evidence if any(p in fold(e.quote) for p in _only()))
            places = {(e.document, e.start) for e in sole}
            others = {
                name: other
                for name, other in told
                if name != country
                and not any((e.document, e.start) in places for e in other.evidence)
            }
            if sole and others:
                proofs = tuple(e for other in others.values() for e in other.evidence)
                sides = (
                    Side(f"{country} only", relation.as_of, sole),
                    Side(", ".join(sorted(others)), None, tuple(dict.fromkeys(proofs))),
                )
                found.append(Disagreement(hub, predicate.replace("_", " "), "unexplained", sides))
    return found


def date_disagreements(entities: Sequence[Entity], events: Iterable[Event]) -> list[Disagreement]:
    """A thing begins, ends, is launched or signed once; two dates that exclude each other clash."""
    kinds = {entity.id: entity.kind for entity in entities}
    groups: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.date_role not in _ONCE or not event.entities:
            continue
        first = event.entities[0]
        if kinds.get(first) in ("programme", "agreement", "operation"):
            groups[first, event.date_role, event.kind].append(event)
    found: list[Disagreement] = []
    for (subject, role, _), group in sorted(groups.items()):
        for one, other in combinations(group, 2):
            if _excluded(one.date, other.date) and not _same_sentence(one, other):
                sides = tuple(Side(e.date, None, e.evidence) for e in (one, other))
                found.append(Disagreement(subject, role, "unexplained", sides))
    return found


def _excluded(one: str, other: str) -> bool:
    """Can the two dates not mean the same day?"""
    first, second = parse(one), parse(other)
    if first is None or second is None:
        return False
    a, b = first.earliest or first.latest, second.earliest or second.latest
    if a is None or b is None:
        return False
    size = min(len(date.split("/", 1)[0]) for date in (one, other))
    return a[:size] != b[:size]

"""Relations and events that clash: done or still negotiated, the only one or one of several,
begun in this year or in that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations

from lacsec.db.edtf import parse
from lacsec.db.model import Disagreement, Entity, Event, Reason, Relation, Side
from lacsec.db.text import fold
from lacsec.importer.data import words

_ONCE = frozenset({"start", "end", "launch", "signature"})
_CLASHING = (
    frozenset({"asserted", "under_negotiation"}),
    frozenset({"asserted", "denied"}),
    frozenset({"asserted", "ended"}),
)
_SYMMETRIC = frozenset({"agreement_with"})


def status_disagreements(relations: Iterable[Relation]) -> list[Disagreement]:
    """The same relation told as holding and as negotiated, denied or ended."""
    groups: dict[tuple[str, str, str], list[Relation]] = defaultdict(list)
    for relation in relations:
        ends = relation.subject, relation.object
        if relation.predicate in _SYMMETRIC:
            ends = min(ends), max(ends)
        if relation.predicate != "role":
            groups[ends[0], relation.predicate, ends[1]].append(relation)
    found: list[Disagreement] = []
    for key in sorted(groups):
        for one, other in combinations(groups[key], 2):
            if frozenset({one.status, other.status}) in _CLASHING and not _same_sentence(
                one, other
            ):
                found.append(
                    Disagreement(
                        one.subject,
                        f"{one.predicate.replace('_', ' ')} {one.object}",
                        _reason(one.as_of, other.as_of),
                        (_side(one), _side(other)),
                    )
                )
    return found


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


def sole_disagreements(relations: Sequence[Relation]) -> list[Disagreement]:
    """ "The only country with an agreement", where another sentence names others."""
    asserted = [r for r in relations if r.status == "asserted"]
    found: list[Disagreement] = []
    for relation in asserted:
        sole = [e for e in relation.evidence if any(p in fold(e.quote) for p in _only())]
        if not sole:
            continue
        places = {(e.document, e.start) for e in sole}
        others = [
            other
            for other in asserted
            if other.predicate == relation.predicate
            and other.subject == relation.subject
            and other.object != relation.object
            and not any((e.document, e.start) in places for e in other.evidence)
        ]
        proofs = tuple(e for other in others for e in other.evidence)
        if others:
            names = ", ".join(sorted(other.object for other in others))
            found.append(
                Disagreement(
                    relation.subject,
                    relation.predicate.replace("_", " "),
                    _reason(relation.as_of, others[0].as_of),
                    (
                        Side(f"only {relation.object}", relation.as_of, tuple(sole)),
                        Side(f"also {names}", others[0].as_of, tuple(dict.fromkeys(proofs))),
                    ),
                )
            )
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

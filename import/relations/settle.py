"""What all rules found, brought together: one predicate for each pair of kinds, one status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from lacsec.db.model import Entity
from lacsec.importer.relations.facts import Fact

_SENT = ("covers:sent-to.en", "covers:deployed.en")  # missions act in countries that send nobody


def settled(facts: Iterable[Fact], known: Mapping[str, Entity]) -> list[Fact]:
    """The facts in the order of the text, none of them said of itself.

    Where one sentence gives the same statement twice, once as a fact and once as something to
    come, it is something to come.
    """
    cast = [_recast(fact, known) for fact in facts]
    ordered = sorted((f for f in cast if f.subject != f.object), key=lambda fact: fact.place)
    tentative = {_said(fact) for fact in ordered if fact.status != "asserted"}
    return [
        fact
        for fact in ordered
        if fact.status != "asserted" or fact.predicate == "role" or _said(fact) not in tentative
    ]


def _said(fact: Fact) -> tuple[object, ...]:
    ends = (fact.subject, fact.object)
    if fact.predicate == "agreement_with":
        ends = (min(ends), max(ends))
    return (fact.predicate, *ends, fact.sentences[0].number)


def _recast(fact: Fact, known: Mapping[str, Entity]) -> Fact:
    """A country or a body does not run or cover an operation: it takes part in it."""
    subject, object_ = known[fact.subject].kind, known[fact.object].kind
    takes_part = subject == "operation" and object_ == "country"
    at_home = takes_part and fact.predicate == "covers" and fact.method not in _SENT
    if at_home or (takes_part and fact.predicate == "implemented_by"):
        return replace(fact, subject=fact.object, predicate="participates_in", object=fact.subject)
    if object_ == "operation" and fact.predicate == "supports" and subject != "programme":
        return replace(fact, predicate="participates_in")
    return fact

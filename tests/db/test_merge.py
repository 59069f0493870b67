"""Entities and facts of many documents, put together."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pytest
from db_fixtures import KESTREL, PERU, Builder, briefing, note
from hypothesis import given
from hypothesis import strategies as st

from lacsec.db.model import Entity, Name
from lacsec.db.store.merge import Merge, latest_date, merge_entity
from lacsec.db.store.readings import Reading, decode, encode


def reading(facts) -> Reading:
    return decode(facts.document.id, encode(facts), facts.text)


def test_a_reading_is_the_facts_again() -> None:
    facts = briefing()
    found = reading(facts)
    assert found.entities == facts.entities
    assert found.relations == facts.relations
    assert found.events == facts.events
    assert found.figures == facts.figures


def test_equal_facts_are_one_with_evidence_united() -> None:
    merge = Merge()
    for facts in (note(), briefing(), briefing()):
        merge.add(reading(facts))
    covers = [m.fact for m in merge.relations() if m.fact.object == "peru"]
    assert len(covers) == 1
    assert sorted({e.document for e in covers[0].evidence}) == [
        e.document for e in covers[0].evidence
    ]
    assert len(covers[0].evidence) == 2


@pytest.mark.parametrize(
    ("dates", "latest"),
    [
        ([], None),
        ([None, None], None),
        (["2019", None, "2021-05"], "2021-05"),
        (["2021", "2021-12-31"], "2021-12-31"),
        (["2009/..", "2030"], "2009/.."),
        (["2014/2020", "2020"], "2020"),
    ],
)
def test_the_latest_date(dates: list[str | None], latest: str | None) -> None:
    assert latest_date(dates) == latest
    assert latest_date(reversed(dates)) == latest


def test_a_discovered_entity_never_overrides_a_known_one() -> None:
    found = Entity("peru", "region", "PERU", acronym="P", discovered=True)
    merged = merge_entity(Counter({found: 99, PERU: 1}))
    assert (merged.kind, merged.name, merged.iso, merged.discovered) == (
        "country",
        "Peru",
        "PE",
        False,
    )
    assert {"PERU", "P", "Perú"} <= {n.value for n in merged.names}


def test_what_most_documents_say_of_a_discovered_entity_is_kept() -> None:
    one = Entity("x", "person", "X Ray", discovered=True)
    other = Entity("x", "group", "X ray", discovered=True)
    assert merge_entity(Counter({one: 1, other: 2})).kind == "group"
    tied = merge_entity(Counter({one: 1, other: 1}))
    assert tied == merge_entity(Counter({other: 1, one: 1}))


def test_names_are_united_and_one_is_preferred_in_each_language() -> None:
    one = dataclasses.replace(PERU, names=(Name("Peru", "prefLabel", "en"),))
    other = dataclasses.replace(
        PERU,
        names=(
            Name("Perú", "prefLabel", "es"),
            Name("República del Perú", "prefLabel", "es"),
            Name("Peru", "altLabel", "und"),
        ),
    )
    names = merge_entity(Counter({one: 1, other: 1})).names
    assert [(n.value, n.language, n.kind) for n in names] == [
        ("Peru", "en", "prefLabel"),
        ("Perú", "es", "prefLabel"),
        ("República del Perú", "es", "altLabel"),
    ]


def test_the_preferred_name_and_the_acronym_are_names_too() -> None:
    bare = Entity("b", "organisation", "Bay Office", acronym="BO")
    names = merge_entity(Counter({bare: 1})).names
    assert [(n.value, n.kind, n.acronym) for n in names] == [
        ("Bay Office", "prefLabel", False),
        ("BO", "altLabel", True),
    ]


def test_an_unknown_family_is_left_open() -> None:
    phase = Entity("p", "programme", "P II", family="p-family")
    merge = Merge()
    merge.add(Reading("d-1", (phase,), (), (), ()))
    assert merge.entities()[0].family is None
    merge.add(Reading("d-2", (Entity("p-family", "programme", "P"),), (), (), ()))
    assert merge.entities()[0].family == "p-family"


def test_the_wording_of_most_sentences_is_kept() -> None:
    merge = Merge()
    for name, title in (("a", "The talks"), ("b", "Talks in Lima"), ("c", "Talks in Lima")):
        b = Builder(name).happen("2020", title, [KESTREL], "KESTREL met in 2020.")
        merge.add(reading(b.build()))
    (event,) = merge.events()
    assert event.fact.title == "Talks in Lima"
    assert len(event.fact.evidence) == 3


@given(st.permutations(["a", "b", "c", "d"]))
def test_no_order_of_readings_matters(order: list[str]) -> None:
    titles = {"a": "One", "b": "Two", "c": "Two", "d": "One"}
    merge = Merge()
    for name in order:
        b = Builder(name).happen("2020", titles[name], [KESTREL, PERU], "KESTREL met Peru.")
        b.relate(KESTREL, "covers", PERU, "KESTREL is in Peru.", as_of=f"202{ord(name) - 97}")
        merge.add(reading(b.build()))
    assert [m.fact.title for m in merge.events()] == ["One"]
    assert [m.fact.as_of for m in merge.relations()] == ["2023"]

"""Which facts clash and which may both stand; which documents are copies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lacsec.db.model import Document, Entity, Event, Evidence, Figure, Relation, Spelling
from lacsec.importer.compare.claims import (
    date_disagreements,
    sole_disagreements,
    status_disagreements,
)
from lacsec.importer.compare.duplicates import find_duplicates
from lacsec.importer.compare.names import name_disagreements
from lacsec.importer.compare.sketch import containment, sketch
from lacsec.importer.compare.values import clash, figure_disagreements
from lacsec.importer.readers.source import read_source
from lacsec.importer.structure.assemble import assemble
from lacsec.importer.structure.text import Text

ORGAN = Entity("bay-watch", "organisation", "Bay Watch")
PROJECT = Entity("heron", "programme", "HERON")
PHASE = Entity("heron-ii", "programme", "HERON II", family="heron")
LANDS = [Entity(name, "country", name.title()) for name in ("peru", "chile", "brazil")]
ALL = [ORGAN, PROJECT, PHASE, *LANDS]


def said(number: int, quote: str = "words") -> tuple[Evidence, ...]:
    return (Evidence(f"d-{number}", 10 * number, 10 * number + len(quote), quote, "t", "named", 1),)


def figure(number: int, value: float, unit: str = "%", **more: object) -> Figure:
    base = Figure("peru", "Peru", "share of global production", value, unit, said(number))
    return replace(base, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (figure(1, 26), figure(2, 36), "unexplained"),
        (figure(1, 26), figure(2, 26), None),
        (figure(1, 26), figure(2, 36, metric="share of seizures"), None),
        (figure(1, 26, as_of="2021"), figure(2, 36, as_of="2022"), None),
        (figure(1, 26, as_of="2021"), figure(2, 36), None),
        (figure(1, 100), figure(2, 101), "rounding"),
        (figure(1, 60, qualifier="over"), figure(2, 64), None),
        (figure(1, 60, qualifier="about"), figure(2, 64), None),
        (figure(1, 60, value_max=70), figure(2, 64), None),
        (figure(1, 60), figure(1, 64), None),
        (figure(1, 5, metric="homicide rate"), figure(2, 9, metric="global homicide rate"), None),
        (
            figure(1, 6, "EUR", basis="commitment", metric="budget"),
            figure(2, 7, "EUR", basis="disbursement", metric="budget"),
            "different_basis",
        ),
        (figure(1, 4, "t"), figure(2, 4000, "kg"), None),
        (figure(1, 4, as_of="2014/2020"), figure(2, 4, as_of="2011/2021"), "different_date"),
    ],
)
def test_when_figures_clash(one: Figure, other: Figure, reason: str | None) -> None:
    assert clash(one, other) == reason
    assert clash(other, one) == reason


def test_figures_of_phases_clash_as_phases() -> None:
    one = figure(1, 6.0, "EUR", subject="heron", metric="budget")
    other = figure(2, 9.0, "EUR", subject="heron-ii", metric="budget")
    found = figure_disagreements(ALL, [one, other])
    assert [(d.subject, d.reason) for d in found] == [("heron", "different_phase")]


def test_several_values_are_one_disagreement() -> None:
    found = figure_disagreements(ALL, [figure(1, 20), figure(2, 40), figure(3, 60)])
    assert [len(d.sides) for d in found] == [3]


def relation(number: int, status: str, target: str = "peru", **more: object) -> Relation:
    base = Relation("bay-watch", "agreement_with", target, "asserted", said(number))
    return replace(base, status=status, **more)  # type: ignore[arg-type]


def test_negotiated_first_and_done_later_is_no_disagreement() -> None:
    talks = relation(1, "under_negotiation", as_of="2023")
    done = relation(2, "asserted", as_of="2025")
    assert status_disagreements([talks, done], {}) == []
    assert len(status_disagreements([replace(talks, as_of="2026"), done], {})) == 1
    undated = replace(talks, as_of=None)
    assert status_disagreements([undated, done], {"d-1": "2022"}) == []
    assert len(status_disagreements([undated, done], {"d-1": "2026"})) == 1


def test_either_direction_of_an_agreement_is_the_same() -> None:
    done = relation(1, "asserted", as_of="2020")
    turned = replace(relation(2, "under_negotiation", as_of="2024"), subject="peru")
    turned = replace(turned, object="bay-watch")
    assert len(status_disagreements([done, turned], {})) == 1


def test_the_only_one_and_another() -> None:
    only = replace(relation(1, "asserted"), evidence=said(1, "Peru is the only country with one."))
    other = relation(2, "asserted", "chile")
    found = sole_disagreements(ALL, [only, other])
    assert [(d.subject, d.sides[0].value, d.sides[1].value) for d in found] == [
        ("bay-watch", "peru only", "chile")
    ]
    assert sole_disagreements(ALL, [relation(1, "asserted"), other]) == []


def test_a_programme_starts_once() -> None:
    one = Event("2010", "start", "HERON begins", "start", ("heron",), said(1))
    other = replace(one, date="2012-03", evidence=said(2))
    closer = replace(one, date="2010-05", evidence=said(3))
    assert len(date_disagreements(ALL, [one, other])) == 1
    assert date_disagreements(ALL, [one, closer]) == []


def spelling(number: int, exact: str, quote: str, language: str = "en") -> Spelling:
    return Spelling("heron", exact, language, said(number, quote)[0])


def test_names_told_in_full_that_differ() -> None:
    one = spelling(1, "Harbour Security Project", "The Harbour Security Project (HERON) began.")
    other = spelling(2, "Harbour Safety Project", "The Harbour Safety Project (HERON) ended.")
    plural = spelling(3, "Harbour Securities Project", "The Harbour Securities Project ended.")
    spanish = spelling(
        4, "Proyecto de Puertos Seguros", "El Proyecto de Puertos Seguros (HERON)", "es"
    )
    assert len(name_disagreements(ALL, [one, other])) == 1
    assert name_disagreements(ALL, [one, plural]) == []
    assert name_disagreements(ALL, [one, spanish]) == []


def text(words: str) -> Text:
    return assemble(list(read_source(words.encode(), "a.txt").blocks))


def test_a_reprint_is_found_and_the_first_is_the_original() -> None:
    words = " ".join(f"word{number} and thing{number % 7}" for number in range(300))
    original, copy = sketch(text(words)), sketch(text("Our site says:\n\n" + words + " more here"))
    half = sketch(text(" ".join(words.split()[:400])))
    other = sketch(text(" ".join(f"other{number} matter{number % 5}" for number in range(300))))
    assert containment(original, copy) > 0.9 and containment(original, half) > 0.9
    assert containment(original, other) < 0.05
    documents = {
        key: Document(key, f"{key}.txt", key, None, issued, "en", None, "", "text/plain")
        for key, issued in (("d-a", "2024"), ("d-b", "2023"), ("d-c", None), ("d-d", "2020"))
    }
    sketches = {"d-a": copy, "d-b": original, "d-c": half, "d-d": other}
    assert find_duplicates(documents, sketches) == {"d-a": "d-b", "d-c": "d-b"}

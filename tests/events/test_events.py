"""What holds for every event: its proof, its title, its place in the text; and merging."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacsec.db import edtf
from lacsec.db.identity import event_id
from lacsec.db.model import DATE_ROLES, Event
from lacsec.importer.events.merge import merged
from lacsec.importer.events.read import find_events
from lacsec.importer.readers.blocks import Block
from lacsec.importer.reading import ReadDocument

from .sentences import events_of, events_of_file, read

_WORDS = (
    "In 2019 , the Commission signed a treaty with Peru which was ( launched ) on 3 May 2020 and"
    " since 2016 / by ; : – will be held from to 2021-2027 SEACOP it its who ended . \n firmaron"
    " el acuerdo que se celebrará a signé lançado em março"
)
_PIECES = tuple(_WORDS.split(" "))


def _holds(document: ReadDocument, events: tuple[Event, ...]) -> None:
    value = document.text.value
    assert len({event_id(event) for event in events}) == len(events)
    for event in events:
        assert edtf.parse(event.date) is not None
        assert event.date_role in DATE_ROLES
        assert 0 < len(event.title) <= 110
        assert "\n" not in event.title
        assert all(entity in document.names.entities for entity in event.entities)
        for proof in event.evidence:
            assert value[proof.start : proof.end] == proof.quote


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=50), st.sampled_from(("en", "es", "pt", "fr")))
def test_any_row_of_words_is_read(pieces: list[str], language: str) -> None:
    document = read([Block("paragraph", " ".join(pieces))], language, "2020-06-01")
    _holds(document, find_events(document))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(words: str) -> None:
    document = read([Block("paragraph", words)], "en")
    _holds(document, find_events(document))


@pytest.mark.parametrize(
    "unit", ["In 2019 they signed it, ", "(2019) ", "which was held in 2019 and ", "– 2019 – "]
)
def test_hostile_texts_take_no_long_time(unit: str) -> None:
    document = read([Block("paragraph", unit * (200_000 // len(unit)))], "en")
    started = time.perf_counter()
    find_events(document)
    assert time.perf_counter() - started < 10


def test_the_same_text_gives_the_same_events() -> None:
    words = "SEACOP was launched in 2010. It ended in May 2012 and began anew in 2014."
    assert events_of(words) == events_of(words)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("AIRCOP is a project. It was launched in 2010 in Praia.", "AIRCOP was launched in Praia"),
        ("Launched in 2009, SEACOP trains crews.", "SEACOP launched"),
        ("SEACOP started in 2009 and ended in May 2016.", "SEACOP ended"),
        ("SEACOP, which ended in May 2016, was useful.", "SEACOP ended"),
        ("COPOLAD ran well. Its second phase ended in 2019.", "COPOLAD: second phase ended"),
        ("The Artemis (2003) mission was short.", "The Artemis mission"),
        (
            "At their summit in 2013, the leaders of both regions promised to share more data.",
            "Summit: the leaders of both regions promised to share more data",
        ),
        (
            "In March 2021, the ministers announced that the port would have a new scanner.",
            "The ministers announced that the port would have a new scanner",
        ),
        ("It dates from 2011. The network dates from 2012.", "The network begins"),
        (
            "The plan, which ministers are due to adopt in September 2030, is long.",
            "Ministers are due to adopt the plan",
        ),
    ],
)
def test_titles_of_the_last_event(words: str, title: str) -> None:
    assert events_of(words)[-1].title == title


def test_titles_in_other_languages() -> None:
    events = events_of("El laboratorio, inaugurado en 2021 en Lima, es pequeño.", "es")
    assert events[0].title == "El laboratorio inaugurado en Lima"
    events = events_of("Le bureau a été ouvert le 3 mai 2020 à Cayenne.", "fr")
    assert events[0].title == "Le bureau a été ouvert à Cayenne"


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("The treaty will be signed in 2031.", "planned"),
        ("The treaty is expected to be signed in 2019.", "planned"),
        ("The treaty was signed in 2019.", "signature"),
        ("The programme was launched in 2019.", "launch"),
        ("The programme has been running since 2019.", "start"),
        ("The programme ran from 2015 to 2019.", "period"),
        ("The report was published in 2019.", "publication"),
        ("The programme ended in 2019.", "end"),
        ("The ministers met in 2019.", "happened"),
        ("The centre will operate until 2019.", "planned"),
    ],
)
def test_roles(words: str, role: str) -> None:
    assert [event.date_role for event in events_of(words)] == [role]


def test_what_lies_behind_the_issue_date_is_planned() -> None:
    words = "The summit of 2031 in Lima is long awaited."
    assert events_of(words, issued="2024-05-01")[0].date_role == "planned"


def test_participants_in_the_order_of_the_text() -> None:
    events = events_of("Colombian authorities and Europol signed a treaty with Peru in 2019.")
    assert events[0].entities[:1] == ("colombia",)
    assert events[0].entities.index("europol") < events[0].entities.index("peru")


def test_news_without_a_date_of_its_own_happened_about_when_it_was_issued() -> None:
    words = (
        "Europol and Chile sign a pact\n\n10.07.2024\n\nEuropol and the police of Chile have"
        " signed a working arrangement that lets them share data about crime at sea."
    )
    events = events_of_file(words, "en", "2024-07-10")
    assert [(event.date, event.date_role) for event in events] == [("2024-07-10?", "signature")]


def test_an_event_told_twice_is_one_with_two_proofs() -> None:
    events = events_of("SEACOP was launched in 2010.\nAs said, SEACOP was launched in 2010.")
    assert len(events) == 1
    assert len(events[0].evidence) == 2


def test_a_name_with_its_year_adds_proof_to_the_exact_date() -> None:
    words = "Operation Caribe took place on 3 May 2023 at sea.\nOperation Caribe 2023 was long."
    assert [event.date for event in events_of(words)] == ["2023-05-03"]


def test_merging_keeps_the_first_title() -> None:
    first, second = (
        Event("2019", "happened", title, "meeting", ("a",), ()) for title in ("One", "Two")
    )
    assert [event.title for event in merged([first, second])] == ["One"]


def test_references_and_captions_tell_nothing() -> None:
    words = "# References\n\nThe office published its atlas in 2019."
    assert events_of_file(words, "en") == ()

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from lacsec.db.connection import open_read_only
from lacsec.db.queries import coverage, documents, entities, figures, reading, timeline
from lacsec.db.queries.common import Window
from lacsec.db.queries.context import context, first_mentions
from lacsec.db.queries.disagreements import DisagreementFilter, at_place, list_disagreements
from lacsec.db.queries.documents import DocumentFilter
from lacsec.db.queries.entities import EntityFilter
from lacsec.db.queries.facets import FACETS, choices
from lacsec.db.queries.timeline import TimelineFilter
from lacsec.db.queries.undated import undated
from tests.db import fixtures

BRIEFING = fixtures.doc_id("briefing")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = fixtures.full(tmp_path_factory.mktemp("views") / "small.db")
    connection = open_read_only(path)
    yield connection
    connection.close()


def test_a_sentence_comes_with_its_neighbours(small: sqlite3.Connection) -> None:
    start = 16  # "KESTREL at sea", two line ends
    found = context(small, BRIEFING, start, start + 5)
    assert found is not None
    assert found.before == "KESTREL at sea"
    assert found.quote == "KESTREL works in Peru."
    assert found.after == "KESTREL will reach Chile."
    assert found.title == "KESTREL at sea"
    assert found.section == ("Part one",)


def test_a_place_over_two_sentences_quotes_both(small: sqlite3.Connection) -> None:
    found = context(small, BRIEFING, 16, 60)
    assert found is not None
    assert found.quote == "KESTREL works in Peru. KESTREL will reach Chile."


def test_no_such_place(small: sqlite3.Connection) -> None:
    assert context(small, "d-nothing", 0, 5) is None


def test_first_mentions_are_sentences_that_name_it(small: sqlite3.Connection) -> None:
    found = first_mentions(small, "peru", limit=2)
    assert len(found) == 2
    assert all("Peru" in proof.quote for proof in found)


@pytest.mark.parametrize("facet", FACETS)
def test_every_facet_can_be_asked_for(small: sqlite3.Connection, facet: str) -> None:
    assert all(choice.facet == facet and choice.count > 0 for choice in choices(small, [facet]))


def test_choices_keep_words_and_counts(small: sqlite3.Connection) -> None:
    found = {choice.value: choice for choice in choices(small, ["programme", "reason"])}
    assert found["kestrel"].label == "KESTREL"
    assert found["different_basis"].label == "different basis"


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (EntityFilter(text="maria ort"), ["maria-ortega"]),
        (EntityFilter(text="ort maria"), ["maria-ortega"]),
        (EntityFilter(kinds=("person", "agreement")), ["lima-pact", "maria-ortega"]),
        (EntityFilter(kind="country", related=("kestrel",)), ["chile", "peru"]),
        (EntityFilter(kind="programme", related=("peru",)), ["kestrel"]),
        (EntityFilter(kind="country", document=fixtures.doc_id("note")), ["peru"]),
    ],
)
def test_entities_are_filtered(
    small: sqlite3.Connection, wanted: EntityFilter, ids: list[str]
) -> None:
    assert [row.id for row in entities.list_entities(small, wanted).rows] == ids


@pytest.mark.parametrize("sort", ["name", "facts", "earliest"])
def test_a_position_is_the_place_in_the_list(small: sqlite3.Connection, sort: str) -> None:
    wanted = EntityFilter(sort=sort)  # type: ignore[arg-type]
    rows = entities.list_entities(small, wanted).rows
    for number, row in enumerate(rows):
        assert entities.position(small, row.id, wanted) == number
    assert entities.position(small, "nobody", wanted) is None


def test_time_can_be_searched_and_jumped_in(small: sqlite3.Connection) -> None:
    found = timeline.items(small, TimelineFilter(text="pact")).rows
    assert [item.title for item in found] == ["Lima Pact signed"]
    assert timeline.position(small, "2016-08-01") == 0
    assert timeline.position(small, "2019-01-01") == 1
    assert timeline.position(small, "2019-01-01", TimelineFilter(text="pact")) == 0


def test_events_are_found_in_the_order_of_time(small: sqlite3.Connection) -> None:
    rows = timeline.items(small).rows
    for number, item in enumerate(rows):
        assert timeline.position_of(small, item.id) == number
        assert timeline.items(small, window=Window(1, number)).rows == (item,)
    assert timeline.position_of(small, "nothing") is None
    assert timeline.marks(small)[0] == ("2016-08-01", "start")


def test_the_tray_holds_what_has_no_date(small: sqlite3.Connection) -> None:
    page = undated(small)
    assert page.total == len(page.rows) > 2
    assert page.rows[0].record == "figure"
    assert page.rows[-1].record == "relation"
    second = undated(small, window=Window(2, 1))
    assert second.rows == page.rows[1:3]
    assert [i.title for i in undated(small, TimelineFilter(text="customs")).rows] == [
        "KESTREL II supports Coastal Customs"
    ]


def test_series_of_a_figure(small: sqlite3.Connection) -> None:
    row = figures.list_figures(small).rows[0]
    found = figures.series_of(small, row.id)
    assert found is not None
    assert row in found.points
    assert figures.series_of(small, "nothing") is None
    assert figures.series_heads(small).total == 0


@pytest.mark.parametrize("sort", ["subject", "value", "as_of"])
def test_figures_know_their_places(small: sqlite3.Connection, sort: str) -> None:
    wanted = figures.FigureFilter(sort=sort)  # type: ignore[arg-type]
    rows = figures.list_figures(small, wanted).rows
    found = [figures.position_of(small, row.id, wanted) for row in rows]
    assert found == list(range(len(rows)))
    wanted = figures.FigureFilter(text="ports")
    assert figures.position_of(small, rows[0].id, wanted) in (0, None)


def test_documents_by_language_and_publisher(small: sqlite3.Connection) -> None:
    def count(wanted: DocumentFilter) -> int:
        return documents.list_documents(small, wanted).total

    assert count(DocumentFilter(language="en", publisher="Harbour Watch")) == 2
    assert count(DocumentFilter(language="es")) == 0
    assert count(DocumentFilter(entities=("kestrel", "peru"))) == 2
    assert count(DocumentFilter(entities=("kestrel", "chile"))) == 1
    assert count(DocumentFilter(text="watch note")) == 1
    assert count(DocumentFilter(text="nobody note")) == 0


def test_disagreements_by_their_words(small: sqlite3.Connection) -> None:
    def count(text: str) -> int:
        return list_disagreements(small, DisagreementFilter(text=text)).total

    assert count("kestrel 13 million") == 1
    assert count("different basis") == 1
    assert count("penguin") == 0


def test_disagreements_by_their_place(small: sqlite3.Connection) -> None:
    side = list_disagreements(small).rows[0].sides[0].proofs[0]
    found = at_place(small, side.document, side.start, side.start + 1)
    assert [row.property for row in found] == ["budget"]
    assert at_place(small, side.document, 0, 5) == ()


def test_a_cell_gives_all_its_sentences(small: sqlite3.Connection) -> None:
    found = coverage.proofs_behind(small, "kestrel", "peru")
    assert [proof.quote for proof in found] == [
        "Since 2016, Peru takes part in KESTREL.",
        "KESTREL works in Peru.",
    ] or len(found) == 2
    assert coverage.proofs_behind(small, "kestrel", "nowhere") == ()


def test_a_text_to_lay_out_and_its_marks(small: sqlite3.Connection) -> None:
    found = reading.document_text(small, BRIEFING)
    marks = reading.document_marks(small, BRIEFING)
    assert found is not None
    assert [found.text[s.start : s.end] for s in found.shapes][1] == "KESTREL works in Peru."
    first = marks.names[0]
    assert (found.text[first.start : first.end], first.entity) == ("KESTREL", "kestrel")
    assert {place.kind for place in marks.places} >= {"relation", "event", "figure"}
    assert reading.document_text(small, "d-nothing") is None
    assert reading.files(small, BRIEFING) == ("/in/briefing.txt",)


def test_lanes_of_a_time(small: sqlite3.Connection) -> None:
    def names(since: str, until: str) -> list[str]:
        page = timeline.lanes(small, since=since, until=until)
        return [lane.programme.id for lane in page.rows]

    assert names("2016-01-01", "2017-12-31") == ["kestrel"]
    assert names("2023-01-01", "2023-12-31") == ["kestrel-ii"]
    assert names("1990-01-01", "1999-12-31") == []

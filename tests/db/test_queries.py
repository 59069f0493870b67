"""What the views are told: lists, dossiers, timeline, coverage, figures, documents, changes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from db_fixtures import (
    AGENCY,
    ANDES,
    CHILE,
    KESTREL,
    KESTREL_II,
    PERU,
    Builder,
    briefing,
    doc_id,
    note,
    publish,
)

from lacsec.db.connection import open_read_only
from lacsec.db.model import Entity
from lacsec.db.queries import (
    changes,
    coverage,
    disagreements,
    document,
    documents,
    dossier,
    entities,
    evidence,
    figures,
    summary,
    timeline,
)
from lacsec.db.queries.common import Window
from lacsec.db.queries.country import country_dossier
from lacsec.db.queries.programme import programme_dossier
from lacsec.db.queries.resolve import resolve
from lacsec.db.queries.spans import Span, together


def opened(path: Path, *documents_: object) -> sqlite3.Connection:
    return open_read_only(publish(path, documents_))


# ---------------------------------------------------------------- entities


def test_kinds_and_their_counts(full: sqlite3.Connection) -> None:
    counts = {k.kind: k.entities for k in entities.kinds(full)}
    assert counts == {
        "agreement": 1,
        "country": 2,
        "organisation": 2,
        "person": 1,
        "programme": 2,
    }


def test_a_list_of_a_kind_in_pages(full: sqlite3.Connection) -> None:
    wanted = entities.EntityFilter(kind="programme")
    page = entities.list_entities(full, wanted, Window(1))
    assert [row.id for row in page.rows] == ["kestrel"]
    assert (page.total, page.has_more) == (2, True)
    page = entities.list_entities(full, wanted, Window(1, 1))
    assert [row.id for row in page.rows] == ["kestrel-ii"]
    assert page.rows[0].family_name == "KESTREL"
    assert (page.rows[0].first_year, page.rows[0].last_year) == (2022, 2025)
    assert not page.has_more


@pytest.mark.parametrize("text", ["cernicalo", "CERNÍCALO", "kestr", "kestral"])
def test_a_list_is_narrowed_by_any_name_accents_aside(full: sqlite3.Connection, text: str) -> None:
    page = entities.list_entities(full, entities.EntityFilter(text=text))
    assert "kestrel" in {row.id for row in page.rows}
    assert page.total < 8


@pytest.mark.parametrize("text", ["%", "_", "\\", "'", '"'])
def test_signs_of_sql_are_letters_like_others(full: sqlite3.Connection, text: str) -> None:
    assert entities.list_entities(full, entities.EntityFilter(text=text)).rows == ()
    assert figures.list_figures(full, figures.FigureFilter(text=text)).rows == ()
    assert resolve(full, text) is None


@pytest.mark.parametrize("sort", ["name", "mentions", "documents", "facts", "earliest", "latest"])
def test_every_order_and_its_reverse(full: sqlite3.Connection, sort: str) -> None:
    first = entities.list_entities(full, entities.EntityFilter(sort=sort))
    last = entities.list_entities(full, entities.EntityFilter(sort=sort, reverse=True))
    assert len(first.rows) == len(last.rows) == 8
    assert first.rows != last.rows


def test_most_named_first(full: sqlite3.Connection) -> None:
    page = entities.list_entities(full, entities.EntityFilter(sort="mentions"))
    counts = [row.mentions for row in page.rows]
    assert counts == sorted(counts, reverse=True)


def test_families_only(full: sqlite3.Connection) -> None:
    wanted = entities.EntityFilter(kind="programme", families_only=True)
    assert [row.id for row in entities.list_entities(full, wanted).rows] == ["kestrel"]


def test_names_and_spellings(full: sqlite3.Connection) -> None:
    assert [n.value for n in entities.names(full, "peru")] == ["Peru", "Perú"]
    assert [(s.exact, s.mentions, s.documents) for s in entities.spellings(full, "peru")] == [
        ("Peru", 5, 2)
    ]


# ---------------------------------------------------------------- dossiers


def test_a_programme_family_has_the_facts_of_its_phases(full: sqlite3.Connection) -> None:
    found = programme_dossier(full, "kestrel")
    assert found is not None
    assert found.span is not None
    assert (found.span.start, found.span.end) == ("2016-08", "2025"), "its only phase ends then"
    assert [(p.programme.id, p.span.start, p.span.end) for p in found.phases] == [
        ("kestrel-ii", "2022", "2025")
    ]
    assert [row.object.id for row in found.implementers] == ["harbour-agency"]
    assert [(row.subject.id, row.object.id) for row in found.supports] == [
        ("kestrel-ii", "coastal-customs")
    ]
    assert [(c.country, c.state, c.n_documents) for c in found.cells] == [
        ("chile", "planned", 1),
        ("peru", "stated", 2),
    ]
    base = found.dossier
    assert [(f.value, f.basis, f.as_of) for f in base.figures.rows] == [
        (12_500_000, "budget", "2021"),
        (13_000_000, "commitment", "2022"),
    ]
    assert [e.title for e in base.events.rows] == ["KESTREL begins", "KESTREL II runs"]
    assert len(base.disagreements.rows) == 1
    assert {d.id for d in base.sources.rows} == {doc_id("briefing"), doc_id("note")}
    assert [row.predicate for row in found.parts] == ["part_of"]
    assert found.other == ()


def test_a_phase_knows_its_family_and_siblings(tmp_path: Path) -> None:
    third = Entity("kestrel-iii", "programme", "KESTREL III", family="kestrel")
    b = Builder("phases").knows(KESTREL)
    b.happen("2020", "Second", [KESTREL_II], "KESTREL II began in 2020.", role="start")
    b.happen("2024", "Third", [third], "KESTREL III began in 2024.", role="start")
    connection = opened(tmp_path / "a.db", b.build())
    found = programme_dossier(connection, "kestrel-iii")
    assert found is not None
    assert found.dossier.family is not None
    assert found.dossier.family.id == "kestrel"
    assert [p.programme.id for p in found.siblings] == ["kestrel-ii"]
    family = programme_dossier(connection, "kestrel")
    assert family is not None
    assert [p.programme.id for p in family.phases] == ["kestrel-ii", "kestrel-iii"]
    assert family.span is not None
    assert (family.span.start, family.span.end) == ("2020", None), "from its phases"


def test_every_fact_carries_its_best_words(full: sqlite3.Connection) -> None:
    found = country_dossier(full, "peru")
    assert found is not None
    (agreement,) = found.agreements
    assert agreement.proof.quote == "Peru signed the Lima Pact."
    assert agreement.proof.title == "KESTREL at sea"
    text = document.text(full, agreement.proof.document)
    assert text is not None
    assert text[agreement.proof.start : agreement.proof.end] == agreement.proof.quote
    assert (agreement.evidence_count, agreement.document_count) == (1, 1)


def test_a_country(full: sqlite3.Connection) -> None:
    found = country_dossier(full, "peru")
    assert found is not None
    assert [(c.programme, c.state) for c in found.coverage.cells] == [("kestrel", "stated")]
    assert [f.metric for f in found.indicators] == ["cocaine seized"]
    assert found.money == ()
    assert found.series == ()
    assert found.other == ()


def test_people_of_an_organisation(full: sqlite3.Connection) -> None:
    found = dossier.dossier(full, "harbour-agency")
    assert found is not None
    roles = [row for row in found.incoming.rows if row.predicate == "role"]
    assert [(row.subject.name, row.wording) for row in roles] == [
        ("Maria Ortega", "Executive head")
    ]


def test_what_is_not_there(full: sqlite3.Connection) -> None:
    assert programme_dossier(full, "none") is None
    assert country_dossier(full, "none") is None
    assert dossier.dossier(full, "none") is None
    assert document.view(full, "none") is None
    assert entities.get(full, "none") is None
    assert disagreements.get(full, "none") is None
    assert evidence.evidence(full, "none") == ()


# ---------------------------------------------------------------- coverage


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ([("asserted", None)], "stated"),
        ([("planned", None)], "planned"),
        ([("under_negotiation", "2020")], "planned"),
        ([("ended", "2020")], "ended"),
        ([("denied", "2020")], "denied"),
        ([("asserted", "2018"), ("planned", "2016")], "stated"),
        ([("asserted", "2018"), ("ended", "2020")], "ended"),
        ([("asserted", "2022"), ("ended", "2020")], "stated"),
        ([("asserted", None), ("ended", "2020")], "ended"),
        ([("asserted", "2020"), ("ended", None)], "ended"),
        ([("asserted", "2018"), ("denied", "2020")], "disputed"),
        ([("planned", None), ("denied", None)], "disputed"),
    ],
)
def test_the_state_of_a_cell(
    tmp_path: Path, told: list[tuple[str, str | None]], state: str
) -> None:
    b = Builder("states")
    for status, as_of in told:
        words = f"KESTREL and Peru: {status}, {as_of}."
        b.relate(KESTREL, "covers", PERU, words, status=status, as_of=as_of)
    connection = opened(tmp_path / "a.db", b.build())
    (cell,) = coverage.cells(connection)
    assert cell.state == state
    assert cell.n_evidence == len(told)
    (row,) = connection.execute("SELECT state, quote FROM coverage").fetchall()
    assert row[0] == state
    if state in ("stated", "ended", "denied"):
        status = {"stated": "asserted"}.get(state, state)
        assert status in row[1], "the words shown are for the state shown"


def test_a_country_in_a_covered_whole_is_implied(tmp_path: Path) -> None:
    b = Builder("implied")
    b.relate(KESTREL, "covers", ANDES, "KESTREL works in all Andean States.")
    b.relate(PERU, "member_of", ANDES, "Peru is one of the Andean States.")
    b.relate(CHILE, "member_of", ANDES, "Chile left the Andean States.", status="ended")
    connection = opened(tmp_path / "a.db", b.build())
    (cell,) = coverage.cells(connection)
    assert (cell.country, cell.state) == ("peru", "implied")
    rows = coverage.behind(connection, "kestrel", "peru")
    assert [(r.predicate, r.object.id) for r in rows] == [
        ("covers", "andean-states"),
        ("member_of", "andean-states"),
    ]
    assert coverage.behind(connection, "kestrel", "chile") == ()


def test_phases_are_folded_into_their_family(tmp_path: Path) -> None:
    b = Builder("family").knows(KESTREL)
    b.relate(KESTREL_II, "covers", PERU, "KESTREL II is in Peru.")
    b.relate(KESTREL, "covers", PERU, "KESTREL left Peru.", status="ended", as_of="2020")
    connection = opened(tmp_path / "a.db", b.build())
    folded = coverage.matrix(connection)
    assert [p.id for p in folded.programmes] == ["kestrel"]
    (cell,) = folded.cells
    assert (cell.state, cell.n_evidence, cell.n_documents) == ("stated", 2, 1)
    apart = coverage.matrix(connection, by_family=False)
    assert {(c.programme, c.state) for c in apart.cells} == {
        ("kestrel", "ended"),
        ("kestrel-ii", "stated"),
    }
    assert folded.by_place()["kestrel", "peru"] is cell
    assert len(coverage.behind(connection, "kestrel", "peru")) == 2
    assert [c.iso for c in folded.countries] == ["PE"]


def test_a_matrix_of_one_programme_or_country(full: sqlite3.Connection) -> None:
    assert coverage.matrix(full, countries=("peru",)).programmes[0].id == "kestrel"
    assert coverage.matrix(full, programmes=("kestrel-ii",)).cells == ()
    assert len(coverage.matrix(full, programmes=("kestrel",)).cells) == 2


# ---------------------------------------------------------------- time


def dates(page: timeline.Page) -> list[str]:
    return [item.date for item in page.rows]


def test_the_timeline_in_order(full: sqlite3.Connection) -> None:
    assert dates(timeline.items(full)) == ["2016-08", "2019-03-02", "2022/2025"]
    wanted = timeline.TimelineFilter(records=("event", "figure", "document"))
    page = timeline.items(full, wanted)
    assert page.total == 8
    days = [item.earliest for item in page.rows]
    assert days == sorted(days)
    assert {item.record for item in page.rows} == {"event", "figure", "document"}
    assert timeline.items(full, wanted, Window(3, 2)).rows == page.rows[2:5]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2019-01-01", None, ["2019-03-02", "2022/2025"]),
        (None, "2019-03-01", ["2016-08"]),
        ("2016-08-15", "2016-08-16", ["2016-08"]),
        ("2024-01-01", "2024-12-31", ["2022/2025"]),
        ("2026-01-01", None, []),
    ],
)
def test_a_stretch_of_time(
    full: sqlite3.Connection, since: str | None, until: str | None, found: list[str]
) -> None:
    assert dates(timeline.items(full, timeline.TimelineFilter(since, until))) == found


def test_open_ends_reach_for_ever(tmp_path: Path) -> None:
    b = Builder("open")
    b.happen("2009/..", "KESTREL goes on", [KESTREL], "KESTREL runs since 2009.", role="period")
    b.happen("../1999", "Before KESTREL", [KESTREL], "KESTREL was not there till 1999.")
    connection = opened(tmp_path / "a.db", b.build())

    def at(day: str) -> list[str]:
        return dates(timeline.items(connection, timeline.TimelineFilter(day, day)))

    assert at("2100-01-01") == ["2009/.."]
    assert at("1850-01-01") == ["../1999"]
    assert at("2004-01-01") == []
    (lane,) = timeline.lanes(connection).rows
    assert lane.span.is_open
    assert lane.span.end is None
    assert [(y.year, y.items) for y in timeline.density(connection)] == [(1999, 1), (2009, 1)]


def test_the_timeline_of_programmes_countries_kinds_and_documents(
    full: sqlite3.Connection,
) -> None:
    def found(**wanted: object) -> list[str]:
        return dates(timeline.items(full, timeline.TimelineFilter(**wanted)))

    assert found(programmes=("kestrel",)) == ["2016-08", "2022/2025"], "with its phases"
    assert found(programmes=("kestrel-ii",)) == ["2022/2025"]
    assert found(countries=("peru",)) == ["2019-03-02"]
    assert found(programmes=("kestrel",), countries=("peru",)) == []
    assert found(entities=("lima-pact",)) == ["2019-03-02"]
    assert found(document=doc_id("note")) == ["2022/2025"]
    assert found(roles=("start", "period")) == ["2016-08", "2022/2025"]
    assert found(kinds=("meeting",)) == ["2016-08", "2019-03-02", "2022/2025"]
    assert found(kinds=("storm",)) == []
    records = ("event", "figure", "document")
    assert found(kinds=("meeting",), records=records) == ["2016-08", "2019-03-02", "2022/2025"]


def test_density_counts_what_the_items_are(full: sqlite3.Connection) -> None:
    wanted = timeline.TimelineFilter(records=("event", "figure", "document"))
    assert sum(y.items for y in timeline.density(full, wanted)) == 8
    assert timeline.kinds(full) == (("meeting", 3),)


def test_lanes_keep_families_together(full: sqlite3.Connection) -> None:
    assert [lane.programme.id for lane in timeline.lanes(full).rows] == ["kestrel", "kestrel-ii"]
    assert timeline.lanes(full, ("none",)).rows == ()
    page = timeline.lanes(full, ("kestrel",), Window(1, 1))
    assert ([lane.programme.id for lane in page.rows], page.total) == (["kestrel-ii"], 2)


def test_an_event_of_several_programmes_marks_the_first(tmp_path: Path) -> None:
    other = Entity("osprey", "programme", "OSPREY")
    b = Builder("two")
    b.happen("2011", "Start", [AGENCY, KESTREL, other], "HA, KESTREL, OSPREY: 2011.", role="start")
    connection = opened(tmp_path / "a.db", b.build())
    assert [lane.programme.id for lane in timeline.lanes(connection).rows] == ["kestrel"]


def test_a_launch_starts_what_nothing_else_starts(tmp_path: Path) -> None:
    b = Builder("launch")
    b.happen("2010", "Launch", [KESTREL], "KESTREL was launched in 2010.", role="launch")
    b.happen("2012", "End", [KESTREL], "KESTREL ended in 2012.", role="end")
    b.happen("2011", "Start", [KESTREL_II], "KESTREL II began in 2011.", role="start")
    b.happen("2009", "Launch", [KESTREL_II], "KESTREL II was launched in 2009.", role="launch")
    connection = opened(tmp_path / "a.db", b.knows(KESTREL).build())
    spans = {x.programme.id: (x.span.start, x.span.end) for x in timeline.lanes(connection).rows}
    assert spans == {"kestrel": ("2010", "2012"), "kestrel-ii": ("2011", None)}


def test_a_family_ends_when_every_phase_is_known_to_have_ended() -> None:
    one = Span("2010", "2010-01-01", "a", "2012", "2012-12-31", "b")
    two = Span("2013", "2013-01-01", "c", "2016", "2016-12-31", "d")
    endless = Span("2018", "2018-01-01", "e")
    still = Span("2018", "2018-01-01", "e", is_open=True)
    assert together(None, [one, two]) == Span("2010", "2010-01-01", "a", "2016", "2016-12-31", "d")
    assert together(None, [one, endless]) == Span("2010", "2010-01-01", "a")
    assert together(None, [one, None]) == Span("2010", "2010-01-01", "a")
    assert together(None, [one, still]) == Span("2010", "2010-01-01", "a", is_open=True)
    own = Span("2009", "2009-01-01", "o")
    assert together(own, [one]) == Span("2009", "2009-01-01", "o", "2012", "2012-12-31", "b")
    assert together(one, [two]) == Span("2010", "2010-01-01", "a", "2016", "2016-12-31", "d")
    assert together(one, [endless]) == one
    assert together(own, []) == own
    assert together(None, [None]) is None


# ---------------------------------------------------------------- figures


def test_figures_filtered_and_sorted(full: sqlite3.Connection) -> None:
    def found(**wanted: object) -> list[float]:
        page = figures.list_figures(full, figures.FigureFilter(**wanted))
        assert page.total == len(page.rows)
        return [row.value for row in page.rows]

    assert found() == [12_500_000, 13_000_000, 2897, 14]
    assert found(money_only=True, sort="value") == [13_000_000, 12_500_000]
    assert found(money_only=True, sort="value", reverse=True) == [12_500_000, 13_000_000]
    assert found(subjects=("kestrel",)) == [12_500_000, 13_000_000]
    assert found(subject_kind="country") == [2897]
    assert found(unit="kg") == [2897]
    assert found(basis="commitment") == [13_000_000]
    assert found(document=doc_id("note")) == [13_000_000, 14]
    assert found(text="PORTS coast") == [14]
    assert found(since="2021-06-01", until="2021-07-01") == [12_500_000]
    for sort in ("subject", "metric", "value", "unit", "as_of", "evidence"):
        assert len(found(sort=sort)) == 4
    assert figures.units(full) == (("EUR", 2), ("kg", 1), ("ports", 1))


def test_a_subject_that_is_no_entity(full: sqlite3.Connection) -> None:
    (row,) = figures.list_figures(full, figures.FigureFilter(unit="ports")).rows
    assert row.subject is None
    assert row.subject_name == "ports of the coast"


def test_series_never_mix_bases_or_units(tmp_path: Path) -> None:
    b = Builder("series")
    for year, value in ((2019, 11.0), (2018, 13.5), (2020, 9.0)):
        b.count(PERU, "Homicide rate", value, "per_100k", f"{year}: {value}.", as_of=str(year))
    b.count(PERU, "homicide rate", 400, "persons", "400 persons in 2020.", as_of="2020")
    for basis in ("budget", "commitment"):
        for year in (2019, 2020):
            words = f"Peru got {basis} in {year}."
            b.count(PERU, "aid", year, "EUR", words, as_of=str(year), basis=basis)
    connection = opened(tmp_path / "a.db", b.build())
    found = country_dossier(connection, "peru")
    assert found is not None
    keys = [(s.metric, s.unit, s.basis, [p.value for p in s.points]) for s in found.series]
    assert keys == [
        ("aid", "EUR", "budget", [2019, 2020]),
        ("aid", "EUR", "commitment", [2019, 2020]),
        ("Homicide rate", "per_100k", None, [13.5, 11, 9]),
    ]


# ---------------------------------------------------------------- documents


def test_documents_listed(full: sqlite3.Connection) -> None:
    page = documents.list_documents(full)
    assert [row.title for row in page.rows] == ["Note on KESTREL", "KESTREL at sea"]
    assert page.rows[1].facts == 9
    assert documents.list_documents(full, documents.DocumentFilter(text="SEA")).total == 1
    assert documents.list_documents(full, documents.DocumentFilter(entity="chile")).total == 1
    for sort in ("title", "issued", "publisher", "facts", "mentions", "length"):
        wanted = documents.DocumentFilter(sort=sort)
        assert documents.list_documents(full, wanted, Window(1)).has_more


def test_a_document_to_read(full: sqlite3.Connection) -> None:
    found = document.view(full, doc_id("briefing"))
    assert found is not None
    assert found.text == briefing().text
    assert [found.text[p.start : p.end] for p in found.passages] == [
        found.text[p.start : p.end] for p in briefing().passages
    ]
    assert [h.text for h in found.outline] == ["KESTREL at sea"]
    assert found.passages[1].section == ("Part one",)
    assert [m.start for m in found.mentions] == sorted(m.start for m in found.mentions)
    for place in found.places:
        assert evidence.evidence(full, place.fact)
    assert found.files == ("/in/briefing.txt",)
    assert found.copies == ()


def test_the_facts_of_a_passage(full: sqlite3.Connection) -> None:
    found = document.view(full, doc_id("briefing"))
    assert found is not None
    number = found.passages[1].number
    facts = document.facts(full, doc_id("briefing"), number)
    assert [r.object.id for r in facts.relations] == ["peru"]
    assert (facts.events, facts.figures) == ((), ())
    every = document.facts(full, doc_id("briefing"))
    assert (len(every.relations), len(every.events), len(every.figures)) == (5, 2, 2)


def test_disagreements_with_both_sides(full: sqlite3.Connection) -> None:
    (row,) = disagreements.list_disagreements(full).rows
    assert [(s.value, s.proofs[0].quote) for s in row.sides] == [
        ("12,500,000 EUR", "KESTREL costs 12.5 million euros."),
        ("13,000,000 EUR", "KESTREL has a budget of 13 million euros."),
    ]
    assert disagreements.get(full, row.id) == row

    def found(**wanted: object) -> int:
        return disagreements.list_disagreements(
            full, disagreements.DisagreementFilter(**wanted)
        ).total

    assert found(entities=("kestrel",)) == found(document=doc_id("note")) == 1
    assert found(entities=("peru",)) == found(reason="rounding") == 0


def test_all_evidence_the_best_first(full: sqlite3.Connection) -> None:
    (cell,) = coverage.cells(full, countries=("peru",))
    proofs = evidence.evidence(full, cell.relation)
    assert [p.as_of for p in proofs] == ["2021", "2022"]


# ---------------------------------------------------------------- finding and counting


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("kestrel", "entity", "kestrel"),
        ("KESTREL II", "entity", "kestrel-ii"),
        ("kestrel ii", "entity", "kestrel-ii"),
        ("Perú", "entity", "peru"),
        ("PERU", "entity", "peru"),
        ("pe", "entity", "peru"),
        ("HA", "entity", "harbour-agency"),
        ("programa cernicalo", "entity", "kestrel"),
        ("kestral", "entity", "kestrel"),
        ("briefing", "document", doc_id("briefing")),
        ("Briefing.TXT", "document", doc_id("briefing")),
        ("some/folder/briefing.txt", "document", doc_id("briefing")),
        ("note on kestrel", "document", doc_id("note")),
        (doc_id("note"), "document", doc_id("note")),
        (f"{doc_id('note')}:0", "passage", f"{doc_id('note')}:0"),
    ],
)
def test_what_a_person_types(full: sqlite3.Connection, text: str, kind: str, key: str) -> None:
    found = resolve(full, text)
    assert found is not None
    assert (found.kind, found.id) == (kind, key)


def test_facts_are_found_by_id(full: sqlite3.Connection) -> None:
    kinds = set()
    for (key,) in full.execute(
        "SELECT id FROM fact WHERE kind <> 'dispute_side' UNION SELECT id FROM dispute"
    ).fetchall():
        found = resolve(full, key)
        assert found is not None
        assert found.id == key
        kinds.add(found.kind)
    assert kinds == {"relation", "event", "figure", "disagreement"}


@pytest.mark.parametrize("text", ["", "   ", "nobody", "x" * 10_000, "🦜", "\x00"])
def test_nothing_is_called_that(full: sqlite3.Connection, text: str) -> None:
    assert resolve(full, text) is None


def test_the_summary(full: sqlite3.Connection) -> None:
    found = summary.summary(full)
    assert (found.documents, found.copies, found.entities) == (2, 0, 8)
    assert (found.relations, found.events, found.figures, found.disagreements) == (7, 3, 4, 1)
    assert (found.first_day, found.last_day) == ("2016-08-01", "2025-12-31")
    assert found.folders == ("/in",)
    assert found.runs[0].documents_added == 2


def test_what_changed(tmp_path: Path) -> None:
    path = publish(tmp_path / "a.db", [briefing()])
    publish(path, [note()])
    connection = open_read_only(path)
    page = changes.list_changes(connection)
    assert page.total == len(page.rows) == sum(n for _, _, n in changes.counts(connection))
    assert [c.label for c in changes.list_changes(connection, kind="document").rows] == [
        "Note on KESTREL"
    ]
    assert changes.list_changes(connection, 1).total == 1
    assert changes.list_changes(connection, change="withdrawn").rows == ()
    assert changes.problems(connection).rows == ()
    connection.close()


def test_an_empty_database_answers_everything(tmp_path: Path) -> None:
    connection = opened(tmp_path / "a.db")
    assert entities.list_entities(connection).rows == ()
    assert documents.list_documents(connection).rows == ()
    assert timeline.items(connection).rows == ()
    assert timeline.density(connection) == ()
    assert timeline.lanes(connection).rows == ()
    assert coverage.matrix(connection).cells == ()
    assert figures.list_figures(connection).rows == ()
    assert disagreements.list_disagreements(connection).rows == ()
    assert summary.summary(connection).documents == 0
    assert changes.list_changes(connection).rows == ()
    assert resolve(connection, "peru") is None
    connection.close()

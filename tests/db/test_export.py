"""The interchange format to the letter, and the forms that people and other programs read."""

from __future__ import annotations

import csv as csv_module
import io
import itertools
import json
import sqlite3
from pathlib import Path

import pytest
from db_fixtures import (
    AGENCY,
    CUSTOMS,
    KESTREL,
    KESTREL_II,
    MARIA,
    PERU,
    Builder,
    doc_id,
    publish,
)
from hypothesis import given
from hypothesis import strategies as st

from lacsec.db.connection import open_read_only
from lacsec.db.export import bibtex, citations, csl, csv, dossier_json, jsonl, markdown, plain
from lacsec.db.export.records import FIRST_MENTIONS, all_records
from lacsec.db.export.records import plain as plain_number
from lacsec.db.export.report_document import document_report
from lacsec.db.export.report_entity import entity_report
from lacsec.db.model import Entity, Mention, Relation
from lacsec.db.queries import document

PROMISED = {
    "document": "id file title publisher issued language url sha256 duplicate_of",
    "entity": "id kind name acronym aliases iso family mentions evidence",
    "relation": "id subject predicate object subject_name object_name as_of status evidence",
    "event": "id date date_role title kind entities entity_names evidence",
    "figure": (
        "id subject subject_name metric value value_max qualifier unit basis as_of evidence"
    ),
    "disagreement": "id subject subject_name property reason sides",
}
EVIDENCE = "document file start end quote method confidence"


def records(connection: sqlite3.Connection) -> list[dict]:
    return [json.loads(line) for line in jsonl.lines(connection)]


def by_kind(connection: sqlite3.Connection, kind: str) -> dict[str, dict]:
    return {r["id"]: r for r in records(connection) if r["record"] == kind}


# ---------------------------------------------------------------- JSON lines


def test_keys_come_in_the_promised_order(full: sqlite3.Connection) -> None:
    seen = set()
    for record in records(full):
        promised = ["record", *PROMISED[record["record"]].split()]
        assert list(record)[: len(promised)] == promised
        seen.add(record["record"])
    assert seen == set(PROMISED)


def test_records_are_sorted_by_kind_then_id(full: sqlite3.Connection) -> None:
    keys = [(r["record"], r["id"]) for r in records(full)]
    assert keys == sorted(set(keys))


def test_every_fact_has_evidence_that_stands(full: sqlite3.Connection) -> None:
    for record in records(full):
        if record["record"] == "document":
            continue
        for evidence in record.get("evidence") or [
            e for side in record["sides"] for e in side["evidence"]
        ]:
            assert list(evidence)[:7] == EVIDENCE.split()
            text = document.text(full, evidence["document"])
            assert text is not None
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"] != ""
            assert 0 <= evidence["confidence"] <= 1
            assert evidence["file"].endswith(".txt")


def test_an_entity(full: sqlite3.Connection) -> None:
    kestrel = by_kind(full, "entity")["kestrel"]
    assert kestrel["aliases"] == ["Programa Cernícalo", "Kestral"]
    assert kestrel["mentions"] == 9
    assert kestrel["discovered"] is False
    places = [(e["document"], e["start"]) for e in kestrel["evidence"]]
    assert places == sorted(set(places))
    assert len(places) == FIRST_MENTIONS
    assert by_kind(full, "entity")["kestrel-ii"]["family"] == "kestrel"


def test_no_two_proofs_of_an_entity_are_the_same_sentence(tmp_path: Path) -> None:
    b = Builder("twice")
    b.say("KESTREL is KESTREL.", KESTREL, KESTREL)
    b.mentions.append(Mention("kestrel", 11, 18, "name", 0.9))
    b.say("Then KESTREL again.", KESTREL)
    connection = open_read_only(publish(tmp_path / "a.db", [b.build()]))
    (entity,) = by_kind(connection, "entity").values()
    assert entity["mentions"] == 3
    assert [e["quote"] for e in entity["evidence"]] == [
        "KESTREL is KESTREL.",
        "Then KESTREL again.",
    ]


def test_an_entity_that_no_text_names_shows_what_it_rests_on(tmp_path: Path) -> None:
    b = Builder("unnamed").knows(KESTREL, AGENCY)
    b.say("KESTREL II began.", KESTREL_II)
    proof = b.say("It is run from the harbour.")
    b.relations.append(
        Relation("kestrel-ii", "implemented_by", "harbour-agency", "asserted", (proof,))
    )
    connection = open_read_only(publish(tmp_path / "a.db", [b.build()]))
    found = by_kind(connection, "entity")
    assert [e["quote"] for e in found["harbour-agency"]["evidence"]] == [
        "It is run from the harbour."
    ]
    assert [e["quote"] for e in found["kestrel"]["evidence"]] == ["KESTREL II began."], (
        "a family shows where its phases are named"
    )
    assert found["kestrel"]["mentions"] == 0


def test_a_role_has_its_words_as_status(tmp_path: Path) -> None:
    b = Builder("roles")
    words = "Maria Ortega led the Harbour Agency."
    b.relate(MARIA, "role", AGENCY, words, wording="Former Head", status="ended")
    connection = open_read_only(publish(tmp_path / "a.db", [b.build()]))
    (role,) = by_kind(connection, "relation").values()
    assert (role["status"], role["wording"], role["modality"]) == (
        "Former Head",
        "Former Head",
        "ended",
    )


def test_what_is_planned_is_never_asserted(full: sqlite3.Connection) -> None:
    planned = [r for r in by_kind(full, "relation").values() if r["object"] == "chile"]
    assert [r["status"] for r in planned] == ["planned"]


def test_numbers_are_plain(full: sqlite3.Connection) -> None:
    text = "".join(jsonl.lines(full, ["figure"]))
    assert '"value": 12500000,' in text
    assert '"value_max": null' in text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1.0, "1"),
        (2.5, "2.5"),
        (-3.0, "-3"),
        (5.88e7, "58800000"),
        (1e300, "1e+300"),
        (None, "null"),
    ],
)
def test_whole_numbers_are_written_whole(value: float | None, written: str) -> None:
    assert json.dumps(plain_number(value)) == written


def test_one_object_a_line(tmp_path: Path) -> None:
    b = Builder("lines", "A title\u2028on two\nlines")
    b.say("KESTREL\u2028KESTREL\nKESTREL", KESTREL)
    connection = open_read_only(publish(tmp_path / "a.db", [b.build()]))
    text = "".join(jsonl.lines(connection))
    assert text.endswith("\n")
    assert len(text.splitlines()) == text.count("\n") == 2
    assert records(connection)[1]["evidence"][0]["quote"] == "KESTREL\u2028KESTREL\nKESTREL"


def test_kinds_of_record_and_of_entity(full: sqlite3.Connection) -> None:
    def ids(*kinds: str) -> list[str]:
        return [r["id"] for r in all_records(full, kinds)]

    assert ids("programme") == ["kestrel", "kestrel-ii"]
    assert ids("programme", "country") == ["chile", "kestrel", "kestrel-ii", "peru"]
    assert len(ids("entity")) == len(ids("entity", "programme")) == 8
    assert len(ids("event", "programme")) == 5


# ---------------------------------------------------------------- CSV


def table(text: str) -> list[dict[str, str]]:
    return list(csv_module.DictReader(io.StringIO(text)))


def test_a_table_of_one_kind(full: sqlite3.Connection) -> None:
    rows = table("".join(csv.lines(full, ["figure"])))
    assert list(rows[0]) == list(csv.COLUMNS["figure"])
    assert {row["value"] for row in rows} == {"12500000", "13000000", "2897", "14"}
    assert rows[0]["quote"]
    assert rows[0]["evidence_count"] == "1"


def test_a_table_of_everything(full: sqlite3.Connection) -> None:
    rows = table("".join(csv.lines(full)))
    assert len(rows) == len(records(full)) + 1, "a disagreement takes a row a side"
    assert {row["record"] for row in rows} == set(PROMISED)
    sides = [row for row in rows if row["record"] == "disagreement"]
    assert [(row["side"], row["value"]) for row in sides] == [
        ("1", "12,500,000 EUR"),
        ("2", "13,000,000 EUR"),
    ]
    kestrel = next(row for row in rows if row["id"] == "kestrel")
    assert kestrel["aliases"] == "Programa Cernícalo; Kestral"


def test_a_table_of_a_kind_of_entity(full: sqlite3.Connection) -> None:
    rows = table("".join(csv.lines(full, ["programme"])))
    assert [row["id"] for row in rows] == ["kestrel", "kestrel-ii"]
    assert list(rows[0]) == list(csv.COLUMNS["entity"])


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-5.5", "-5.5"),
        ("+12", "+12"),
        ("plain = text", "plain = text"),
        (-5, "-5"),
        (None, ""),
        (True, "1"),
        (["=a", "b"], "'=a; b"),
    ],
)
def test_no_cell_is_a_formula(value: object, cell: str) -> None:
    assert csv.safe(value) == cell


@given(st.lists(st.text(), min_size=1))
def test_cells_come_back_as_they_were(cells: list[str]) -> None:
    line = csv.row(cells)
    if any("\x00" in cell for cell in cells):
        return
    assert next(csv_module.reader(io.StringIO(line, newline=""))) == cells


# ---------------------------------------------------------------- citations


def test_bibtex(full: sqlite3.Connection) -> None:
    text = "".join(bibtex.entries(full))
    assert text.count("@misc{") == 2
    assert "title = {{KESTREL at sea}}" in text
    assert "month = may" in text
    assert text.count("{") == text.count("}")


@given(st.text())
def test_bibtex_escapes_keep_braces_in_pairs(text: str) -> None:
    escaped = bibtex.escaped(text)
    bare = escaped.replace(r"\{", "").replace(r"\}", "")
    assert bare.count("{") == bare.count("}")
    assert "\n" not in escaped


def test_csl_json(full: sqlite3.Connection) -> None:
    items = json.loads("".join(csl.lines(full)))
    assert {item["id"] for item in items} == {
        f"harbourwatch2021-{doc_id('briefing')[2:10]}",
        f"harbourwatch2022-{doc_id('note')[2:10]}",
    }
    issued = {item["title"]: item["issued"]["date-parts"] for item in items}
    assert issued == {"KESTREL at sea": [[2021, 5, 4]], "Note on KESTREL": [[2022, 11]]}


@pytest.mark.parametrize(
    ("issued", "parts"),
    [
        ("2016", [[2016]]),
        ("2016-08", [[2016, 8]]),
        ("2016-08-24", [[2016, 8, 24]]),
        ("2014/2020", [[2014], [2020]]),
        ("2009/..", [[2009]]),
        ("2016-21", [[2016]]),
        ("2017-06?", [[2017, 6]]),
        ("198X", []),
        (None, []),
        ("spring", []),
    ],
)
def test_dates_of_citations(issued: str | None, parts: list[list[int]]) -> None:
    assert citations.date_parts(issued) == parts


def test_an_empty_database_is_an_empty_array(tmp_path: Path) -> None:
    connection = open_read_only(publish(tmp_path / "a.db", []))
    assert json.loads("".join(csl.lines(connection))) == []
    assert "".join(jsonl.lines(connection)) == ""
    assert "".join(bibtex.entries(connection)) == ""
    assert "".join(csv.lines(connection)).count("\n") == 1


# ---------------------------------------------------------------- dossiers


def dossier(connection: sqlite3.Connection, entity_id: str, kind: str) -> str:
    report = entity_report(connection, entity_id, kind)
    assert report is not None
    return "".join(markdown.render(report))


def test_a_dossier_in_markdown_has_a_note_for_every_mark(full: sqlite3.Connection) -> None:
    text = dossier(full, "kestrel", "programme")
    assert text.startswith("# KESTREL\n")
    for number in itertools.count(1):
        mark, note = f"[^{number}]", f"\n[^{number}]: “"
        if mark not in text:
            break
        assert text.count(note) == 1
        assert text.index(mark) < text.index(note)
    assert number > 8
    assert "- Peru: stated, 2 documents[^" in text
    assert "- Chile: planned, 1 document[^" in text


def test_a_dossier_in_plain_text_is_linear(full: sqlite3.Connection) -> None:
    report = entity_report(full, "peru", "country")
    assert report is not None
    lines = "".join(plain.render(report)).splitlines()
    assert lines[0] == "Peru"
    assert "Agreements and negotiations:" in lines
    assert any(line.startswith('[1] "') for line in lines)
    assert not any(set(line) & set("│─┌└|*#") for line in lines)


def test_dossiers_of_other_kinds(full: sqlite3.Connection) -> None:
    text = dossier(full, "harbour-agency", "organisation")
    assert "- Maria Ortega: Executive head, Harbour Agency[^" in text
    assert entity_report(full, "none", "person") is None
    assert document_report(full, "none") is None


def test_the_same_words_are_one_note(full: sqlite3.Connection) -> None:
    text = dossier(full, "kestrel", "programme")
    assert text.count("“KESTREL costs 12.5 million euros.”") == 1


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a *b* _c_ `d` [e](f) <g> | ~h~", r"a \*b\* \_c\_ \`d\` \[e\](f) \<g\> \| \~h\~"),
        ("# heading", r"\# heading"),
        ("1. first", r"1\. first"),
        ("2024) x", r"2024\) x"),
        ("2024 was", "2024 was"),
        ("- item", r"\- item"),
        ("two\n\nlines", "two lines"),
        ("back\\slash", r"back\\slash"),
    ],
)
def test_words_are_never_markup(text: str, written: str) -> None:
    assert markdown.escaped(text) == written


def test_all_dossiers_in_one_file_share_their_notes(full: sqlite3.Connection) -> None:
    text = "".join(markdown.everything(full))
    notes = [line for line in text.splitlines() if line.startswith("[^")]
    numbers = [int(line[2 : line.index("]")]) for line in notes]
    assert numbers == list(range(1, len(numbers) + 1))
    only = "".join(markdown.everything(full, ["country"]))
    assert "## Peru" in only
    assert "## KESTREL" not in only


def test_a_document_in_markdown(tmp_path: Path) -> None:
    b = Builder("page", "A page")
    for words, kind in (
        ("A page", "title"),
        ("Where", "heading"),
        ("KESTREL works here.", "sentence"),
        ("one *thing*", "list_item"),
        ("another", "list_item"),
        ("Someone said so.", "quote"),
    ):
        b.say(words, KESTREL, kind=kind)
    connection = open_read_only(publish(tmp_path / "a.db", [b.build()]))
    found = document.view(connection, b.id)
    assert found is not None
    body = "".join(markdown.document_text(found)).split("\n\n", 2)[2]
    assert body == (
        "## A page\n\n## Where\n\nKESTREL works here.\n\n- one \\*thing\\*\n- another\n\n"
        "> Someone said so.\n"
    )


def test_a_dossier_as_json_is_made_of_the_promised_records(full: sqlite3.Connection) -> None:
    found = dossier_json.entity(full, "kestrel", "programme")
    assert json.loads(dossier_json.dumps(found)) == found
    assert [e["id"] for e in found["phases"]] == ["kestrel-ii"]
    every = {(r["record"], r["id"]): r for r in records(full)}
    for key in ("relations", "events", "figures", "disagreements", "sources"):
        assert found[key]
        for record in found[key]:
            assert every[record["record"], record["id"]] == record
    assert {(c["country"], c["state"]) for c in found["coverage"]} == {
        ("peru", "stated"),
        ("chile", "planned"),
    }


def test_a_document_as_json(full: sqlite3.Connection) -> None:
    found = dossier_json.whole_document(full, doc_id("note"))
    assert found["text"][found["passages"][1]["start"] :].startswith("KESTREL II is a phase")
    assert len(found["relations"]) == 3
    assert len(found["disagreements"]) == 1
    assert found["mentions"][0]["entity"] == "peru"


def test_a_name_in_other_letters(tmp_path: Path) -> None:
    """A name without a Latin letter still has an id, and every form can be written."""
    thing = Entity("x-1", "group", "Эскадра", discovered=True)
    b = Builder("letters", "Эскадра | *x*", None, None).knows(CUSTOMS)
    b.relate(thing, "supports", PERU, "Эскадра backs Peru.")
    connection = open_read_only(publish(tmp_path / "a.db", [b.build()]))
    assert "Эскадра" in "".join(jsonl.lines(connection))
    assert "Эскадра" in "".join(markdown.everything(connection))
    assert "anonymousnd-" in "".join(bibtex.entries(connection))

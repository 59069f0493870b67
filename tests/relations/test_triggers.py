"""The trigger table: every row reads its own test sentence."""

from __future__ import annotations

import pytest

from lacsec.db.model import Document
from lacsec.importer.dates.grammar import find_dates
from lacsec.importer.figures.found import Quantities
from lacsec.importer.focus import Focus
from lacsec.importer.names.naming import name_things
from lacsec.importer.readers.source import read_source
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.read import find_relations
from lacsec.importer.relations.triggers import Row, rows, spelled_out
from lacsec.importer.structure.assemble import assemble


def read(text: str, language: str) -> ReadDocument:
    blocks = list(read_source(text.encode(), "sample.md").blocks)
    stored = assemble(blocks, language)
    names = name_things(stored)
    document = Document("d-0", "sample.md", "", None, None, language, None, "", "text/markdown")
    return ReadDocument(
        document, stored, names, find_dates(stored), Quantities(), Focus(stored, names)
    )


def told(row: Row) -> set[str]:
    document = read(row.test, row.languages[0])
    named = {
        naming.entity: document.text.value[naming.start : naming.end]
        for naming in reversed(document.names.namings)
    }
    found = set()
    for relation in find_relations(document):
        if relation.predicate == row.trigger.predicate:
            state = "" if relation.status == "asserted" else f" [{relation.status}]"
            subject, thing = named.get(relation.subject), named.get(relation.object)
            found.add(f"{subject} > {thing}{state}")
    return found


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.trigger.id)
def test_each_row_reads_its_own_sentence(row: Row) -> None:
    assert set(row.expect) <= told(row)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.trigger.id)
def test_each_row_expects_something(row: Row) -> None:
    assert row.expect


def test_ids_are_of_one_row_each() -> None:
    found = [(row.trigger.predicate, row.trigger.id) for row in rows()]
    assert len(found) == len(set(found))


def test_alternatives_are_spelled_out() -> None:
    assert spelled_out("(is|was) (jointly |)run") == [
        "is jointly run",
        "is run",
        "was jointly run",
        "was run",
    ]

"""Hot questions use the indexes: no table that grows with the documents is read from end to end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from db_fixtures import doc_id

from lacsec.db.queries import (
    coverage,
    disagreements,
    document,
    documents,
    dossier,
    entities,
    evidence,
    figures,
    resolve,
    timeline,
)
from lacsec.db.queries.common import Window
from lacsec.db.queries.country import country_dossier
from lacsec.db.queries.programme import programme_dossier

SMALL = {
    "json_each",
    "j",
    "counted",
    "CONSTANT",
    "d",
    "document",
    "t",
    "(subquery-2)",
    "(subquery-3)",
}
KIND = entities.EntityFilter(kind="organisation")
MOST_NAMED = entities.EntityFilter(kind="person", sort="mentions")
HOT: dict[str, Callable[[sqlite3.Connection], object]] = {
    "list of a kind": lambda c: entities.list_entities(c, KIND),
    "list by mentions": lambda c: entities.list_entities(c, MOST_NAMED),
    "programme": lambda c: programme_dossier(c, "kestrel"),
    "country": lambda c: country_dossier(c, "peru"),
    "other": lambda c: dossier.dossier(c, "harbour-agency"),
    "coverage of a country": lambda c: coverage.matrix(c, countries=("peru",)),
    "coverage of a programme": lambda c: coverage.matrix(c, programmes=("kestrel",)),
    "behind a cell": lambda c: coverage.behind(c, "kestrel", "peru"),
    "events of a programme": lambda c: timeline.items(
        c, timeline.TimelineFilter(programmes=("kestrel",)), Window(50)
    ),
    "figures of a subject": lambda c: figures.list_figures(
        c, figures.FigureFilter(subjects=("kestrel",))
    ),
    "disagreements of a subject": lambda c: disagreements.list_disagreements(
        c, disagreements.DisagreementFilter(entities=("kestrel",))
    ),
    "a document": lambda c: document.view(c, doc_id("note")),
    "facts of a document": lambda c: document.facts(c, doc_id("note")),
    "documents of an entity": lambda c: documents.list_documents(
        c, documents.DocumentFilter(entity="peru")
    ),
    "evidence": lambda c: evidence.evidence(c, "r-0"),
    "resolve an id": lambda c: resolve.resolve(c, "kestrel"),
    "resolve a name": lambda c: resolve.resolve(c, "programa cernicalo"),
}


class Recorder(sqlite3.Connection):
    """Remembers what it was asked."""

    asked: list[tuple[str, object]]

    def execute(self, sql: str, parameters: object = ()) -> sqlite3.Cursor:  # type: ignore[override]
        self.asked.append((sql, parameters))
        return super().execute(sql, parameters)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def large(full_path: Path) -> Recorder:
    """The full database, whose statistics pretend that each table is a thousand times longer."""
    connection = sqlite3.connect(":memory:", factory=Recorder)
    connection.asked = []
    source = sqlite3.connect(full_path)
    source.backup(connection)
    source.close()
    rows = connection.execute("SELECT tbl, idx, stat FROM sqlite_stat1").fetchall()
    connection.execute("DELETE FROM sqlite_stat1")
    for table, index, stat in rows:
        length, *averages = stat.split()
        longer = " ".join([str(int(length) * 1000), *averages])
        connection.execute("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", (table, index, longer))
    connection.commit()
    connection.execute("ANALYZE sqlite_schema")
    return connection


@pytest.mark.parametrize("name", HOT)
def test_no_growing_table_is_read_from_end_to_end(large: Recorder, name: str) -> None:
    large.asked.clear()
    HOT[name](large)
    asked = list(large.asked)
    assert asked
    for sql, parameters in asked:
        for *_, step in large.execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall():
            words = step.split()
            if words[0] == "SCAN":
                assert words[1] in SMALL, f"{step}\n{sql}"

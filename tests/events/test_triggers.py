"""Every row of the trigger tables reads its own test sentence as one happening of its kind."""

from __future__ import annotations

from typing import Any

import pytest

from lacsec.importer.data import lexicon

from .sentences import events_of

LANGUAGES = ("en", "es", "pt", "fr")
ROWS = [
    pytest.param(language, row, id=f"{language}-{row['test'][:50]}")
    for language in LANGUAGES
    for row in lexicon(f"events_{language}")["trigger"]
]


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_a_row_reads_its_sentence(language: str, row: dict[str, Any]) -> None:
    events = events_of(row["test"], language)
    assert len(events) == 1
    event = events[0]
    assert event.date in ("2019", "2019/..", "../2019")
    if not row.get("light"):
        assert event.kind == row["kind"]
    if event.date == "2019" and event.date_role != "planned":
        assert row.get("light") or event.date_role == row["role"]
    assert event.evidence[0].quote == row["test"]
    assert "2019" not in event.title
    assert 8 <= len(event.title) <= 110


def test_no_row_is_listed_twice() -> None:
    for language in LANGUAGES:
        verbs = [row["verb"] for row in lexicon(f"events_{language}")["trigger"] if row.get("verb")]
        assert len(verbs) == len(set(verbs))

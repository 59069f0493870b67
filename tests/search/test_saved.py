"""Recent and saved searches: kept, found again, and never in the way."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from lacsec.db.search.saved import MOST_RECENT, SavedSearch, Searches


@pytest.fixture
def searches(tmp_path: Path) -> Searches:
    return Searches(tmp_path / "state" / "searches.json")


def test_recent_queries_come_back_the_last_first(searches: Searches) -> None:
    for query in ("peru", "copolad ii", "Perú", "peru drugs"):
        assert searches.remember(query)
    assert searches.recent() == ["peru drugs", "Perú", "copolad ii"]
    assert searches.recent("PER") == ["peru drugs", "Perú"]
    assert searches.recent(limit=1) == ["peru drugs"]


def test_recent_queries_are_not_endless(searches: Searches) -> None:
    for number in range(MOST_RECENT + 5):
        searches.remember(f"query {number}")
    assert len(searches.recent(limit=1000)) == MOST_RECENT


def test_forgetting(searches: Searches) -> None:
    searches.remember("a")
    searches.remember("b")
    assert searches.forget("a")
    assert searches.recent() == ["b"]
    assert searches.forget()
    assert searches.recent() == []


def test_saved_searches_have_names(searches: Searches) -> None:
    assert searches.save("Andes", "kind:programme country:PE")
    assert searches.save("ports", "harbour OR port")
    assert searches.save("ANDES", "country:PE")
    assert searches.saved() == [
        SavedSearch("ANDES", "country:PE"),
        SavedSearch("ports", "harbour OR port"),
    ]
    assert searches.find("andes") == SavedSearch("ANDES", "country:PE")
    assert searches.remove("Andes")
    assert not searches.remove("Andes")
    assert searches.find("andes") is None


def test_names_and_queries_are_one_clean_line(searches: Searches) -> None:
    searches.save(" two\nlines\x1b[31m ", "peru\n drugs\x07")
    (item,) = searches.saved()
    assert item == SavedSearch("two lines[31m", "peru drugs")
    assert not searches.save("", "peru")
    assert not searches.save("name", "  ")
    assert not searches.remember("\n")


def test_two_programs_do_not_undo_each_other(searches: Searches) -> None:
    other = Searches(searches.path)
    searches.save("mine", "a")
    other.save("yours", "b")
    assert {item.name for item in searches.saved()} == {"mine", "yours"}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"recent": 3, "saved": []}',
        '{"recent": [1, null], "saved": {"a": 2}}',
        "\xff",
    ],
)
def test_a_broken_file_is_as_good_as_none(searches: Searches, content: str) -> None:
    searches.path.parent.mkdir()
    searches.path.write_text(content, "latin-1")
    assert searches.recent() == []
    assert searches.saved() == []
    assert searches.remember("peru")
    assert searches.recent() == ["peru"]


def test_a_broken_file_is_kept_aside(searches: Searches) -> None:
    searches.path.parent.mkdir()
    searches.path.write_text("{ my precious", "utf-8")
    assert searches.recent() == []
    assert searches.problem
    searches.remember("peru")
    aside = searches.path.with_suffix(".unreadable.json")
    assert aside.read_text("utf-8") == "{ my precious"
    assert searches.problem is None


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    searches = Searches(blocked / "searches.json")
    assert not searches.remember("peru")
    assert searches.problem and "could not be written" in searches.problem
    assert searches.recent() == []


def test_the_file_is_whole_and_private(searches: Searches) -> None:
    searches.save("ñandú", "perú")
    assert json.loads(searches.path.read_text("utf-8"))["saved"] == {"ñandú": "perú"}
    assert list(searches.path.parent.iterdir()) == [searches.path]
    if os.name == "posix":
        assert searches.path.stat().st_mode & 0o077 == 0

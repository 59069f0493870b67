"""The index: the same for the same tables, whatever was there before; and the way for many."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from lacsec.db.search import Engine, index, passages, storage

PARTS = [
    "SELECT * FROM search_part ORDER BY key",
    "SELECT * FROM search_name ORDER BY ordinal",
    "SELECT * FROM search_fact ORDER BY number",
    "SELECT * FROM search_head ORDER BY prefix",
]


@pytest.fixture
def own(world_path: Path, tmp_path: Path) -> sqlite3.Connection:
    """A copy that may be written."""
    path = tmp_path / "own.db"
    shutil.copy(world_path, path)
    return sqlite3.connect(path)


def test_building_again_gives_the_same(own: sqlite3.Connection) -> None:
    before = [own.execute(part).fetchall() for part in PARTS]
    index.build(own)
    assert [own.execute(part).fetchall() for part in PARTS] == before
    assert before[0] and before[1] and before[2]


def test_a_new_name_is_found_after_building(own: sqlite3.Connection) -> None:
    own.execute(
        "INSERT INTO name (entity_id, value, folded, language, kind, acronym)"
        " VALUES ('peru', 'Land of the Incas', 'land of the incas', 'en', 'altLabel', 0)"
    )
    assert not Engine(own).search("land of the incas").hits
    index.build(own)
    assert Engine(own).search("land of the incas").hits[0].id == "peru"


def test_numbers_are_packed_and_unpacked() -> None:
    numbers = [0, 1, 255, 65_536, 4_294_967_295]
    assert list(storage.unpack(storage.pack(numbers))) == numbers
    assert storage.pack([1]) == b"\x01\x00\x00\x00"
    assert list(storage.unpack(b"")) == []


def test_another_version_is_not_read(own: sqlite3.Connection) -> None:
    storage.put_bytes(own, "version", b"\x63\x00")
    with pytest.raises(Exception, match="Import"):
        Engine(own)


@pytest.fixture
def many(own: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The same world, with every word in more than two passages counted as common."""
    monkeypatch.setattr(index, "MANY_PASSAGES", 2)
    monkeypatch.setattr(index, "_RARE", 1)
    monkeypatch.setattr(passages, "MANY_PASSAGES", 2)
    index.build(own)
    return Engine(own)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("two tons cocaine vessel", "two tons"),  # rare words only
        ("police encrypted telephones", "encrypted"),  # a common one among rare ones
        ("police", "police"),  # a common one alone
        ("the police and the courts", "police"),
        ("poli", "polic"),
        ('"police forces"', "police forces"),
        ("drugs policies", "drugs policies"),
        ("co-operation police", "co-operation"),
    ],
)
def test_common_words_are_found_where_passages_are_many(
    many: Engine, query: str, words: str
) -> None:
    hits = many.search(query, kinds=["passage"]).hits
    assert hits
    assert words in hits[0].snippet.lower()


def test_words_left_out_where_passages_are_many(many: Engine) -> None:
    for query in ("police -courts", "the -seacop", 'police -"the same"'):
        for hit in many.search(query, kinds=["passage"]).hits:
            assert "courts" not in hit.snippet or "-courts" not in query
            assert "SEACOP" not in hit.snippet or "-seacop" not in query


def test_filters_where_passages_are_many(many: Engine) -> None:
    hits = many.search("police in:justice", kinds=["passage"]).hits
    assert hits and len({hit.document for hit in hits}) == 1

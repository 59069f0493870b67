"""`check` finds every kind of damage that is done to a sound file."""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from pathlib import Path

import pytest

from lacsec.db.check import check
from lacsec.db.connection import open_read_only


def findings(path: Path) -> list[tuple[str, str]]:
    connection = open_read_only(path)
    try:
        return [(f.check, f"{f.record}: {f.message}") for f in check(connection)]
    finally:
        connection.close()


def test_a_sound_file(full_path: Path) -> None:
    assert findings(full_path) == []


def test_checking_leaves_the_connection_read_only(full: sqlite3.Connection) -> None:
    check(full)
    with pytest.raises(sqlite3.OperationalError):
        full.execute("DELETE FROM document")
    assert full.execute("SELECT count(*) FROM temp.sqlite_schema").fetchone() == (0,)


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE evidence SET quote = quote || '!' WHERE ordinal = 0", "evidence"),
        ('UPDATE evidence SET start = start + 1, "end" = "end" + 1', "evidence"),
        ('UPDATE evidence SET "end" = 99999', "evidence"),
        ("UPDATE evidence SET passage_number = 1", "evidence"),
        ("UPDATE mention SET exact = 'x' WHERE number = 3", "mentions"),
        ("UPDATE mention SET start = -1 WHERE number = 3", "mentions"),
        ("UPDATE passage SET text = 'other' WHERE number = 2", "passages"),
        ("UPDATE passage SET ordinal = 7 WHERE number = 2", "passages"),
        ("UPDATE document SET length = 1", "text"),
        ("UPDATE document SET sha256 = replace(sha256, '7', '8')", "ids"),
        ("UPDATE relation SET status = 'denied'", "ids"),
        ("UPDATE event SET date = '1999'", "ids"),
        ("UPDATE figure SET value = value + 1", "ids"),
        ("UPDATE dispute_side SET value = 'another'", "ids"),
        ("UPDATE event SET earliest = '1999-01-01'", "dates"),
        ("UPDATE document SET issued = 'May'", "dates"),
        ("UPDATE fact SET evidence_count = 9", "counts"),
        ("UPDATE fact SET document_count = 9", "counts"),
        ("UPDATE entity SET mentions = 1 WHERE id = 'kestrel'", "counts"),
        ("UPDATE document SET passages = 1", "counts"),
        ("DELETE FROM evidence WHERE fact_id LIKE 'r-%'", "orphans"),
        ("DELETE FROM dispute_side WHERE ordinal = 1", "orphans"),
        ("DELETE FROM name WHERE entity_id = 'chile'", "orphans"),
        (
            "INSERT INTO entity VALUES ('ghost','group','Ghost','ghost',NULL,NULL,NULL,1,0,0,0,"
            "NULL,NULL)",
            "orphans",
        ),
        ("DELETE FROM entity WHERE id = 'peru'", "foreign keys"),
        ("UPDATE mention SET entity_id = 'nobody'", "foreign keys"),
        ("DROP VIEW coverage", "views"),
        ("DROP TABLE coverage_cell", "views"),
        ("DELETE FROM schema_doc WHERE table_name = 'event'", "dictionary"),
        ("CREATE TABLE extra (a)", "dictionary"),
        ("UPDATE document_reading SET record = x'00'", "readings"),
        ("DELETE FROM document_reading", "readings"),
        ("UPDATE passage SET section = 'Another heading'", "search index"),
        ("DELETE FROM passage WHERE number = 16", "search index"),
    ],
)
def test_damage_is_found(full_path: Path, tmp_path: Path, damage: str, found: str) -> None:
    path = Path(shutil.copy(full_path, tmp_path / "a.db"))
    connection = sqlite3.connect(path)
    connection.execute(damage)
    connection.commit()
    connection.close()
    assert found in {name for name, _ in findings(path)}


def test_a_lost_index_is_found(full_path: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(full_path, tmp_path / "a.db"))
    connection = sqlite3.connect(path)
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE sql LIKE '%USING fts5%'"
    ).fetchall()
    for (name,) in names:
        connection.execute(f"DROP TABLE {name}")
    connection.commit()
    connection.close()
    assert ("search index", "file: there is no index of the passages") in findings(path)


def test_a_record_that_says_something_else_is_found(full_path: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(full_path, tmp_path / "a.db"))
    connection = sqlite3.connect(path)
    key, record = connection.execute("SELECT * FROM document_reading").fetchone()
    changed = zlib.compress(zlib.decompress(record).replace(b"covers", b"supports"))
    connection.execute(
        "UPDATE document_reading SET record = ? WHERE document_id = ?", (changed, key)
    )
    connection.commit()
    connection.close()
    told = [message for name, message in findings(path) if name == "readings"]
    assert any("in no document's record" in message for message in told)
    assert any("in no table of facts" in message for message in told)


def test_damaged_pages_are_the_only_finding(full_path: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(full_path, tmp_path / "a.db"))
    data = bytearray(path.read_bytes())
    connection = sqlite3.connect(path)
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'evidence'"
    ).fetchone()
    connection.close()
    at = (page - 1) * 4096
    data[at : at + 4096] = b"\xff" * 4096
    path.write_bytes(data)
    told = findings(path)
    assert told
    assert {name for name, _ in told} == {"file integrity"}

"""Opening for reading: what is wrong is told in a sentence; nothing can be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from db_fixtures import full, note, publish

from lacsec.db import connection as opening
from lacsec.db.connection import Database, open_read_only, time_limit
from lacsec.db.errors import (
    DamagedDatabase,
    EmptyDatabase,
    LacsecError,
    NewerDatabase,
    NoDatabase,
    NotADatabase,
    OlderDatabase,
    TooSlow,
    UnreadableDatabase,
)
from lacsec.db.paths import chosen_database, default_database


@pytest.fixture
def copy(full_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(full_path, tmp_path / "copy.db"))


def spoil(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_it_reads_and_cannot_write(copy: Path) -> None:
    connection = open_read_only(copy)
    assert connection.execute("SELECT count(*) FROM document").fetchone() == (2,)
    for statement in ("DELETE FROM document", "CREATE TABLE t (a)", "PRAGMA user_version = 3"):
        with pytest.raises(sqlite3.OperationalError):
            connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyDatabase),
        (b"hello", NotADatabase),
        (b"SQLite format 3\x00", DamagedDatabase),
        (b"SQLite format 3\x00" + b"\x00" * 4080, NotADatabase),
        (bytes(range(256)) * 16, NotADatabase),
    ],
)
def test_files_of_other_kinds(tmp_path: Path, content: bytes, error: type[LacsecError]) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(error) as told:
        open_read_only(path)
    assert str(path) in str(told.value)
    assert told.value.remedy.endswith((".", "FOLDER"))
    assert told.value.exit_status == 2


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(NoDatabase, match="lacsec import"):
        open_read_only(tmp_path / "none.db")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotADatabase, match="folder"):
        open_read_only(tmp_path)


def test_a_path_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises((UnreadableDatabase, NoDatabase)):
        open_read_only(tmp_path / ("x" * 5000))
    with pytest.raises(UnreadableDatabase):
        open_read_only("nul\0character.db")


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.99])
def test_cut_short(copy: Path, keep: float) -> None:
    data = copy.read_bytes()
    copy.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(DamagedDatabase, match="cut short"):
        open_read_only(copy)


def test_older_and_newer(copy: Path) -> None:
    spoil(copy, "PRAGMA user_version = 1")
    with pytest.raises(OlderDatabase, match="schema 1"):
        open_read_only(copy)
    spoil(copy, "PRAGMA user_version = 99")
    with pytest.raises(NewerDatabase, match="schema 99"):
        open_read_only(copy)


def test_pages_of_rubbish_become_a_sentence(copy: Path) -> None:
    data = bytearray(copy.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    copy.write_bytes(data)
    with pytest.raises(DamagedDatabase):
        database = Database(copy)
        with database.reading() as connection:
            connection.execute("SELECT * FROM passage").fetchall()


def test_awkward_characters_in_a_path(full_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a b#c?d%20é"
    folder.mkdir()
    path = Path(shutil.copy(full_path, folder / "x?mode=rw.db"))
    connection = open_read_only(path)
    assert connection.execute("SELECT count(*) FROM document").fetchone() == (2,)
    connection.close()


def test_a_draft_at_an_awkward_path(tmp_path: Path) -> None:
    path = tmp_path / "a b#c?d%20é" / "x?mode=ro&y.db"
    publish(path, [note()])
    publish(path, [note()])
    connection = open_read_only(path)
    assert connection.execute("SELECT count(*) FROM import_run").fetchone() == (2,)
    connection.close()


def test_a_wal_file_in_a_folder_without_permission(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only `immutable=1` opens such a file; it may be used where no -wal file is beside it."""
    spoil(copy, "PRAGMA journal_mode = WAL")
    real, asked = sqlite3.connect, []

    def connect(address: str, **options: object) -> sqlite3.Connection:
        asked.append(address.partition("?")[2])
        if "immutable" not in address:
            raise sqlite3.OperationalError("unable to open database file")
        return real(address, **options)

    monkeypatch.setattr(opening.sqlite3, "connect", connect)
    monkeypatch.setattr(opening.os, "access", lambda *_: False)
    connection = open_read_only(copy)
    assert asked == ["mode=ro", "mode=ro&immutable=1"]
    connection.close()
    copy.with_name(copy.name + "-wal").touch()
    with pytest.raises(LacsecError):
        open_read_only(copy)


def test_immutable_is_not_tried_where_the_folder_can_be_written(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def connect(address: str, **_: object) -> sqlite3.Connection:
        asked.append(address)
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(opening.sqlite3, "connect", connect)
    with pytest.raises(LacsecError):
        open_read_only(copy)
    assert len(asked) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_file_one_may_not_read(copy: Path) -> None:
    copy.chmod(0)
    with pytest.raises(UnreadableDatabase):
        open_read_only(copy)


def test_a_query_ends_in_time(full: sqlite3.Connection) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with pytest.raises(TooSlow), time_limit(full, 0.05):
        full.execute(endless).fetchone()
    assert full.execute("SELECT 1").fetchone() == (1,), "the connection can still be used"


def test_a_connection_for_each_thread(full_path: Path) -> None:
    database = Database(full_path)
    found: list[tuple[int, int]] = []

    def ask() -> None:
        with database.reading() as connection:
            count = connection.execute("SELECT count(*) FROM document").fetchone()[0]
            found.append((id(connection), count))

    mine = database.connection
    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [count for _, count in found] == [2] * 4
    assert database.connection is mine
    assert id(mine) not in {key for key, _ in found}
    database.close()


def test_a_new_file_is_noticed_and_opened(tmp_path: Path) -> None:
    path = publish(tmp_path / "a.db", [note()])
    database = Database(path)
    assert not database.is_stale()
    full(path)
    assert database.is_stale()
    query = "SELECT count(*) FROM document"
    assert database.connection.execute(query).fetchone() == (1,)
    database.reopen()
    assert database.connection.execute(query).fetchone() == (2,)
    assert not database.is_stale()
    database.close()


def test_where_the_database_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_database() == tmp_path / "lacsec" / "lacsec.db"
    assert not (tmp_path / "lacsec").exists(), "asking makes nothing"
    monkeypatch.setenv("LACSEC_DB", "~/x.db")
    assert default_database() == Path.home() / "x.db"
    monkeypatch.setenv("LACSEC_DB", "  ")
    assert default_database() == tmp_path / "lacsec" / "lacsec.db"
    assert chosen_database("given.db") == Path("given.db")

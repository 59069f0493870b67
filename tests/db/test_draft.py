"""Drafts: the file is replaced whole or not at all, and depends on its documents alone."""

from __future__ import annotations

import dataclasses
import itertools
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from db_fixtures import (
    CHILE,
    KESTREL,
    PERU,
    Builder,
    briefing,
    clash,
    doc_id,
    full,
    note,
    publish,
    renamed,
    source,
)

from lacsec.db.check import check
from lacsec.db.connection import open_read_only
from lacsec.db.errors import CannotWrite, DamagedDatabase, DatabaseBusy, NewerDatabase, NotADatabase
from lacsec.db.export import jsonl
from lacsec.db.model import DocumentFacts
from lacsec.db.store import Draft
from lacsec.db.store import publish as publish_module


def exported(path: Path) -> str:
    connection = open_read_only(path)
    try:
        return "".join(jsonl.lines(connection))
    finally:
        connection.close()


def rows(path: Path, query: str) -> list[tuple]:
    connection = open_read_only(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def third() -> DocumentFacts:
    b = Builder("third", "Third paper", None)
    b.relate(KESTREL, "covers", CHILE, "KESTREL reached Chile at last.", as_of="2023")
    b.relate(KESTREL, "covers", PERU, "In Peru, KESTREL has ended.", status="ended", as_of="2023")
    return b.build()


# ---------------------------------------------------------------- what the file depends on


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_documents_does_not_matter(tmp_path: Path, order: tuple[int, ...]) -> None:
    documents = [briefing(), note(), third()]
    first = publish(tmp_path / "first.db", documents, disagreements=[clash()])
    other = publish(tmp_path / "other.db", [documents[n] for n in order], disagreements=[clash()])
    assert exported(first) == exported(other)
    for table in ("passage", "mention", "name", "evidence", "event_entity", "coverage_cell"):
        query = f"SELECT * FROM {table} ORDER BY 1, 2, 3"
        assert rows(first, query) == rows(other, query), table


def test_one_import_or_several_make_no_difference(tmp_path: Path) -> None:
    at_once = publish(tmp_path / "a.db", [briefing(), note(), third()])
    bit_by_bit = tmp_path / "b.db"
    for facts in (third(), briefing(), note()):
        publish(bit_by_bit, [facts])
    assert exported(at_once) == exported(bit_by_bit)
    query = "SELECT number, id FROM passage"
    assert rows(at_once, query) == rows(bit_by_bit, query)


def test_a_removed_document_leaves_no_trace(tmp_path: Path) -> None:
    without = publish(tmp_path / "a.db", [briefing()])
    path = full(tmp_path / "b.db")
    with Draft(path) as draft:
        draft.remove(doc_id("note"))
        draft.publish()
    assert exported(path) == exported(without)
    assert rows(path, "SELECT count(*) FROM entity WHERE id = 'coastal-customs'") == [(0,)]
    assert rows(path, "SELECT count(*) FROM dispute") == [(0,)], "one side is not enough"


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    path = full(tmp_path / "a.db")
    before = exported(path)
    with Draft(path) as draft:
        draft.add(briefing(), [source("briefing")])
        summary = draft.publish()
    assert exported(path) == before
    assert (summary.documents_added, summary.documents_unchanged) == (0, 2)
    assert rows(path, "SELECT count(*) FROM change_log WHERE run_id = 2") == [(0,)]


def test_hash_seed_does_not_matter(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "import fixtures\n"
        "from lacsec.db.connection import open_read_only\n"
        "from lacsec.db.export import jsonl, markdown\n"
        "c = open_read_only(fixtures.full(Path(sys.argv[2])))\n"
        "sys.stdout.reconfigure(encoding='utf-8')\n"
        "sys.stdout.writelines(jsonl.lines(c))\n"
        "sys.stdout.writelines(markdown.everything(c))\n"
    )
    printed = set()
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent), str(tmp_path / f"{seed}.db")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        printed.add(done.stdout)
    assert len(printed) == 1


# ---------------------------------------------------------------- nothing is ever lost


def test_without_publish_nothing_happens(tmp_path: Path) -> None:
    path = full(tmp_path / "a.db")
    before = path.read_bytes()
    with Draft(path) as draft:
        draft.remove(doc_id("note"))
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.db"]


@pytest.mark.parametrize(
    "step", ["_write_run", "_build_search_index", "_finish", "files.put_in_place"]
)
@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_failure_at_any_step_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: type[BaseException]
) -> None:
    path = full(tmp_path / "a.db")
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise error("the power went")

    owner, _, name = step.rpartition(".")
    monkeypatch.setattr(getattr(publish_module, owner) if owner else publish_module, name, fail)
    with pytest.raises(error), Draft(path) as draft:
        draft.add(third())
        draft.publish()
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.db"]


def test_a_full_disk_is_told_as_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = full(tmp_path / "a.db")
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publish_module.files, "put_in_place", fail)
    with pytest.raises(CannotWrite, match="No space left"), Draft(path) as draft:
        draft.publish()
    assert path.read_bytes() == before


def test_a_disk_that_fills_up_is_told_too(tmp_path: Path) -> None:
    path = full(tmp_path / "a.db")
    before = path.read_bytes()
    with pytest.raises(CannotWrite, match="disk is full"), Draft(path) as draft:
        pages = draft._connection.execute("PRAGMA main.page_count").fetchone()[0]
        draft._connection.execute(f"PRAGMA main.max_page_count = {pages + 2}")
        draft.publish()
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.db"]


def test_a_killed_import_leaves_the_old_file_and_no_lock(tmp_path: Path) -> None:
    path = full(tmp_path / "a.db")
    before = path.read_bytes()
    code = (
        "import os, signal, sys; sys.path.insert(0, sys.argv[1])\n"
        "import fixtures\n"
        "from lacsec.db.store import Draft, publish\n"
        "publish._finish = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "with Draft(sys.argv[2]) as draft:\n"
        "    draft.remove(fixtures.doc_id('note'))\n"
        "    draft.publish()\n"
    )
    arguments = [sys.executable, "-c", code, str(Path(__file__).parent), str(path)]
    done = subprocess.run(arguments, capture_output=True, check=False)
    assert done.returncode == -9, done.stderr
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) > 1, "it was killed with its temporary file there"
    publish(path, [third()])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.db"]
    assert rows(path, "SELECT count(*) FROM document") == [(3,)]


def test_a_reader_keeps_the_file_it_opened(tmp_path: Path) -> None:
    path = full(tmp_path / "a.db")
    reader = open_read_only(path)
    with Draft(path) as draft:
        draft.remove(doc_id("note"))
        draft.publish()
    assert reader.execute("SELECT count(*) FROM document").fetchone() == (2,)
    assert rows(path, "SELECT count(*) FROM document") == [(1,)]
    reader.close()


# ---------------------------------------------------------------- one at a time, in its place


def test_one_importer_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Draft(path), pytest.raises(DatabaseBusy, match=f"process {os.getpid()}"), Draft(path):
        pass
    publish(path, [note()])


def test_a_symlink_stays_a_symlink(tmp_path: Path) -> None:
    real = tmp_path / "real" / "file.db"
    real.parent.mkdir()
    link = tmp_path / "link.db"
    link.symlink_to(real)
    publish(link, [note()])
    assert link.is_symlink()
    assert rows(real, "SELECT count(*) FROM document") == [(1,)]


def test_permissions_are_kept(tmp_path: Path) -> None:
    path = publish(tmp_path / "a.db", [note()])
    path.chmod(0o444)
    publish(path, [briefing()])
    assert path.stat().st_mode & 0o777 == 0o444


def test_the_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.db"
    publish(path, [note()])
    assert path.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    path = full(tmp_path / "a.db")
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(CannotWrite), Draft(path):
            pass
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize("content", [b"a plain text file, and a letter to keep", b"%PDF-1.7 ..."])
def test_a_file_that_is_not_ours_is_never_overwritten(
    tmp_path: Path, content: bytes, fresh: bool
) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(content)
    with pytest.raises(NotADatabase), Draft(path, fresh=fresh):
        pass
    assert path.read_bytes() == content


def test_another_programs_database_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE cake (recipe TEXT)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotADatabase), Draft(path, fresh=True):
        pass
    assert path.read_bytes() == before


def test_a_later_version_is_never_overwritten(tmp_path: Path) -> None:
    path = full(tmp_path / "a.db")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(NewerDatabase), Draft(path, fresh=True):
        pass


def test_a_damaged_file_can_only_be_built_afresh(tmp_path: Path) -> None:
    path = full(tmp_path / "a.db")
    path.write_bytes(path.read_bytes()[:-5000])
    with pytest.raises(DamagedDatabase), Draft(path):
        pass
    publish(path, [note()], fresh=True)
    assert rows(path, "SELECT count(*) FROM document") == [(1,)]


def test_an_empty_file_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    publish(path, [note()])
    assert rows(path, "SELECT count(*) FROM document") == [(1,)]


def test_an_older_file_is_brought_up_to_date(tmp_path: Path) -> None:
    path = full(tmp_path / "a.db")
    before = exported(path)
    connection = sqlite3.connect(path)
    connection.execute("DROP VIEW disagreement")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = '0007 views'")
    for view in (
        "programme",
        "country",
        "organisation",
        "timeline_item",
        "coverage",
        "figure_by_subject",
    ):
        connection.execute(f"DROP VIEW {view}")
    connection.execute("PRAGMA user_version = 6")
    connection.commit()
    connection.close()
    with Draft(path) as draft:
        draft.publish()
    assert exported(path) == before


def test_fresh_keeps_the_history_only(tmp_path: Path) -> None:
    path = full(tmp_path / "a.db")
    with Draft(path, fresh=True) as draft:
        assert draft.documents() == ()
        assert draft.files() == {}
        draft.add(third(), [source("third")])
        summary = draft.publish()
    assert summary.run_id == 2
    assert summary.documents_removed == 2
    assert rows(path, "SELECT id FROM document") == [(doc_id("third"),)]


# ---------------------------------------------------------------- what it tells the importer


def test_reads_before_publishing(tmp_path: Path) -> None:
    path = publish(tmp_path / "a.db", [briefing()])
    with Draft(path) as draft:
        draft.add(note(), [source("note")])
        assert [d.id for d, of in draft.documents()] == sorted([doc_id("briefing"), doc_id("note")])
        assert set(draft.files()) == {"/in/briefing.txt", "/in/note.txt"}
        assert draft.files()["/in/note.txt"][1] == doc_id("note")
        assert draft.sketches()[doc_id("note")] == (1, 3, 2**64 - 1)
        assert draft.text(doc_id("briefing")) == briefing().text
        assert draft.text("d-nothing") is None
        covers = [r for r in draft.relations() if r.object == "peru"]
        assert [len(r.evidence) for r in covers] == [2]
        assert covers[0].as_of == "2022", "the latest date at which it is told"
        assert {e.id for e in draft.entities()} >= {"kestrel", "kestrel-ii", "coastal-customs"}
        assert len(draft.figures()) == 4
        assert len(draft.events()) == 3
        draft.remove(doc_id("note"))
        assert len(draft.figures()) == 2


def test_notes_are_kept_for_the_next_import(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Draft(path) as draft:
        draft.note("reader", "7")
        draft.publish()
    with Draft(path) as draft:
        assert draft.notes()["reader"] == "7"


def test_several_paths_may_hold_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Draft(path) as draft:
        draft.add(note(), [source("note"), source("note", "/copy")])
        draft.publish()
    with Draft(path) as draft:
        draft.forget_file("/in/note.txt")
        draft.hold_file(doc_id("note"), source("note", "/moved"))
        draft.publish()
    held = rows(path, "SELECT path FROM document_file ORDER BY path")
    assert held == [("/copy/note.txt",), ("/moved/note.txt",)]


def test_a_changed_file_is_a_changed_document(tmp_path: Path) -> None:
    path = publish(tmp_path / "a.db", [briefing(), note()])
    changed = renamed(note(), "note-2")
    with Draft(path) as draft:
        draft.add(changed, [dataclasses.replace(source("note-2"), path="/in/note.txt")])
        draft.remove(doc_id("note"))
        summary = draft.publish()
    assert (summary.documents_added, summary.documents_changed) == (0, 1)
    assert (summary.documents_removed, summary.documents_unchanged) == (0, 1)
    log = rows(path, "SELECT change, kind, record_id FROM change_log WHERE run_id = 2")
    assert log == [("changed", "document", doc_id("note-2"))], "the same words: no fact changed"


def test_the_log_tells_what_came_went_changed_and_clashes(tmp_path: Path) -> None:
    path = publish(tmp_path / "a.db", [briefing()])
    with Draft(path) as draft:
        draft.add(note(), [source("note")])
        draft.set_disagreements([clash()])
        summary = draft.publish()
    assert (summary.facts_added, summary.facts_changed, summary.contradicted) == (5, 1, 1)
    log = rows(path, "SELECT change, kind, label FROM change_log WHERE run_id = 2")
    assert ("added", "entity", "Coastal Customs") in log
    assert ("added", "relation", "KESTREL II supports Coastal Customs") in log
    assert ("changed", "relation", "KESTREL covers Peru") in log
    assert ("added", "figure", "KESTREL: budget, 13,000,000 EUR") in log
    assert ("contradicted", "disagreement", "KESTREL: budget") in log
    with Draft(path) as draft:
        draft.remove(doc_id("note"))
        draft.publish()
    log = rows(path, "SELECT change, kind, label FROM change_log WHERE run_id = 3")
    assert ("withdrawn", "document", "Note on KESTREL") in log
    assert ("withdrawn", "event", "KESTREL II runs (2022/2025)") in log
    assert ("withdrawn", "disagreement", "KESTREL: budget") in log


def test_runs_have_times_and_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Draft(path, now=lambda: datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)) as draft:
        draft.add(note(), [source("note")])
        draft.publish()
    run = rows(path, "SELECT id, started_at, ended_at, documents_added FROM import_run")
    assert run == [(1, "2024-05-06T07:08:09Z", "2024-05-06T07:08:09Z", 1)]
    assert rows(path, "SELECT value FROM meta WHERE key = 'built_at'") == [
        ("2024-05-06T07:08:09Z",)
    ]


def test_disagreements_stay_until_others_are_given(tmp_path: Path) -> None:
    path = full(tmp_path / "a.db")
    with Draft(path) as draft:
        draft.add(third(), [source("third")])
        draft.publish()
    assert rows(path, "SELECT count(*) FROM dispute") == [(1,)]
    with Draft(path) as draft:
        draft.set_disagreements([])
        draft.publish()
    assert rows(path, "SELECT count(*) FROM dispute") == [(0,)]


# ---------------------------------------------------------------- reprints


def test_a_reprint_is_no_second_source(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    copy = renamed(briefing(), "copy")
    with Draft(path) as draft:
        draft.add(briefing(), [source("briefing")])
        draft.add(copy, [source("copy")])
        draft.set_duplicate(doc_id("copy"), doc_id("briefing"))
        draft.publish()
    counts = rows(path, "SELECT evidence_count, document_count FROM fact")
    assert set(counts) == {(2, 1)}
    assert rows(path, "SELECT n_evidence, n_documents FROM coverage WHERE country = 'peru'") == [
        (2, 1)
    ]
    assert rows(path, "SELECT documents FROM entity WHERE id = 'peru'") == [(1,)]
    best = rows(path, "SELECT DISTINCT document_id FROM evidence WHERE ordinal = 0")
    assert best == [(doc_id("briefing"),)], "the original is quoted before its copy"


def test_chains_and_rings_of_copies_end_at_one_original(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    names = ["one", "two", "three", "four", "five"]
    with Draft(path) as draft:
        for name in names:
            draft.add(renamed(briefing(), name), [source(name)])
        draft.set_duplicate(doc_id("one"), doc_id("two"))
        draft.set_duplicate(doc_id("two"), doc_id("three"))
        draft.set_duplicate(doc_id("four"), doc_id("five"))
        draft.set_duplicate(doc_id("five"), doc_id("four"))
        draft.publish()
    original = dict(rows(path, "SELECT id, duplicate_of FROM document"))
    assert original[doc_id("one")] == original[doc_id("two")] == doc_id("three")
    assert original[doc_id("three")] is None
    ring = {doc_id("four"), doc_id("five")}
    assert {original[key] for key in ring} == {None, min(ring)}
    connection = open_read_only(path)
    assert check(connection) == []
    connection.close()


def test_a_copy_stands_alone_once_its_original_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Draft(path) as draft:
        draft.add(briefing(), [source("briefing")])
        draft.add(renamed(briefing(), "copy"), [source("copy")])
        draft.set_duplicate(doc_id("copy"), doc_id("briefing"))
        draft.publish()
    with Draft(path) as draft:
        draft.remove(doc_id("briefing"))
        draft.publish()
    assert rows(path, "SELECT id, duplicate_of FROM document") == [(doc_id("copy"), None)]

"""The commands: data to stdout, messages to stderr, the promised exit statuses, no traceback."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from db_fixtures import briefing, doc_id

from lacsec.db.commands import check, export, search, show
from lacsec.db.errors import LacsecError, NoDatabase, NotFound


def parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="lacsec")
    subcommands = parser.add_subparsers(required=True)
    for module in (search, show, export, check):
        module.add_parser(subcommands)
    return parser.parse_args(words)


@pytest.fixture
def command(full_path: Path, capsys: pytest.CaptureFixture[str]):
    """Runs a command on the full database; gives its exit status, data and messages."""

    def run(*words: str) -> tuple[int, str, str]:
        given = parse(*words, "--db", str(full_path))
        status = given.run(given)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def test_search_as_json(command) -> None:
    status, out, err = command("search", "kestrel", "--json", "--limit", "3")
    hits = json.loads(out)
    assert (status, err, len(hits)) == (0, "", 3)
    promised = ["rank", "kind", "id", "name", "score", "document", "start", "end", "snippet"]
    for rank, hit in enumerate(hits, start=1):
        assert list(hit)[:9] == promised
        assert hit["rank"] == rank
    assert (hits[0]["kind"], hits[0]["id"], hits[0]["name"]) == ("entity", "kestrel", "KESTREL")


def test_a_passage_has_no_name(command) -> None:
    _, out, _ = command("search", "fourteen", "ports", "--json")
    passages = [hit for hit in json.loads(out) if hit["kind"] == "passage"]
    assert passages
    assert passages[0]["name"] is None
    assert passages[0]["snippet"] == "Fourteen ports were searched."


def test_search_for_people(command) -> None:
    status, out, _ = command("search", "peru")
    assert status == 0
    assert out.splitlines()[0].split() == ["1", "country", "Peru", "(peru)"]


def test_nothing_found_is_told_on_stderr(command) -> None:
    status, out, err = command("search", "zzzzqqqq")
    assert (status, out) == (0, "")
    assert "Nothing found" in err
    assert command("search", "zzzzqqqq", "--json")[:2] == (0, "[]\n")


@pytest.mark.parametrize("query", ['"', "(", "NOT", "a AND", "*", "-", "'; DROP", "", "é" * 500])
def test_no_query_is_bad_input(command, query: str) -> None:
    status, out, _ = command("search", query, "--json")
    assert status == 0
    assert isinstance(json.loads(out), list)


@pytest.mark.parametrize("limit", ["0", "-1", "x", "1001", "1.5"])
def test_a_limit_that_makes_no_sense(limit: str) -> None:
    with pytest.raises(SystemExit) as left:
        parse("search", "x", "--limit", limit)
    assert left.value.code == 2


def test_the_stored_text_exactly(command) -> None:
    assert command("show", "briefing", "--text") == (0, briefing().text, "")
    assert command("show", doc_id("briefing"), "--text")[1] == briefing().text


@pytest.mark.parametrize("form", ["--json", "--markdown", "--text", None])
@pytest.mark.parametrize("name", ["kestrel", "Perú", "harbour-agency", "note", "Maria Ortega"])
def test_every_form_of_everything(command, name: str, form: str | None) -> None:
    status, out, err = command("show", name, *([form] if form else []))
    assert (status, err) == (0, "")
    assert out.strip()
    if form == "--json":
        assert json.loads(out)
    if form == "--markdown":
        assert out.startswith("# ")


def test_facts_can_be_shown_too(command) -> None:
    _, out, _ = command("export", "--format", "jsonl")
    for line in out.splitlines():
        record = json.loads(line)
        status, shown, _ = command("show", record["id"])
        assert status == 0
        assert "\n" in shown
        if record["record"] not in ("document", "entity"):
            assert json.loads(command("show", record["id"], "--json")[1]) == record
            proofs = record.get("evidence") or record["sides"][0]["evidence"]
            assert " ".join(proofs[0]["quote"].split()) in shown


def test_what_is_not_there(command) -> None:
    with pytest.raises(NotFound, match="'nobody'") as told:
        command("show", "nobody")
    assert told.value.exit_status == 2


def test_no_database(tmp_path: Path) -> None:
    for words in (["search", "x"], ["show", "x"], ["export", "--format", "csv"], ["check"]):
        given = parse(*words, "--db", str(tmp_path / "none.db"))
        with pytest.raises(NoDatabase, match="lacsec import"):
            given.run(given)


@pytest.mark.parametrize("form", ["jsonl", "csv", "markdown", "bibtex", "csl-json"])
def test_every_format_twice_gives_the_same_bytes(command, tmp_path: Path, form: str) -> None:
    status, out, err = command("export", "--format", form)
    assert (status, err) == (0, "")
    target = tmp_path / "out"
    assert command("export", "--format", form, "--output", str(target)) == (0, "", "")
    assert target.read_bytes() == out.encode("utf-8")
    assert [p.name for p in tmp_path.iterdir() if p.name != "data"] == ["out"]


def test_a_folder_takes_a_table_a_kind(command, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    status, out, err = command("export", "--format", "csv", "--output", str(folder))
    assert (status, out) == (0, "")
    assert "figure.csv" in err
    assert len(list(folder.iterdir())) == 6


def test_an_output_that_cannot_be_written(command, tmp_path: Path) -> None:
    with pytest.raises(LacsecError, match="cannot be written"):
        command("export", "--format", "csv", "--output", str(tmp_path / "no" / "such" / "x.csv"))


def test_a_kind_that_the_format_has_not(command) -> None:
    with pytest.raises(LacsecError, match="no records of the kind figure") as told:
        command("export", "--format", "bibtex", "--kind", "figure")
    assert told.value.exit_status == 2
    with pytest.raises(SystemExit) as left:
        parse("export", "--format", "csv", "--kind", "planet")
    assert left.value.code == 2


def test_one_kind(command) -> None:
    _, out, _ = command("export", "--format", "jsonl", "--kind", "event", "--kind", "country")
    kinds = [json.loads(line)["record"] for line in out.splitlines()]
    assert kinds == ["entity"] * 2 + ["event"] * 3


def test_check(command, full_path: Path, tmp_path: Path, capsys) -> None:
    status, out, err = command("check")
    assert (status, out) == (0, "")
    assert "is sound" in err
    path = Path(shutil.copy(full_path, tmp_path / "a.db"))
    subprocess.run(
        [
            sys.executable,
            "-c",
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
            "c.execute(\"UPDATE evidence SET quote = 'x' WHERE ordinal = 0\"); c.commit()",
            str(path),
        ],
        check=True,
    )
    given = parse("check", "--db", str(path))
    assert given.run(given) == 1
    printed = capsys.readouterr()
    assert "the quote is not what stands at" in printed.out
    assert "places" in printed.err
    given = parse("check", "--json", "--db", str(path))
    assert given.run(given) == 1
    assert json.loads(capsys.readouterr().out)[0]["check"] == "evidence"


MAIN = (
    "import sys, argparse\n"
    "from lacsec.db.commands import check, export, search, show\n"
    "parser = argparse.ArgumentParser(); sub = parser.add_subparsers(required=True)\n"
    "for module in (search, show, export, check): module.add_parser(sub)\n"
    "given = parser.parse_args(); sys.exit(given.run(given))\n"
)


def test_a_reader_that_stops_listening(full_path: Path) -> None:
    """A closed pipe ends the command without a traceback, and without an error."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "export", "--format", "jsonl", "--db", str(full_path)],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 0


def test_utf8_whatever_the_locale(full_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "show", "kestrel", "--db", str(full_path)],
        env={
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "PATH": os.environ["PATH"],
        },
        capture_output=True,
        check=True,
    )
    assert "Programa Cernícalo" in done.stdout.decode("utf-8")


def test_searches_can_be_kept_under_a_name(
    command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    status, told, _ = command("search", "kestrel", "--save", "bird")
    assert status == 0 and told
    assert command("search", "--saved", "bird")[1] == told
    assert command("search", "--list-saved")[1] == "bird\tkestrel\n"
    assert command("search", "--history")[1] == ""  # nobody read the answers on a terminal
    with pytest.raises(NotFound, match="fish"):
        command("search", "--saved", "fish")

"""Restricted mode: no attempt leads out of the app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lacsec.tui.terminal import restricted
from lacsec.tui.terminal.restricted import Deed, may

from .conftest import Run
from .session import children


@pytest.fixture
def in_restricted_mode(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(restricted._state, "restricted", True)
    yield


def test_without_it_all_may_be_done() -> None:
    assert all(may(deed) for deed in Deed)


@pytest.mark.parametrize("deed", Deed)
def test_with_it_nothing_may_be_done(in_restricted_mode: None, deed: Deed) -> None:
    assert not may(deed)
    assert restricted.why_not(deed).endswith(".")


def test_only_the_state_folder_may_be_written(in_restricted_mode: None, tmp_path: Path) -> None:
    own = restricted.state_folder()
    assert may(Deed.WRITE, own / "state.json")
    assert not may(Deed.WRITE, own / ".." / ".." / "bin" / "x")
    assert not may(Deed.WRITE, tmp_path / "x")
    assert not may(Deed.PROGRAM, own)


def test_no_variable_moves_the_state_folder(
    in_restricted_mode: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = restricted.state_folder()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert restricted.state_folder() == before


def test_variables_that_could_widen_it_are_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restricted._state, "restricted", False)
    environment = {
        "TERM": "xterm",
        "TEXTUAL_LOG": "/tmp/x",
        "TEXTUAL_DRIVER": "evil:Driver",
        "PYTHONINSPECT": "1",
        "PAGER": "sh",
        "LACSEC_DB": "/etc/passwd",
        "LESSOPEN": "|sh",
        "NO_COLOR": "1",
    }
    restricted.restrict(environment)
    assert set(environment) == {"TERM", "NO_COLOR"}


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("yes", True), ("", False), ("0", False), ("no", False)]
)
def test_the_environment_can_ask_for_it(value: str, expected: bool) -> None:
    assert restricted.wanted({"LACSEC_RESTRICTED": value}) is expected


ATTEMPTS = [
    b"\x1a",  # Ctrl+Z
    b"\x03",  # Ctrl+C
    b"\x1c",  # Ctrl+\
    b"!sh\r",
    b"|sh\r",
    b":!sh\r",
    b":shell\r",
    b":suspend\r",
    b"v",
    b"E",
    b"e",
    b"|",
    b"y",
    b"\x10screenshot\r",
]


@pytest.mark.parametrize("how", ["option", "variable"])
def test_no_key_leads_out(run: Run, tmp_path: Path, how: str) -> None:
    tempting = {
        "PAGER": "touch escaped-by-pager",
        "EDITOR": "touch escaped-by-editor",
        "SHELL": "/bin/sh",
        "TEXTUAL_LOG": str(tmp_path / "escaped-by-log"),
        "TEXTUAL_DEBUG": "1",
        "BROWSER": "touch escaped-by-browser",
    }
    words = ["--restricted"] if how == "option" else []
    if how == "variable":
        tempting["LACSEC_RESTRICTED"] = "1"
    session = run(*words, environment=tempting)
    session.wait_for("/ Search")
    home = Path(restricted.__file__).parent
    files = set(tmp_path.rglob("*")) | set(home.iterdir())
    for view in [b"/", b"\x1b[27u1", b"8\r"]:
        session.send(view)
        for attempt in ATTEMPTS:
            session.send(attempt)
            session.read(0.01)
            session.send(b"\x1b[27u")
            session.read(0.01)
        if session.ended:  # Ctrl+C twice may well end it
            break
        status = Path(f"/proc/{session.process.pid}/stat").read_text().rpartition(")")[2].split()[0]
        assert status not in "Tt", "it was stopped"
        assert not children(session.process.pid)
    written = (set(tmp_path.rglob("*")) | set(home.iterdir())) - files
    assert not [path for path in written if "escaped" in path.name or "keys.log" in path.name]


def test_no_database_is_made(run: Run, tmp_path: Path) -> None:
    session = run("--restricted", on=tmp_path / "new.db")
    assert session.wait(5) == 2
    assert not (tmp_path / "new.db").exists()
    assert "no database" in session.text

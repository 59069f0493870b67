"""A report of a fault says where, and nothing of what was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from lacsec.tui import crash

SECRET = "Operation in the port of Callao"


def fail() -> None:
    words = SECRET
    try:
        {}[words]
    except KeyError as error:
        raise ValueError(f"cannot read {words}") from error


def caught() -> BaseException:
    try:
        fail()
    except ValueError as error:
        return error
    raise AssertionError


def test_it_says_what_went_wrong_and_where() -> None:
    report = crash.report(caught())
    assert "builtins.ValueError" in report and "builtins.KeyError" in report
    assert "in fail" in report and "textual" in report


def test_it_holds_no_data() -> None:
    report = crash.report(caught())
    assert SECRET not in report and "Callao" not in report
    assert str(Path.home()) not in report


def test_a_group_is_told_whole() -> None:
    report = crash.report(BaseExceptionGroup(SECRET, [caught(), OSError(13, SECRET)]))
    assert report.count("ValueError") == 1 and "errno 13" in report
    assert "Callao" not in report


def test_it_is_saved_for_its_owner_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("lacsec.tui.terminal.restricted.state_folder", lambda: tmp_path)
    told = crash.tell(caught())
    (path,) = (tmp_path / "crashes").iterdir()
    assert str(path) in told
    assert path.stat().st_mode & 0o777 == 0o600


def test_it_is_printed_where_it_cannot_be_saved(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("lacsec.tui.terminal.restricted.state_folder", lambda: tmp_path / "file")
    assert "in fail" in crash.tell(caught())


def test_only_the_last_reports_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("lacsec.tui.terminal.restricted.state_folder", lambda: tmp_path)
    folder = tmp_path / "crashes"
    folder.mkdir()
    for number in range(20):
        (folder / f"crash-20200101-0000{number:02}-1.txt").write_text("")
    crash.tell(caught())
    assert len(list(folder.iterdir())) == 10

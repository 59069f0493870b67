"""What TERM and the environment say of a terminal."""

from __future__ import annotations

import pytest

from lacsec.tui.terminal.checks import unfit
from lacsec.tui.terminal.traits import TRUE_COLOUR, colours, is_for_screens, palette, traits


@pytest.mark.parametrize(
    ("environment", "count"),
    [
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm"}, 16),
        ({"TERM": "linux"}, 16),
        ({"TERM": "vt220"}, 0),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, TRUE_COLOUR),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, 0),
        ({"TERM": "xterm-kitty"}, 256),
        ({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "standard"}, 16),
    ],
)
def test_colours(environment: dict[str, str], count: int) -> None:
    assert colours(environment) == count


@pytest.mark.parametrize(
    ("environment", "asked", "name"),
    [
        ({"TERM": "xterm-256color"}, "auto", "dark"),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, "auto", "light"),
        ({"TERM": "xterm-256color", "COLORFGBG": "15;0"}, "light", "light"),
        ({"TERM": "xterm"}, "auto", "ansi"),
        ({"TERM": "xterm", "NO_COLOR": ""}, "dark", "mono"),
        ({"TERM": "vt100"}, "auto", "mono"),
    ],
)
def test_the_theme_fits_the_colours(environment: dict[str, str], asked: str, name: str) -> None:
    assert palette(traits(environment, encoding="utf-8"), environment, asked) == name


@pytest.mark.parametrize(
    ("term", "encoding", "glyphs"),
    [
        ("xterm", "UTF-8", "all"),
        ("xterm", "iso8859-1", "encoding"),
        ("linux", "utf-8", "console"),
        ("vt100", "utf-8", "ascii"),
        ("tmux-256color", "utf8", "all"),
    ],
)
def test_glyphs(term: str, encoding: str, glyphs: str) -> None:
    assert traits({"TERM": term}, encoding=encoding).glyphs == glyphs


@pytest.mark.parametrize("term", ["", "dumb", "unknown", "vt52"])
def test_some_terminals_are_not_for_screens(term: str) -> None:
    assert not is_for_screens(term)


def test_an_unknown_encoding_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.isatty", lambda _: True)
    assert "encoding" in (unfit({"TERM": "xterm"}, "utf-16") or "")
    assert unfit({"TERM": "xterm"}, "latin-1") is None

"""Nothing from a document ever acts on the terminal: two fences, each tested alone, then both."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from lacsec.tui.lines import safe, span
from lacsec.tui.terminal.cells import TAIL, Grid
from lacsec.tui.terminal.charset import Charset
from lacsec.tui.terminal.controls import let_through
from lacsec.tui.terminal.frames import FrameReader
from lacsec.tui.terminal.looks import Looks
from lacsec.tui.terminal.painter import Painter
from lacsec.tui.terminal.traits import Traits

from .conftest import Run

SEQUENCES = [
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x1b]52;c;cm0gLXJm\x07",
    "\x1b]8;;http://example.org\x1b\\",
    "\x1bP+q544e\x1b\\",
    "\x1b[31m",
    "\x1b[0m\x1b[5;5H",
    "\x9b2J",
    "\x9d52;c;AAAA\x9c",
    "\x1bc",
    "\x1b[6n",
    "\x1b[>0q",
    "\u202eevil\u202c",
    "\u2066x\u2069",
    "\ud800",
    "\udc9b",
    "\u2028",
    "\x00\x07\x08\x0e",
    "\r\n",
    "[bold]",
    "[@click=app.quit]x[/]",
    "[/b]",
    "\\[x]",
    "\U000e0041",
    "\ufeff",
]
HOSTILE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
text = st.lists(
    st.one_of(st.sampled_from(SEQUENCES), st.text(max_size=6), st.characters(categories=["C"])),
    max_size=8,
).map("".join)
many = st.lists(text, min_size=40, max_size=40)
# What the painter itself sends: moves, erasing, shifting, looks.
OURS = re.compile(r"\x1b\[[0-9;]*[HCDABGKXLMm]|\r|\n|\x08")


@settings(max_examples=250, deadline=None)
@given(many)
def test_ten_thousand_texts_pass_neither_fence(texts: list[str]) -> None:
    looks = Looks(Traits())
    grid = Grid(40, 4)
    reader, painter = FrameReader(grid, looks, Charset()), Painter(Traits(), looks, grid)
    for words in texts:
        # The first: what makes lines of data.
        assert not HOSTILE.search(safe(words))
        assert not HOSTILE.search(span(words, "dim").text)
        # The second: the driver, given the same as if there were no first.
        reader.draw(f"\x1b[2;3H\x1b[1;31m{words}\x1b[0m\x1b[3;1H{words}\x1b[1;1H")
        sent = painter.frame((0, 0))
        assert not HOSTILE.search(OURS.sub("", sent)), ascii(sent)


@settings(max_examples=60, deadline=None)
@given(many)
def test_each_text_fills_as_many_cells_as_it_is_taken_for(texts: list[str]) -> None:
    for words in (safe(words) for words in texts):
        _, cells = Charset().cells(words)
        assert len(cells) == cell_len(words)
        assert not cells or cells[0] != TAIL


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_only_the_bell_and_the_clipboard_go_through(sequence: str) -> None:
    assert let_through(sequence) == (sequence if sequence.startswith("\x1b]52;c;") else "")


def test_the_clipboard_goes_through_wrapped_for_tmux_too() -> None:
    wrapped = "\x1bPtmux;\x1b\x1b]52;c;QQ==\x07\x1b\\"
    assert let_through(wrapped) == wrapped
    assert let_through(wrapped, clipboard=False) == ""
    assert let_through("\x1bPtmux;\x1b\x1b]0;title\x07\x1b\\") == ""
    assert let_through("\x1b]52;c;QQ==\x07\x1b]0;title\x07") == ""


# A program may answer what a terminal asks and set its modes, but nothing else.
ALLOWED = re.compile(
    r"\x1b\[\?(?:1049|25|7|1000|1002|1006|2004|2026)[hl]|\x1b\[\?2026\$p|\x1b\[2J|\x1b\[>1u|\x1b\[<u"
    r"|\x1b\[6n|\x18|" + OURS.pattern
)


def poison(path: Path, words: str) -> None:
    """Put hostile text where names, titles and sentences stand."""
    with sqlite3.connect(path) as connection:
        for table, column in [
            ("entity", "name"),
            ("document", "title"),
            ("event", "title"),
            ("figure", "metric"),
            ("figure", "subject_name"),
            ("dispute", "subject_name"),
        ]:
            connection.execute(f"UPDATE {table} SET {column} = ? || {column} || ?", (words, words))


@pytest.mark.parametrize("view", ["programmes", "timeline", "figures", "documents"])
def test_a_poisoned_database_sends_nothing(
    run: Run, database: Path, tmp_path: Path, view: str
) -> None:
    words = "".join(word for word in SEQUENCES if not HOSTILE.match(word) or word < "\ud800")
    poisoned = tmp_path / "poisoned.db"
    poisoned.write_bytes(database.read_bytes())
    poison(poisoned, words)
    session = run("--view", view, on=poisoned)
    session.wait_for("/ Search")
    session.rest()
    for key in [b"\x1b[B", b"\r", b"y", b"\x1b[27u", b"?", b"\x1b[27u", b"/", b"evil", b"\x1b[B"]:
        session.send(key)
        session.rest(0.08)
    sent = ALLOWED.sub("", session.raw.decode())
    assert not HOSTILE.search(sent), ascii(HOSTILE.search(sent))
    session.send(b"\x11")
    assert session.wait() == 0

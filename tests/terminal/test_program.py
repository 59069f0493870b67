"""The real program in a pseudo-terminal: how it starts, how it ends, and what it leaves behind."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import Run
from .session import PROGRAM, children

READY = "/ Search"
SHELL = [sys.executable, str(Path(__file__).with_name("shell.py"))]
IGNORING = [
    sys.executable,
    "-c",
    "import os, signal, sys; signal.signal(1, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])",
]


def _in_console_font(character: str) -> bool:
    try:
        return bool(character.encode("cp437"))
    except UnicodeEncodeError:
        return 0xA0 <= ord(character) < 0x100


# ---------------------------------------------------------------------- starting


def test_something_stands_on_the_screen_before_the_app_is_loaded(run: Run) -> None:
    session = run()
    session.wait_for("lacsec - opening ...")
    session.wait_for(READY)
    assert "opening" not in session.text


def test_keys_that_are_typed_too_early_are_not_lost(run: Run) -> None:
    session = run()
    session.wait_for("opening")
    session.send(b"copolad")
    session.wait_for(READY)
    session.wait_for("COPOLAD II")


def test_the_embedded_documents_are_read_where_there_is_no_database(
    run: Run, tmp_path: Path
) -> None:
    session = run(on=tmp_path / "new" / "own.db")
    session.wait_for("first start")
    session.wait_for(READY, 30)
    assert (tmp_path / "new" / "own.db").exists()


def test_the_first_start_can_be_interrupted(run: Run, tmp_path: Path) -> None:
    session = run(on=tmp_path / "own.db")
    session.wait_for("first start")
    session.send(b"\x03")
    assert session.wait() == 130
    assert session.restored
    assert not list(tmp_path.glob("*.db*"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--open", "no such thing at all"], "here is called no such thing"),
        (["--open", "https://example.org"], "is not a link into lacsec"),
        (["--view", "nowhere"], "invalid choice"),
        (["--no-such-option"], "unrecognized"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run: Run, words: list[str], told: str) -> None:
    session = run(*words)
    assert session.wait(5) == 2
    assert session.restored
    assert told in session.text.replace("\n", "")
    assert "Traceback" not in session.text


@pytest.mark.parametrize("content", [b"", b"words, no database", b"SQLite format 3\0cut short"])
def test_a_broken_database_is_told_in_a_sentence(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.db").write_bytes(content)
    session = run(on=tmp_path / "broken.db")
    assert session.wait(5) == 2
    assert session.restored
    assert session.text.startswith("lacsec-tui: ")


@pytest.mark.parametrize(("term", "told"), [("dumb", "TERM=dumb"), (None, "no TERM")])
def test_a_terminal_that_cannot_draw_is_told_what_to_use(
    run: Run, term: str | None, told: str
) -> None:
    session = run(environment={"TERM": term})
    assert session.wait(5) == 2
    assert told in session.text and "lacsec search" in session.text.replace("\n", "")
    assert b"\x1b" not in session.raw


@pytest.mark.parametrize("stream", ["stdin", "stdout"])
def test_without_a_terminal_it_names_the_other_command(database: Path, stream: str) -> None:
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE}
    done = subprocess.run(
        [*PROGRAM, str(database)], stderr=subprocess.PIPE, check=False, text=True, **pipes
    )
    assert done.returncode == 2
    assert done.stdout == "" and "lacsec search" in done.stderr
    assert done.stderr.count("\n") == 1 and "\x1b" not in done.stderr


# ---------------------------------------------------------------------- ending


def test_it_leaves_the_terminal_as_it_was(run: Run) -> None:
    session = run()
    session.wait_for(READY)
    session.rest()
    assert {"alternate screen", "mouse", "hidden cursor", "keys"} <= session.modes
    session.send(b"\x11")
    assert session.wait() == 0
    assert session.restored


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
@pytest.mark.parametrize("when", ["opening", READY])
def test_a_signal_ends_it_and_gives_the_terminal_back(
    run: Run, number: int, status: int, when: str
) -> None:
    session = run()
    session.wait_for(when)
    session.signal(number)
    started = time.monotonic()
    assert session.wait(3) == status
    assert time.monotonic() - started < 1.5
    assert session.restored


@pytest.mark.parametrize("behind", [[], IGNORING], ids=["default", "ignored"])
def test_a_closed_terminal_ends_it(run: Run, behind: list[str]) -> None:
    session = run(behind=behind)
    session.wait_for(READY)
    session.hang_up()
    assert session.wait(2) == 129
    assert not children(session.process.pid)


def test_a_line_that_stands_still_does_not_keep_it(run: Run) -> None:
    session = run(answers=False)
    session.wait_for(READY)
    session.rest()
    session.reading = False
    for _ in range(300):  # more than any buffer in between holds
        session.send(b"\x1b[6~\x1b[5~2134")
        time.sleep(0.002)
    session.signal(signal.SIGTERM)
    started = time.monotonic()
    assert session.wait(3) == 143
    assert time.monotonic() - started < 1.5


BUSY = """
import asyncio, sys, time
from lacsec.tui.terminal.guest import GuestApp
from lacsec.tui.main import main
kept = GuestApp.redraw
def redraw(self):
    kept(self)
    if "{where}" == "loop":
        end = time.monotonic() + 30
        while time.monotonic() < end:
            pass
    else:
        self.run_worker(lambda: time.sleep(30), thread=True)
GuestApp.redraw = redraw
sys.argv[0:4] = ["lacsec-tui"]
main()
"""


@pytest.mark.parametrize(
    ("where", "how", "status"),
    [("loop", signal.SIGTERM, 143), ("thread", signal.SIGTERM, 143), ("thread", None, 0)],
)
def test_whatever_runs_does_not_keep_it(
    run: Run, where: str, how: signal.Signals | None, status: int
) -> None:
    session = run(behind=[sys.executable, "-c", BUSY.format(where=where)])
    session.wait_for(READY)
    session.rest()
    session.send(b"\x0c")
    session.rest(0.2)
    if how is None:
        session.send(b"\x11")
    else:
        session.signal(how)
    started = time.monotonic()
    assert session.wait(3) == status
    assert time.monotonic() - started < 1.2
    assert session.restored


# ---------------------------------------------------------------------- meanwhile


def test_nothing_is_sent_while_nobody_does_anything(run: Run) -> None:
    session = run()
    session.wait_for(READY)
    session.rest(0.5)
    before = len(session.raw)
    session.read(1.5)
    assert len(session.raw) == before


def test_it_stops_and_goes_on(run: Run) -> None:
    session = run(behind=SHELL)
    session.wait_for(READY)
    session.rest()
    screen = session.text
    session.send(b"\x1a")
    session.wait_for("[stopped]")
    assert not session.modes
    session.send(b"\n")
    session.wait_for(READY)
    session.rest()
    assert session.text == screen
    session.send(b"\x11")
    session.wait_for("[done]")
    assert session.restored


OTHER = """
import subprocess, sys
from lacsec.tui.terminal.guest import GuestApp
from lacsec.tui.main import main
def redraw(self):
    with self.suspend():
        subprocess.run(["sh", "-c", "echo this is another program; read line"])
GuestApp.redraw = redraw
sys.argv[0:4] = ["lacsec-tui"]
main()
"""


@pytest.mark.parametrize("key", [b"\n", b"\x03"], ids=["enter", "interrupt"])
def test_another_program_has_the_terminal_for_a_while(run: Run, key: bytes) -> None:
    session = run(behind=[sys.executable, "-c", OTHER])
    session.wait_for(READY)
    session.rest()
    screen = session.text
    session.send(b"\x0c")
    session.wait_for("this is another program")
    assert not session.modes
    session.send(key)
    session.wait_for(READY)
    session.rest()
    assert session.text == screen
    session.send(b"\x11")
    assert session.wait() == 0
    assert session.restored


def test_a_storm_of_sizes_ends_in_the_last(run: Run) -> None:
    session = run("--view", "programmes")
    session.wait_for(READY)
    for size in [(120, 40), (60, 15), (20, 5), (1, 1), (200, 50), (80, 24)] * 3:
        session.resize(*size)
        session.read(0.005)
    session.rest(0.6)
    screen = session.text
    assert READY in screen
    session.send(b"\x0c")
    session.rest()
    assert session.text == screen


def test_drawing_anew_mends_a_spoilt_screen(run: Run) -> None:
    session = run()
    session.wait_for(READY)
    session.rest()
    screen = session.text
    session.emulator.feed("\x1b[10;10Hwall: the server goes down at noon\x1b[5;5H")
    assert session.text != screen
    session.send(b"\x0c")
    session.rest()
    assert session.text == screen


# ---------------------------------------------------------------------- other terminals


@pytest.mark.parametrize("term", ["linux", "vt100", "screen", "tmux-256color", "xterm"])
def test_what_is_sent_fits_the_terminal(run: Run, term: str) -> None:
    session = run("--view", "timeline", environment={"TERM": term})
    session.wait_for(READY)
    session.rest()
    session.send(b"\x1b[B\x1b[6~?")
    session.rest()
    sent = session.raw.decode()
    if term == "vt100":
        assert sent.isascii()
        assert not re.search(r"\x1b\[[<>]|\x1b\[\?(1049|1000|2004|2026)", sent)
        assert not re.search(r"\x1b\[[0-9;]*(?<![0-9])[349][0-9](;[0-9]+)*m", sent)
    if term == "linux":
        assert not re.search(r"\x1b\[[<>]|\x1b\[\?(1000|2004|2026|2048)|38;2;", sent)
        assert all(_in_console_font(character) for character in session.text)
    if term in ("xterm", "screen"):
        assert not re.search(r"[34]8;[25];", sent)


def test_no_colour_means_none_and_the_row_under_the_cursor_is_still_seen(run: Run) -> None:
    session = run("--view", "programmes", environment={"NO_COLOR": "1"})
    session.wait_for(READY)
    session.rest()
    sent = session.raw.decode()
    assert not re.search(r"\x1b\[[0-9;]*(?<![0-9])[3-49][0-8](;[0-9;]*)?m", sent)
    reverse = [
        any("reverse" in cell.flags for cell in row) for row in session.emulator.cells()[1:-1]
    ]
    assert sum(reverse) == 1


def test_in_another_encoding_letters_stay_and_lines_are_drawn_in_ascii(run: Run) -> None:
    latin = {"LANG": "C", "LC_ALL": None, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    session = run("--view", "timeline", environment=latin | {"PYTHONIOENCODING": "latin-1"})
    session.wait_for(READY)
    session.rest()
    assert "\\u" not in session.text
    session.raw.decode("latin-1").encode("latin-1")
    assert not re.search(rb"[\xe2-\xe2][\x80-\xbf]{2}", session.raw)


def test_ascii_drawing_keeps_the_letters(run: Run) -> None:
    session = run("--view", "timeline", "--ascii")
    session.wait_for(READY)
    session.rest()
    assert not set(session.text) & set("─━│┃╭╮█▇▆▅▄▃▂▁◆▪→↑↓…")


def test_a_fault_is_reported_without_words_of_documents(run: Run, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "import lacsec.tui.lines as lines\n"
        "from lacsec.tui.main import main\n"
        "kept = lines.crop\n"
        "def broken(spans, width):\n"
        "    if any('COPOLAD' in span.text for span in spans):\n"
        "        raise ValueError('a secret: ' + spans[0].text)\n"
        "    return kept(spans, width)\n"
        "lines.crop = broken\n"
        "sys.argv[0:4] = ['lacsec-tui']\n"
        "main()\n"
    )
    session = run(behind=[sys.executable, "-c", code])
    session.wait_for(READY)
    session.send(b"copolad")
    assert session.wait(5) == 70
    assert session.restored
    reports = list((tmp_path / "state" / "lacsec" / "crashes").glob("*.txt"))
    assert len(reports) == 1
    report = reports[0].read_text()
    assert "ValueError" in report and "in broken" in report
    for words in ("secret", "COPOLAD", str(tmp_path)):
        assert words not in report and words not in session.text.replace(str(reports[0]), "")
    assert reports[0].name in session.text.replace("\n", "")

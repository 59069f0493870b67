"""Every view as linear text: nothing drawn, nothing that controls, the same things in it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from lacsec.db.connection import Database
from lacsec.db.errors import NotFound
from lacsec.db.queries.entities import list_entities
from lacsec.db.queries.figures import list_figures
from lacsec.tui.places import VIEWS, Place
from lacsec.tui.plain import text_of

from .session import PROGRAM

DRAWN = re.compile("[\u2190-\u21ff\u2500-\u25ff\u2800-\u28ff]|\\S {3,}\\S")


def text(database: Path, place: Place | None) -> str:
    with Database(database).reading() as connection:
        return "".join(text_of(connection, place))


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "search"])
def test_a_view_is_read_line_by_line(database: Path, view: str) -> None:
    told = text(database, Place(view))
    assert len(told.splitlines()) > 4
    assert not DRAWN.search(told)


def test_every_programme_is_told(database: Path) -> None:
    told = text(database, Place("programmes"))
    with Database(database).reading() as connection:
        names = [row.name for row in list_entities(connection).rows if row.kind == "programme"]
    assert names and all(name in told for name in names)


def test_facts_are_followed_by_the_words_that_prove_them(database: Path) -> None:
    told = text(database, Place("figures"))
    assert re.search(r"^- .+\[1\]", told, re.M) and re.search(r'^\[1\] ".+" - ', told, re.M)


def test_a_document_is_read_from_a_place_on(database: Path) -> None:
    with Database(database).reading() as connection:
        from_start = "".join(text_of(connection, None))
    assert "--view documents" in from_start
    link = re.search(
        r"lacsec://document/(\S+?)\?start=(\d+)", text(database, Place("search", "two tons"))
    )
    assert link is not None
    whole = text(database, Place("document", link[1]))
    part = text(database, Place("document", link[1], start=int(link[2])))
    assert len(part) < len(whole) and "tons" in part


def test_one_fact_is_told_alone(database: Path) -> None:
    told = text(database, Place("figures"))
    with Database(database).reading() as connection:
        figure = list_figures(connection).rows[3]
    alone = text(database, Place("figures", figure.id))
    assert alone.count("\n- ") == 1 and len(alone) < len(told) / 10


def test_what_is_not_there_is_told(database: Path) -> None:
    for place in (Place("entity", "no-such-thing"), Place("document", "x"), Place("figures", "x")):
        with pytest.raises(NotFound):
            text(database, place)


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ([], 0, "documents"),
        (["--view", "countries"], 0, "Colombia"),
        (["--open", "copolad"], 0, "COPOLAD"),
        (["--find", "border"], 0, "found for: border"),
        (["--open", "nothing of that name"], 2, "Nothing here is called"),
    ],
)
def test_the_command_prints_it(database: Path, words: list[str], status: int, told: str) -> None:
    done = subprocess.run(
        [*PROGRAM, "--plain", str(database), *words], capture_output=True, check=False, text=True
    )
    assert done.returncode == status
    assert told in (done.stdout if status == 0 else done.stderr)
    assert "\x1b" not in done.stdout + done.stderr and "Traceback" not in done.stderr


def test_a_reader_that_stops_listening_is_no_fault(database: Path) -> None:
    command = " ".join([*PROGRAM, "--plain", str(database), "--view", "figures"])
    done = subprocess.run(f"{command} | head -1", shell=True, capture_output=True, check=False)
    assert done.stdout == b"Figures\n" and b"Traceback" not in done.stderr


def test_textual_is_not_loaded_for_it(database: Path) -> None:
    code = (
        "import sys\n"
        "from lacsec.tui.main import main\n"
        f"main(['--plain', {str(database)!r}, '--view', 'timeline'])\n"
        "assert 'textual' not in sys.modules\n"
    )
    done = subprocess.run([PROGRAM[0], "-c", code], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr

"""What `lacsec-tui` does before the app runs: its command line, its database, its first place."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from lacsec.db.errors import DONE, FAILED, INTERRUPTED, LacsecError
from lacsec.tui.places import VIEWS, Place, parse_link
from lacsec.tui.terminal import ending, restricted
from lacsec.tui.terminal.device import Device
from lacsec.tui.terminal.traits import PLAIN_DRIVER, palette

if TYPE_CHECKING:
    from lacsec.db.queries.resolve import Record
    from lacsec.tui.app import LacsecApp

_THEMES = ("auto", "dark", "light", "ansi", "mono")
_COLOUR_SYSTEMS = ("auto", "standard", "256", "truecolor")
_ESCAPE_WAITS = "50"  # milliseconds in which what follows an escape makes it another key
_VIEW_OF = {"event": "timeline", "figure": "figures", "disagreement": "disagreements"}


class _Parser(ArgumentParser):
    """Gives the terminal back before it says what is wrong."""

    def error(self, message: str) -> NoReturn:
        device = ending.device()
        if device is not None:
            device.leave()
        super().error(message)


def parser() -> ArgumentParser:
    """The command line of `lacsec-tui`."""
    top = _Parser(
        prog="lacsec-tui",
        description="Explore what documents say about EU–Latin America & Caribbean security "
        "cooperation, with the sentence that proves each fact.",
        epilog="The database is DATABASE, else $LACSEC_DB, else the user's data folder; where "
        "there is none yet, it is made from the documents that lacsec brings along.",
        allow_abbrev=False,
    )
    add = top.add_argument
    add("database", nargs="?", metavar="DATABASE", help="the SQLite file to explore")
    add("--open", metavar="ID", help="an id, a name or a lacsec:// link to open")
    add("--view", choices=VIEWS, metavar="NAME", help=f"the first view: {', '.join(VIEWS)}")
    add("--find", metavar="WORDS", help="search for these words first")
    add("--theme", choices=_THEMES, default="auto", help="colours (default: by the terminal)")
    add("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    add("--ascii", action="store_true", help="draw lines and plots in ASCII")
    add("--plain", action="store_true", help="print as plain text what would be shown, and end")
    add("--restricted", action="store_true", help="start no program, write no file, take no path")
    add("--plain-driver", action="store_true", help="draw by Textual's own driver")
    add("--version", action="store_true", help="print the version, and end")
    return top


def command_line(words: Sequence[str]) -> Namespace:
    """What was asked for; restricted mode begins here where it is wanted."""
    given = parser().parse_args(words)
    if given.restricted or restricted.wanted(os.environ):
        restricted.restrict()
    return given


def off_screen(words: Sequence[str]) -> int:
    """The help, the version, or a view as plain text; gives the exit status."""
    given = command_line(words)
    if given.version:
        from importlib.metadata import version  # noqa: PLC0415

        print(f"lacsec {version('lacsec')}")
        return DONE
    from lacsec.tui import plain  # noqa: PLC0415 (only where it is asked for)

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        path = database_path(given)
        if not path.exists():
            _build(path, lambda words: print(words, file=sys.stderr))
        return plain.run(path, _first_place(given, path))
    except LacsecError as error:
        print(f"lacsec-tui: {error}", file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def run(given: Namespace, device: Device) -> int:
    """The app, from its first place to its end; gives the exit status. Raises `LacsecError`."""
    path = database_path(given)
    if not path.exists():
        _build(path, device.say)
        device.say("lacsec - opening ...")
    place = _first_place(given, path)
    if os.environ.get("TEXTUAL_COLOR_SYSTEM", "auto") not in _COLOUR_SYSTEMS:
        del os.environ["TEXTUAL_COLOR_SYSTEM"]
    if given.plain_driver:
        os.environ[PLAIN_DRIVER] = "1"
    os.environ.setdefault("ESCDELAY", _ESCAPE_WAITS)
    LacsecApp = _load_app()  # noqa: N806 (a class)
    colours = palette(device.traits, os.environ, given.theme)
    app = LacsecApp(path, palette=colours, open_at=place)
    ending.watch(app)
    app.run(mouse=not given.no_mouse)
    return app.return_code or DONE


def _load_app() -> type[LacsecApp]:
    """Load Textual and the app; what is loaded stays, so the collector need not look at it.

    Without its looking on, loading is some 6 % faster, and later collections are shorter.
    """
    import gc  # noqa: PLC0415

    gc.disable()
    from lacsec.tui.app import LacsecApp  # noqa: PLC0415
    from lacsec.tui.terminal import driver  # noqa: F401, PLC0415

    gc.freeze()
    gc.enable()
    return LacsecApp


def database_path(given: Namespace) -> Path:
    """The database that was named, else the usual one."""
    from lacsec.db.paths import chosen_database  # noqa: PLC0415

    return chosen_database(given.database)


def _first_place(given: Namespace, path: Path) -> Place | None:
    """What should be opened first, of a file that is seen to be a database."""
    from lacsec.db.connection import check_header  # noqa: PLC0415

    check_header(path)
    if given.open:
        return find_place(path, given.open)
    if given.find:
        return Place("search", given.find)
    return Place(given.view) if given.view else None


def _build(path: Path, say: Callable[[str], None]) -> None:
    """Make the database from the embedded documents, telling how far it is."""
    if not restricted.may(restricted.Deed.WRITE, path):
        raise LacsecError(f"There is no database at {path}.", "Ask whoever runs this server.")

    def progress(number: int, count: int, _name: str) -> None:
        say(f"lacsec - first start: reading document {number} of {count} (Ctrl+C stops)")

    say("lacsec - first start: making the database ... (Ctrl+C stops)")
    from lacsec.importer.default import build_default  # noqa: PLC0415

    build_default(path, progress)


def find_place(path: Path, asked: str) -> Place:
    """The place of a link, an id or a name; raises a `LacsecError` where there is none."""
    if "://" in asked:
        place = parse_link(asked)
        if place is None:
            raise LacsecError(f"{asked} is not a link into lacsec.", "It begins with lacsec://")
        return place
    from lacsec.db.connection import Database  # noqa: PLC0415
    from lacsec.db.queries.resolve import resolve  # noqa: PLC0415

    with Database(path).reading() as connection:
        record = resolve(connection, asked)
    if record is None:
        raise LacsecError(f"Nothing here is called {asked}.", "Try: lacsec search WORDS")
    return _place_of(record)


def _place_of(record: Record) -> Place:
    if record.kind == "passage":
        return Place("document", record.document or "", start=record.start)
    return Place(_VIEW_OF.get(record.kind, record.kind), record.id)

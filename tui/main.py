"""The command `lacsec-tui`: says something at once, then loads the app and runs it.

What stands at the top of this module is loaded before the first word is on the screen, so it is
little: Textual, SQLite and the importer come later.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lacsec.db.errors import DONE, FAILED, INTERRUPTED, LacsecError
from lacsec.tui.places import VIEWS, Place, parse_link
from lacsec.tui.terminal import ending, restricted
from lacsec.tui.terminal.checks import unfit
from lacsec.tui.terminal.device import Device
from lacsec.tui.terminal.traits import Traits, palette, traits

if TYPE_CHECKING:
    from lacsec.db.queries.resolve import Record

_OPENING = "lacsec - opening ..."
_THEMES = ("auto", "dark", "light", "ansi", "mono")
_COLOUR_SYSTEMS = ("auto", "standard", "256", "truecolor")


def parser() -> argparse.ArgumentParser:
    """The command line of `lacsec-tui`."""
    top = argparse.ArgumentParser(
        prog="lacsec-tui",
        description="Explore what documents say about EU–Latin America & Caribbean security "
        "cooperation, with the sentence that proves each fact.",
        epilog="The database is DATABASE, else $LACSEC_DB, else the user's data folder; where "
        "there is none yet, it is made from the documents that lacsec brings along.",
    )
    add = top.add_argument
    add("database", nargs="?", metavar="DATABASE", help="the SQLite file to explore")
    add("--open", metavar="ID", help="an id, a name or a lacsec:// link to open")
    add("--view", choices=VIEWS, metavar="NAME", help=f"the first view: {', '.join(VIEWS)}")
    add("--theme", choices=_THEMES, default="auto", help="colours (default: by the terminal)")
    add("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    add("--ascii", action="store_true", help="draw lines and plots in ASCII")
    add("--plain", action="store_true", help="print the view as plain text, and end")
    add("--restricted", action="store_true", help="start no program, write no file, take no path")
    add("--plain-driver", action="store_true", help="draw by Textual's own driver")
    add("--version", action="store_true", help="print the version, and end")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the app. Exit status: 0 done, 2 wrong usage or nothing could be done, 70 a fault of ours,
    128 and the signal's number where a signal ended it."""
    given = parser().parse_args(arguments)
    if given.version:
        from importlib.metadata import version  # noqa: PLC0415

        print(f"lacsec {version('lacsec')}")
        return DONE
    if given.restricted or restricted.wanted(os.environ):
        restricted.restrict()
    if given.plain:
        return _plain(given)
    encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"
    reason = unfit(os.environ, encoding)
    if reason is not None:
        out = sys.stdout if os.isatty(1) and not os.isatty(2) else sys.stderr
        print(reason, file=out)
        return FAILED
    return _on_screen(given, traits(os.environ, encoding=encoding, ascii_only=given.ascii))


def _plain(given: argparse.Namespace) -> int:
    from lacsec.tui import plain  # noqa: PLC0415 (only where it is asked for)

    try:
        return plain.run(database_path(given), view=given.view, opened=given.open)
    except LacsecError as error:
        print(f"lacsec-tui: {error}", file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _on_screen(given: argparse.Namespace, found: Traits) -> int:
    """Take the terminal, run the app, give the terminal back; does not return."""
    device = Device(found, mouse=not given.no_mouse)
    ending.hold(device)
    try:
        device.enter()
        device.say(_OPENING)
        status = _run(given, device)
    except LacsecError as error:
        ending.say_last(f"lacsec-tui: {error}")
        status = error.exit_status
    except KeyboardInterrupt:
        status = INTERRUPTED
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else FAILED
    except Exception as error:
        from lacsec.tui import crash  # noqa: PLC0415

        ending.say_last(crash.tell(error))
        status = ending.CRASHED
    ending.leave_process(status)


def _run(given: argparse.Namespace, device: Device) -> int:
    path = database_path(given)
    place = _asked_place(given, path, device)
    if os.environ.get("TEXTUAL_COLOR_SYSTEM", "auto") not in _COLOUR_SYSTEMS:
        del os.environ["TEXTUAL_COLOR_SYSTEM"]
    if given.plain_driver:
        os.environ["LACSEC_PLAIN_DRIVER"] = "1"
    os.environ.setdefault("ESCDELAY", "50")
    from lacsec.tui.app import LacsecApp  # noqa: PLC0415 (it loads Textual)

    colours = palette(device.traits, os.environ, given.theme)
    app = LacsecApp(path, palette=colours, open_at=place)
    ending.watch(app)
    app.run(mouse=not given.no_mouse)
    return app.return_code or DONE


def database_path(given: argparse.Namespace) -> Path:
    """The database that was named, else the usual one."""
    from lacsec.db.paths import chosen_database  # noqa: PLC0415

    return chosen_database(given.database)


def _asked_place(given: argparse.Namespace, path: Path, device: Device) -> Place | None:
    """Make the database where there is none, see that it is one, and find what should be opened."""
    from lacsec.db.connection import check_header  # noqa: PLC0415

    if not path.exists():
        _build(path, device)
    check_header(path)
    if given.open:
        return find_place(path, given.open)
    return Place(given.view) if given.view else None


def _build(path: Path, device: Device) -> None:
    """Make the database from the embedded documents, telling how far it is."""
    if not restricted.may(restricted.Deed.WRITE, path):
        raise LacsecError(f"There is no database at {path}.", "Ask whoever runs this server.")

    def progress(number: int, count: int, name: str) -> None:
        device.say(f"lacsec - first start: reading {number} of {count}: {name} (Ctrl+C stops)")

    device.say("lacsec - first start: making the database ... (Ctrl+C stops)")
    from lacsec.importer.default import build_default  # noqa: PLC0415

    build_default(path, progress)
    device.say(_OPENING)


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
        raise LacsecError(f"Nothing in {path} is called {asked}.", "Try: lacsec search WORDS")
    return _place_of(record)


def _place_of(record: Record) -> Place:
    if record.kind == "passage":
        return Place("document", record.document or "", start=record.start)
    return Place(_VIEW_OF.get(record.kind, record.kind), record.id)


_VIEW_OF = {"event": "timeline", "figure": "figures", "disagreement": "disagreements"}


if __name__ == "__main__":
    sys.exit(main())

"""The command `lacsec`: one subcommand a module; data to stdout, words to stderr, no traceback."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from lacsec.db.commands import check, export, search, show
from lacsec.db.errors import FAILED, INTERRUPTED, LacsecError
from lacsec.importer import command


def parser() -> argparse.ArgumentParser:
    """The whole command line of `lacsec`."""
    top = argparse.ArgumentParser(
        prog="lacsec",
        description="Documents on EU–Latin America & Caribbean security cooperation, as facts "
        "with the sentence that proves each.",
        epilog="The database is --db, else $LACSEC_DB, else the user's data folder.",
    )
    top.add_argument("--version", action="version", version=f"lacsec {version('lacsec')}")
    subcommands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in (command, search, show, export, check):
        module.add_parser(subcommands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand. Exit status: 0 done, 1 findings, 2 nothing done, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        given = parser().parse_args(arguments)
        return int(given.run(given))
    except LacsecError as error:
        print(f"lacsec: {error}", file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        print("lacsec: interrupted; nothing was changed.", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())

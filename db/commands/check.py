"""`lacsec check`: verifies the file, and lists what does not hold."""

from __future__ import annotations

import argparse
import json
from typing import Any

from lacsec.db.check import check
from lacsec.db.commands.common import add_database, reading, say, write
from lacsec.db.errors import DONE, FINDINGS
from lacsec.db.paths import chosen_database

_MOST = 200


def add_parser(subcommands: Any) -> None:
    """Describe the subcommand."""
    parser: argparse.ArgumentParser = subcommands.add_parser(
        "check",
        help="verify that the database holds together",
        description="Verify the database: every fact's quote stands at its offsets, keys hold, "
        "the search index agrees. Exit status 1, and a list, where something does not.",
    )
    add_database(parser)
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Check and list the findings."""
    with reading(given) as connection:
        findings = check(connection)
    if given.json:
        rows = [{"check": f.check, "record": f.record, "message": f.message} for f in findings]
        write([json.dumps(rows, ensure_ascii=False), "\n"])
    else:
        write(f"{f.check}: {f.record}: {f.message}\n" for f in findings[:_MOST])
        if len(findings) > _MOST:
            say(f"… and {len(findings) - _MOST} more")
    path = chosen_database(given.db)
    if findings:
        say(f"{path} does not hold together in {len(findings)} places.")
        return FINDINGS
    say(f"{path} is sound.")
    return DONE

"""`lacsec import`: files and folders into the database, with a summary of what was done."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from lacsec.db.errors import DONE, FAILED, FINDINGS
from lacsec.db.paths import chosen_database
from lacsec.importer.run import ImportSummary, import_paths


def add_parser(subcommands: Any) -> None:
    """Describe the subcommand."""
    parser: argparse.ArgumentParser = subcommands.add_parser(
        "import", help="read documents into the database", description=__doc__
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
    parser.add_argument("--db", metavar="FILE", help="the database")
    parser.add_argument("--force", action="store_true", help="read files again that are unchanged")
    parser.add_argument("--quiet", action="store_true", help="say nothing but errors")
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Import, then tell what was added, changed, unchanged and skipped."""
    database = chosen_database(given.db)
    progress = None if given.quiet or given.json else _progress
    summary = import_paths(given.paths, database, force=given.force, progress=progress)
    if given.json:
        print(json.dumps(_as_json(summary, database), ensure_ascii=False))
    elif not given.quiet:
        _tell(summary, database)
    if summary.skipped:
        done = summary.added or summary.changed or summary.unchanged
        return FINDINGS if done else FAILED
    return FINDINGS if summary.problems else DONE


def _progress(number: int, count: int, name: str) -> None:
    if sys.stderr.isatty():
        end = "\n" if number == count else ""
        print(f"\r\x1b[K{number}/{count} {_plain(name)}", end=end, file=sys.stderr, flush=True)


def _plain(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)[:60]


def _tell(summary: ImportSummary, database: Path) -> None:
    counts = {
        "added": len(summary.added),
        "changed": len(summary.changed),
        "unchanged": len(summary.unchanged),
        "skipped": len(summary.skipped),
    }
    told = ", ".join(f"{number} {word}" for word, number in counts.items())
    print(f"{told}. Database: {database}", file=sys.stderr)
    for path, reason in summary.skipped:
        print(f"  skipped {_plain(path)}: {reason}", file=sys.stderr)
    for copy, original in summary.duplicates:
        print(f"  {_plain(copy)} is a near copy of {_plain(original)}", file=sys.stderr)
    for problem in summary.problems:
        print(f"  {_plain(Path(problem.path).name)}: {problem.message}", file=sys.stderr)


def _as_json(summary: ImportSummary, database: Path) -> dict[str, Any]:
    return {
        "database": str(database),
        "added": summary.added,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
        "skipped": [{"path": path, "reason": reason} for path, reason in summary.skipped],
        "duplicates": [{"file": a, "of": b} for a, b in summary.duplicates],
        "problems": [
            {"path": p.path, "stage": p.stage, "message": p.message} for p in summary.problems
        ],
    }

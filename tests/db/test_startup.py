"""Reading starts fast: what it does not need is not imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("sqlite_utils", "textual", "rich", "ahocorasick", "click")


@pytest.mark.parametrize(
    "modules",
    [
        "lacsec.db.connection",
        "lacsec.db.queries.programme, lacsec.db.queries.country, lacsec.db.queries.timeline",
        "lacsec.db.queries.summary, lacsec.db.queries.resolve, lacsec.db.queries.document",
        "lacsec.db.export.jsonl, lacsec.db.export.markdown, lacsec.db.export.csv",
        "lacsec.db.commands.search, lacsec.db.commands.show, lacsec.db.commands.export",
        "lacsec.db.commands.check",
    ],
)
def test_reading_needs_no_heavy_library(full_path: Path, modules: str) -> None:
    code = (
        "import sys\n"
        f"import {modules}\n"
        "from lacsec.db.connection import open_read_only\n"
        f"open_read_only({str(full_path)!r}).execute('SELECT * FROM programme').fetchall()\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr

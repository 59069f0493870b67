"""From a fresh process to the first answer, beside the import of Textual."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

_ANSWER = (
    "import sys, sqlite3; from lacsec.db.search import Engine;"
    "c = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True);"
    "assert Engine(c).search(sys.argv[2]) is not None"
)


def seconds(code: str, *arguments: str) -> float:
    """A new interpreter that runs the code."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], check=True)
    return time.perf_counter() - started


def measure(database: Path, query: str, runs: int = 5) -> tuple[float, float, float]:
    """Milliseconds, medians of interleaved runs: ours, `import textual.app`, bare Python."""
    times = [
        (
            seconds(_ANSWER, str(database), query),
            seconds("import textual.app"),
            seconds("pass"),
        )
        for _ in range(runs + 1)
    ][1:]
    ours, textual, bare = (statistics.median(column) * 1e3 for column in zip(*times, strict=True))
    return ours, textual, bare

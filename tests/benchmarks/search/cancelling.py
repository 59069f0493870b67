"""How soon a search stops once the next key is typed."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from pathlib import Path

from lacsec.db.search import Cancelled, Engine


def measure(database: Path, queries: list[str], tries: int = 200) -> list[float]:
    """Seconds from `cancel` to the end of the search, for those that were still running."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, check_same_thread=False)
    engine = Engine(connection)
    source = random.Random(7)
    found: list[float] = []
    for _ in range(tries):
        stop = _stop_one(engine, source.choice(queries), source.uniform(0, 0.003))
        if stop is not None:
            found.append(stop)
    connection.close()
    return found


def _stop_one(engine: Engine, query: str, after: float) -> float | None:
    started, stopped = threading.Event(), []

    def run() -> None:
        started.set()
        try:
            engine.search(query)
        except Cancelled:
            stopped.append(time.perf_counter())

    thread = threading.Thread(target=run)
    thread.start()
    started.wait()
    time.sleep(after)
    asked = time.perf_counter()
    engine.cancel()
    thread.join()
    return max(0.0, stopped[0] - asked) if stopped else None

"""Times finders one beside the other on the same queries."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Latency:
    """Milliseconds."""

    p50: float
    p95: float
    worst: float

    def __str__(self) -> str:
        return f"{self.p50:8.2f} {self.p95:8.2f} {self.worst:8.2f}"


def latency(times: Sequence[float]) -> Latency:
    """Of seconds."""
    ordered = sorted(times)
    last = len(ordered) - 1
    return Latency(
        ordered[last // 2] * 1e3, ordered[min(last, int(last * 0.95))] * 1e3, ordered[-1] * 1e3
    )


def side_by_side(
    finders: Mapping[str, Callable[[str], object]],
    queries: Sequence[str],
    runs: int,
    forget: Callable[[], None],
) -> dict[str, Latency]:
    """Each query to every finder in turn, in random order; medians of the runs, the first apart.

    `forget` is called before each run, so that none profits from the one before it.
    """
    source = random.Random(4)
    order = list(finders)
    rounds: dict[str, list[Latency]] = {name: [] for name in finders}
    for run in range(runs + 1):
        times: dict[str, list[float]] = {name: [] for name in finders}
        forget()
        for query in queries:
            source.shuffle(order)
            for name in order:
                started = time.perf_counter()
                finders[name](query)
                times[name].append(time.perf_counter() - started)
        if run:  # the first is for warming
            for name in finders:
                rounds[name].append(latency(times[name]))
    return {
        name: Latency(
            statistics.median(item.p50 for item in found),
            statistics.median(item.p95 for item in found),
            statistics.median(item.worst for item in found),
        )
        for name, found in rounds.items()
    }


def keystrokes(queries: Sequence[str]) -> list[str]:
    """Every beginning of every query, as it is typed; and a lone "e"."""
    return [query[:n] for query in queries for n in range(1, len(query) + 1)] + ["e"]

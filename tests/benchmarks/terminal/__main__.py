"""Measures the app in a terminal: `python tests/benchmarks/terminal [--database FILE] [--runs 5]`.

What a person waits for and what a line must carry: time to the first words and to the first
screen, bytes a key, bytes a page, how far the screen lags behind a key that is held down on a slow
line. Beside it a minimal Textual app (floor.py), measured in the same way in the same run.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from wire import Line, Wire

HERE = Path(__file__).parent
FLOOR = [sys.executable, str(HERE / "floor.py")]
APP = [sys.executable, "-m", "lacsec.tui.main"]
SLOW = Line(0.075, 32_000)
DOWN, PAGE, LIST = b"\x1b[B", b"\x1b[6~", b"\x1bOQ"
TYPED = [bytes([letter]) for letter in b"border" + b"\x7f" * 6 + b"copolad" + b"\x7f" * 7]


def shown(command: list[str]) -> bytes:
    """Words that stand on the first screen, and not before."""
    return b"Three" if command == FLOOR else b"Search"


def middle(values: Iterable[float]) -> float:
    """The median."""
    return statistics.median(values)


def most(values: Iterable[float]) -> float:
    """The 95th percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


class Report:
    """Rows of figures: ours beside the floor's, and the bar."""

    def __init__(self) -> None:
        print(f"{'':<42}{'floor':>12}{'ours':>12}  bar")

    def row(self, what: str, floor: str, ours: str, bar: str = "") -> None:
        """Print a row."""
        print(f"{what:<42}{floor:>12}{ours:>12}  {bar}", flush=True)


def starts(command: list[str], size: tuple[int, int], runs: int) -> dict[str, float]:
    """Times in milliseconds and bytes of some starts; medians."""
    found: list[tuple[float, float, float]] = []
    for _ in range(runs + 1):
        wire = Wire(command, size)
        ready = wire.until(shown(command))
        wire.rest(0.3)
        found.append(((wire.first_paint or 0) * 1000, ready * 1000, wire.size))
        wire.end()
    paint, ready, came = (middle(column) for column in zip(*found[1:], strict=True))
    return {"paint": paint, "ready": ready, "bytes": came}


def keys(
    command: list[str], size: tuple[int, int], before: list[bytes], pressed: list[bytes]
) -> tuple[list[float], list[int], float]:
    """Milliseconds to the first byte, and bytes, of each key that changed something; memory."""
    wire = Wire(command, size)
    wire.until(shown(command))
    wire.rest(0.5)
    for key in before:
        wire.press(key)
    answers = [wire.press(key) for key in pressed]
    memory = wire.memory
    wire.end()
    changed = [answer for answer in answers if answer.first is not None]
    return [1000 * (a.first or 0) for a in changed], [a.size for a in changed], memory


def held(command: list[str], size: tuple[int, int], before: list[bytes]) -> float:
    """Milliseconds that the screen lags behind a key held down over a slow line."""
    wire = Wire(command, size, SLOW)
    wire.until(shown(command))
    wire.rest(0.8)
    for key in before:
        wire.press(key)
    lag = wire.hold(DOWN) * 1000
    wire.end()
    return lag


def idle(command: list[str], size: tuple[int, int]) -> int:
    """Bytes that come in three seconds in which nobody does anything."""
    wire = Wire(command, size)
    wire.until(shown(command))
    wire.rest(1.0)
    before = wire.size
    wire.rest(3.0, 3.0)
    came = wire.size - before
    wire.end()
    return came


def measure(database: Path, size: tuple[int, int], runs: int) -> None:
    """Measure and print."""
    ours = [*APP, str(database)]
    report = Report()
    floor_start, start = starts(FLOOR, size, runs), starts(ours, size, runs)
    report.row("first paint, ms", f"{floor_start['paint']:.0f}", f"{start['paint']:.0f}", "40")
    ratio = start["ready"] / floor_start["ready"]
    report.row(
        "ready, ms",
        f"{floor_start['ready']:.0f}",
        f"{start['ready']:.0f}",
        f"1.25 x floor (here {ratio:.2f})",
    )
    report.row("bytes at start", f"{floor_start['bytes']:.0f}", f"{start['bytes']:.0f}", "7000")
    floor_typed = keys(FLOOR, size, [], TYPED)
    typed = keys(ours, size, [], TYPED)
    row_of_keys(report, "typed key", floor_typed, typed, "1000 / 2500")
    floor_moved = keys(FLOOR, size, [LIST], [DOWN] * 24)
    for view in ("organisations", "timeline"):
        moved = keys([*ours, "--view", view], size, [], [DOWN] * 24)
        row_of_keys(report, f"move, {view}", floor_moved, moved, "300 (with the pane: 1200)")
    floor_paged = keys(FLOOR, size, [LIST], [PAGE] * 6)
    for view, opened in (("organisations", []), ("timeline", []), ("documents", [b"\r"])):
        paged = keys([*ours, "--view", view], size, opened, [PAGE] * 4)
        row_of_keys(report, f"page, {view}", floor_paged, paged, "1500")
    report.row(
        "key held, 150 ms, 256 kbit/s: lag, ms",
        f"{held(FLOOR, size, [LIST]):.0f}",
        f"{held([*ours, '--view', 'timeline'], size, []):.0f}",
        "300",
    )
    report.row("idle for 3 s, bytes", f"{idle(FLOOR, size)}", f"{idle(ours, size)}", "0")
    report.row("memory, MiB", f"{floor_typed[2]:.1f}", f"{typed[2]:.1f}", "1.6 x floor")


def row_of_keys(
    report: Report,
    what: str,
    floor: tuple[list[float], list[int], float],
    ours: tuple[list[float], list[int], float],
    bar: str,
) -> None:
    """Bytes and the time to the first of them, median and 95th percentile."""
    if not ours[1] or not floor[1]:
        report.row(f"{what}: nothing changed", "", "")
        return
    told = [f"{middle(sizes):.0f} / {most(sizes):.0f}" for _, sizes, _ in (floor, ours)]
    report.row(f"{what}, bytes p50 / p95", *told, bar)
    told = [f"{middle(times):.1f} / {most(times):.1f}" for times, _, _ in (floor, ours)]
    report.row(f"{what}, first byte, ms", *told, "1.2 / 1.5 x floor")


def main() -> None:
    """Read the arguments, make the database where none is given, measure."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--database", type=Path, help="else the embedded documents")
    reader.add_argument("--runs", type=int, default=5, help="starts; medians are printed")
    reader.add_argument("--size", default="80x24", help="columns x rows")
    given = reader.parse_args()
    columns, rows = (int(part) for part in given.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        database = given.database
        if database is None:
            from lacsec.importer.default import build_default  # noqa: PLC0415

            database = Path(folder, "default.db")
            build_default(database)
        measure(database, (columns, rows), given.runs)


if __name__ == "__main__":
    main()

"""Measures search: `python tests/benchmarks/search --size S M --runs 3`.

Generates databases of three sizes (500, 20 000 and 200 000 entities; 2 000, 200 000 and 2 million
passages) in a temporary folder, or in `--folder`, where they are found again. Times our finders
beside public ones in the same run, and counts how often the thing meant is found: on fresh
misspelt names, and on labelled queries over the embedded corpus. A size L takes some ten minutes
and 4 GB of disk to make.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cancelling
import generate
import namequeries
import peers
import quality
import startup
from timing import keystrokes, latency, side_by_side

from lacsec.db.search import Engine, index
from lacsec.db.search.query import parse

ROOT = Path(__file__).parents[3]
CORPUS = ROOT / "import" / "corpus"
_SENTENCES = (
    "cocaine seized in the port",
    "police training for border security",
    "joint action of states",
    "the agreement between countries",
    '"maritime security"',
    "organised crime networks",
)


def main() -> None:
    """Read the arguments, measure, print."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--size", nargs="*", choices=list(generate.SIZES), default=["S"])
    reader.add_argument("--runs", type=int, default=3, help="timed runs; medians are printed")
    reader.add_argument("--seed", type=int, default=11, help="of the misspelt names")
    reader.add_argument("--folder", type=Path, help="where databases are made and found again")
    reader.add_argument("--times-only", action="store_true", help="leave the labelled queries out")
    reader.add_argument("--misses", action="store_true", help="list what was not found first")
    given = reader.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        if not given.times_only:
            print_quality(Path(scratch), given.misses)
        for name in given.size:
            measure_size(generate.SIZES[name], folder, given.runs, given.seed)


def print_quality(folder: Path, misses: bool) -> None:
    """Labelled queries over the embedded corpus, as the importer reads it."""
    from lacsec.importer.run import import_paths  # noqa: PLC0415 (not where only times are wanted)

    database = folder / "corpus.db"
    with contextlib.redirect_stderr(io.StringIO()):
        import_paths([CORPUS], database)
    connection = sqlite3.connect(database)
    engine = Engine(connection)
    tallies = quality.measure(quality.load(), lambda query: engine.search(query, 10).hits)
    print(f"{'labelled queries':16} {'n':>4} {'first':>6} {'in 3':>6} {'in 10':>6}")
    total = quality.Tally()
    for kind, tally in tallies.items():
        _print_tally(kind, tally)
        if kind != "absent":
            total.queries += tally.queries
            total.first += tally.first
            total.three += tally.three
            total.ten += tally.ten
    _print_tally("all that is there", total)
    for kind, tally in tallies.items() if misses else ():
        for miss in tally.misses:
            print("   ", kind, *miss)
    connection.close()


def _print_tally(kind: str, tally: quality.Tally) -> None:
    n = tally.queries
    print(f"{kind:16} {n:4} {tally.first / n:6.3f} {tally.three / n:6.3f} {tally.ten / n:6.3f}")


def measure_size(size: generate.Size, folder: Path, runs: int, seed: int) -> None:
    """All figures of one size."""
    print(f"\n== size {size.name}: {size.entities} entities, {size.passages} passages")
    database = folder / f"search-{size.name}.db"
    if not database.exists():
        _make(database, size)
    connection = _opened(database)
    _print_space(connection, database)
    queries = namequeries.make(str(database), seed)
    engine = Engine(connection)
    _print_names(engine, connection, queries, folder, runs)
    _print_typing(engine, connection, queries, size.keys, runs)
    stops = cancelling.measure(database, [*_SENTENCES, "e", "the", "co"])
    print(f"cancelled searches ({len(stops)}), ms: {latency(stops)}" if stops else "none cancelled")
    ours, textual, bare = startup.measure(database, queries[0].text)
    print(
        f"start to first answer {ours:.0f} ms, import textual.app {textual:.0f} ms,"
        f" bare Python {bare:.0f} ms: {ours / textual:.2f} of Textual's"
    )
    connection.close()


def _opened(database: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, check_same_thread=False)
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA mmap_size = 2000000000")
    return connection


def _make(database: Path, size: generate.Size) -> None:
    draft = database.with_suffix(".making")
    draft.unlink(missing_ok=True)
    started = time.perf_counter()
    generate.generate(draft, size)
    made = time.perf_counter()
    connection = sqlite3.connect(draft)
    connection.execute("PRAGMA journal_mode = off")
    connection.execute("PRAGMA synchronous = off")
    index.build(connection)
    connection.commit()
    connection.close()
    draft.rename(database)
    print(f"made in {made - started:.1f} s, indexed in {time.perf_counter() - made:.1f} s")


def _print_space(connection: sqlite3.Connection, database: Path) -> None:
    text = connection.execute("SELECT sum(length(text)) FROM passage").fetchone()[0]
    pages = (
        dict(
            connection.execute(
                "SELECT name LIKE 'search%', sum(pgsize) FROM dbstat GROUP BY 1"
            ).fetchall()
        )
        if _has_dbstat(connection)
        else {}
    )
    if pages:
        print(f"index ÷ text: {pages.get(1, 0) / text:.2f} ({text / 1e6:.1f} MB of text)")
    else:
        print(f"file ÷ text: {database.stat().st_size / text:.2f}")


def _has_dbstat(connection: sqlite3.Connection) -> bool:
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    return "ENABLE_DBSTAT_VTAB" in options


def _print_names(
    engine: Engine,
    connection: sqlite3.Connection,
    queries: list[namequeries.Query],
    folder: Path,
    runs: int,
) -> None:
    """Recall on misspelt names and time, ours and others'."""
    rows = connection.execute("SELECT entity_id, value FROM name ORDER BY number").fetchall()
    names_of: dict[str, list[str]] = {}
    owner: dict[str, str] = {}
    for entity, value in rows:
        names_of.setdefault(entity, []).append(value)
        owner.setdefault(value, entity)
    listed = list(owner)
    finders: dict[str, Callable[[str], list[str]]] = {
        "lacsec names": lambda query: [name.entity_id for name in engine.names(query, 10)]
    }
    filtering = peers.fzf(listed, folder)
    if filtering:
        finders["fzf --filter"] = filtering
    finders["rapidfuzz ratio"] = peers.extract(listed)
    if len(listed) < 100_000:
        finders["rapidfuzz WRatio"] = peers.weighted(listed)
    few = random.Random(3).sample(queries, min(len(queries), max(30, 3_000_000 // len(listed))))
    texts = [query.text for query in few]
    times = side_by_side(finders, texts, runs, lambda: _forget(engine))
    ours = times["lacsec names"].p95
    print(f"{'names':20} {'p50':>8} {'p95':>8} {'worst':>8} {'ours÷':>6} {'r@1':>6} {'r@10':>6}")
    for name, found in times.items():
        first, ten = _recall(
            finders[name], few if name != "lacsec names" else queries, names_of, owner
        )
        print(f"{name:20} {found} {ours / found.p95:6.3f} {first:6.3f} {ten:6.3f}")


def _forget(engine: Engine) -> None:
    """Empty the caches of words, as though the queries had not been asked before."""
    names, words = engine._names.index, engine._words
    for cache in (names.grouper.group, names.words.near, words.alternatives, words.vocabulary.near):
        cache.cache_clear()


def _recall(
    find: Callable[[str], list[str]],
    queries: list[namequeries.Query],
    names_of: dict[str, list[str]],
    owner: dict[str, str],
) -> tuple[float, float]:
    first = ten = 0
    for query in queries:
        found = [owner.get(item, item) for item in find(query.text)]
        found = list(dict.fromkeys(found))[:10]
        right = [
            entity == query.entity or namequeries.fits(query, names_of[entity]) for entity in found
        ]
        first += bool(right and right[0])
        ten += any(right)
    return first / len(queries), ten / len(queries)


def _print_typing(
    engine: Engine,
    connection: sqlite3.Connection,
    queries: list[namequeries.Query],
    keys: int,
    runs: int,
) -> None:
    """Times a key: the whole answer, names, passages, and FTS5's own ranking."""
    some = [query.text for query in random.Random(5).sample(queries, 24)]
    typed = keystrokes([*some, *_SENTENCES])
    if keys < len(typed):
        typed = ["e", *random.Random(6).sample(typed, keys - 1)]
    passages = engine._passages
    finders: dict[str, Callable[[str], object]] = {
        "whole answer": engine.search,
        "names": lambda query: engine.names(query, 20),
        "passages": lambda query: passages.find(parse(query)),
        "FTS5 order by rank": peers.ranked(connection),
    }
    times = side_by_side(finders, typed, runs, lambda: _forget(engine))
    print(f"{f'a key ({len(typed)})':20} {'p50':>8} {'p95':>8} {'worst':>8}")
    for name, found in times.items():
        print(f"{name:20} {found}")
    share = times["passages"].p95 / times["FTS5 order by rank"].p95
    print(f"passages p95 ÷ FTS5 order by rank p95: {share:.3f}")


if __name__ == "__main__":
    main()

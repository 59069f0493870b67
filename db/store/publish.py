"""From a draft to a file: everything sorted, numbered, counted, indexed, checked, put in place."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path

from lacsec.db.errors import DamagedDatabase
from lacsec.db.model import Disagreement, Problem, SourceFile
from lacsec.db.store import changes, files, write_facts, write_names, write_overviews, write_sources
from lacsec.db.store.disputes import standing
from lacsec.db.store.merge import Merge


@dataclass(frozen=True, slots=True)
class Publication:
    """What `publish` needs: the draft's connection, its merged facts, and where the file goes."""

    connection: sqlite3.Connection
    file: Path
    target: Path
    merge: Merge
    disagreements: tuple[Disagreement, ...]
    problems: tuple[Problem, ...]
    files: Mapping[str, tuple[SourceFile, str]]
    notes: Mapping[str, str]
    has_base: bool
    started: datetime
    now: Callable[[], datetime]
    progress: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What an import did to the file. `withdrawn` and the like count facts, not documents."""

    run_id: int
    documents_added: int
    documents_changed: int
    documents_unchanged: int
    documents_removed: int
    problems: int
    facts_added: int
    facts_changed: int
    facts_withdrawn: int
    contradicted: int


def publish(job: Publication) -> RunSummary:
    """Write the tables of the file, finish it, and rename it onto its target."""
    connection = job.connection
    job.progress("Writing documents")
    write_sources.write(connection, job.files)
    job.progress("Writing names")
    disputes = standing(connection, job.disagreements)
    kept = write_names.write(connection, job.merge, disputes)
    job.progress("Writing facts")
    write_facts.write(connection, job.merge, disputes, kept)
    write_overviews.write(connection)
    write_names.count(connection)
    write_sources.count(connection)
    job.progress("Noting what changed")
    summary = _write_run(job)
    connection.commit()
    if job.has_base:
        connection.execute("DETACH base")
    job.progress("Building the search index")
    _build_search_index(connection)
    connection.commit()
    job.progress("Checking and packing the file")
    _finish(connection, job.target)
    connection.close()
    files.put_in_place(job.file, job.target)
    return summary


def _write_run(job: Publication) -> RunSummary:
    connection = job.connection
    if job.has_base:
        for table in ("import_run", "import_problem", "change_log"):
            connection.execute(f"INSERT INTO main.{table} SELECT * FROM base.{table}")
    row = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM main.import_run").fetchone()
    run_id = int(row[0])
    documents = changes.compare_documents(connection, has_base=job.has_base)
    ended = job.now()
    connection.execute(
        "INSERT INTO import_run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(run_id, _iso(job.started), _iso(ended), tool_version()),
            *(len(documents.added), len(documents.changed), documents.unchanged),
            *(len(documents.removed), len(job.problems)),
        ),
    )
    connection.executemany(
        "INSERT INTO import_problem VALUES (?, ?, ?, ?, ?)",
        [(run_id, n, p.path, p.stage, p.message) for n, p in enumerate(job.problems)],
    )
    counts = changes.write_log(connection, run_id, documents, has_base=job.has_base)
    notes = {**job.notes, "built_at": _iso(ended), "tool_version": tool_version()}
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(notes.items()))
    return RunSummary(
        run_id,
        len(documents.added),
        len(documents.changed),
        documents.unchanged,
        len(documents.removed),
        len(job.problems),
        counts["added"],
        counts["changed"],
        counts["withdrawn"],
        counts["contradicted"],
    )


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def tool_version() -> str:
    """The version of lacsec, for the record of a run."""
    try:
        return metadata.version("lacsec")
    except metadata.PackageNotFoundError:
        return "unknown"


def _build_search_index(connection: sqlite3.Connection) -> None:
    from lacsec.db.search import index  # noqa: PLC0415 (only a publication needs it)

    index.build(connection)


def _finish(connection: sqlite3.Connection, target: Path) -> None:
    broken = connection.execute("PRAGMA main.foreign_key_check").fetchone()
    if broken is not None:
        raise DamagedDatabase(
            f"{target} was not replaced: a row of {broken[0]} refers to nothing in {broken[2]}.",
            "This is a fault of lacsec; the earlier file is unchanged.",
        )
    connection.execute("ANALYZE main")
    connection.commit()
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("VACUUM main")

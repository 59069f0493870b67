"""A draft of the database: takes documents in and out, then takes the file's place in one step."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from lacsec.db.errors import CannotWrite, LacsecError, explain
from lacsec.db.model import (
    Disagreement,
    Document,
    DocumentFacts,
    Entity,
    Event,
    Figure,
    Problem,
    Relation,
    SourceFile,
    Spelling,
)
from lacsec.db.store import files, staging
from lacsec.db.store.base import find_base
from lacsec.db.store.disputes import stored_disagreements
from lacsec.db.store.lock import import_lock
from lacsec.db.store.mend import mend
from lacsec.db.store.merge import Merge, without_collection
from lacsec.db.store.publish import Publication, RunSummary, publish
from lacsec.db.store.readings import decode

_Clock = Callable[[], datetime]


class Draft:
    """Everything an import changes, in a temporary file beside `target`; nothing before `publish`.

    It starts with what `target` holds, or from nothing with `fresh` (the history of imports is
    kept all the same). Use it as a context manager, in one thread:

        with Draft(path) as draft:
            draft.add(facts, [file])
            draft.publish()

    Without `publish`, or when an exception leaves the block, `target` stays as it was. Raises
    DatabaseBusy where another draft of the same file is open, CannotWrite where the folder does
    not take a file, and the errors of `lacsec.db.connection` where `target` is not a database.
    """

    def __init__(
        self, target: str | os.PathLike[str], *, fresh: bool = False, now: _Clock | None = None
    ) -> None:
        self.target = Path(target).resolve()
        self._fresh = fresh
        self._now = now or (lambda: datetime.now(UTC))
        self._exit = contextlib.ExitStack()
        self._merge: Merge | None = None
        self._disagreements: tuple[Disagreement, ...] | None = None
        self._problems: list[Problem] = []
        self._notes: dict[str, str] = {}
        self._held: dict[str, tuple[SourceFile, str]] = {}

    # ------------------------------------------------------------------ its life

    def __enter__(self) -> Self:
        self._started = self._now()
        with self._exit:
            files.make_folder(self.target.parent)
            self._exit.enter_context(import_lock(self.target))
            files.remove_leftovers(self.target)
            self._file = files.draft_path(self.target)
            scratch = files.scratch_path(self.target)
            self._exit.callback(files.remove, self._file, scratch)
            base = find_base(self.target, scratch, fresh=self._fresh)
            self._connection = self._exit.enter_context(_opened(self._file, base.path))
            self._has_base = base.path is not None
            staging.create(self._connection, with_base=self._has_base and not self._fresh)
            if self._has_base:
                rows = self._connection.execute("SELECT key, value FROM base.meta")
                self._notes = dict(rows.fetchall())
            if self._has_base and not self._fresh:
                self._held = staging.base_files(self._connection)
            self._exit = self._exit.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._exit.close()
        if isinstance(error, sqlite3.Error):
            raise explain(error, self.target) from error

    # ------------------------------------------------------------------ changes

    def add(
        self, facts: DocumentFacts, source_files: Iterable[SourceFile] = ()
    ) -> tuple[Problem, ...]:
        """Take a document in, in place of one with the same id; its other files stay known.

        What breaks the contract of the records is left out and told in the problems returned;
        they, and those in `facts`, become problems of the run. Raises InvalidRecord where the
        document as a whole cannot be stored.
        """
        mended = mend(facts)
        staging.stage(self._connection, mended)
        for file in source_files:
            self.hold_file(mended.document.id, file)
        self._problems.extend(mended.problems)
        self._merge = None
        return mended.problems[len(facts.problems) :]

    def remove(self, document_id: str) -> None:
        """Leave a document out, with all that only it says."""
        staging.drop(self._connection, document_id)
        self._held = {p: held for p, held in self._held.items() if held[1] != document_id}
        self._merge = None

    def hold_file(self, document_id: str, file: SourceFile) -> None:
        """Remember that a file (new, moved or touched) holds a document already in the draft."""
        self._held[file.path] = file, document_id

    def forget_file(self, path: str) -> None:
        """Forget a path; its document stays."""
        self._held.pop(path, None)

    def set_duplicate(self, document_id: str, of: str | None) -> None:
        """Say of which other document this one is a near copy, or that it is of none."""
        if of is None or of == document_id:
            self._connection.execute(
                "DELETE FROM temp.duplicate WHERE document_id = ?", (document_id,)
            )
        else:
            self._connection.execute(
                "INSERT OR REPLACE INTO temp.duplicate VALUES (?, ?)", (document_id, of)
            )

    def set_disagreements(self, disagreements: Sequence[Disagreement]) -> None:
        """Give all disagreements of the published file (else those of the earlier file stay)."""
        self._disagreements = tuple(disagreements)

    def problem(self, problem: Problem) -> None:
        """Note something that could not be read."""
        self._problems.append(problem)

    def note(self, key: str, value: str) -> None:
        """Keep a word for the next import in the table `meta` (such as the reader's version)."""
        self._notes[key] = value

    # ------------------------------------------------------------------ reads

    def notes(self) -> Mapping[str, str]:
        """What `note` kept, in this import or an earlier one."""
        return dict(self._notes)

    def documents(self) -> tuple[tuple[Document, str | None], ...]:
        """Every document with the id of the one it is a near copy of, sorted by id."""
        rows = self._connection.execute(
            "SELECT id, file, title, publisher, authors, issued, language, url, licence, sha256,"
            " media_type, (SELECT original FROM temp.duplicate WHERE document_id = id)"
            " FROM temp.kept_document ORDER BY id"
        )
        return tuple((files.document_of(row[:-1]), row[-1]) for row in rows)

    def files(self) -> Mapping[str, tuple[SourceFile, str]]:
        """By path: the file as it was when last read, and the id of the document it holds."""
        return MappingProxyType(self._held)

    def text(self, document_id: str) -> str | None:
        """The stored text of a document in the draft."""
        row = self._connection.execute(
            "SELECT text FROM temp.kept_document_text WHERE document_id = ?", (document_id,)
        ).fetchone()
        return None if row is None else str(row[0])

    def sketches(self) -> dict[str, tuple[int, ...]]:
        """By document id: its sketch, as numbers of 64 bits without sign, sorted."""
        return dict(staging.sketches(self._connection))

    def spellings(self) -> tuple[Spelling, ...]:
        """How each document writes each entity, sorted by entity, spelling and document."""
        return tuple(staging.spellings(self._connection))

    def entities(self) -> tuple[Entity, ...]:
        """Every entity of every document, merged, sorted by id."""
        return self._merged().entities()

    def relations(self) -> tuple[Relation, ...]:
        """Every relation with all its evidence, sorted by id."""
        return tuple(m.fact for m in self._merged().relations())

    def events(self) -> tuple[Event, ...]:
        """Every event with all its evidence, sorted by id."""
        return tuple(m.fact for m in self._merged().events())

    def figures(self) -> tuple[Figure, ...]:
        """Every figure with all its evidence, sorted by id."""
        return tuple(m.fact for m in self._merged().figures())

    def _merged(self) -> Merge:
        if self._merge is None:
            merge = Merge()
            rows = self._connection.execute(
                "SELECT r.document_id, r.record, t.text FROM temp.kept_document_reading r"
                " JOIN temp.kept_document_text t ON t.document_id = r.document_id"
            )
            with without_collection():
                for document_id, record, text in rows:
                    merge.add(decode(document_id, record, text))
                merge.finish()
            self._merge = merge
        return self._merge

    # ------------------------------------------------------------------ the end

    def publish(self, progress: Callable[[str], None] | None = None) -> RunSummary:
        """Write everything into a whole new file and put it in the place of `target`.

        `progress` is told in a few words what is being done. On any exception the earlier file
        is untouched.
        """
        disagreements = self._disagreements
        if disagreements is None:
            disagreements = (
                stored_disagreements(self._connection, "base")
                if self._has_base and not self._fresh
                else ()
            )
        try:
            return publish(
                Publication(
                    connection=self._connection,
                    file=self._file,
                    target=self.target,
                    merge=self._merged(),
                    disagreements=disagreements,
                    problems=tuple(dict.fromkeys(self._problems)),
                    files=self._held,
                    notes=self._notes,
                    has_base=self._has_base,
                    started=self._started,
                    now=self._now,
                    progress=progress or (lambda _: None),
                )
            )
        except LacsecError:
            raise
        except OSError as error:
            raise CannotWrite(
                f"{self.target} could not be written ({error.strerror}).",
                "The earlier file is unchanged. Free some space or choose another place.",
            ) from error


@contextlib.contextmanager
def _opened(file: Path, base: Path | None) -> Iterator[sqlite3.Connection]:
    from lacsec.db.schema.migrations import migrate  # noqa: PLC0415 (slow to import)

    connection = sqlite3.connect(f"file:{files.as_uri(file)}", uri=True)
    try:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")  # synced once, at the end
        connection.execute("PRAGMA cache_size = -65536")
        migrate(connection)
        if base is not None:
            connection.execute("ATTACH ? AS base", (f"file:{files.as_uri(base)}?mode=ro",))
        yield connection
    finally:
        connection.close()

"""From files and folders to a published database: what is new is read, what is known is kept."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lacsec.db.errors import InvalidRecord, LacsecError
from lacsec.db.identity import document_id
from lacsec.db.model import Problem, SourceFile
from lacsec.db.store.draft import Draft
from lacsec.importer.compare.disagreements import find_disagreements
from lacsec.importer.compare.duplicates import find_duplicates
from lacsec.importer.document import READER_VERSION, read_document
from lacsec.importer.readers.blocks import UnreadableError
from lacsec.importer.readers.kind import ENDINGS

Progress = Callable[[int, int, str], None]
_LARGEST = 64 * 1024 * 1024  # bytes of one file


class NothingToReadError(LacsecError):
    """The paths hold no file that the importer reads."""


@dataclass(slots=True)
class ImportSummary:
    """What an import did: paths, in the order in which they were met."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)


def import_paths(
    paths: Iterable[Path], database: Path, *, force: bool = False, progress: Progress | None = None
) -> ImportSummary:
    """Read files and folders into a database; nothing of it is lost when anything fails.

    Raises `NothingToReadError` where there is nothing to read, and what `Draft` raises.
    """
    summary = ImportSummary()
    found = list(find_files(paths, summary))
    if not found and not summary.skipped:
        given = ", ".join(str(path) for path in paths) or "The folder"
        raise NothingToReadError(
            f"{given} holds no document to read.",
            f"Give a folder or files that end in {', '.join(sorted(ENDINGS))}.",
        )
    with Draft(database) as draft:
        stale = force or draft.notes().get("reader") != READER_VERSION
        for number, path in enumerate(found, 1):
            if progress is not None:
                progress(number, len(found), path.name)
            _import_file(draft, path, summary, stale=stale)
        draft.note("reader", READER_VERSION)
        if not draft.documents():
            return summary
        compare(draft, summary)
        for problem in summary.problems:
            draft.problem(problem)
        draft.publish()
    return summary


def find_files(paths: Iterable[Path], summary: ImportSummary) -> Iterator[Path]:
    """The readable files below the paths, sorted; what is left out is told in the summary."""
    for given in paths:
        if given.is_dir():
            for folder, subfolders, names in os.walk(given):
                subfolders[:] = sorted(n for n in subfolders if not n.startswith("."))
                for name in sorted(names):
                    path = Path(folder, name)
                    if name.startswith(".") or path.suffix.lower() not in ENDINGS:
                        continue
                    if path.is_file() and not path.is_symlink():
                        yield path
        elif given.is_file():
            yield given
        else:
            summary.skipped.append((str(given), "there is no such file or folder"))


def _import_file(draft: Draft, path: Path, summary: ImportSummary, *, stale: bool) -> None:
    name = str(path)
    try:
        status = path.stat()
        if status.st_size > _LARGEST:
            summary.skipped.append((name, f"it is larger than {_LARGEST // 2**20} MB"))
            return
        data = path.read_bytes()
        if not data.strip():
            summary.skipped.append((name, "it is empty"))
            return
        digest = hashlib.sha256(data).hexdigest()
        file = SourceFile(str(path.resolve()), digest, status.st_size, status.st_mtime_ns)
        _take(draft, file, data, summary, stale=stale)
    except UnreadableError as error:
        summary.skipped.append((name, str(error)))
    except InvalidRecord as error:
        summary.skipped.append((name, str(error)))
    except OSError as error:
        summary.skipped.append((name, (error.strerror or "it could not be read").lower()))


def _take(
    draft: Draft, file: SourceFile, data: bytes, summary: ImportSummary, *, stale: bool
) -> None:
    known = draft.files()
    before = known.get(file.path)
    identifier = document_id(file.sha256)
    held = {owner for _, owner in known.values()}
    if identifier in held and not stale:
        draft.hold_file(identifier, file)
        summary.unchanged.append(file.path)
        return
    facts = read_document(data, file.path)
    draft.add(facts, [file])
    summary.problems.extend(facts.problems)
    if before is not None and before[1] != identifier:
        _release(draft, before[1])
    (summary.changed if before is not None else summary.added).append(file.path)


def _release(draft: Draft, identifier: str) -> None:
    """Leave a document out once no file holds it any more."""
    if all(owner != identifier for _, owner in draft.files().values()):
        draft.remove(identifier)


def compare(draft: Draft, summary: ImportSummary) -> None:
    """The steps that need all documents at once: near copies, then disagreements."""
    documents = {document.id: document for document, _ in draft.documents()}
    copies = find_duplicates(documents, draft.sketches())
    for identifier in documents:
        draft.set_duplicate(identifier, copies.get(identifier))
    summary.duplicates = [
        (documents[copy].file, documents[original].file) for copy, original in copies.items()
    ]
    draft.set_disagreements(
        find_disagreements(
            draft.entities(),
            draft.relations(),
            draft.events(),
            draft.figures(),
            draft.spellings(),
            tuple(documents.values()),
        )
    )

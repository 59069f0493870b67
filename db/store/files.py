"""The files around a draft: where it is written, how it takes the place of the earlier one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lacsec.db.errors import CannotWrite
from lacsec.db.model import AUTHOR_JOINT, Document

_DRAFT, _SCRATCH = "draft", "old"
_SIDE_FILES = ("", "-journal", "-wal", "-shm")


def make_folder(folder: Path) -> None:
    """Make the folder of the database where there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"The folder {folder} cannot be made ({error.strerror}).",
            "Choose another place with --db.",
        ) from error


def draft_path(target: Path) -> Path:
    """Where the new file is built: beside the old one, so that one rename replaces it."""
    return target.with_name(f".{target.name}.{_DRAFT}")


def scratch_path(target: Path) -> Path:
    """Where a copy of an older file is brought up to date."""
    return target.with_name(f".{target.name}.{_SCRATCH}")


def remove(*paths: Path) -> None:
    """Remove files with what SQLite may have left beside them."""
    for path in paths:
        for side in _SIDE_FILES:
            path.with_name(path.name + side).unlink(missing_ok=True)


def remove_leftovers(target: Path) -> None:
    """Clear what an import that was killed left behind (only with the lock held)."""
    remove(draft_path(target), scratch_path(target))


def put_in_place(file: Path, target: Path) -> None:
    """Make `file` the `target` in one step that a crash cannot halve, with its permissions."""
    if target.exists():
        file.chmod(target.stat().st_mode & 0o777)
    _sync(file)
    file.replace(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def as_uri(path: Path) -> str:
    """A path as SQLite wants it in a URI."""
    return quote(str(path.absolute()))


def document_of(row: tuple[Any, ...]) -> Document:
    """A document from its columns as `Draft.documents` selects them."""
    file_id, file, title, publisher, authors, issued, language, url, licence, sha256, media = row
    return Document(
        file_id,
        file,
        title,
        publisher,
        issued,
        language,
        url,
        sha256,
        media,
        tuple(authors.split(AUTHOR_JOINT)) if authors else (),
        licence,
    )

"""The database of a fresh machine: the embedded corpus, read like any other folder."""

from __future__ import annotations

from importlib.resources import as_file
from pathlib import Path

from lacsec.importer.data import package_files
from lacsec.importer.run import ImportSummary, Progress, import_paths


def build_default(database: Path, progress: Progress | None = None) -> ImportSummary:
    """Read the embedded corpus into `database`."""
    with as_file(package_files() / "corpus") as folder:
        return import_paths([folder], database, progress=progress)

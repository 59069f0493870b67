"""Every view as plain text on standard output: for screen readers, pipes and paper."""

from __future__ import annotations

from pathlib import Path


def run(database: Path, *, view: str | None, opened: str | None) -> int:
    """Print a view, or what was asked for."""
    raise NotImplementedError

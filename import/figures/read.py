"""Figures: each quantity with its subject, metric, basis and date."""

from __future__ import annotations

from lacsec.db.model import Figure
from lacsec.importer.reading import ReadDocument


def find_figures(read: ReadDocument) -> tuple[Figure, ...]:
    """All figures of a document, in the order of the text."""
    return ()

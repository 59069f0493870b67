"""Events: each date with the clause that says what happened."""

from __future__ import annotations

from lacsec.db.model import Event
from lacsec.importer.reading import ReadDocument


def find_events(read: ReadDocument) -> tuple[Event, ...]:
    """All events of a document, in the order of the text."""
    return ()

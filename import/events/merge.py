"""Events told more than once: one record with all its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lacsec.db.identity import event_id
from lacsec.db.model import Event


def merged(events: Iterable[Event]) -> tuple[Event, ...]:
    """One event an identity, in the order of the first telling; the fullest title is kept."""
    found: dict[str, Event] = {}
    for event in events:
        key = event_id(event)
        first = found.get(key)
        if first is None:
            found[key] = event
            continue
        evidence = tuple(dict.fromkeys((*first.evidence, *event.evidence)))
        found[key] = replace(first, evidence=evidence)
    return tuple(found.values())

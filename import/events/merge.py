"""Events told more than once: one record with all its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lacsec.db.identity import event_id
from lacsec.db.model import Event

_YEAR = 4  # characters of a date that is a year
_NAMED = "event:name"


def merged(events: Iterable[Event]) -> tuple[Event, ...]:
    """One event an identity, in the order of the first telling; the first title is kept.

    A name with its year ("Operation Net 2023") tells again what a more exact date told of it.
    """
    found: dict[str, Event] = {}
    for event in events:
        key = event_id(event)
        first = found.get(key)
        found[key] = event if first is None else _with_evidence(first, event)
    kept = {key: event for key, event in found.items() if not _only_named(event)}
    for key, event in found.items():
        if key not in kept:
            target = next((k for k, other in kept.items() if _tells(other, event)), None)
            kept[target or key] = _with_evidence(kept[target], event) if target else event
    order = {key: number for number, key in enumerate(found)}
    return tuple(kept[key] for key in sorted(kept, key=order.__getitem__))


def _with_evidence(event: Event, other: Event) -> Event:
    return replace(event, evidence=tuple(dict.fromkeys((*event.evidence, *other.evidence))))


def _only_named(event: Event) -> bool:
    return len(event.date) == _YEAR and all(e.method == _NAMED for e in event.evidence)


def _tells(event: Event, named: Event) -> bool:
    """Whether an event says more exactly when the thing named with its year was."""
    exact = len(event.date) > _YEAR and event.date[:_YEAR] == named.date
    return exact and bool(named.entities) and set(named.entities) <= set(event.entities)

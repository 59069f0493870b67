"""Who takes part in an event: what its clause names, and countries whose authorities act."""

from __future__ import annotations

from lacsec.importer.data import words
from lacsec.importer.events.subject import Told
from lacsec.importer.events.view import Draft, View


def participants(view: View, draft: Draft, told: Told) -> tuple[str, ...]:
    """Entity ids in the order of the text; the resolved subject first."""
    start = min(draft.start, told.start)
    end = max(draft.end, told.end)
    placed = [(n.start, n.entity) for n in view.namings(start, end)]
    placed.extend((n.start, n.entity) for n in _demonyms(view, start, end))
    if told.words is not None and told.entity is None:
        near = view.text(view.sentence.start, view.sentence.end).find(told.words)
        if near >= 0:
            low = view.sentence.start + near
            placed.extend((n.start, n.entity) for n in view.namings(low, low + len(told.words)))
    if not placed and told.entity is None:
        placed = [(n.start, n.entity) for n in view.namings(view.sentence.start, view.sentence.end)]
    first = [told.entity] if told.entity else []
    return tuple(dict.fromkeys([*first, *(entity for _, entity in sorted(placed))]))


def _demonyms(view: View, start: int, end: int) -> list:  # type: ignore[type-arg]
    actors = set(words("events", "actors", "all"))
    found = []
    for naming in view.read.names.demonyms:
        if start <= naming.start < end:
            index = view.scan.index(naming.end)
            near = [w.text for w in view.scan.words[max(0, index - 3) : index + 2]]
            if any(text in actors for text in near):
                found.append(naming)
    return found

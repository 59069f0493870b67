"""Who takes part in an event: what its clause names, and countries whose authorities act."""

from __future__ import annotations

from functools import cache

from lacsec.importer.data import words
from lacsec.importer.events.view import Draft, Told, View
from lacsec.importer.names.found import Naming

_NEAR = 3  # words from a demonym to who acts


def participants(view: View, draft: Draft, told: Told) -> tuple[str, ...]:
    """Entity ids in the order of the text; the resolved subject first."""
    level = view.scan.aside(draft.hit.start if draft.hit else draft.dated.start)
    spans = [span for span in (told.subject, told.predicate, (draft.start, draft.end)) if span]
    placed: dict[int, str] = {}
    for start, end in spans:
        over = view.read.names.at(start)
        if over is not None:
            placed[over.start] = over.entity
        for naming in (*view.namings(start, end), *_demonyms(view, start, end)):
            aside = view.scan.aside(naming.start)
            if _has_own_date(view, draft, naming):
                continue
            if aside is None or aside == level or aside[1] - aside[0] < 60:
                placed[naming.start] = naming.entity
    first = [told.entity] if told.entity else []
    found = [*first, *(entity for _, entity in sorted(placed.items()))]
    if not found:
        found = [n.entity for n in view.namings(view.sentence.start, view.sentence.end)]
    return tuple(dict.fromkeys(found))


def _has_own_date(view: View, draft: Draft, naming: Naming) -> bool:
    """ "In Colombia (2019), Bolivia (2020)": a name with another date in brackets behind it."""
    pair = next((p for p in view.scan.pairs if 0 <= p[0] - naming.end <= 1), None)
    if pair is None or pair[0] < draft.dated.start < pair[1]:
        return False
    return view.in_date(pair[0] + 1)


@cache
def _actors() -> frozenset[str]:
    return frozenset(words("events", "actors", "all"))


def _demonyms(view: View, start: int, end: int) -> list[Naming]:
    """Countries named by adjective, where it says whose authorities act."""
    found: list[Naming] = []
    for naming in view.read.names.demonyms:
        if not start <= naming.start < end:
            continue
        index = view.scan.index(naming.start)
        near = view.scan.words[max(0, index - _NEAR) : index + _NEAR]
        if any(word.text in _actors() for word in near):
            found.append(naming)
    return found

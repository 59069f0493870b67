"""All known forms found in one pass over a folded text; the longest of those that overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import ahocorasick

from lacsec.importer.names.authority import Form


class Hit(NamedTuple):
    """A form at a place. Several forms of one spelling (two entities share it) come together."""

    start: int
    end: int
    forms: tuple[Form, ...]


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of overlapping hits the longest, of equally long ones the first, in the order of the text.

    Hits of one place become one, with the forms of all.
    """
    joined: dict[tuple[int, int], Hit] = {}
    for hit in hits:
        place = (hit.start, hit.end)
        before = joined.get(place)
        forms = hit.forms if before is None else tuple(dict.fromkeys(before.forms + hit.forms))
        joined[place] = hit if before is None else Hit(*place, forms)
    chosen: list[Hit] = []
    cluster: list[Hit] = []
    edge = -1
    for place in sorted(joined):
        if place[0] >= edge and cluster:
            chosen.extend(_apart(cluster))
            cluster = []
        cluster.append(joined[place])
        edge = max(edge, place[1])
    chosen.extend(_apart(cluster))
    return chosen


def _apart(cluster: list[Hit]) -> list[Hit]:
    if len(cluster) < 2:
        return cluster
    kept: list[Hit] = []
    for hit in sorted(cluster, key=lambda one: (one.start - one.end, one.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


class Matcher:
    """An Aho-Corasick automaton over the folded forms, with word boundaries and case rules."""

    def __init__(self, forms: Iterable[Form]) -> None:
        table: dict[str, list[Form]] = {}
        for form in forms:
            if form.folded:
                table.setdefault(form.folded, []).append(form)
        self._automaton = ahocorasick.Automaton()
        for folded, found in table.items():
            self._automaton.add_word(folded, (len(folded), tuple(found)))
        self._empty = not table
        if table:
            self._automaton.make_automaton()

    def find(self, value: str, folded: str) -> list[Hit]:
        """Hits that do not overlap, in the order of the text: the longest of those that do."""
        return [] if self._empty else longest(self._all(value, folded))

    def _all(self, value: str, folded: str) -> Iterator[Hit]:
        size = len(folded)
        for last, (length, forms) in self._automaton.iter(folded):
            start, end = last - length + 1, last + 1
            if start and folded[start - 1].isalnum() and folded[start].isalnum():
                continue
            if end < size and folded[end].isalnum() and folded[last].isalnum():
                continue
            fitting = tuple(form for form in forms if _case_fits(form, value[start:end]))
            if fitting:
                yield Hit(start, end, fitting)


def _case_fits(form: Form, words: str) -> bool:
    if form.exact is not None:
        return words == form.exact
    if not form.capital:
        return True
    return any(c.isupper() or c.isdigit() for c in words[:1])

"""All known forms found in one pass over a folded text; the longest of those that overlap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import ahocorasick

from lacsec.importer.names.authority import ANCHORS, Form


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
        place = hit[:2]
        before = joined.get(place)
        if before is None:
            joined[place] = hit
        elif before.forms != hit.forms:
            joined[place] = Hit(*place, tuple(dict.fromkeys(before.forms + hit.forms)))
    return _longest([joined[place] for place in sorted(joined)])


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """The same for hits in order, no two of which have the same place."""
    chosen: list[Hit] = []
    cluster: list[Hit] = []
    edge = -1
    for hit in hits:
        if hit.start >= edge:
            chosen.extend(_apart(cluster) if len(cluster) > 1 else cluster)
            cluster = []
        cluster.append(hit)
        edge = max(edge, hit.end)
    chosen.extend(_apart(cluster))
    return chosen


def _apart(cluster: list[Hit]) -> list[Hit]:
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
            capital = all((form.exact or "A")[0].isupper() and _capital(form) for form in found)
            self._automaton.add_word(folded, (len(folded), tuple(found), capital))
        self._empty = not table
        if table:
            self._automaton.make_automaton()

    def find(self, value: str, folded: str) -> list[Hit]:
        """Hits that do not overlap, in the order of the text: the longest of those that do."""
        return [] if self._empty else _longest(sorted(self._all(value, folded)))

    def find_kinds(self, value: str, folded: str) -> dict[str, list[Hit]]:
        """The same for each kind of anchor by itself, and for all names under "name"."""
        found: dict[str, list[Hit]] = {"name": []}
        for hit in sorted(self._all(value, folded)):
            if len(hit.forms) == 1:
                found.setdefault(_anchor(hit.forms[0]), []).append(hit)
                continue
            for kind in dict.fromkeys(map(_anchor, hit.forms)):
                forms = tuple(form for form in hit.forms if _anchor(form) == kind)
                found.setdefault(kind, []).append(Hit(hit.start, hit.end, forms))
        return {kind: _longest(hits) for kind, hits in found.items()}

    def _all(self, value: str, folded: str) -> list[Hit]:
        found: list[Hit] = []
        padded = f"{folded}  "  # so that there is a character behind, and before the first one
        for last, (length, forms, capital) in self._automaton.iter(folded):
            start, end = last - length + 1, last + 1
            if capital and value[start].islower():
                continue
            if padded[start - 1].isalnum() and padded[start].isalnum():
                continue
            if padded[end].isalnum() and padded[last].isalnum():
                continue
            words = value[start:end]
            if len(forms) == 1:
                if _case_fits(forms[0], words):
                    found.append(Hit(start, end, forms))
                continue
            fitting = tuple([form for form in forms if _case_fits(form, words)])
            if fitting:
                found.append(Hit(start, end, fitting))
        return found


def _capital(form: Form) -> bool:
    return form.capital or form.exact is not None


def _anchor(form: Form) -> str:
    return form.kind if form.kind in ANCHORS else "name"


def _case_fits(form: Form, words: str) -> bool:
    if form.exact is not None:
        return words == form.exact
    return not form.capital or words[0].isupper() or words[0].isdigit()

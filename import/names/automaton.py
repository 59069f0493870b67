"""All known forms found in one pass over a folded text; the longest of those that overlap wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from lacsec.importer.names.authority import Form


@dataclass(frozen=True, slots=True)
class Hit:
    """A form at a place. Several forms of one spelling (two entities share it) come together."""

    start: int
    end: int
    forms: tuple[Form, ...]


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
        """Hits that do not overlap, in the order of the text: leftmost first, longest of those."""
        if self._empty:
            return []
        hits = sorted(self._all(value, folded), key=lambda hit: (hit.start, -hit.end))
        chosen: list[Hit] = []
        end = -1
        for hit in hits:
            if hit.start >= end:
                chosen.append(hit)
                end = hit.end
        return chosen

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

"""A sentence with its triggers and the marks between its clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from lacsec.importer.events.cues import Cues, cues
from lacsec.importer.events.triggers import Form, forms
from lacsec.importer.events.words import Word, words_of

_PUNCTUATION = re.compile(r"[;:](?=\s|$)|[–—]|(?<=\s)-(?=\s)|[()\[\]]|,|\.(?=\s)")
_WEIGHT = {";": 90, ":": 25, "(": 30, ")": 30, "[": 30, "]": 30, ",": 5, ".": 120, "-": 40}
_RELATIVE, _COORDINATED = 35, 45
_PAIRED = "()[]"
_LOOK_AHEAD = 9  # words after an "and" in which a verb makes a clause of its own


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger at its place; `first` and `last` are numbers of words, both included."""

    start: int
    end: int
    first: int
    last: int
    form: Form

    @property
    def noun(self) -> bool:
        """Whether the trigger is a noun."""
        return self.form.tense == "noun"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where a clause may end, and how much it parts what stands on its two sides."""

    start: int
    end: int
    sign: str
    weight: int

    @property
    def cuts(self) -> bool:
        """Whether a clause ends here; a comma alone ends none."""
        return self.sign != ","


@dataclass(frozen=True)
class Scan:
    """The words of a sentence, its triggers and its marks, in order."""

    value: str
    start: int
    end: int
    words: list[Word]
    hits: list[Hit]
    marks: list[Mark]
    cues: Cues
    pairs: tuple[tuple[int, int], ...]

    def index(self, offset: int) -> int:
        """The number of the first word that begins at or after an offset."""
        return bisect_left(self.words, offset, key=lambda word: word.start)

    def parted(self, start: int, end: int) -> int:
        """The weight of the marks within [start, end)."""
        return sum(mark.weight for mark in self.marks if start <= mark.start < end)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The clause around a stretch: from the last cut before it to the first behind it.

        What stands in brackets or between two dashes is a clause of its own, and no cut for the
        words around it.
        """
        pair = self._pair(start)
        left, right = (pair[0] + 1, pair[1]) if pair else (self.start, self.end)
        for mark in self.marks:
            if not mark.cuts or self._pair(mark.start) != pair or mark.sign in _PAIRED:
                continue
            if mark.end <= start:
                left = max(left, mark.end)
            elif mark.start >= end:
                right = min(right, mark.start)
        return left, right

    def aside(self, offset: int) -> tuple[int, int] | None:
        """The innermost brackets or pair of dashes around an offset."""
        return self._pair(offset)

    def _pair(self, offset: int) -> tuple[int, int] | None:
        inner = [pair for pair in self.pairs if pair[0] < offset < pair[1]]
        return max(inner) if inner else None

    def within(self, start: int, end: int) -> list[Hit]:
        """The triggers in [start, end)."""
        return [hit for hit in self.hits if start <= hit.start and hit.end <= end]


def scan(value: str, start: int, end: int, language: str) -> Scan:
    """Words, triggers and marks of a sentence."""
    words = words_of(value, start, end)
    found = _hits(words, language)
    small = cues(language)
    marks = [
        Mark(m.start(), m.end(), m[0], _WEIGHT.get(m[0], 40))
        for m in _PUNCTUATION.finditer(value, start, end)
    ]
    marks.extend(_word_marks(words, found, small))
    marks.sort(key=lambda mark: (mark.start, mark.end))
    return Scan(value, start, end, words, found, marks, small, _pairs(marks))


def _pairs(marks: list[Mark]) -> tuple[tuple[int, int], ...]:
    """Brackets that belong together, and dashes two by two."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    dash: int | None = None
    for mark in marks:
        if mark.sign in "([":
            opened.append(mark.start)
        elif mark.sign in ")]" and opened:
            pairs.append((opened.pop(), mark.start))
        elif mark.sign in "–—-" and not opened:
            if dash is not None:
                pairs.append((dash, mark.start))
            dash = mark.start if dash is None else None
    return tuple(sorted(pairs))


def _hits(words: list[Word], language: str) -> list[Hit]:
    table = forms(language)
    found: list[Hit] = []
    index = 0
    while index < len(words):
        form = _form_at(words, index, table.get(words[index].text, ()))
        if form is None:
            index += 1
            continue
        last = index + len(form.rest)
        found.append(Hit(words[index].start, words[last].end, index, last, form))
        index = last + 1
    return found


def _form_at(words: list[Word], index: int, choices: tuple[Form, ...]) -> Form | None:
    for form in choices:
        stretch = words[index + 1 : index + 1 + len(form.rest)]
        if tuple(word.text for word in stretch) == form.rest:
            return form
    return None


def _word_marks(words: list[Word], found: list[Hit], small: Cues) -> list[Mark]:
    """Words that open a clause: relatives, and an "and" between two verbs."""
    verbs = {hit.first for hit in found if hit.form.tense in ("past", "part", "future", "pres")}
    marks: list[Mark] = []
    finite_seen = False
    for index, word in enumerate(words):
        finite = index in verbs or word.text in small.finite
        if word.text in small.relative and index:
            marks.append(Mark(word.start, word.end, "which", _RELATIVE))
            finite_seen = False
        elif word.text in small.joins and finite_seen:
            ahead = range(index + 1, min(len(words), index + _LOOK_AHEAD))
            if any(i in verbs or words[i].text in small.finite for i in ahead):
                marks.append(Mark(word.start, word.end, "and", _COORDINATED))
        finite_seen = finite_seen or finite
    return marks

"""A sentence with its triggers and the marks between its clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lacsec.importer.events.cues import Cues, cues
from lacsec.importer.events.triggers import Form, forms
from lacsec.importer.events.words import Word, words_of

_PUNCTUATION = re.compile(
    r"[.;:,()\[\]–—\t-](?:(?<=[–—()\[\]\t])|(?<=,)(?!\d)|(?<=\.)(?:[-–—]|(?=\s))"
    r"|(?<=[;:])(?=\s|$)|(?<=\s-)(?=\s))"
)
_QUOTED = re.compile(r"'(?<![\w']')[^'\n]{2,160}'(?!\w)|“[^”\n]{2,160}”|«[^»\n]{2,160}»")
_WEIGHT = {";": 90, ":": 25, "(": 30, ")": 30, "[": 30, "]": 30, ",": 5, ".": 120, "\t": 60}
_DASH, _RELATIVE, _COORDINATED = 40, 35, 45
_BRACKETS = "()[]"
_SHORTEST = 4  # letters that a verb in the future has more than
_NEAR, _FARTHER = 9, 15  # words after "and" or ", and" in which a verb makes a clause
Span = tuple[int, int]
_TOLD_BY_NAMES = (
    "meeting",
    "conference",
    "election",
    "operation",
    "agreement",
    "adoption",
    "publication",
)
FINITE = ("past", "ed", "pres", "future", "cond")
HANGING = ("part", "ed", "ing")


class Hit(NamedTuple):
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


class Mark(NamedTuple):
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
    """The words of a sentence, its triggers and its marks, in order.

    `pairs` are the asides: brackets, two dashes, a relative clause or participle between commas.
    """

    value: str
    start: int
    end: int
    words: list[Word]
    hits: list[Hit]
    marks: list[Mark]
    pairs: list[Span]
    cues: Cues
    starts: list[int]
    finite: frozenset[int]

    def index(self, offset: int) -> int:
        """The number of the first word that begins at or after an offset."""
        return bisect_left(self.starts, offset)

    @cached_property
    def verbs(self) -> frozenset[int]:
        """The numbers of the words that make a clause: helpers, and triggers that are verbs."""
        found = set(self.finite)
        for hit in self.hits:
            if hit.form.tense in FINITE:
                found.update(range(hit.first, hit.last + 1))
        perfect = self.cues.perfect
        for i, (_, _, text) in enumerate(self.words):
            if text in perfect:
                found.update(self._participle(i))
        return frozenset(found)

    def _participle(self, helper: int) -> range:
        """The words from a helper to its participle: "a aussi approuvé"."""
        for i in range(helper + 1, min(helper + 4, len(self.words))):
            if self.words[i].text.endswith(self.cues.participles):
                return range(helper, i + 1)
            if self.words[i].text not in self.cues.helpers:
                break
        return range(0)

    def parted(self, start: int, end: int) -> tuple[int, int]:
        """The weight of the marks within [start, end), and how many characters are asides."""
        inside = [pair for pair in self.pairs if start <= pair[0] and pair[1] < end]
        outer = [p for p in inside if not any(q[0] < p[0] and p[1] < q[1] for q in inside)]
        weight = sum(
            mark.weight
            for mark in self.marks
            if start <= mark.start < end and not any(a <= mark.start <= b for a, b in outer)
        )
        return weight, sum(b - a for a, b in outer)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The clause around a stretch: from the last cut before it to the first behind it.

        An aside is a clause of its own, and no cut for the words around it.
        """
        pair = self.aside(start)
        left, right = (pair[0] + 1, pair[1]) if pair else (self.start, self.end)
        for mark in self.marks:
            if not mark.cuts or mark.sign in _BRACKETS or self.aside(mark.start) != pair:
                continue
            if any(mark.start in edge for edge in self.pairs):
                continue
            if mark.end <= start:
                left = max(left, mark.end)
            elif mark.start >= end:
                right = min(right, mark.start)
        return left, right

    def aside(self, offset: int) -> tuple[int, int] | None:
        """The innermost aside around an offset."""
        found = None
        for pair in self.pairs:  # in the order of their beginnings: the last is the innermost
            if pair[0] < offset < pair[1]:
                found = pair
        return found

    def within(self, start: int, end: int) -> list[Hit]:
        """The triggers in [start, end)."""
        return [hit for hit in self.hits if start <= hit.start and hit.end <= end]


def scan(value: str, start: int, end: int, language: str, names: tuple[Span, ...] = ()) -> Scan:
    """Words, triggers and marks of a sentence; what stands in a name or quotation parts nothing."""
    words = words_of(value, start, end)
    found = [hit for hit in _hits(words, language) if not _in_name(hit, names)]
    small = cues(language)
    whole = (*names, *((m.start(), m.end()) for m in _QUOTED.finditer(value, start, end)))
    marks = [
        Mark(m.start(), m.end(), m[0], _WEIGHT.get(m[0], _DASH))
        for m in _PUNCTUATION.finditer(value, start, end)
    ]
    finite = _finite(value, words, small)
    marks.extend(_word_marks(value, words, found, small, names, finite))
    if whole:
        marks = [mark for mark in marks if not _inside(mark.start, whole)]
    marks.sort()
    starts = [word.start for word in words]
    pairs = _paired(marks)
    whole_scan = Scan(value, start, end, words, found, marks, pairs, small, starts, finite)
    pairs.extend(_between_commas(whole_scan, tuple(pairs)))
    pairs.sort()
    return whole_scan


def _in_name(hit: Hit, names: tuple[Span, ...]) -> bool:
    """A verb within a name; a noun too, unless it is a meeting or the whole name."""
    inside = any(start <= hit.start < end for start, end in names)
    return inside and not (hit.noun and hit.form.row.kind in _TOLD_BY_NAMES)


def _inside(offset: int, spans: tuple[Span, ...]) -> bool:
    return any(start < offset < end for start, end in spans)


def _hits(words: list[Word], language: str) -> list[Hit]:
    table = forms(language)
    found: list[Hit] = []
    index = 0
    while index < len(words):
        choices = table.get(words[index].text)
        form = _form_at(words, index, choices) if choices else None
        if form is None:
            index += 1
            continue
        last = index + len(form.rest)
        if not form.row.inert:
            found.append(Hit(words[index].start, words[last].end, index, last, form))
        index = last + 1
    return found


def _form_at(words: list[Word], index: int, choices: tuple[Form, ...]) -> Form | None:
    for form in choices:
        if not form.rest:
            return form
        stretch = words[index + 1 : index + 1 + len(form.rest)]
        if tuple(word.text for word in stretch) == form.rest:
            return form
    return None


def _word_marks(
    value: str,
    words: list[Word],
    found: list[Hit],
    small: Cues,
    names: tuple[Span, ...],
    finite: frozenset[int],
) -> list[Mark]:
    """Words that open a clause: relatives, and an "and" between two verbs."""
    verbs = {hit.first for hit in found if hit.form.tense in FINITE or hit.form.tense == "part"}
    verbs.update(finite)
    marks: list[Mark] = []
    finite_seen = False
    openers = small.relative | small.after_comma | small.joins
    for index, word in enumerate(words):
        if word.text in openers and index:
            comma = value[words[index - 1].end : word.start].strip() == ","
            opens = word.text in small.relative or (comma and word.text in small.after_comma)
            if opens and not _before_date(words, index, small):
                marks.append(Mark(word.start, word.end, "which", _RELATIVE))
                finite_seen = False
                continue
            if word.text in small.joins and not (comma and _lists(words, index, names)):
                stops = ";:–—," if comma and not finite_seen else ";:–—"
                ahead = range(index + 1, min(len(words), index + (_FARTHER if comma else _NEAR)))
                if (finite_seen or comma) and _verb_ahead(value, words, ahead, verbs, stops):
                    marks.append(Mark(word.start, word.end, "and", _COORDINATED))
        finite_seen = finite_seen or index in verbs
    return marks


def _finite(value: str, words: list[Word], small: Cues) -> frozenset[int]:
    """The helpers that make a clause; "May" with a capital is a month."""
    return frozenset(
        i
        for i, (start, _, text) in enumerate(words)
        if (text in small.finite or _ahead(text, small)) and (i == 0 or value[start].islower())
    )


def _ahead(text: str, small: Cues) -> bool:
    """A verb in the future, by its ending."""
    return len(text) > _SHORTEST and text.endswith(small.future)


def _lists(words: list[Word], index: int, names: tuple[Span, ...]) -> bool:
    """Whether an "and" stands between two names: the last of a list."""
    around = words[index - 1 : index] + words[index + 1 : index + 2]
    return len(around) == 2 and all(any(a <= word.start < b for a, b in names) for word in around)


def _before_date(words: list[Word], index: int, small: Cues) -> bool:
    """ "After 2019" and "before 3 May" open no clause."""
    following = words[index + 1 : index + 2]
    return words[index].text in small.leading and bool(following) and following[0].text.isdecimal()


def _verb_ahead(value: str, words: list[Word], ahead: range, verbs: set[int], stops: str) -> bool:
    """Whether the words behind an "and" have a verb before their clause ends."""
    for place in ahead:
        if place > ahead.start and words[place].text == words[ahead.start - 1].text:
            return False  # another "and": the verb is behind that
        gap = value[words[place - 1].end : words[place].start]
        if place > ahead.start and any(sign in gap for sign in stops):
            return False
        if place in verbs:
            return True
    return False


def _paired(marks: list[Mark]) -> list[Span]:
    """Brackets that belong together, and dashes two by two."""
    pairs: list[Span] = []
    opened: list[int] = []
    dash: int | None = None
    for mark in marks:
        if mark.sign in ("(", "["):
            opened.append(mark.start)
        elif mark.sign in (")", "]") and opened:
            pairs.append((opened.pop(), mark.start))
        elif mark.sign in "–—-" and not opened:
            if dash is not None:
                pairs.append((dash, mark.start))
            dash = mark.start if dash is None else None
    return pairs


def _between_commas(found: Scan, pairs: tuple[Span, ...]) -> list[tuple[int, int]]:
    """ "X, which began in May, will end": from the comma to the one before the verb of X."""
    commas = [m.start for m in found.marks if m.sign == ","]
    commas = [c for c in commas if not any(a < c < b for a, b in pairs)]
    asides: list[Span] = []
    for number, comma in enumerate(commas[:-1]):
        if asides and comma <= asides[-1][1]:
            continue
        first = found.index(comma)
        if first >= len(found.words) or not _opens_aside(found, first):
            continue
        close = next((c for c in commas[number + 1 :] if _goes_on(found, first, c)), None)
        if close is not None:
            asides.append((comma, close))
    return asides


def _opens_aside(found: Scan, index: int) -> bool:
    word = found.words[index]
    if word.text in found.cues.pronominal:
        return True
    hit = next((h for h in found.hits if h.first == index), None)
    if hit is not None:
        return hit.form.tense in HANGING
    following = found.words[index + 1 : index + 2]
    shaped = word.text.endswith(found.cues.participles)
    return shaped and bool(following) and following[0].text in found.cues.agents


def _goes_on(found: Scan, first: int, comma: int) -> bool:
    """Whether the verb of the main clause follows right behind a comma."""
    index = found.index(comma)
    if index <= first + 1 or index >= len(found.words):
        return False
    if found.words[index].text in found.cues.joins:
        index += 1
    if index in found.verbs:
        return True
    return any(
        found.words[i].text in found.cues.helpers and i + 1 in found.verbs
        for i in range(index, min(index + 2, len(found.words)))
    )

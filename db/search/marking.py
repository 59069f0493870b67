"""Marks the words of a query in a passage: where they stand, and how close together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lacsec.db.search.parts import Part
from lacsec.db.search.textwords import Alternatives
from lacsec.db.search.words import folded

# What a word counts for in another form, in other words or misspelt; and in a heading above.
_OTHER_FORM, _FORGIVEN, _ABOVE = 0.9, 0.75, 0.8
# What it counts for in a sentence beside the passage.
_BESIDE = 0.7
# What it counts that the next word of the query comes next in the passage, or the one before.
_STEPS = {1: 1.0, -1: 0.6}
# Between two words that stand together there may be a short word or two: "of the".
_GAP = 9
# Between two words of a phrase there may be a comma and a quote.
_APART = 4


@dataclass(slots=True)
class PassageHit:
    """A passage that answers.

    `seen` are the parts of the query that it holds, with what each counts for, `beside` those that
    only the sentences beside it hold; `covered` is their share of the query, `run` how much of it
    stands together, `score` is 0 … 1.
    """

    number: int
    id: str
    document: str
    start: int
    end: int
    kind: str
    section: str
    text: str
    rank: float
    score: float = 0.0
    covered: float = 0.0
    run: float = 0.0
    spans: list[tuple[int, int]] = field(default_factory=list)
    seen: dict[int, float] = field(default_factory=dict)
    beside: dict[int, float] = field(default_factory=dict)
    why: str = ""
    worth: float = 1.0


@dataclass(frozen=True, slots=True)
class _Needle:
    """A word to look for, or the `beginning` of one; the part that it answers, and how well.

    With `then`, these words have to follow.
    """

    text: str
    beginning: bool
    part: int
    worth: float
    why: str
    then: tuple[str, ...] = ()

    def end(self, text: str, end: int) -> int | None:
        """Where the match ends that has its first word end at `end`; None where it is none."""
        for word in self.then:
            start = end
            while end < len(text) and not text[end].isalnum():
                end += 1
            if not start < end <= start + _APART or not text.startswith(word, end):
                return None
            end += len(word)
        if self.beginning:
            end = _end_of_word(text, end)
        return end if end == len(text) or not text[end].isalnum() else None


class Marker:
    """Marks the parts of one query in any number of passages."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.weights = [part.weight for part in parts]
        self.numbers = [number for number, part in enumerate(parts) if part.number]
        self._total = sum(self.weights) or 1.0
        self._sections: dict[str, frozenset[int]] = {}
        needles = [
            needle
            for number, part in enumerate(parts)
            for option, phrase in zip(part.options, part.phrases, strict=True)
            for needle in _option_needles(number, option, phrase)
        ]
        # Of two that fit at one place, the better one is asked first.
        self._needles = sorted(needles, key=lambda needle: -needle.worth)

    def _matches(self, text: str) -> list[tuple[int, int, _Needle]]:
        """Where words of the folded text answer, in order, each place once."""
        found: dict[int, tuple[int, int, _Needle]] = {}
        for needle in self._needles:
            length = len(needle.text)
            start = text.find(needle.text)
            while start >= 0:
                if start not in found and not (start and text[start - 1].isalnum()):
                    end = needle.end(text, start + length)
                    if end is not None:
                        found[start] = (start, end, needle)
                start = text.find(needle.text, start + length)
        return sorted(found.values(), key=_place) if len(found) > 1 else list(found.values())

    def mark(self, hit: PassageHit) -> None:
        """Fill in what a passage holds. A number of the query that is not there spoils it."""
        seen = hit.seen
        last_part, last_end, run, longest = -9, -99, 1.0, 1.0
        for start, end, needle in self._matches(folded(hit.text)):
            part = needle.part
            hit.spans.append((start, end))
            if needle.worth > seen.get(part, 0.0):
                seen[part] = needle.worth
                hit.why = needle.why or hit.why
            step = _STEPS.get(part - last_part, 0.0) if start - last_end < _GAP else 0.0
            run = run + step if step else 1.0
            longest = max(longest, run)
            last_part, last_end = part, end
        count = len(self.weights)
        if len(seen) < count and hit.section:
            for part in self._above(hit.section):
                seen.setdefault(part, _ABOVE)
        hit.run = (longest - 1) / (count - 1) if count > 1 else 1.0
        self._cover(hit)

    def mark_beside(self, hit: PassageHit, text: str) -> None:
        """Count what the sentence before or after a passage holds of what it lacks."""
        for _, _, needle in self._matches(folded(text)):
            if needle.part not in hit.seen and needle.part not in self.numbers:
                hit.beside[needle.part] = _BESIDE * needle.worth
        self._cover(hit)

    def _cover(self, hit: PassageHit) -> None:
        """How much of the query a passage holds."""
        held = sum(self.weights[part] * worth for part, worth in hit.seen.items())
        held += sum(self.weights[part] * worth for part, worth in hit.beside.items())
        hit.covered = held / self._total
        if any(number not in hit.seen for number in self.numbers):
            hit.covered *= 0.5

    def _above(self, section: str) -> frozenset[int]:
        """The parts that the headings above a passage answer."""
        parts = self._sections.get(section)
        if parts is None:
            parts = frozenset(needle.part for _, _, needle in self._matches(folded(section)))
            self._sections[section] = parts
        return parts


def _option_needles(number: int, option: Sequence[Alternatives], phrase: bool) -> Iterator[_Needle]:
    if phrase:
        first, *others = (alternative.text for alternative in option)
        unfinished = option[-1].beginning is not None
        yield _Needle(first, unfinished, number, 1.0, "", tuple(others))
        return
    for alternative in option:
        yield from _needles(number, alternative)


def _needles(number: int, alternative: Alternatives) -> Iterator[_Needle]:
    for word in alternative.words:
        yield _Needle(word, False, number, 1.0, "")
    for first, second in alternative.pairs:
        yield _Needle(f"{first}-{second}", False, number, 1.0, "")
        yield _Needle(f"{first} {second}", False, number, 1.0, "")
    if alternative.beginning:
        yield _Needle(alternative.beginning, True, number, 1.0, "")
    if alternative.stem:
        yield _Needle(alternative.stem, True, number, _OTHER_FORM, "")
    for word in alternative.others:
        yield _Needle(word, False, number, _FORGIVEN, alternative.why)


def _end_of_word(text: str, place: int) -> int:
    while place < len(text) and text[place].isalnum():
        place += 1
    return place


def _place(match: tuple[int, int, _Needle]) -> int:
    return match[0]

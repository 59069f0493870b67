"""Runs of capitalised words, where names stand that no list has, and the words beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from lacsec.db.text import fold
from lacsec.importer.names.wordlists import word_list
from lacsec.importer.structure.text import Span, Text

# The upper-case letters of the languages of Europe.
CAPITALS = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠȘŢȚŤŨŪŬŮŰŲŴŶŸŹŻŽ"
NAME_WORD = rf"[{CAPITALS}]\w+"
_REST = r"(?:\.(?!\w)|[\w+]*(?:['’-][\w+]+)*)"
_WORD = rf"[{CAPITALS}]{_REST}"
_FIRST = rf"[{CAPITALS}](?<![\w@./-].){_REST}"  # not inside a word or an address
_OPENING = ("(", "[")
_ENDS = "\n\t"
_LOWER = re.compile(r"\b[a-zà-öø-ÿ]\w+")


class Word(NamedTuple):
    """A word of a run; `small` words ("de", "van der") stand between two capitalised ones."""

    start: int
    end: int
    folded: str
    small: bool = False


class Run(NamedTuple):
    """Capitalised words one after another, with the particles of names between them."""

    start: int
    end: int
    words: tuple[Word, ...]


class Spans:
    """Places in the order of the text, to be asked what they cover. They do not overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def around(self, offset: int) -> Span | None:
        """The place that covers an offset."""
        place = bisect_right(self._starts, offset) - 1
        if place >= 0 and self._spans[place][1] > offset:
            return self._spans[place]
        return None

    def reach(self, start: int, end: int) -> bool:
        """Does any of them reach into a stretch?"""
        place = bisect_left(self._starts, end) - 1
        return place >= 0 and self._spans[place][1] > start

    def first_in(self, start: int, end: int) -> Span | None:
        """The first place that begins in a stretch."""
        place = bisect_left(self._starts, start)
        if place < len(self._spans) and self._starts[place] < end:
            return self._spans[place]
        return None

    def ending(self, end: int) -> Span | None:
        """The place that ends at an offset."""
        place = bisect_left(self._starts, end) - 1
        return self._spans[place] if place >= 0 and self._spans[place][1] == end else None


@dataclass(frozen=True)
class Scene:
    """A text with its runs of capitalised words, as those who look for names share it."""

    text: Text
    runs: tuple[Run, ...]

    @cached_property
    def lower(self) -> frozenset[str]:
        """All words that the text also writes in lower case, folded."""
        return frozenset(map(fold, set(_LOWER.findall(self.text.value))))

    @cached_property
    def starts(self) -> dict[int, int]:
        """The number of the run that begins at an offset."""
        return {run.start: number for number, run in enumerate(self.runs)}

    def words_before(self, offset: int) -> Iterator[tuple[str, bool]]:
        """The folded words before an offset, nearest first, marks left on; is each capitalised?"""
        return previous_words(self.text, offset)

    def word_before(self, offset: int) -> str:
        """The folded word right before a place, past an opening bracket; "" at a line's head."""
        folded = self.text.folded
        if folded[offset - 1 : offset] in _OPENING:
            offset -= 1
        if offset < 2 or folded[offset - 1] in _ENDS:
            return ""
        end = offset - 1
        word = folded[folded.rfind(" ", 0, end) + 1 : end]
        if "\n" in word or "\t" in word:
            word = word.replace("\t", "\n").rsplit("\n", 1)[1]
        return word

    def word_behind(self, offset: int) -> str:
        """The folded word right behind the space at an offset; "" at the end of a line."""
        folded = self.text.folded
        if folded[offset : offset + 1] != " ":
            return ""
        end = folded.find(" ", offset + 1)
        word = folded[offset + 1 : end if end >= 0 else len(folded)]
        if "\n" in word or "\t" in word:
            word = word.replace("\t", "\n").split("\n", 1)[0]
        return word


@cache
def _pattern() -> re.Pattern[str]:
    particles = sorted(word_list("people", "particles"), key=lambda word: (-len(word), word))
    between = "|".join(re.escape(particle) for particle in particles)
    return re.compile(rf"{_FIRST}(?:[ \u00a0](?:(?:{between}) )?{_WORD})*")


def scene(text: Text) -> Scene:
    """A text with all its runs, in order; an elided article ("l'", "d'") is left out."""
    folded, french = text.folded, text.language == "fr"
    found: list[Run] = []
    for match in _pattern().finditer(text.value):
        start, end = match.span()
        if (
            french
            and folded.startswith("l'", start)
            and text.value[start + 2 : start + 3].isupper()
        ):
            start += 2  # "L'Office …" at the beginning of a sentence
        words = folded[start:end]
        if " " in words:
            found.append(Run(start, end, _split(text, start, words)))
        else:
            found.append(Run(start, end, (Word(start, end, words),)))
    return Scene(text, tuple(found))


def _split(text: Text, start: int, folded: str) -> tuple[Word, ...]:
    found: list[Word] = []
    for piece in folded.split(" "):
        end = start + len(piece)
        found.append(Word(start, end, piece, not text.value[start].isupper()))
        start = end + 1
    return tuple(found)


def previous_words(text: Text, offset: int) -> Iterator[tuple[str, bool]]:
    """The folded words before an offset, nearest first, marks left on; is each capitalised?"""
    folded, value = text.folded, text.value
    end = offset
    while end > 0:
        start = folded.rfind(" ", 0, end) + 1
        line = max(folded.rfind("\n", start, end), folded.rfind("\t", start, end)) + 1
        first = max(start, line)
        yield folded[first:end], value[first].isupper() if first < end else False
        if line:
            return
        end = start - 1


def next_words(text: Text, offset: int, most: int) -> list[str]:
    """The folded words from an offset on, with the marks that cling to them."""
    return text.folded[offset : offset + 14 * most].split(" ")[:most]

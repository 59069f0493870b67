"""Runs of capitalised words: where names stand that no list has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lacsec.importer.data import words
from lacsec.importer.structure.text import Text

# The upper-case letters of the languages of Europe.
CAPITALS = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠȘŢȚŤŨŪŬŮŰŲŴŶŸŹŻŽ"
NAME_WORD = rf"[{CAPITALS}]\w+"
_WORD = rf"(?:[{CAPITALS}]\.(?![\w])|[{CAPITALS}][\w+]*(?:['’-][\w+]+)*)"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a run; `small` words ("de", "van der") stand between two capitalised ones."""

    start: int
    end: int
    folded: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words one after another, with the particles of names between them."""

    start: int
    end: int
    words: tuple[Word, ...]


@cache
def _pattern() -> re.Pattern[str]:
    particles = sorted(words("people", "particles"), key=lambda word: (-len(word), word))
    between = "|".join(re.escape(particle) for particle in particles)
    return re.compile(rf"(?<![\w@./-]){_WORD}(?:[ \u00a0](?:(?:{between}) )?{_WORD})*")


@cache
def _piece() -> re.Pattern[str]:
    return re.compile(rf"{_WORD}|[^ \u00a0]+")


def capital_runs(text: Text) -> list[Run]:
    """All runs of a document, in order. An elided article ("l'", "d'") is left out before them."""
    return [_run(text, *match.span()) for match in _pattern().finditer(text.value)]


def _run(text: Text, start: int, end: int) -> Run:
    value, folded = text.value, text.folded
    if value.find(" ", start, end) < 0 and value.find("\u00a0", start, end) < 0:
        return Run(start, end, (Word(start, end, folded[start:end]),))
    found: list[Word] = []
    for match in _piece().finditer(value, start, end):
        a, b = match.span()
        found.append(Word(a, b, folded[a:b], not value[a].isupper()))
    return Run(start, end, tuple(found))


def previous_words(text: Text, offset: int) -> Iterator[tuple[str, bool]]:
    """The folded words before an offset, nearest first, marks left on; is each capitalised?"""
    folded, value = text.folded, text.value
    end = offset
    while end > 0:
        start = folded.rfind(" ", 0, end) + 1
        line = folded.rfind("\n", start, end) + 1
        yield (
            folded[max(start, line) : end],
            value[max(start, line)].isupper() if start < end else False,
        )
        if line:
            return
        end = start - 1


def next_words(text: Text, offset: int, most: int) -> list[str]:
    """The folded words from an offset on, with the marks that cling to them."""
    return text.folded[offset : offset + 14 * most].split(" ")[:most]

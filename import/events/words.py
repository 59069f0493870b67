"""A sentence as words at their places, in lower case with their accents."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters or digits: `text` is in lower case."""

    start: int
    end: int
    text: str


def split(text: str) -> list[str]:
    """The words of a short text, in lower case."""
    return [match[0].lower() for match in _WORD.finditer(text)]


def words_of(value: str, start: int, end: int) -> list[Word]:
    """The words in [start, end) of a stored text."""
    return [
        Word(match.start(), match.end(), match[0].lower())
        for match in _WORD.finditer(value, start, end)
    ]

"""A sentence as words at their places, in lower case with their accents."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """A run of letters or digits: `text` is in lower case."""

    start: int
    end: int
    text: str


def split(text: str) -> list[str]:
    """The words of a short text, in lower case."""
    return [match[0].lower() for match in _WORD.finditer(text)]


def words_of(value: str, start: int, end: int) -> list[Word]:
    """The words in [start, end) of a stored text."""
    lower = value[start:end].lower()
    if len(lower) != end - start:  # a capital that becomes two letters: one by one
        found = _WORD.finditer(value, start, end)
        return [Word(match.start(), match.end(), match[0].lower()) for match in found]
    return [
        Word(match.start() + start, match.end() + start, match[0])
        for match in _WORD.finditer(lower)
    ]

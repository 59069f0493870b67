"""Words of a name, a sentence or a query: folded for comparing, with their places in the original.

A word is a run of letters and digits, as the full-text index splits them. A plus sign that ends a
word ("GLACY+") is a word of its own, since it tells two names apart.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lacsec.db.text import fold

_WORD = re.compile(r"[^\W_]+|(?<=[^\W_])\+(?![^\W_])")
_PLUS = "plus"
_ROMAN_NUMERALS = """
i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx
xxi xxii xxiii xxiv xxv xxvi xxvii xxviii xxix xxx
"""
_ROMAN = {roman: value for value, roman in enumerate(_ROMAN_NUMERALS.split(), start=1)}
_ROMAN_OF = {str(value): roman for roman, value in _ROMAN.items()}


class Word(NamedTuple):
    """One word: its folded `text`, its place in the original, whether an accent was typed."""

    text: str
    start: int
    end: int
    accented: bool = False


def folded(text: str) -> str:
    """`fold`, by a shorter way for the texts that are plain ASCII."""
    return text.lower() if text.isascii() else fold(text)


def split_words(text: str) -> list[Word]:
    """The words of `text` in order, with offsets into it."""
    if text.isascii():
        return [
            Word(_PLUS if match.group() == "+" else match.group(), *match.span())
            for match in _WORD.finditer(text.lower())
        ]
    words = []
    for match in _WORD.finditer(fold(text)):
        start, end = match.span()
        word = match.group()
        typed = text[start:end].lower()
        words.append(Word(_PLUS if word == "+" else word, start, end, typed != word))
    return words


def name_words(folded: str) -> list[str]:
    """The words of an already folded name, without their places."""
    return [_PLUS if word == "+" else word for word in _WORD.findall(folded)]


def squash(words: list[str]) -> str:
    """Words run together: the same for "el pac cto", "ELPacCTO" and "EL PAcCTO"."""
    return "".join(words)


def is_strict(word: str) -> bool:
    """Whether the word may only match itself: numbers, Roman numerals, codes with digits."""
    return word in _ROMAN or not word.isalpha()


def same_number(word: str) -> str | None:
    """The other way to write a number: "3" for "iii" and "iii" for "3"; None for other words."""
    value = _ROMAN.get(word)
    return str(value) if value else _ROMAN_OF.get(word)


def is_numeral(word: str) -> bool:
    """Whether the word is a number, in digits or Roman."""
    return word in _ROMAN or word.isdigit()

"""Numbers as they are written: separators by language, words, multipliers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from lacsec.importer.data import lexicon

# Groups of three may be set off by a space, a stop, a comma or an apostrophe; what follows the last
# other sign is a decimal part. Digits are bounded, so a match costs the same wherever it is tried.
NUMBER = r"\d{1,3}(?:[ .,']\d{3}(?!\d)){1,4}(?:[.,]\d{1,2}(?!\d))?|\d{1,12}(?:[.,]\d{1,4}(?!\d))?"
_DECIMALS = 3  # digits behind a single sign that may as well be a group
_HUNDRED = 100
_TWENTY = 20


def parse_number(written: str, language: str) -> float | None:
    """The value of digits with separators; None where they make no number.

    A comma before three digits groups thousands in English; in Spanish, Portuguese and French a
    stop does. Where the sign stands more than once, it groups in any language.
    """
    value = written.replace(" ", "").replace("'", "")
    signs = [c for c in value if c in ".,"]
    if not signs:
        return float(value) if value.isdigit() else None
    last = signs[-1]
    decimals = len(value) - value.rindex(last) - 1
    if len(set(signs)) == 2:
        grouping = "," if last == "." else "."
        return float(value.replace(grouping, "").replace(last, "."))
    if len(signs) > 1 or (decimals == _DECIMALS and _groups(value, last, language)):
        return float(value.replace(last, ""))
    return float(value.replace(last, "."))


def _groups(value: str, sign: str, language: str) -> bool:
    """Does a single sign before three digits group thousands? "1,500" does in any language, as
    writers of Spanish in the Americas group with it too; "1.500" does not in English, and no
    sign does behind a nought.
    """
    return not value.startswith("0") and (sign == "," or language != "en")


@cache
def number_words(language: str) -> dict[str, float]:
    """Number words of a language, folded; those of English where none are listed for it."""
    tables = lexicon("units")["numbers"]
    table = tables.get(language, tables["en"])
    return {word: float(value) for word, value in table.items()}


@cache
def multipliers() -> dict[str, float]:
    """Folded words that multiply: "million", "mil millones"."""
    return {word: float(value) for word, value in lexicon("units")["multipliers"].items()}


def either(words: Iterable[str]) -> str:
    """An expression for any of these words, the longest first; a space in them is any space."""
    ordered = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered)


@cache
def number_word_pattern(language: str) -> str:
    """An expression for numbers in words: "three", "twenty-five", "treinta y cinco", "dix-huit"."""
    words = number_words(language)
    units = either(word for word, value in words.items() if 0 < value < _TWENTY and " " not in word)
    tens = either(word for word, value in words.items() if _TWENTY <= value < _HUNDRED)
    hundreds = either(
        word
        for word, value in words.items()
        if _HUNDRED <= value < 10 * _HUNDRED and " " not in word
    )
    articles = () if language == "en" else tuple(w for w, value in words.items() if value == 1)
    rest = either(word for word in words if word not in articles)
    join = r"(?:-| and | y | e | et |-et-| )"
    tail = rf"(?:(?:{tens})(?:{join}(?:{units})(?!\w))?|(?:{units}))"
    return (
        rf"(?:(?:(?:{units}) )?(?:{hundreds})(?!\w)(?:{join}{tail}(?!\w))?"
        rf"|(?:{tens}){join}(?:{units})(?!\w)|(?:{rest}))(?!\w)"
    )


def parse_words(written: str, language: str) -> float | None:
    """The value of a number in words, as `number_word_pattern` finds them."""
    words = number_words(language)
    if written in words:
        return words[written]
    total, rest = 0.0, written
    while rest:
        part = next((word for word in _longest_first(language) if _opens_with(rest, word)), None)
        if part is None:
            return None
        value = words[part]
        total = total * value if value == _HUNDRED and 1 < total < 10 else total + value
        rest = _JOIN.sub("", rest[len(part) :], count=1)
    return total


_JOIN = re.compile(r"^(?:-et-|-| and | y | e | et | )")


@cache
def _longest_first(language: str) -> tuple[str, ...]:
    return tuple(sorted(number_words(language), key=lambda word: (-len(word), word)))


def _opens_with(written: str, word: str) -> bool:
    return written.startswith(word) and not written[len(word) : len(word) + 1].isalnum()

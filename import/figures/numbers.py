"""Numbers as they are written: separators by language, words, multipliers."""

from __future__ import annotations

import re
from functools import cache

from lacsec.importer.data import lexicon

# Groups of three may be set off by a space, a stop or a comma; what follows the last other sign
# is a decimal part. Digits are bounded, so a match costs the same wherever it is tried.
NUMBER = r"\d{1,3}(?:[ .,]\d{3}(?!\d)){1,4}(?:[.,]\d{1,2}(?!\d))?|\d{1,12}(?:[.,]\d{1,4}(?!\d))?"
_GROUPED = re.compile(r"\d{1,3}(?:([ .,])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$")


def parse_number(written: str, language: str) -> float | None:
    """The value of digits with separators; None where they make no number.

    A comma before three digits groups thousands in English; in Spanish, Portuguese and French a
    stop does. Where the sign stands more than once, it groups in any language.
    """
    value = written.strip()
    signs = [c for c in value if c in ".,"]
    value = value.replace(" ", "")
    if not signs:
        return float(value) if value.isdigit() else None
    last = signs[-1]
    decimals = len(value) - value.rindex(last) - 1
    if len(set(signs)) == 2:
        grouping = "," if last == "." else "."
        return float(value.replace(grouping, "").replace(last, "."))
    if len(signs) > 1 or (decimals == 3 and _groups(last, language)):
        return float(value.replace(last, ""))
    return float(value.replace(last, "."))


def _groups(sign: str, language: str) -> bool:
    """Does a single sign before three digits group thousands? "1,500" does in any language, as
    writers of Spanish in the Americas group with it too; "1.500" does not in English.
    """
    return sign == "," or language != "en"


@cache
def number_words(language: str) -> dict[str, float]:
    """Number words of a language, and of English."""
    table = lexicon("units")["numbers"]
    words: dict[str, float] = {}
    for source in dict.fromkeys((language, "en") if language == "en" else (language,)):
        words.update({word: float(value) for word, value in table.get(source, {}).items()})
    return words


@cache
def multipliers() -> dict[str, float]:
    """Folded words that multiply: "million", "mil millones"."""
    return {word: float(value) for word, value in lexicon("units")["multipliers"].items()}

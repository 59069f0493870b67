"""Numbers that look like years and are none; words that look like months and are none."""

from __future__ import annotations

import re
from functools import cache

from lacsec.db.text import fold
from lacsec.importer.data import words
from lacsec.importer.dates.calendar import Parts
from lacsec.importer.structure.text import Text

_WORD_BEFORE = re.compile(r"(\S+)\s?$")
_TWO_BEFORE = re.compile(r"(?:(\S+) )?(\S+) $")
_WORD_AFTER = re.compile(r"\s?([^\s,.;:()]+)")
_LONGEST_WORD = 16
_LONGEST_ADDRESS = 120


@cache
def _set(*keys: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words("dates", *keys))


def is_year(
    text: Text, start: int, end: int, *, followed: bool = False, preceded: bool = False
) -> bool:
    """Whether the four digits at a place are a year: no amount, number of a law, part of a code.

    `followed` and `preceded` tell that the other end of a range stands there.
    """
    folded = text.folded
    if not followed and not _free_behind(folded, end):
        return False
    if not preceded and not _free_before(folded, start):
        return False
    return not _in_address(folded, start, end)


def _free_behind(folded: str, end: int) -> bool:
    after = folded[end : end + 3]
    if after[:1] in (",", ".") and after[1:2].isdigit():
        return False
    if after[:1] == " " and after[1:].isdigit() and folded[end + 3 : end + 4].isdigit():
        return not folded[end + 4 : end + 5].isspace()  # "2012 345" is one number
    if after[:1] in ("/", "-") and after[1:2].isdigit():
        return False
    word = _WORD_AFTER.match(folded, end, end + _LONGEST_WORD + 8)
    if word and f"{folded[end - 4 : end]} {word[1]}" in _set("not_years", "named"):
        return False
    return not (word and word[1] in _set("not_years", "before"))


def _free_before(folded: str, start: int) -> bool:
    low = max(0, start - _LONGEST_WORD)
    before = _WORD_BEFORE.search(folded, low, start)
    if before is None:
        return True
    word = before[1].strip("([\"'")
    if folded[start - 1 : start] == "-":
        return word.rstrip("-") in _set("hyphened")
    if folded[start - 1 : start] == "(" and word[-1:].isalnum() and before[1].endswith("("):
        return "(" not in before[1][:-1] and not before[1][:-1].isalpha()
    if folded[start - 1 : start] == "/":
        return False
    spaced = folded[start - 1 : start] == " "
    if spaced and folded[start - 2 : start - 1].isdigit():
        return False
    word = word.rpartition("'")[2]
    return word not in _set("not_years", "after") and word not in _set("not_years", "names")


def _in_address(folded: str, start: int, end: int) -> bool:
    """Whether the number is part of a web or mail address or of a long code."""
    low = max(folded.rfind(" ", max(0, start - _LONGEST_ADDRESS), start), 0)
    high = folded.find(" ", end, end + _LONGEST_ADDRESS)
    token = folded[low : high if high >= 0 else end + _LONGEST_ADDRESS]
    return "://" in token or "www." in token or "@" in token or token.count("/") > 2


def month_stands(text: Text, match: re.Match[str], parts: Parts) -> bool:
    """Whether the month of a match is one: "may", "march", "set" and "mars" are words too."""
    if text.language == "en" and _is_lower_case(text, match, parts):
        return False
    for key in parts.groups():
        if not key.endswith(("month", "month2")) or parts.text(key) not in _set("traps"):
            continue
        if key not in ("day", "d_month", "b_month", "month", "month2"):
            return parts.text(key) in ("may", "mai") and not _trapped(text, parts, key)
    alone = "s_month" in parts or "t_month" in parts
    return not alone or _introduced(text, match, parts)


def _trapped(text: Text, parts: Parts, key: str) -> bool:
    return text.language in ("es",) and parts.text(key) == "may"


def _is_lower_case(text: Text, match: re.Match[str], parts: Parts) -> bool:
    """English months have a capital: "march 14" of demonstrators, "may 2" are none."""
    return any(
        text.value[match.start(key)].islower()
        for key in parts.groups()
        if key.endswith(("month", "month2")) and parts.text(key)[0].isalpha() and key != "r_month"
    )


def _introduced(text: Text, match: re.Match[str], parts: Parts) -> bool:
    """A month alone counts behind "in", "since", "at the end of" and the like only."""
    start = match.start()
    before = _TWO_BEFORE.search(text.folded, max(0, start - 2 * _LONGEST_WORD), start)
    if before is None:
        return text.folded.endswith(("mid-", "mi-"), max(0, start - 4), start)
    if before[2] in ("of", "de", "do", "del"):
        return before[1] in _set("bare", "of")
    if "t_month" in parts:
        return before[2] in (*_set("bare", "before"), "from", "between", "entre", "de", "du")
    after = _WORD_AFTER.match(text.folded, match.end())
    if after is not None and after[1][:1].isdigit():
        return False
    return before[2] in _set("bare", "before")

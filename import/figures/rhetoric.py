"""Counts that only order what is said: "on the one hand", "the two regions", "three times"."""

from __future__ import annotations

import re
from functools import cache

from lacsec.importer.figures.amounts import Amount
from lacsec.importer.figures.patterns import words_of

_DETERMINER = re.compile(r"(\w+) $")
_GOES_ON = re.compile(r" (?:of|de|del|da|do|du|des|d'|que|qui|that|which)\b")
_FIRST = re.compile(r"\w+")
_HEAD = re.compile(r"[\w'-]+$")


def is_rhetoric(folded: str, amount: Amount, limit: int) -> bool:
    """Is this a count of nothing: "three times", "on the one hand", "two ports later"?"""
    head = _head(folded, amount)
    if head is None:
        return False
    nothing = words_of("rhetoric", "always")
    if head in nothing or amount.unit in nothing:
        return True
    alone = amount.noun is not None and folded[slice(*amount.noun)] == head
    if alone and amount.word and head in words_of("rhetoric", "bare"):
        return True
    if folded[amount.end : min(limit, amount.end + 20)].startswith(_later()):
        return True
    return _is_ranked(folded, amount)


def _is_ranked(folded: str, amount: Amount) -> bool:
    """ "the three most violent countries": a place in a ranking."""
    if amount.noun is None or not amount.word:
        return False
    first = _FIRST.match(folded, amount.noun[0])
    if first is not None and first[0] in words_of("superlatives", "before"):
        return True
    return _most_behind().match(folded, amount.end) is not None


@cache
def _most_behind() -> re.Pattern[str]:
    words = "|".join(sorted(words_of("superlatives", "behind")))
    return re.compile(rf" (?:las |los |les |os |as )?(?:{words}) (?!de |do |que )[a-z]{{4,}}")


def is_known(folded: str, amount: Amount) -> bool:
    """Does the count only take up what was named before: "the two regions", "dos três países"?"""
    head = _head(folded, amount)
    if head is None or amount.noun is None or not amount.word:
        return False
    before = _DETERMINER.search(folded, max(0, amount.start - 14), amount.start)
    determiner = "" if before is None else before[1]
    if determiner in words_of("rhetoric", "demonstratives"):
        return True
    single = folded[slice(*amount.noun)] == head
    if not single or (amount.value > 2 and _GOES_ON.match(folded, amount.end)):
        return False
    determined = determiner in words_of("rhetoric", "determiners")
    return determined and head in words_of("rhetoric", "definite")


def _head(folded: str, amount: Amount) -> str | None:
    if amount.noun is None or amount.unit == "per_100k":
        return None
    match = _HEAD.search(folded, *amount.noun)
    return None if match is None else match[0]


@cache
def _later() -> tuple[str, ...]:
    return tuple(f" {word}" for word in sorted(words_of("later", "words")))

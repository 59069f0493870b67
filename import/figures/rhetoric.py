"""Counts that only order what is said: "on the one hand", "the two regions", "three times"."""

from __future__ import annotations

import re

from lacsec.importer.figures.amounts import Amount
from lacsec.importer.figures.patterns import words_of

_DETERMINER = re.compile(r"(\w+) $")
_HEAD = re.compile(r"[\w'-]+$")


def says_nothing(folded: str, amount: Amount) -> bool:
    """Is this a count that says nothing of any subject?"""
    if amount.noun is None or amount.unit in ("per_100k",):
        return False
    head = _HEAD.search(folded, amount.noun[0], amount.noun[1])
    if head is None:
        return False
    if head[0] in words_of("rhetoric", "always") or amount.unit in words_of("rhetoric", "always"):
        return True
    if amount.value != 2 or amount.noun[0] < head.start():
        return False
    before = _DETERMINER.search(folded, max(0, amount.start - 14), amount.start)
    determined = before is not None and before[1] in words_of("rhetoric", "determiners")
    return determined and head[0] in words_of("rhetoric", "definite")

"""What kind of money an amount is: budget, commitment, contribution, market value …"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from lacsec.db.model import Basis
from lacsec.importer.data import lexicon
from lacsec.importer.figures.numbers import either
from lacsec.importer.structure.text import Span

# What a project is worth is its budget, what cocaine is worth its market value.
_WORTH = re.compile(
    r"\b(?:projects?|programmes?|measures?|packages?|contracts?|grants?|actions?|initiatives?)"
    r"(?: \w+){0,4} worth$"
)
_LEFT = 80
_RIGHT = 45
_CUT = re.compile(r"[;()]| - |–")
_BEHIND_COUNTS_LESS = 1.6  # a cue behind the amount is as near as one before it at this distance


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, str]]:
    table = lexicon("figures_metric")["basis"]
    words = {word: basis for basis, found in table.items() for word in found}
    return re.compile(rf"(?<!\w)(?:{either(words)})(?!\w)"), words


def basis_of(
    folded: str, start: int, end: int, floor: int, limit: int
) -> tuple[Basis, Span | None]:
    """The basis of an amount at [start, end), and the place of the word that says so."""
    pattern, words = _cues()
    low, high = max(floor, start - _LEFT), min(limit, end + _RIGHT)
    best: tuple[float, Span] | None = None
    for match in pattern.finditer(folded, low, high):
        if match.end() <= start:
            distance = float(start - match.end())
            distance += 30 * len(_CUT.findall(folded[match.end() : start - 1]))
        elif match.start() >= end:
            distance = _BEHIND_COUNTS_LESS * (match.start() - end)
            distance += 30 * len(_CUT.findall(folded[end : match.start()]))
        else:
            continue
        if best is None or distance < best[0]:
            best = distance, match.span()
    if best is None:
        return "unspecified", None
    if _WORTH.search(folded, max(floor, best[1][0] - _LEFT), best[1][1]):
        return "budget", None
    return cast(Basis, words[folded[slice(*best[1])]]), best[1]

"""Where a text can hold a date at all: around years, dates in figures, months and a few words."""

from __future__ import annotations

import re
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.dates.patterns import full_names
from lacsec.importer.structure.text import Text

_FIGURES = re.compile(r"(?:1[89]|20)\d\d|\d[./]\d\d[./]\d\d")
_BEFORE, _AFTER = 60, 48  # characters that an expression can reach to either side of its anchor
_SNAP = 40


def windows(text: Text) -> list[tuple[int, int]]:
    """The stretches in which dates may stand, in order; they do not overlap."""
    offsets = [match.start() for match in _FIGURES.finditer(text.folded)]
    english = full_names("en")[:12]
    for word in _words(text.language):
        offsets.extend(_places(text.folded, word))
    for word in english:
        offsets.extend(_places(text.value, word.capitalize()))
    offsets.extend(_stepped(text.folded))
    offsets.sort()
    return _merged(text.folded, offsets)


@cache
def _words(language: str) -> tuple[str, ...]:
    """What else begins or carries a date: months, "last year", "los años 80"."""
    table = lexicon("dates")
    months = [forms[0] for forms in table["months"].get(language, ())] if language != "en" else []
    keys = [*months, *table["relative"][language], *table["shifted"][language]]
    keys += [*table["weekdays"][language], *table["further"]["all"]]
    keys += (
        [f"{word} " for word in ("anos", "annees", "decada", " dia")] if language != "en" else []
    )
    return tuple(dict.fromkeys(keys))


@cache
def _steps() -> tuple[tuple[str, ...], tuple[str, ...]]:
    table = lexicon("dates")
    return tuple(f" {way}" for way in table["ways"]), tuple(table["units"])


def _stepped(folded: str) -> list[int]:
    """Where "years later" and the like stand."""
    ways, units = _steps()
    return [
        place
        for way in ways
        for place in _places(folded, way)
        if folded.endswith(units, max(0, place - 8), place)
    ]


def _places(text: str, word: str) -> list[int]:
    found: list[int] = []
    place = text.find(word)
    while place >= 0:
        found.append(place)
        place = text.find(word, place + len(word))
    return found


def _merged(folded: str, offsets: list[int]) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    length = len(folded)
    for offset in offsets:
        start, end = max(0, offset - _BEFORE), offset + _AFTER
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], end
        else:
            stretches.append((start, end))
    return [(start, _snapped(folded, end, length)) for start, end in stretches]


def _snapped(folded: str, end: int, length: int) -> int:
    """The end of the word or number at an offset, so that none is cut."""
    if end >= length:
        return length
    space = folded.find(" ", end, end + _SNAP)
    return space if space >= 0 else min(length, end + _SNAP)

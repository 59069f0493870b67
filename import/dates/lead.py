"""The words before a date that belong to it: "since", "at the end of", "on Monday the"."""

from __future__ import annotations

from functools import cache

from lacsec.importer.data import lexicon, words
from lacsec.importer.dates.found import Modifier
from lacsec.importer.dates.patterns import modifiers

_LOOK_BACK = 34  # characters: the longest modifier, an article and a space
_ARTICLES = ("", " the", " el", " le", " o", " los", " l'", " year", " ano", " l'annee")
_MOST_LEAD_WORDS = 8


@cache
def _by_end() -> dict[str, tuple[tuple[str, Modifier], ...]]:
    """The modifiers by their last letter, the longest first."""
    found: dict[str, list[tuple[str, Modifier]]] = {}
    for phrase, name in modifiers():
        found.setdefault(phrase[-1], []).append((phrase, name))  # type: ignore[arg-type]
    return {letter: tuple(pairs) for letter, pairs in found.items()}


@cache
def _leading() -> frozenset[str]:
    days = [day for table in lexicon("dates")["weekdays"].values() for day in table]
    return frozenset([*words("dates", "lead", "all"), *days])


def modifier_of(folded: str, start: int) -> Modifier | None:
    """The modifier right before a date (an article may stand between)."""
    low = max(0, start - _LOOK_BACK)
    before = folded[low:start].rstrip()
    for article in _ARTICLES:
        if not article or before.endswith(article):
            found = _phrase(before[: len(before) - len(article)])
            if found is not None:
                return found[1]
    return None


def _phrase(stretch: str) -> tuple[str, Modifier] | None:
    """The longest modifier at the end of a stretch."""
    for phrase, name in _by_end().get(stretch[-1:], ()):
        if stretch.endswith(phrase) and not stretch[: -len(phrase)][-1:].isalnum():
            return phrase, name
    return None


def lead_of(folded: str, start: int) -> int:
    """Where the small words begin that go with a date."""
    place = start
    for _ in range(_MOST_LEAD_WORDS):
        before = folded[max(0, place - _LOOK_BACK) : place]
        bare = before.rstrip(" ,")
        if not bare or ("," in before[len(bare) :] and place != start):
            break
        found = _phrase(bare)
        length = len(found[0]) if found else _word_length(bare, beside=place == start)
        if not length:
            break
        place -= len(before) - len(bare) + length
    return place


def _word_length(stretch: str, *, beside: bool) -> int:
    """How long the last word is, if it is one that leads to dates; "years" only beside one."""
    cut = max(stretch.rfind(sign) for sign in " \n\t('") + 1
    word = stretch[cut:]
    leads = word in _leading() or (beside and word in words("dates", "lead", "beside"))
    return len(word) if leads else 0

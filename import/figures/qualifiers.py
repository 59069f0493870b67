"""Words that make a number more or less than it says: "over", "casi", "jusqu'à", "80+"."""

from __future__ import annotations

from typing import cast

from lacsec.db.model import Qualifier
from lacsec.importer.figures import patterns

_BEFORE = 44  # characters: the longest qualifier with a filler


def qualifier_before(folded: str, start: int) -> Qualifier | None:
    """The qualifier before an amount; an article or "a total of" may stand between."""
    window = folded[max(0, start - _BEFORE) : start].rstrip(" (*")
    found = ending_qualifier(window)
    if found is None:
        for filler in patterns.fillers().get(window[-1:], ()):
            if window.endswith(filler) and not window[: -len(filler)][-1:].isalnum():
                found = ending_qualifier(window[: -len(filler)].rstrip())
                break
    return None if found is None else found[1]


def ending_qualifier(window: str) -> tuple[str, Qualifier] | None:
    """The phrase that ends a stretch of text, and the qualifier that it is."""
    for phrase, name in patterns.qualifiers().get(window[-1:], ()):
        if window.endswith(phrase) and not window[: -len(phrase)][-1:].isalnum():
            return phrase, cast(Qualifier, name)
    return None


def qualifier_behind(folded: str, end: int) -> tuple[Qualifier, int] | None:
    """ "or more" behind an amount, and where that ends."""
    match = patterns.qualifiers_after().match(folded, end)
    if match is None or match.lastgroup is None:
        return None
    return cast(Qualifier, match.lastgroup), match.end()

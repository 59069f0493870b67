"""Acts that are named by a number: "Directive (EU) 2015/77", "Ley 1453 de 2011"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.structure.text import Span, Text

_TABLE = "names_agreements"
# A year and a number, or the other way round, with the letters of who made it.
_UNION_NUMBER = (
    r"(?: \((?:eu|ue|ec|ce|eec|cee|euratom)\))?(?: (?:no\.?|n\.?[o°º]|num\.?))? ?"
    r"(?P<number>\d{2,4}/\d{1,4}(?:/(?:eu|ue|ec|ce|jha|jai|pesc|cfsp|eec|cee))?)"
)
_OTHER_NUMBER = (
    r"(?: (?:no\.?|n\.?[o°º]|num\.?))? ?"
    r"(?P<law>\d{1,5}(?:\.\d{3})?(?:-\d{2,4})?(?:/(?:19|20)?\d\d|,? (?:of|de) (?:19|20)\d\d))"
)


_NUMBER = re.compile(r"\d/\d|\d,? (?:of|de) \d{4}")
_LONGEST = 50  # characters of an act's name before its number


@dataclass(frozen=True, slots=True)
class Act:
    """An act: its name in English, the words of the text, and where they stand."""

    name: str
    words: str
    place: Span


@cache
def _forms() -> dict[str, tuple[str, bool]]:
    return {
        form: (row["name"], row["union"]) for row in lexicon(_TABLE)["act"] for form in row["forms"]
    }


@cache
def _pattern() -> re.Pattern[str]:
    """The act before its number, to be matched where a number stands."""
    ordered = sorted(_forms(), key=lambda form: (-len(form), form))
    forms = "|".join(map(re.escape, ordered))
    return re.compile(rf"(?<!\w)(?P<form>{forms})(?:{_UNION_NUMBER}|{_OTHER_NUMBER})(?![\w/])")


def find_acts(text: Text) -> list[Act]:
    """All acts that the text names by number, in order."""
    found: dict[Span, Act] = {}
    for number in _NUMBER.finditer(text.folded):
        low = max(0, number.start() - _LONGEST)
        for match in _pattern().finditer(text.folded, low, number.end() + 16):
            act = _act(text, match)
            if act is not None:
                found.setdefault(act.place, act)
    return list(found.values())


def _act(text: Text, match: re.Match[str]) -> Act | None:
    name, union = _forms()[match["form"]]
    value = text.value[slice(*match.span())]
    if not value[0].isupper() or union != (match["number"] is not None):
        return None
    number = (match["number"] or match["law"]).upper().replace(" DE ", " of ")
    number = number.replace(" OF ", " of ").replace("/UE", "/EU").replace("/JAI", "/JHA")
    return Act(f"{name} {number}", value, match.span())

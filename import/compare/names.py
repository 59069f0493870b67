"""One thing under two names: documents that spell it out differently in the same language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from rapidfuzz.distance import OSA

from lacsec.db.model import Disagreement, Entity, Side, Spelling
from lacsec.db.text import fold
from lacsec.importer.data import words
from lacsec.importer.names.authority import looks_like_acronym

_KINDS = frozenset({"programme", "organisation", "agreement", "instrument", "system", "operation"})
_SHORT_KINDS = frozenset({"programme", "system", "instrument"})
_WORD = re.compile(r"[^\W_]+")
_FEWEST_WORDS = 3
_SHORTEST = 5  # letters: shorter names that differ in one are mostly other names
_MOST_EDITS = 2  # letters between two spellings of one short name
_NUMERALS = re.compile(r"\b(?:[ivx]+|\d[\d.]*)\b")


def name_disagreements(
    entities: Sequence[Entity], spellings: Iterable[Spelling]
) -> list[Disagreement]:
    """A disagreement for each entity whose long names, or whose short names, differ in words."""
    known = {entity.id: entity for entity in entities}
    found: dict[str, list[Spelling]] = defaultdict(list)
    for spelling in spellings:
        entity = known.get(spelling.entity)
        if entity is not None and entity.kind in _KINDS:
            found[spelling.entity].append(spelling)
    result: list[Disagreement] = []
    for identifier in sorted(found):
        tests = [("full name", _long)]
        if known[identifier].kind in _SHORT_KINDS:
            tests.append(("short name", _short))
        for title, group in tests:
            sides = _sides([s for s in found[identifier] if group(s)], title)
            if len(sides) > 1:
                result.append(Disagreement(identifier, title, "name", tuple(sides)))
    return result


def _long(spelling: Spelling) -> bool:
    """Is it a name told in full: one that its sentence gives together with the short form?

    Shortened names ("the Mechanism on Drugs") are many, and no disagreement.
    """
    exact, quote = spelling.exact, spelling.evidence.quote
    if len(exact.split()) < _FEWEST_WORDS or not exact[:1].isupper():
        return False
    at = quote.find(exact)
    after = quote[at + len(exact) :].lstrip(" '’”")
    before = quote[:at].rstrip(" '‘“")
    return (after.startswith("(") and after[1:2].isupper()) or (
        before.endswith((":", "(")) and looks_like_acronym(before[:-1].split(" ")[-1].strip("(: "))
    )


def _short(spelling: Spelling) -> bool:
    parts = spelling.exact.split()
    return len(parts) <= _FEWEST_WORDS and any(looks_like_acronym(part) for part in parts)


def _sides(spellings: Sequence[Spelling], title: str) -> list[Side]:
    """Spellings that say the same are one side; the languages of documents are kept apart."""
    by_language: dict[str, dict[frozenset[str] | str, list[Spelling]]] = {}
    for spelling in spellings:
        key = _essence(spelling.exact) if title == "full name" else _letters(spelling.exact)
        groups = by_language.setdefault(spelling.language, {})
        same = next((k for k in groups if _same(k, key)), key)
        groups.setdefault(same, []).append(spelling)
    for language in sorted(by_language):
        groups = by_language[language]
        if len(groups) > 1:
            return [
                Side(group[0].exact, None, tuple(s.evidence for s in group))
                for group in groups.values()
            ]
    return []


@cache
def _loose() -> frozenset[str]:
    return frozenset(words("compare", "names", "loose"))


def _essence(name: str) -> frozenset[str]:
    """The words of a full name, without small words and endings of number and spelling."""
    folded = _WORD.findall(
        fold(name).replace("organiz", "organis").replace("program ", "programme ")
    )
    return frozenset(_stem(word) for word in folded if word not in _loose())


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") else word


def _letters(name: str) -> str:
    return "".join(c for c in fold(name) if c.isalnum() or c == "+")


def _same(one: frozenset[str] | str, other: frozenset[str] | str) -> bool:
    """Are two names one, told more or less fully? Short ones clash where a letter or two differ;
    those further apart are other names of it, and those with other numerals other things.
    """
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return one == other
    if isinstance(one, str) and isinstance(other, str):
        if _NUMERALS.findall(one) != _NUMERALS.findall(other):
            return True
        return (
            one == other
            or OSA.distance(one, other) > _MOST_EDITS
            or min(map(len, (one, other))) < 5
        )
    return False

"""The table of triggers: words that say what can happen on a date, in every form they take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from lacsec.db.model import DateRole
from lacsec.importer.data import lexicon
from lacsec.importer.events.words import split

_TENSES = ("past", "part", "future", "pres", "cond", "inf", "ing", "subj")


@dataclass(frozen=True, slots=True)
class Row:
    """What a word means for a date. `trend`: it speaks of figures or of how things stand.

    An `inert` phrase looks like a trigger and is none: "organised crime". `say` is how a title
    tells it where its own words need the date: "dates from" is "begins".
    """

    kind: str
    role: DateRole
    light: bool = False
    counted: bool = False
    trend: bool = False
    inert: bool = False
    say: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a trigger: the words after its first, its row and tense ("noun" for a noun).

    "ed" is an English form that is both past and participle.
    """

    rest: tuple[str, ...]
    row: Row
    tense: str


_TREND = Row("other", "happened", trend=True)
_INERT = Row("other", "happened", inert=True)


@cache
def forms(language: str) -> dict[str, tuple[Form, ...]]:
    """Every form by its first word in lower case; the longest first."""
    table = lexicon(f"events_{language}")
    found: dict[str, dict[tuple[tuple[str, ...], bool], Form]] = {}
    for words, form in _all_forms(table, language):
        key = (form.rest, form.tense == "noun")
        found.setdefault(words[0], {}).setdefault(key, form)
    return {
        first: tuple(sorted(by_rest.values(), key=lambda f: (-len(f.rest), f.tense != "noun")))
        for first, by_rest in found.items()
    }


def _all_forms(table: dict[str, Any], language: str) -> Iterator[tuple[list[str], Form]]:
    for entry in table["trigger"]:
        row = Row(
            entry["kind"],
            cast(DateRole, entry["role"]),
            entry.get("light", False),
            entry.get("counted", False),
            say=entry.get("say", ""),
        )
        for tense, words in _inflected(entry, language):
            yield words, Form(tuple(words[1:]), row, tense)
    for phrase in table.get("inert", ()):
        words = split(phrase)
        yield words, Form(tuple(words[1:]), _INERT, "noun")
    for verb in table["trend"]:
        for tense, words in _inflected({"verb": verb}, language):
            yield words, Form(tuple(words[1:]), _TREND, tense)
    for noun in table["trend_nouns"]:
        words = split(noun)
        yield words, Form(tuple(words[1:]), _TREND, "noun")


def _inflected(entry: dict[str, Any], language: str) -> Iterator[tuple[str, list[str]]]:
    """All forms of a row with their tense; what the row itself gives comes first."""
    for tense in _TENSES:
        for words in entry.get(tense, ()):
            yield tense, split(words)
    verb = entry.get("verb", "")
    if verb:
        inflect = _english if language == "en" else _romance
        present = entry.get("present", True)
        yield from (pair for pair in inflect(verb, language) if present or pair[0] != "pres")
    for noun in entry.get("nouns", ()):
        words = split(noun)
        yield "noun", words
        if len(words) == 1 and not noun.endswith(("s", "ão", "ión", "ing", "um")):
            yield "noun", [noun + "s"]


def _english(verb: str, _language: str) -> Iterator[tuple[str, list[str]]]:
    given = [split(part) for part in verb.split()]
    base, rest = given[0][0], given[0][1:]
    stem = base.removesuffix("e")
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "o")) else "s")
    if base.endswith("y") and base[-2] not in "aeou":
        third = base[:-1] + "ies"
    past = given[1:3] or [[_regular_past(base), *rest]]
    if len(past) == 1 or past[0] == past[1]:
        yield "ed", past[0]
    else:
        yield "past", past[0]
        yield "part", past[1]
    yield "ing", given[3] if len(given) > 3 else [stem + "ing", *rest]
    yield "pres", [third, *rest]
    yield "pres", [base, *rest]


def _regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeou":
        return base[:-1] + "ied"
    return base + "ed"


def _romance(verb: str, language: str) -> Iterator[tuple[str, list[str]]]:
    stem, _, ending = verb.partition("/")
    name, _, rest = ending.partition(" ")
    endings = lexicon("events")["endings"][language].get(name, {})
    for tense in _TENSES:
        for end in endings.get(tense, ()):
            yield tense, split(f"{stem}{end} {rest}")

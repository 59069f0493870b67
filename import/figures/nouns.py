"""The counted thing behind a number: where its noun phrase ends, which word is its head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.figures.numbers import number_words
from lacsec.importer.figures.patterns import words_of

_WORD = re.compile(r"[a-z][\w'&/+-]*")
_FOOTNOTE = re.compile(r"\.?\d{1,2}$")
_BRACKET = re.compile(r"\([^()\d]{1,30}\) ")
_MOST_WORDS = 7
_MOST_AFTER = 3
_ONLY_ONE = re.compile(r"(?:only|just|but|single) $")


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun phrase: its span, its head and the unit it makes."""

    start: int
    end: int
    unit: str


@cache
def units_of_nouns() -> dict[str, str]:
    """Folded noun in any language → the counted thing in English."""
    table = lexicon("figures")
    found = {w: unit.replace("_", " ") for unit, words in table["nouns"].items() for w in words}
    return {**found, **dict.fromkeys(table["persons"]["words"], "persons")}


def plural(word: str, language: str) -> bool:
    """Does a folded word look like a plural noun (or adjective) of this language?"""
    if word in words_of("plurals", "irregular") or word in units_of_nouns():
        return True
    if len(word) < 4 or word in words_of("plurals", "not_plural"):
        return False
    if word[-1] == "s":
        return not (language == "en" and word.endswith(("ss", "us", "is", "ous")))
    return language == "fr" and word.endswith("x")


def words_behind(folded: str, at: int, limit: int) -> list[tuple[int, int]]:
    """The spans of up to seven words that follow, with nothing but spaces (or a short bracket)
    between them.
    """
    spans: list[tuple[int, int]] = []
    while at < limit and len(spans) < _MOST_WORDS:
        if folded[at] in " -\"'":
            at += 1
            continue
        bracket = _BRACKET.match(folded, at) if folded[at] == "(" else None
        if bracket is not None and bracket.end() < limit:
            at = bracket.end()
            continue
        match = _WORD.match(folded, at, limit)
        if match is None:
            break
        note = _FOOTNOTE.search(match[0])
        at = match.end()
        spans.append((match.start(), match.start() + note.start() if note else at))
    return spans


def noun_behind(folded: str, at: int, limit: int, language: str) -> Noun | None:
    """The plural noun phrase right behind a number that ends at `at`."""
    spans = words_behind(folded, at, limit)
    if spans and folded[slice(*spans[0])] in number_words(language):
        return None
    if language == "en" or language not in lexicon("figures")["stops"]:
        return _english(folded, spans)
    return _romance(folded, spans, language)


def _english(folded: str, spans: list[tuple[int, int]]) -> Noun | None:
    """The head is the last of the first run of plurals: "human rights defenders"."""
    stops = words_of("stops", "en")
    head: tuple[int, int] | None = None
    for index, (start, end) in enumerate(spans):
        word = folded[start:end]
        if word in stops:
            if word != "and" or head is not None or index == 0:
                break
            continue  # "two maximum and super maximum security prisons"
        if index == 0 and word in words_of("persons", "adjectives"):
            return Noun(start, end, "persons")
        if word in words_of("ranked", "words"):
            break
        if plural(_last_part(word), "en"):
            head = start, end
        elif head is not None:
            break
    return None if head is None else _noun(folded, spans[0][0], head)


def _last_part(word: str) -> str:
    return word.rsplit("/", 1)[-1].removesuffix("'s").removesuffix("'")


def _romance(folded: str, spans: list[tuple[int, int]], language: str) -> Noun | None:
    """The head is the first word; adjectives that may stand before it are passed over."""
    stops, preposed = words_of("stops", language), words_of("preposed", language)
    for index, (start, end) in enumerate(spans):
        word = folded[start:end]
        if word in stops:
            return None
        if word in words_of("ranked", "words"):
            return None
        if word in preposed:
            continue
        if not plural(word, language):
            return None
        found = _noun(folded, start, (start, _compound(folded, start) or end))
        last = found.end
        for a, b in spans[index + 1 : index + 1 + _MOST_AFTER]:
            if folded[a:b] in stops or not plural(folded[a:b], language):
                break
            last = b
        return Noun(spans[0][0], last, found.unit)
    return None


@cache
def _compounds() -> tuple[str, ...]:
    return tuple(sorted((w for w in units_of_nouns() if " " in w), key=lambda w: (-len(w), w)))


def _compound(folded: str, start: int) -> int | None:
    """The end of a head noun of several words: "armas de fuego"."""
    for words in _compounds():
        end = start + len(words)
        if folded.startswith(words, start) and not folded[end : end + 1].isalnum():
            return end
    return None


def _noun(folded: str, start: int, head: tuple[int, int]) -> Noun:
    word = _last_part(folded[slice(*head)])
    table = units_of_nouns()
    phrase = folded[start : head[1]]
    return Noun(start, head[1], table.get(phrase) or table.get(word) or word)


def only_one(folded: str, at: int) -> bool:
    """ "only one conflict" counts; "one conflict" may be an article."""
    return _ONLY_ONE.search(folded, max(0, at - 8), at) is not None


def single_behind(folded: str, at: int, limit: int) -> Noun | None:
    """The singular noun behind "only one"."""
    spans = []
    for start, end in words_behind(folded, at, limit):
        if folded[start:end] in words_of("stops", "en"):
            break
        spans.append((start, end))
    if not spans:
        return None
    word = folded[slice(*spans[-1])]
    unit = f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in "aeo" else f"{word}s"
    return Noun(spans[0][0], spans[-1][1], unit)

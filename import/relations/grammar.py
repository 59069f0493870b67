"""The small words of each language, ready to be asked about: joins, prepositions, modality."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from lacsec.db.model import Status
from lacsec.db.text import fold
from lacsec.importer.relations.data import table
from lacsec.importer.relations.triggers import spelled_out

Phrase = tuple[str, ...]
_TOKEN = re.compile(r"[^\W_]+'?|[^\w\s]")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LONGEST = 4
_SEPARATORS = frozenset(",;/-&•·")
_NEUTRAL = frozenset("()\"'[]:")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Small words of one language, folded; phrases are tuples of words."""

    joins: frozenset[Phrase]
    fillers: frozenset[Phrase]
    partners: dict[str, frozenset[Phrase]]
    prepositions: frozenset[str]
    open_nouns: frozenset[str]
    light: frozenset[str]
    breaks: frozenset[str]
    relatives: frozenset[str]
    copulas: frozenset[str]
    locatives: frozenset[str]
    auxiliaries: frozenset[str]
    spokesmen: frozenset[str]
    authorities: tuple[str, ...]
    verbs: frozenset[str]


@cache
def donors() -> frozenset[str]:
    """Ids of the bodies that pay for what others carry out."""
    return frozenset(table("grammar")["donors"]["ids"])


def tokens(folded: str) -> list[str]:
    """Words and signs of a folded text; "d'" and "l'" are words."""
    return _TOKEN.findall(folded)


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language (English where there is none)."""
    words = table("grammar")

    def of(name: str) -> list[str]:
        found = words[name]
        return [fold(word) for word in found.get(language, found.get("en", ()))]

    def phrases(name: str) -> frozenset[Phrase]:
        return frozenset(tuple(tokens(word)) for word in of(name))

    return Grammar(
        joins=phrases("joins"),
        fillers=phrases("fillers"),
        partners={
            "": frozenset(),
            "partners": phrases("partners"),
            "channels": phrases("channels"),
        },
        prepositions=frozenset(of("prepositions")),
        open_nouns=frozenset(of("open_nouns")),
        light=frozenset(of("light")),
        breaks=frozenset(of("breaks")),
        relatives=frozenset(of("relatives")),
        copulas=frozenset(of("copulas")),
        locatives=frozenset(of("locatives")),
        auxiliaries=frozenset(of("auxiliaries")),
        spokesmen=frozenset(fold(word) for word in words["spokesmen"]["en"]),
        authorities=tuple(of("authorities")),
        verbs=frozenset(fold(word) for word in words["verbs"]["en"]),
    )


@lru_cache(maxsize=8192)
def joined(gap: str, language: str, partners: str = "") -> bool:
    """Do these words between two names make them members of one list?"""
    known = grammar(language)
    words = tokens(_ASIDE.sub(" ", gap))
    separated = False
    index = 0
    while index < len(words):
        for size in range(_LONGEST, 0, -1):
            phrase = tuple(words[index : index + size])
            if phrase in known.joins or phrase in known.partners[partners]:
                separated = True
                break
            if phrase in known.fillers:
                break
        else:
            sign = words[index]
            size = 1
            if sign in _SEPARATORS:
                separated = True
            elif sign not in _NEUTRAL:
                return False
        index += size
    return separated


@cache
def _modality(language: str, status: str) -> re.Pattern[str]:
    found = table("modality")[status]
    words = sorted(
        {one for word in found.get(language, found["en"]) for one in spelled_out(word)},
        key=lambda word: (-len(word), word),
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?!\w)")


def says(status: Status | str, folded: str, start: int, end: int, language: str) -> bool:
    """Does [start, end) hold a word that gives a statement this status?"""
    return _modality(language, status).search(folded, start, end) is not None

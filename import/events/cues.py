"""The small words of `lexicon/events.toml`, ready for looking up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.events.words import split

Phrases = dict[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Cues:
    """Cue words of one language. Phrases of several words are kept by their first word."""

    helpers: frozenset[str]
    finite: frozenset[str]
    planned: Phrases
    denied: frozenset[str]
    compared: tuple[str, ...]
    relative: frozenset[str]
    joins: frozenset[str]
    dangling: frozenset[str]
    openers: tuple[str, ...]
    pronouns: frozenset[str]
    reports: frozenset[str]
    articles: frozenset[str]
    pronominal: frozenset[str]
    takes_up: frozenset[str]
    possessive: frozenset[str]
    participles: tuple[str, ...]
    agents: frozenset[str]
    leading: frozenset[str]
    parts: frozenset[str]
    branches: frozenset[str]
    of: frozenset[str]
    but: frozenset[str]
    future: tuple[str, ...]
    numbers: frozenset[str]
    copulas: frozenset[str]
    ordinals: frozenset[str]
    since: frozenset[str]
    state_on: frozenset[str]
    prepositions: frozenset[str]
    after_comma: frozenset[str]
    perfect: frozenset[str]
    spans: frozenset[str]
    most: frozenset[str]
    means: frozenset[str]
    earlier: tuple[str, ...]
    persons: frozenset[str]
    reduced: frozenset[str]
    around: frozenset[str]


@cache
def cues(language: str) -> Cues:
    """The cues of a language."""
    table = lexicon("events")

    def get(key: str) -> list[str]:
        return list(table[key][language])

    return Cues(
        helpers=frozenset(get("helpers")),
        finite=frozenset(get("finite")),
        planned=_phrases(get("planned")),
        denied=frozenset(get("denied")),
        compared=tuple(sorted(get("compared"), key=lambda w: (-len(w), w))),
        relative=frozenset(get("relative")),
        joins=frozenset(get("and")),
        dangling=frozenset(get("dangling")),
        openers=tuple(sorted(get("openers"), key=lambda w: (-len(w), w))),
        pronouns=frozenset(get("pronouns")),
        reports=frozenset(get("reports")),
        articles=frozenset(get("articles")),
        pronominal=frozenset(get("pronominal")),
        takes_up=frozenset(get("takes_up")),
        possessive=frozenset(get("possessive")),
        participles=tuple(get("participles")),
        agents=frozenset(get("agents")),
        leading=frozenset(get("leading")),
        parts=frozenset(get("parts")),
        branches=frozenset(get("branches")),
        of=frozenset(get("of")),
        but=frozenset(get("but")),
        future=tuple(get("future")),
        numbers=frozenset(get("numbers")),
        copulas=frozenset(get("copulas")),
        ordinals=frozenset(get("ordinals")),
        since=frozenset(get("since")),
        state_on=frozenset(get("state_on")),
        prepositions=frozenset(get("prepositions")),
        after_comma=frozenset(get("after_comma")),
        perfect=frozenset(get("perfect")),
        spans=frozenset(get("spans")),
        most=frozenset(get("most")),
        means=frozenset(get("means")),
        earlier=tuple(get("earlier")),
        persons=frozenset(get("persons")),
        reduced=frozenset(get("reduced")),
        around=frozenset(get("around")),
    )


def starts(phrases: Phrases, texts: list[str], index: int) -> bool:
    """Whether one of the phrases begins at a word."""
    return any(
        tuple(texts[index + 1 : index + 1 + len(rest)]) == rest
        for rest in phrases.get(texts[index], ())
    )


def _phrases(listed: list[str]) -> Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed:
        first, *rest = split(phrase)
        found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in found.items()}

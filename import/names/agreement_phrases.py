"""Phrases for agreements: the kind, the words that narrow it, the years, what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lacsec.importer.dates.found import Dates
from lacsec.importer.names.agreement_words import (
    AgreementKind,
    cue_set,
    cue_words,
    kind_of,
    narrower,
)
from lacsec.importer.names.automaton import Hit
from lacsec.importer.structure.text import Sentence, Text

_MOST_TOPIC_WORDS = 16
_YEARS_BEFORE = re.compile(r"((?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?) ['\"]?$")
_YEARS_BEHIND = re.compile(r",? \(?((?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?)(?![\d-])")
_TOPIC_WORD = re.compile(r"[^\s,;:.()\"]+")
_TITLE = re.compile(
    r" (?:entitled|titulad[ao]|intitulad[ao]|intitulee?) ['\"]([^'\"\n]{8,120})['\"]"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A kind at its place; `name` is what it is called in English, narrowed."""

    start: int
    end: int
    kind: AgreementKind
    name: str

    @property
    def narrowed(self) -> bool:
        """Is this more than the bare kind: a "grant agreement"?"""
        return self.name != self.kind.name


def word_before(text: Text, offset: int) -> str:
    """The folded word right before an offset."""
    start = text.folded.rfind(" ", 0, max(0, offset - 1)) + 1
    return text.folded[start:offset].strip(" '\"(\n")


def find_phrases(text: Text, hits: Iterable[Hit]) -> Iterator[Phrase]:
    """All phrases of a document, in order. `hits` are where the forms of kinds stand."""
    for hit in hits:
        yield _phrase(text, hit.start, hit.end)


def _phrase(text: Text, start: int, end: int) -> Phrase:
    """The kind with the words that narrow it: before it in English, else behind it."""
    kind = kind_of(text.folded[start:end])
    narrow: list[str] = []
    table = dict(narrower(text.language))
    if text.language == "en":
        while (word := word_before(text, start)) in table and text.folded[start - 1] == " ":
            start -= len(word) + 1
            narrow.insert(0, table[word])
        while narrow and narrow[0] == "and":
            narrow.pop(0)
            start = text.folded.find(" ", start) + 1
    else:
        while (form := _narrowing(text, end)) is not None:
            end += len(form) + 1
            end += text.folded.startswith("s", end)
            narrow.insert(0, table[form])
    return Phrase(start, end, kind, " ".join([*filter(None, narrow), kind.name]))


def _narrowing(text: Text, end: int) -> str | None:
    for form, _ in narrower(text.language):
        last = end + 1 + len(form)
        if text.folded.startswith(f" {form}", end):
            last += text.folded.startswith("s", last)
            if not text.folded[last : last + 1].isalpha():
                return form
    return None


def years_beside(text: Text, phrase: Phrase, first_party: int, end: int = 0) -> str | None:
    """The years before the phrase or its parties ("2013-2015 EU-CELAC …"), or behind a plan.

    `end` is where the parties behind it end.
    """
    for place in dict.fromkeys((phrase.start, first_party)):
        match = _YEARS_BEFORE.search(text.folded, max(0, place - 12), place)
        if match:
            return match[1]
    if phrase.kind.group != "plan":
        return None
    for place in dict.fromkeys((phrase.end, max(phrase.end, end))):
        match = _YEARS_BEHIND.match(text.folded, place)
        if match:
            return match[1]
    return None


def topic_behind(
    text: Text, start: int, sentence: Sentence, dates: Dates
) -> tuple[str | None, int]:
    """What an agreement is about, from "on …" or "to …" up to the end of the phrase, and its end.

    A title in quotation marks comes without them and without "entitled".
    """
    title = _TITLE.match(text.folded, start, sentence.end)
    if title is not None:
        return f"'{text.value[slice(*title.span(1))]}'", title.end()
    for cue in cue_words("about", text.language):
        first = start + len(cue) + 2
        if text.folded.startswith(f" {cue} ", start):
            end = _topic_end(text, first, sentence.end, dates)
            return (text.value[start + 1 : end], end) if end > first + 2 else (None, start)
    return None, start


def _topic_end(text: Text, start: int, limit: int, dates: Dates) -> int:
    stop = cue_set("ends", text.language)
    dated = {found.start for found in dates.within(start, limit)}
    edge = start
    for count, match in enumerate(_TOPIC_WORD.finditer(text.folded, start, limit)):
        gap = text.folded[edge : match.start()]
        if gap.strip(" ") or count >= _MOST_TOPIC_WORDS or match.start() in dated:
            break
        if match[0] in stop or match[0] == "-":
            break
        edge = match.end()
    return edge

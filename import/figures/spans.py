"""What a number is not: a label, an age, the time since; and which spans of time say something."""

from __future__ import annotations

import re
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.figures.patterns import words_of
from lacsec.importer.figures.qualifiers import ending_qualifier

_LAST_WORD = re.compile(r"([\w.°º'&-]+)[ -]?$")
_ONE_OF = re.compile(
    r"(?<!\w)(?:one|two|three|four|five|six|seven|eight|nine|una?|dos|tres|cuatro|siete|ocho|nueve"
    r"|uma?|dois|duas|quatro|sete|oito|nove|une?|deux|trois|quatre|\d) "
    r"(?:in|out of(?: every)?|in every|de cada|em cada|en|sur) $"
)
_LASTS = re.compile(r"(?:to|will|would|could|should|may|might|can|must) last $")
_LOOK = 30  # characters: the longest cue of a duration


def is_label(folded: str, start: int, end: int, language: str, *, numeral: bool) -> bool:
    """Does the number name a thing ("Article 4", "top three", "per 100 000") or count a ratio?"""
    window = folded[max(0, start - _LOOK) : start]
    match = _LAST_WORD.search(window)
    if match is None:
        return False
    word = match[1]
    ranked = word in words_of("ranked", "words") and not _LASTS.search(window)
    if word == "top" or ranked or _ONE_OF.search(window):
        return True
    if word in lexicon("units")["rates"]["per"]:
        return folded[start:end] in lexicon("units")["rates"]["hundred_thousand"]
    if not numeral:
        return False
    return word in words_of("labels", "words") or (
        language == "en" and word in words_of("labels", "en")
    )


def half_behind(folded: str, end: int) -> int:
    """How many characters of "and a half" stand at a place: 0 where none do."""
    for words in lexicon("figures")["durations"]["half"]:
        if folded.startswith(words, end):
            return len(words)
    return 0


@cache
def _cues(name: str) -> tuple[str, ...]:
    found = lexicon("figures")["durations"][name]
    return tuple(sorted(dict.fromkeys(found), key=lambda word: (-len(word), word)))


def duration_says(folded: str, start: int, end: int, *, adjective: bool) -> bool:
    """Does a span of time say how long something lasts? Not where it says when it was."""
    after = folded[end : end + 20].lstrip(" -")
    if _starts(after, "never_after"):
        return False
    if adjective or _starts(after, "after"):
        return True
    before = folded[max(0, start - _LOOK) : start].rstrip(" (,:")
    found = ending_qualifier(before)
    if found is not None:
        if found[0] not in _cues("before"):
            before = before[: -len(found[0])].rstrip()
        if found[1] == "under" or _starts(after, "of"):
            return True
        return _ends(before, "before") >= _ends(before, "never_before")
    never, cue = _ends(before, "never_before"), _ends(before, "before")
    return cue > never or (never == 0 and (cue > 0 or _starts(after, "of")))


def _starts(after: str, name: str) -> bool:
    return any(
        after.startswith(cue) and (cue[-1] == "'" or not after[len(cue) : len(cue) + 1].isalnum())
        for cue in _cues(name)
    )


def _ends(before: str, name: str) -> int:
    """The length of the longest cue that a stretch of text ends in; 0 where it ends in none."""
    for cue in _cues(name):
        if before.endswith(cue) and not before[: -len(cue)][-1:].isalnum():
            return len(cue)
    return 0

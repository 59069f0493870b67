"""What a number is not: a label, an age, the time since; and which spans of time say something."""

from __future__ import annotations

import re
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.figures.patterns import words_of
from lacsec.importer.figures.qualifiers import ending_qualifier

_LAST_WORD = re.compile(r"([\w.°º'&-]+)[ -]?$")
_ONE_OF = re.compile(r"(?:(?:one|two|three|una?|dos|tres|um|dois|une?|deux) (?:in|out of|en|de cada|em cada|sur) )$")
_LOOK = 30  # characters: the longest cue of a duration


def is_label(folded: str, start: int, *, numeral: bool) -> bool:
    """Does the number name a thing ("Article 4", "top three", "per 100 000") or count a ratio?"""
    window = folded[max(0, start - _LOOK) : start]
    match = _LAST_WORD.search(window)
    if match is None:
        return False
    word = match[1]
    if word == "top" or (word in ("per", "por", "pour") and numeral):
        return True
    if _ONE_OF.search(window):
        return True
    return numeral and word in words_of("labels", "words")


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
    if adjective:
        return True
    before = folded[max(0, start - _LOOK) : start].rstrip(" (")
    before = _without_qualifier(before)
    if _ends(before, "never_before"):
        return False
    if _starts(after, "of") or _starts(after, "after"):
        return True
    return _ends(before, "before")


def _without_qualifier(before: str) -> str:
    found = ending_qualifier(before)
    if found is None or found[0] in _cues("before"):
        return before
    return before[: -len(found[0])].rstrip()


def _starts(after: str, name: str) -> bool:
    return any(
        after.startswith(cue) and (cue[-1] == "'" or not after[len(cue) : len(cue) + 1].isalnum())
        for cue in _cues(name)
    )


def _ends(before: str, name: str) -> bool:
    return any(
        before.endswith(cue) and not before[: -len(cue)][-1:].isalnum() for cue in _cues(name)
    )

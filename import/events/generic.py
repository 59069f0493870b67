"""Verbs that the table does not list, known by their endings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.dates.found import Dated
from lacsec.importer.events.scan import Hit, Scan
from lacsec.importer.events.triggers import Form, Row
from lacsec.importer.events.words import Word

_SHORTEST = 5
_FARTHEST = 110
_DONE = Form((), Row("other", "happened"), "part")
_AHEAD = Form((), Row("other", "happened"), "future")
_OTHER = Form((), Row("other", "happened"), "past")


@dataclass(frozen=True)
class _Shapes:
    endings: tuple[str, ...]
    participles: tuple[str, ...]
    verbs: frozenset[str]
    never: frozenset[str]


@cache
def _shapes(language: str) -> _Shapes:
    table = lexicon("events")["generic"][language]
    return _Shapes(
        tuple(table["endings"]),
        tuple(table["participles"]),
        frozenset(table["verbs"]),
        frozenset(table["never"]),
    )


def generic_verb(found: Scan, language: str, dated: Dated) -> Hit | None:
    """The nearest word in the date's clause that looks like a verb in the past."""
    start, end = found.clause(dated.start, dated.end)
    shapes = _shapes(language)
    best: tuple[int, Hit] | None = None
    for index in range(found.index(start), found.index(end)):
        word = found.words[index]
        if word.end > end or not _is_verb(found, index, shapes):
            continue
        if dated.start <= word.start < dated.end or _is_name(found, index):
            continue
        if found.aside(word.start) != found.aside(dated.start):
            continue
        if word.text.endswith(shapes.participles) and _is_reduced(found, index):
            continue
        away = _away(found, word, dated)
        if away <= _FARTHEST and (best is None or away < best[0]):
            best = away, Hit(word.start, word.end, index, index, _form_of(found, index))
    return best[1] if best else _beside(found, language, dated)


def _away(found: Scan, word: Word, dated: Dated) -> int:
    """Characters between a word and a date, asides left out."""
    before = word.end <= dated.start
    first, last = (word.end, dated.start) if before else (dated.end, word.start)
    return last - first - found.parted(first, last)[1]


def _form_of(found: Scan, index: int) -> Form:
    return _AHEAD if found.words[index].text.endswith(found.cues.future) else _OTHER


def _beside(found: Scan, language: str, dated: Dated) -> Hit | None:
    """A participle right before its date: "Adela Quiroga, fallecida en 2019"."""
    index = found.index(dated.lead) - 1
    if index < 0:
        return None
    word = found.words[index]
    shapes = _shapes(language)
    long = len(word.text) > _SHORTEST and word.text not in shapes.never
    apart = found.value[word.end : dated.lead].strip()
    hung = found.value[found.start : word.start].rstrip().endswith((",", "("))
    if not long or apart or not hung or not word.text.endswith(found.cues.participles):
        return None
    return None if _is_name(found, index) else Hit(word.start, word.end, index, index, _DONE)


def _is_reduced(found: Scan, index: int) -> bool:
    """ "Forces coordinated by the agency seized …": a participle that belongs to its noun."""
    following = found.words[index + 1 : index + 2]
    if not following or following[0].text not in found.cues.reduced:
        return False
    left, right = found.clause(found.words[index].start, found.words[index].end)
    others = [i for i in found.verbs if left <= found.words[i].start < right and i != index]
    if not others:
        return False  # "the ship docked in Santos"
    return index == 0 or found.words[index - 1].text not in found.cues.helpers


def _is_verb(found: Scan, index: int, shapes: _Shapes) -> bool:
    """By its ending, or as a participle behind a helper: "were given"."""
    text = found.words[index].text
    if text in shapes.never:
        return False
    if text in shapes.verbs:
        return True
    if len(text) >= _SHORTEST:
        if text.endswith(shapes.endings):
            return True
        if len(text) > _SHORTEST and text.endswith(found.cues.future):
            return True
    helped = index > 0 and found.words[index - 1].text in found.cues.perfect
    return helped and len(text) > 2 and text.endswith(shapes.participles)


def looks_done(text: str, language: str) -> bool:
    """Whether a word alone looks like a verb in the past."""
    shapes = _shapes(language)
    if text in shapes.never:
        return False
    return text in shapes.verbs or (len(text) >= _SHORTEST and text.endswith(shapes.endings))


def past_shaped(text: str, language: str) -> bool:
    """Whether a word ends like a verb in the past, of a happening or not: "recordó"."""
    return len(text) >= _SHORTEST and text.endswith(_shapes(language).endings)


def _is_name(found: Scan, index: int) -> bool:
    return found.value[found.words[index].start].isupper()

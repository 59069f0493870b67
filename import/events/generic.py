"""Verbs that the table does not list, known by their endings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.dates.found import Dated
from lacsec.importer.events.scan import Hit, Scan
from lacsec.importer.events.triggers import Form, Row

_SHORTEST = 5
_FARTHEST = 90
_DONE = Form((), Row("other", "happened"), "part")
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
    best: tuple[int, Hit] | None = None
    for index, word in enumerate(found.words):
        if word.start < start or word.end > end or not _is_verb(found, index, language):
            continue
        if dated.start <= word.start < dated.end or _is_name(found, index):
            continue
        if found.aside(word.start) != found.aside(dated.start):
            continue
        if word.text.endswith(_shapes(language).participles) and _is_reduced(found, index):
            continue
        away = dated.start - word.end if word.end <= dated.start else word.start - dated.end
        if away <= _FARTHEST and (best is None or away < best[0]):
            best = away, Hit(word.start, word.end, index, index, _OTHER)
    return best[1] if best else _beside(found, language, dated)


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


def _is_verb(found: Scan, index: int, language: str) -> bool:
    """By its ending, or as a participle behind a helper: "were given"."""
    shapes, text = _shapes(language), found.words[index].text
    if text in shapes.never:
        return False
    if text in shapes.verbs or (len(text) >= _SHORTEST and text.endswith(shapes.endings)):
        return True
    helped = index > 0 and found.words[index - 1].text in found.cues.perfect
    return helped and len(text) > 2 and text.endswith(shapes.participles)


def looks_done(text: str, language: str) -> bool:
    """Whether a word alone looks like a verb in the past."""
    shapes = _shapes(language)
    return text in shapes.verbs or (len(text) >= _SHORTEST and text.endswith(shapes.endings))


def _is_name(found: Scan, index: int) -> bool:
    return found.value[found.words[index].start].isupper()

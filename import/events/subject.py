"""Who or what an event is about: named in its clause, before it, or told earlier in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lacsec.db.model import EntityKind, Finding
from lacsec.importer.events.scan import Hit, Mark
from lacsec.importer.events.view import Draft, View

KINDS: tuple[EntityKind, ...] = (
    "programme",
    "organisation",
    "agreement",
    "operation",
    "system",
    "person",
    "country",
)
_EDGES = " ,;:.–—-\n\t"
_WIDEST = 90  # characters of a subject that stands before a relative clause or in an aside


@dataclass(frozen=True, slots=True)
class Told:
    """Where the words of a title stand: subject in [start, stop), verb and the rest in [verb, end).

    `words` is the subject where it stands elsewhere, `entity` who it is where that is known.
    """

    start: int
    stop: int
    verb: int
    end: int
    words: str | None = None
    entity: str | None = None
    finding: Finding = "named"


def subject_of(view: View, draft: Draft) -> Told:
    """The places of subject and predicate for the title of an event."""
    if draft.hit is None or draft.shape != "clause":
        return _of_name(view, draft)
    left, right = view.scan.clause(draft.hit.start, draft.hit.end)
    if draft.hit.noun:
        return _of_noun(view, draft, draft.hit, left, right)
    verb = _verb_group(view, draft.hit, left)
    if _hangs(view, draft.hit, verb, left):
        return _of_participle(view, draft.hit, left, right)
    told = Told(left, verb, verb, right)
    said = _bare(view, left, verb)
    if said and said[0] not in view.scan.cues.pronouns:
        return told
    return _elsewhere(view, draft, told)


def _bare(view: View, start: int, end: int) -> list[str]:
    """The words of a subject without dates, articles and openers."""
    cues = view.scan.cues
    words = view.scan.words[view.scan.index(start) : view.scan.index(end)]
    kept = [w.text for w in words if not view.in_date(w.start)]
    while kept and (kept[0] in cues.dangling or kept[0] in cues.openers):
        kept.pop(0)
    while kept and kept[-1] in cues.dangling and len(kept) > 1:
        kept.pop()
    return kept


def _verb_group(view: View, hit: Hit, left: int) -> int:
    """Where the verb begins, its helpers included."""
    words, first = view.scan.words, hit.first
    while first > 0:
        word = words[first - 1]
        gap = view.text(word.end, words[first].start)
        if word.start < left or word.text not in view.scan.cues.helpers or gap.strip(" '’"):
            break
        first -= 1
    return words[first].start


def _hangs(view: View, hit: Hit, verb: int, left: int) -> bool:
    """A participle without helper, at the head of its clause or behind a comma."""
    if verb != hit.start or hit.form.tense not in ("past", "part", "ing"):
        return False
    before = view.text(left, hit.start).rstrip()
    return before == "" and not _opens_relative(view, left) or before.endswith(",")


def _opens_relative(view: View, left: int) -> bool:
    return any(m.end == left and m.sign in ("which", "and") for m in view.scan.marks)


def _of_participle(view: View, hit: Hit, left: int, right: int) -> Told:
    """ "Launched in 2009, the programme …", "an arrangement, signed in January, …"."""
    commas = [m for m in view.scan.marks if m.sign == "," and left <= m.start < right]
    behind = [m for m in commas if m.start >= hit.end]
    stop = behind[0].start if behind else right
    before = [m for m in commas if m.end <= hit.start]
    if before:
        start = before[-2].end if len(before) > 1 else left
        start = max(start, before[-1].start - _WIDEST)
        subject = view.text(start, before[-1].start).strip(_EDGES)
        return Told(hit.start, hit.start, hit.start, stop, subject)
    if behind:
        verb = _first_finite(view, behind[-1 if len(behind) > 1 else 0].end, right)
        start = behind[0].end
        subject = view.text(start, verb if verb > start else right).strip(_EDGES)
        if 0 < len(subject) <= _WIDEST:
            return Told(hit.start, hit.start, hit.start, stop, subject)
    told = Told(hit.start, hit.start, hit.start, stop)
    return _resolved(view, hit.start, told)


def _first_finite(view: View, start: int, end: int) -> int:
    verbs = {h.first for h in view.scan.hits if not h.noun}
    for index in range(view.scan.index(start), view.scan.index(end)):
        word = view.scan.words[index]
        if word.text in view.scan.cues.finite or index in verbs:
            return word.start
    return end


def _elsewhere(view: View, draft: Draft, told: Told) -> Told:
    """The subject of a relative clause, of a second verb, or of a pronoun."""
    mark = next((m for m in view.scan.marks if m.end == told.start), None)
    if mark is not None and mark.sign == "which":
        return _before_relative(view, mark, told)
    if mark is not None and mark.sign == "and":
        left, right = view.scan.clause(mark.start - 1, mark.start - 1)
        verb = _first_verb(view, left, right)
        said = _bare(view, left, verb)
        if said and said[0] not in view.scan.cues.pronouns:
            return _with(told, view.text(left, verb).strip(_EDGES))
    return _resolved(view, told.start, told)


def _first_verb(view: View, start: int, end: int) -> int:
    for index in range(view.scan.index(start), view.scan.index(end)):
        word = view.scan.words[index]
        hit = next((h for h in view.scan.hits if h.first == index and not h.noun), None)
        if word.text in view.scan.cues.finite or (
            hit and hit.form.tense in ("past", "pres", "future")
        ):
            return _verb_group(view, hit, start) if hit else word.start
    return end


def _before_relative(view: View, mark: Mark, told: Told) -> Told:
    """The noun phrase right before "which"."""
    stop = mark.start
    text = view.text(max(view.sentence.start, stop - _WIDEST), stop).rstrip(_EDGES)
    cut = max((m.end() for m in re.finditer(r"[,;:(–]\s|\b(?:and|y|e|et)\s", text)), default=0)
    phrase = text[cut:].strip(_EDGES)
    named = [n for n in view.namings(stop - _WIDEST, stop) if stop - n.end < 30]
    if named and len(phrase) > 60:
        phrase = view.text(named[-1].start, named[-1].end)
    return _with(told, phrase) if phrase else _resolved(view, told.start, told)


def _with(told: Told, words: str, entity: str | None = None, finding: Finding = "named") -> Told:
    return Told(told.start, told.start, told.verb, told.end, words, entity, finding)


def _resolved(view: View, offset: int, told: Told) -> Told:
    """The subject that the text named before."""
    found = view.read.focus.behind(view.sentence, offset + 1, KINDS, topic=True)
    if found is None:
        return told
    entity = view.read.names.entities[found.entity]
    return _with(told, entity.acronym or entity.name, found.entity, found.finding)


def _of_noun(view: View, draft: Draft, hit: Hit, left: int, right: int) -> Told:
    """A happening told by a noun: the clause where it is short, else from the noun on."""
    end = max(right, draft.dated.end) if draft.dated.start <= right else right
    if end - left <= 130:
        return Told(left, left, left, end)
    start = _phrase_start(view, hit, left)
    stop = _first_finite(view, max(hit.end, draft.dated.end), right)
    return Told(start, start, start, max(stop, hit.end))


def _phrase_start(view: View, hit: Hit, left: int) -> int:
    """Where the noun phrase begins: back over its adjectives to its article."""
    cues, words, first = view.scan.cues, view.scan.words, hit.first
    while first > 0 and words[first - 1].start >= left and hit.first - first < 6:
        word = words[first - 1]
        if view.text(word.end, words[first].start).strip(" '’-"):
            break
        if word.text in cues.articles or word.text in cues.finite or word.text in cues.dangling:
            break
        first -= 1
    return words[first].start


def _of_name(view: View, draft: Draft) -> Told:
    """A dated name: the words before the bracket, or the name with what belongs to it."""
    if draft.shape == "brackets":
        return _before_brackets(view, draft)
    left, right = view.scan.clause(draft.start, draft.end)
    head = view.text(left, min(draft.start, draft.dated.start)).strip().lower()
    if not head or head in view.scan.cues.articles:
        return Told(left, left, left, right)
    start = min(draft.start, draft.dated.start)
    return Told(start, start, start, _first_finite(view, draft.end, right))


def _before_brackets(view: View, draft: Draft) -> Told:
    aside = view.scan.aside(draft.dated.start)
    if aside is None:
        return Told(draft.start, draft.start, draft.start, draft.end)
    left, right = view.scan.clause(aside[0], aside[0])
    start = left
    if aside[0] - left > _WIDEST:
        commas = [m.end for m in view.scan.marks if m.sign == "," and left < m.end < aside[0]]
        start = commas[-1] if commas else aside[0] - _WIDEST
    inside = view.text(aside[0] + 1, draft.dated.start).strip(_EDGES)
    if inside and not inside.islower():
        return Told(aside[0] + 1, aside[0] + 1, aside[0] + 1, draft.dated.end)
    return Told(start, start, start, aside[1] + 1)

"""Subject and predicate of a clause with a verb: its own, or of the clause on which it hangs."""

from __future__ import annotations

from dataclasses import replace

from lacsec.importer.events.generic import past_shaped
from lacsec.importer.events.phrases import before, main_verb, subject_span, verb_group
from lacsec.importer.events.resolve import known_subject, resolved
from lacsec.importer.events.scan import Mark
from lacsec.importer.events.view import Told, View
from lacsec.importer.events.words import Word

_SHORT_PREDICATE = 2  # words: "ruled that …" goes on in the clause behind
_FOLLOWING = 2  # words behind a Romance verb among which its subject may be


def of_verb(view: View, index: int, left: int, right: int) -> Told:
    """A clause with a verb: its own subject, or that of the clause on which it hangs."""
    first = verb_group(view, index, left)
    verb = view.scan.words[first].start
    told = Told(subject_span(view, left, verb), (verb, end_of(view, verb, right)))
    mark = next((m for m in view.scan.marks if m.end == left), None)
    if told.subject is not None:
        told = _first_subject(view, told, verb)
        return known_subject(view, _with_object(view, mark, told, index))
    opened = next((pair for pair in view.scan.pairs if pair[0] + 1 == left), None)
    if opened is not None:
        return hung_on(view, opened[0], told)
    if mark is not None and mark.sign == "which":
        told = _to_comma(view, mark, told, index)
        if _pronominal(view, mark):
            return hung_on(view, _opening(view, mark), told)
        return _shared(view, mark, told)
    if mark is not None and mark.sign == "and":
        return _shared(view, mark, told)
    return resolved(view, left, told) if _needs_subject(view, index, told) else told


def _first_subject(view: View, told: Told, verb: int) -> Told:
    """ "It began in May and reached …": the subject of the first of two verbs."""
    assert told.subject is not None
    start = told.subject[0]
    first = main_verb(view, start, verb)
    if first is None or view.scan.words[first].start <= start:
        return told
    between = words_between(view, view.scan.words[first].start, verb)
    if not between or between[-1].text not in view.scan.cues.joins:
        return told
    return replace(told, subject=subject_span(view, start, view.scan.words[first].start))


def _needs_subject(view: View, index: int, told: Told) -> bool:
    """A verb with nothing behind it; Romance subjects may follow theirs."""
    if told.predicate is None or view.read.text.language == "en":
        return True
    behind = words_between(view, view.scan.words[index].end, told.predicate[1])
    return sum(not view.in_date(word.start) for word in behind) < _FOLLOWING


def _pronominal(view: View, mark: Mark) -> bool:
    """Whether a relative takes up a noun; "de que" and the like only join clauses."""
    index = view.scan.index(mark.start)
    if view.scan.words[index].text not in view.scan.cues.pronominal:
        bare = view.scan.words[index].text in view.scan.cues.takes_up
        if not bare or index + 1 not in view.scan.verbs:
            return False
    before = view.scan.words[index - 1] if index else None
    if before is None or view.text(before.end, mark.start).strip():
        return True
    done = past_shaped(before.text, view.read.text.language)  # "recordó que …"
    return before.text not in view.scan.cues.of and index - 1 not in view.scan.verbs and not done


def _with_object(view: View, mark: Mark | None, told: Told, index: int) -> Told:
    """ "A strategy, which ministers adopted in May": the relative is what was adopted."""
    if mark is None or mark.sign != "which" or not _pronominal(view, mark):
        return told
    if view.text(mark.start, mark.end).lower() in view.scan.cues.possessive:
        return told
    assert told.predicate is not None
    behind = words_between(view, view.scan.words[index].end, told.predicate[1])
    behind = [word for word in behind if not view.in_lead(word.start)]
    hit = next((h for h in view.scan.hits if h.first == index), None)
    behind = [word for word in behind if hit is None or word.start >= hit.end]
    if behind and behind[0].text not in view.scan.cues.leading:
        return told
    hung = hung_on(view, _opening(view, mark), Told(None, None))
    return replace(told, object=hung.subject)


def end_of(view: View, verb: int, right: int) -> int:
    """Where a predicate ends: a bare "ruled" takes the clause that says what was ruled."""
    found = view.scan
    behind = next((d.end for d in view.dates if verb < d.start and d.end < right), right)
    index = found.index(behind)
    verb_behind = index < found.index(right) and index in found.verbs
    if verb_behind and not found.value[behind : found.words[index].start].strip():
        return behind  # "whose construction began in 2022 will reach …"
    mark = next((m for m in found.marks if m.start == right and m.sign == "which"), None)
    if mark is None:
        return right
    count = found.index(right) - found.index(verb)
    dated = sum(view.in_date(w.start) for w in words_between(view, verb, right))
    if count - dated <= _SHORT_PREDICATE:
        return found.clause(mark.end, mark.end)[1]
    return right


def words_between(view: View, start: int, end: int) -> list[Word]:
    """The words that begin in [start, end)."""
    return view.scan.words[view.scan.index(start) : view.scan.index(end)]


def _to_comma(view: View, mark: Mark, told: Told, index: int) -> Told:
    """A relative clause behind a comma ends at the next one."""
    if told.predicate is None or not view.text(view.sentence.start, mark.start).rstrip().endswith(
        ","
    ):
        return told
    low = view.scan.words[index].end
    low = max([low, *(d.end for d in view.dates if 0 <= d.lead - low <= 20)])
    comma = next((m.start for m in view.scan.marks if m.sign == "," and m.start >= low), None)
    if comma is None or comma > told.predicate[1]:
        return told
    if view.scan.index(comma) - view.scan.index(told.predicate[0]) < _SHORT_PREDICATE:
        return told
    return replace(told, predicate=(told.predicate[0], comma))


def _opening(view: View, mark: Mark) -> int:
    """Where a relative clause begins: at the comma of its aside, or at its pronoun."""
    pair = view.scan.aside(mark.start)
    if pair is not None and not view.text(pair[0] + 1, mark.start).strip():
        return pair[0]
    index = view.scan.index(mark.start)
    if index and view.scan.words[index - 1].text in view.scan.cues.joins:
        marks = [m for m in view.scan.marks if m.sign == "which" and m.end <= mark.start]
        if marks and _pronominal(view, marks[-1]):
            return _opening(view, marks[-1])  # "… that ends in May, and that began …"
    return mark.start


def hung_on(view: View, offset: int, told: Told) -> Told:
    """A relative clause: the noun phrase right before it."""
    floor, _ = view.scan.clause(max(view.sentence.start, offset - 1), offset)
    span = before(view, offset, floor)
    return known_subject(view, replace(told, subject=span)) if span else told


def _shared(view: View, mark: Mark, told: Told) -> Told:
    """A second verb: the subject of the first."""
    left, right = view.scan.clause(mark.start - 1, mark.start - 1)
    first = main_verb(view, left, right)
    if first is None:
        return resolved(view, mark.end, told)
    verb = view.scan.words[first].start
    span = subject_span(view, left, verb)
    if span is None:
        opened = next((m for m in view.scan.marks if m.end == left and m.sign == "which"), None)
        if opened is None:
            return resolved(view, mark.end, told)
        return hung_on(view, _opening(view, opened), told)
    return known_subject(view, replace(told, subject=span))

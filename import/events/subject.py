"""Who or what an event is about: named in its clause, before it, or told earlier in the text."""

from __future__ import annotations

from dataclasses import replace

from lacsec.importer.events.attach import of_date
from lacsec.importer.events.generic import looks_done
from lacsec.importer.events.phrases import (
    EDGES,
    Span,
    after,
    before,
    main_verb,
    subject_span,
    verb_group,
)
from lacsec.importer.events.resolve import known_subject, resolved
from lacsec.importer.events.scan import HANGING, Hit, Mark
from lacsec.importer.events.view import Draft, Told, View
from lacsec.importer.events.words import Word

_SHORT_PREDICATE = 2  # words: "ruled that …" goes on in the clause behind
_FOLLOWING = 2  # words behind a Romance verb among which its subject may be
_MEETINGS = ("meeting", "conference")


def subject_of(view: View, draft: Draft) -> Told:
    """The places of subject and predicate for the title of an event."""
    hit = draft.hit
    if draft.shape == "brackets":
        return _before_brackets(view, draft)
    if draft.shape == "plain":
        return _of_plain(view, draft)
    if draft.shape == "name" or hit is None:
        return _of_name(view, draft)
    left, right = view.scan.clause(hit.start, hit.end)
    if hit.noun:
        return _of_noun(view, draft, hit, left, right)
    alone = verb_group(view, hit.first, left) == hit.first
    if (alone and hit.form.tense in ("inf", "ing", "subj")) or _hangs(view, hit, left, right):
        return _of_participle(view, hit, left, right)
    return _of_verb(view, hit.first, left, right)


def _of_plain(view: View, draft: Draft) -> Told:
    """A clause whose verb is not known: all of it, its adverbials aside."""
    verb = main_verb(view, draft.start, draft.end)
    if verb is not None:
        return _of_verb(view, verb, draft.start, draft.end)
    return Told(None, subject_span(view, draft.start, draft.end) or (draft.start, draft.end))


def _of_verb(view: View, index: int, left: int, right: int) -> Told:
    """A clause with a verb: its own subject, or that of the clause on which it hangs."""
    first = verb_group(view, index, left)
    verb = view.scan.words[first].start
    told = Told(subject_span(view, left, verb), (verb, _end_of(view, verb, right)))
    mark = next((m for m in view.scan.marks if m.end == left), None)
    if told.subject is not None:
        return known_subject(view, _with_object(view, mark, told, index))
    opened = next((pair for pair in view.scan.pairs if pair[0] + 1 == left), None)
    if opened is not None:
        return _hung_on(view, opened[0], told)
    if mark is not None and mark.sign == "which":
        told = _to_comma(view, mark, told, index)
        if _pronominal(view, mark):
            return _hung_on(view, _opening(view, mark), told)
        return _shared(view, mark, told)
    if mark is not None and mark.sign == "and":
        return _shared(view, mark, told)
    return resolved(view, left, told) if _needs_subject(view, index, told) else told


def _needs_subject(view: View, index: int, told: Told) -> bool:
    """A verb with nothing behind it; Romance subjects may follow theirs."""
    if told.predicate is None or view.read.text.language == "en":
        return True
    behind = _words(view, view.scan.words[index].end, told.predicate[1])
    return sum(not view.in_date(word.start) for word in behind) < _FOLLOWING


def _pronominal(view: View, mark: Mark) -> bool:
    """Whether a relative takes up a noun; "de que" and the like only join clauses."""
    if view.text(mark.start, mark.end).lower() not in view.scan.cues.pronominal:
        return False
    index = view.scan.index(mark.start)
    before = view.scan.words[index - 1] if index else None
    if before is None or view.text(before.end, mark.start).strip():
        return True
    return before.text not in view.scan.cues.of and index - 1 not in view.scan.verbs


def _with_object(view: View, mark: Mark | None, told: Told, index: int) -> Told:
    """ "A strategy, which ministers adopted in May": the relative is what was adopted."""
    if mark is None or mark.sign != "which" or not _pronominal(view, mark):
        return told
    assert told.predicate is not None
    behind = _words(view, view.scan.words[index].end, told.predicate[1])
    if sum(not view.in_date(word.start) for word in behind) > _SHORT_PREDICATE:
        return told
    hung = _hung_on(view, _opening(view, mark), Told(None, None))
    return replace(told, object=hung.subject)


def _end_of(view: View, verb: int, right: int) -> int:
    """Where a predicate ends: a bare "ruled" takes the clause that says what was ruled."""
    found = view.scan
    mark = next((m for m in found.marks if m.start == right and m.sign == "which"), None)
    if mark is None:
        return right
    count = found.index(right) - found.index(verb)
    dated = sum(view.in_date(w.start) for w in _words(view, verb, right))
    if count - dated <= _SHORT_PREDICATE:
        return found.clause(mark.end, mark.end)[1]
    return right


def _words(view: View, start: int, end: int) -> list[Word]:
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


def _hung_on(view: View, offset: int, told: Told) -> Told:
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
        return _hung_on(view, _opening(view, opened), told)
    return known_subject(view, replace(told, subject=span))


def _hangs(view: View, hit: Hit, left: int, right: int) -> bool:
    """A participle that stands for no verb of its own: at the head, or behind the real one."""
    if hit.form.tense not in HANGING or verb_group(view, hit.first, left) != hit.first:
        return False
    head = [w for w in _words(view, left, hit.start) if not view.in_date(w.start)]
    if all(word.text in view.scan.cues.leading for word in head):
        mark = next((m for m in view.scan.marks if m.end == left), None)
        return mark is None or mark.sign not in ("which", "and")
    level = view.scan.aside(hit.start)
    others = [
        i
        for i in view.scan.verbs
        if left <= view.scan.words[i].start < right
        and not hit.first <= i <= hit.last
        and view.scan.aside(view.scan.words[i].start) == level
    ]
    return bool(others) and (any(i < hit.first for i in others) or is_reduced(view, hit))


def is_reduced(view: View, hit: Hit) -> bool:
    """ "The agreement reached between …": a participle right behind its noun."""
    if hit.form.tense == "part":
        return True
    following = view.scan.words[hit.last + 1 : hit.last + 2]
    return (
        hit.form.tense == "ed"
        and bool(following)
        and (following[0].text in view.scan.cues.reduced or view.in_date(following[0].start))
    )


def _of_participle(view: View, hit: Hit, left: int, right: int) -> Told:
    """ "Launched in 2009, the programme …", "an arrangement, signed in January, …"."""
    commas = [m for m in view.scan.marks if m.sign == "," and left <= m.start < right]
    first_end = max((d.start for d in view.dates if 0 <= d.start - hit.end <= 12), default=hit.end)
    behind = next((m for m in commas if m.start > first_end), None)
    stop = min(behind.start if behind else right, _predicate_end(view, hit, right))
    told = Told(None, (hit.start, stop))
    opened = next((pair for pair in view.scan.pairs if pair[0] + 1 == left), None)
    head = [w for w in _words(view, left, hit.start) if not view.in_date(w.start)]
    bare = all(w.text in view.scan.cues.leading or w.text in view.scan.cues.joins for w in head)
    if opened is not None and (bare or head[0].text in view.scan.cues.leading):
        return _hung_on(view, opened[0], told)
    if not bare:
        span = before(view, hit.start, left)
        return known_subject(view, replace(told, subject=span)) if span else told
    span = after(view, behind.end, right) if behind and hit.form.tense in HANGING else None
    if span is None:
        return resolved(view, hit.start, told) if hit.form.tense in HANGING else told
    first = view.text(*span).split()[0].lower()
    if first in view.scan.cues.pronouns or looks_done(first, view.read.text.language):
        return resolved(view, hit.start, told)
    return replace(told, subject=span)


def _predicate_end(view: View, hit: Hit, right: int) -> int:
    """A reduced clause ends where the verb of the main clause begins."""
    level = view.scan.aside(hit.start)
    for index in sorted(i for i in view.scan.verbs if i > hit.last):
        word = view.scan.words[index]
        if word.start >= right:
            break
        if view.scan.aside(word.start) == level:
            return view.scan.words[verb_group(view, index, hit.end)].start
    return right


def _of_noun(view: View, draft: Draft, hit: Hit, left: int, right: int) -> Told:
    """A happening told by a noun: with the verb of which it is the subject, or by itself."""
    verb = main_verb(view, left, right)
    begin = phrase_start(view, hit, left)
    by_itself = of_date(view.scan, hit, draft.dated) and draft.kind != "publication"
    comma = next((m.start for m in view.scan.marks if m.sign == "," and m.start >= hit.end), right)
    if _around(view, begin, left):
        return _by_itself(view, draft, begin, verb, min(comma, right))
    if verb is None:
        return _with_section(view, Told(None, (begin, max(hit.end, min(comma, right)))))
    place = view.scan.words[verb].start
    if place >= hit.end:
        span = subject_span(view, left, place)
        if span and span[0] <= hit.start:
            return Told(span, (place, _end_of(view, place, right)))
        head = Told(None, (begin, min(place, comma)))
        if span and comma < place and (draft.kind in _MEETINGS or by_itself):
            head = Told((begin, comma), (span[0], _end_of(view, place, right)), colon=True)
        return head
    if by_itself:
        return _with_section(view, Told(None, (begin, max(hit.end, min(comma, right)))))
    return _of_verb(view, verb, left, right)


def _by_itself(view: View, draft: Draft, begin: int, verb: int | None, right: int) -> Told:
    """A noun that tells when something else was: up to its date, a comma or the verb."""
    assert draft.hit is not None
    ends = [right, *([draft.dated.lead] if draft.dated.start >= draft.hit.end else [])]
    if verb is not None and view.scan.words[verb].start >= draft.hit.end:
        ends.append(view.scan.words[verb].start)
    told = Told(None, (begin, max(draft.hit.end, min(ends))))
    index = view.scan.index(begin)
    owner = view.scan.words[index - 1] if index else None
    if owner is not None and owner.text in view.scan.cues.pronouns:
        end = max(draft.hit.end, min(ends))
        known = known_subject(view, replace(told, subject=(owner.start, end)))
        return replace(known, predicate=None) if known.entity else told
    return _with_section(view, told)


def _around(view: View, begin: int, left: int) -> bool:
    """Whether the noun tells only when something else was: "following the elections of …"."""
    index = view.scan.index(begin)
    for word in reversed(view.scan.words[max(0, index - 3) : index]):
        if word.start < left:
            return False
        if word.text in view.scan.cues.around:
            return True
    return False


def _with_section(view: View, told: Told) -> Told:
    """A short noun phrase without a name takes that of the label or heading before it."""
    span = told.predicate
    if span is None or view.namings(*span) or len(_words(view, *span)) > 6:
        return told
    if view.read.names.at(span[0]) is not None:
        return told
    return replace(resolved(view, span[0], told), part=True)


def phrase_start(view: View, hit: Hit, left: int) -> int:
    """Where the noun phrase begins: back over its adjectives to its article or owner."""
    cues, words, first = view.scan.cues, view.scan.words, hit.first
    while first > 0 and words[first - 1].start >= left and hit.first - first < 7:
        word = words[first - 1]
        if view.text(word.end, words[first].start).strip(" '’-"):
            break
        if word.text in cues.articles or first - 1 in view.scan.verbs:
            break
        if word.text in cues.leading or view.in_date(word.start) or word.text in cues.relative:
            break
        first -= 1
    named = view.read.names.at(words[first].start)
    return min(named.start, words[first].start) if named else words[first].start


def _of_name(view: View, draft: Draft) -> Told:
    """A name with its year: with its verb where it is the subject, else with what belongs to it."""
    start = draft.start
    left, right = view.scan.clause(start, draft.end)
    comma = next(
        (m.start for m in view.scan.marks if m.sign == "," and m.start >= draft.end), right
    )
    right = min(right, max(comma, draft.end))
    head = [w for w in _words(view, left, start) if not view.in_date(w.start)]
    cues = view.scan.cues
    alone = all(w.text in cues.articles or w.text in cues.joins for w in head)
    verb = _own_verb(view, draft.end, right)
    if alone and verb is not None:
        place = view.scan.words[verb].start
        return Told((start, place), (place, _end_of(view, place, right)))
    stop = view.scan.words[verb].start if verb is not None else right
    return _with_section(view, Told(None, (start, stop)))


def _own_verb(view: View, start: int, right: int) -> int | None:
    """The verb of which a name is the subject; a participle that belongs to it is none."""
    first = main_verb(view, start, right)
    hit = next((h for h in view.scan.hits if h.first == first), None)
    if hit is not None and is_reduced(view, hit):
        return main_verb(view, hit.end, right)
    return first


def _before_brackets(view: View, draft: Draft) -> Told:
    """The words before the bracket, or the name in it: "a second phase (COPOLAD II, 2016)"."""
    pair = view.scan.aside(draft.dated.start)
    if pair is None:
        return Told(None, (draft.start, draft.end))
    inside = view.text(pair[0] + 1, draft.dated.lead).strip(EDGES)
    if inside and not inside.islower():
        return Told(None, (pair[0] + 1, draft.dated.start))
    left, right = view.scan.clause(pair[0], pair[0])
    following = view.scan.within(pair[1], min(right, pair[1] + 24))
    stop = following[0].end if following and following[0].noun else pair[0]
    listed = _in_list(view, left, pair)
    if listed is not None:
        return listed
    if main_verb(view, left, pair[0]) is None:
        span = subject_span(view, left, stop)
        return Told(None, span or (left, stop))
    named = [n for n in view.namings(left, pair[0]) if pair[0] - n.end <= 2]
    span = before(view, pair[0], left)
    start = named[-1].start if named else (span[0] if span else left)
    return Told(None, (start, stop))


def _in_list(view: View, left: int, pair: Span) -> Told | None:
    """ "Protests in Peru (2022), Bolivia (2019)": each place with what the first one has."""
    first = next((p for p in view.scan.pairs if left <= p[0] and view.in_date(p[0] + 1)), None)
    if first is None or first == pair:
        return None
    heads = [n for n in view.namings(left, first[0]) if first[0] - n.end <= 2]
    mine = [n for n in view.namings(first[1], pair[0]) if pair[0] - n.end <= 2]
    if not heads or not mine or heads[-1].kind != mine[-1].kind:
        return None
    head = subject_span(view, left, heads[-1].start) or (left, heads[-1].start)
    return Told((head[0], heads[-1].start), (mine[-1].start, mine[-1].end))

"""Happenings told by a noun or a name: what of the clause around it makes their title."""

from __future__ import annotations

from dataclasses import replace

from lacsec.importer.events.attach import of_date
from lacsec.importer.events.clauses import end_of, of_verb, words_between
from lacsec.importer.events.participles import is_reduced
from lacsec.importer.events.phrases import EDGES, Span, before, main_verb, subject_span
from lacsec.importer.events.resolve import known_subject, resolved
from lacsec.importer.events.scan import Hit
from lacsec.importer.events.view import Draft, Told, View

_MEETINGS = ("meeting", "conference")
_PLACES = ("country", "region")


def of_noun(view: View, draft: Draft, hit: Hit, left: int, right: int) -> Told:
    """A happening told by a noun: with the verb of which it is the subject, or by itself."""
    verb = main_verb(view, left, right)
    begin = phrase_start(view, hit, left)
    by_itself = of_date(view.scan, hit, draft.dated) and draft.kind != "publication"
    comma = next((m.start for m in view.scan.marks if m.sign == "," and m.start >= hit.end), right)
    place = view.scan.words[verb].start if verb is not None else left
    span = subject_span(view, left, place) if place >= hit.end else None
    if span and comma < place and span[0] > hit.start and (draft.kind in _MEETINGS or by_itself):
        return Told((begin, comma), (span[0], end_of(view, place, right)), colon=True)
    if _around(view, begin, left):
        return _by_itself(view, draft, begin, verb, min(comma, right))
    if verb is not None and place >= hit.end:
        own = span is not None and span[0] <= hit.start
        predicate = (place, end_of(view, place, right)) if own else (begin, min(place, comma))
        return Told(span if own else None, predicate)
    apart = any(m.sign == "," and place < m.start < begin for m in view.scan.marks)
    if verb is None or by_itself or apart:
        return _with_section(view, Told(None, (begin, max(hit.end, min(comma, right)))))
    return of_verb(view, verb, left, right)


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
    if span is None or view.namings(*span) or len(words_between(view, *span)) > 6:
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


def of_name(view: View, draft: Draft) -> Told:
    """A name with its year: with its verb where it is the subject, else with what belongs to it."""
    start = draft.start
    left, right = view.scan.clause(start, draft.end)
    comma = next(
        (m.start for m in view.scan.marks if m.sign == "," and m.start >= draft.end), right
    )
    right = min(right, max(comma, draft.end))
    head = [w for w in words_between(view, left, start) if not view.in_date(w.start)]
    cues = view.scan.cues
    alone = all(w.text in cues.articles or w.text in cues.joins for w in head)
    verb = _own_verb(view, draft.end, right)
    if alone and verb is not None:
        place = view.scan.words[verb].start
        return Told((start, place), (place, end_of(view, place, right)))
    stop = view.scan.words[verb].start if verb is not None else right
    return _with_section(view, Told(None, (start, stop)))


def _own_verb(view: View, start: int, right: int) -> int | None:
    """The verb of which a name is the subject; a participle that belongs to it is none."""
    first = main_verb(view, start, right)
    hit = next((h for h in view.scan.hits if h.first == first), None)
    if hit is not None and is_reduced(view, hit):
        return main_verb(view, hit.end, right)
    return first


def before_brackets(view: View, draft: Draft) -> Told:
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
        span = subject_span(view, left, stop) or _past_leading(view, left, stop)
        comma = next(
            (m.start for m in view.scan.marks if m.sign == "," and m.start > span[0]), stop
        )
        known = known_subject(view, Told((span[0], min(comma, span[1])), None))
        return known if known.entity and not known.part else Told(None, span)
    named = [n for n in view.namings(left, pair[0]) if pair[0] - n.end <= 2]
    phrase = before(view, pair[0], left)
    start = named[-1].start if named else (phrase[0] if phrase else left)
    if named and named[-1].kind in _PLACES:  # "a working arrangement with Ecuador (2024)"
        hit = draft.hit if draft.hit and draft.hit.end <= start else None
        start = phrase_start(view, hit, left) if hit else min(start, phrase[0] if phrase else start)
    return Told(None, (start, stop))


def _past_leading(view: View, left: int, stop: int) -> Span:
    """ "Following protests in Peru (2022)": without the word that leads."""
    first, last = view.scan.index(left), view.scan.index(stop)
    while first < last - 1 and view.scan.words[first].text in view.scan.cues.leading:
        first += 1
    return (view.scan.words[first].start, stop) if first < last else (left, stop)


def _in_list(view: View, left: int, pair: Span) -> Told | None:
    """ "Protests in Peru (2022), Bolivia (2019)": each place with what the first one has."""
    first = next((p for p in view.scan.pairs if left <= p[0] and view.in_date(p[0] + 1)), None)
    if first is None or first == pair:
        return None
    heads = [n for n in view.namings(left, first[0]) if first[0] - n.end <= 2]
    mine = [n for n in view.namings(first[1], pair[0]) if pair[0] - n.end <= 2]
    if not heads or not mine or heads[-1].kind != mine[-1].kind:
        return None
    head = subject_span(view, left, heads[-1].start)
    head = head or _past_leading(view, left, heads[-1].start)
    return Told((head[0], heads[-1].start), (mine[-1].start, mine[-1].end))

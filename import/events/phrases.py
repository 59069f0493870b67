"""Noun phrases around a place in a sentence, found without a grammar: by verbs, marks and dates."""

from __future__ import annotations

from lacsec.importer.events.generic import looks_done
from lacsec.importer.events.scan import Mark, Scan
from lacsec.importer.events.view import View

EDGES = " ,;:.–—-/\n\t"
_ARTICLE = 4  # characters of an article before a name
_PLACES = ("country", "region")
_MOST_BEFORE = 3  # words of a phrase before the name that it is about
_LONGEST_OPENER = 40  # characters
_WIDEST = 12  # words of a noun phrase
Span = tuple[int, int]


def before(view: View, offset: int, floor: int) -> Span | None:
    """The noun phrase that ends at an offset, not before `floor`."""
    found = view.scan
    last = found.index(offset)
    first = last
    while first > 0 and last - first < _WIDEST:
        word = found.words[first - 1]
        if word.start < floor or view.in_date(word.start) or first - 1 in found.verbs:
            break
        gap = word.end, found.words[first].start if first < last else word.end
        if _parted(found, *gap) and not _listed(view, *gap):
            break
        if first < last and _new_phrase(found, first):
            break
        first -= 1
    span = stripped(view, first, last)
    return _of_the_name(view, span) if span else None


_THINGS = ("programme", "organisation", "agreement", "operation", "system", "instrument")


def _new_phrase(found: Scan, first: int) -> bool:
    """Whether an article begins a phrase of its own: "helped the agency / a new strategy"."""
    if found.words[first].text not in found.cues.articles or first == 0:
        return False
    before = found.words[first - 1].text
    small = found.cues
    return before not in small.prepositions and before not in small.joins | small.leading | small.of


def _of_the_name(view: View, span: Span) -> Span:
    """The name at the end of a phrase that is longer than it and has no other head."""
    named = [n for n in view.namings(*span) if n.end >= span[1] - 1 and n.kind in _THINGS]
    if not named:
        return span
    name, found = named[-1], view.scan
    head = next((h for h in reversed(found.hits) if h.noun and h.start < name.start), None)
    start = name.start
    if head is not None and head.start >= span[0]:
        if head.last + 1 < found.index(name.start):
            return span
        start = head.start
    extra = found.words[found.index(span[0]) : found.index(start)]
    while extra and extra[-1].text in found.cues.articles:
        extra.pop()
    if extra and extra[-1].text in found.cues.of and name.kind != "operation":
        return span  # "a programme of the European Union"
    hung = any(w.text in found.cues.leading and w.text not in found.cues.of for w in extra)
    return (start, name.end) if hung or len(extra) > _MOST_BEFORE else span


def _listed(view: View, end: int, start: int) -> bool:
    """Whether a comma stands between two names of a list."""
    names = view.read.names
    here, there = names.at(end - 1), names.at(start)
    return here is not None and there is not None and view.text(end, start).strip() == ","


def after(view: View, offset: int, ceiling: int) -> Span | None:
    """The noun phrase that begins at an offset: up to its verb, a mark, or the end of a name."""
    found = view.scan
    first = last = found.index(offset)
    while last < len(found.words) and last - first < _WIDEST:
        word = found.words[last]
        if word.start >= ceiling or last in found.verbs or view.in_date(word.start):
            break
        if last > first and _parted(found, found.words[last - 1].end, word.start):
            break
        last += 1
    span = stripped(view, first, last)
    if span is None:
        return None
    named = view.namings(span[0], span[1])
    if not named or named[0].start - span[0] > _ARTICLE or named[0].end >= span[1]:
        return span
    behind = found.words[found.index(named[0].end)]
    small = found.cues
    goes_on = behind.text in small.joins | small.leading | small.of
    lower = view.read.text.value[behind.start].islower()
    return span if goes_on or not lower else (span[0], named[0].end)


def _parted(found: Scan, start: int, end: int) -> bool:
    """Whether a mark other than an aside stands between two words."""
    return any(start <= mark.start < end and not _within_aside(found, mark) for mark in found.marks)


def _within_aside(found: Scan, mark: Mark) -> bool:
    return mark.sign in "()[]"


def stripped(view: View, first: int, last: int) -> Span | None:
    """The words first..last (excluded) without small words at either end, as a place."""
    words, small = view.scan.words, view.scan.cues
    while first < last and words[first].text in small.leading:
        if view.read.names.at(words[first].start) is not None:
            break  # "EL PAcCTO" begins with no article
        first += 1
    opened = _opener(view, words[first].start, words[last - 1].end) if first < last else None
    first = view.scan.index(opened) if opened is not None else first
    while first < last and words[first].text in small.joins:
        first += 1
    while last > first and words[last - 1].text in small.dangling:
        last -= 1
    return (words[first].start, _whole(view, words[last - 1].end)) if last > first else None


def _whole(view: View, end: int) -> int:
    """The end of a word with the sign that belongs to it: "GLACY+", "26 %"."""
    while view.read.text.value[end : end + 1] in ("+", "%", "€"):
        end += 1
    return end


def verb_group(view: View, index: int, floor: int) -> int:
    """The number of the word with which a verb begins, its helpers included."""
    words = view.scan.words
    first = index
    while first > 0:
        word = words[first - 1]
        gap = view.text(word.end, words[first].start)
        if word.start < floor or word.text not in view.scan.cues.helpers or gap.strip(" '’"):
            break
        first -= 1
    return first


def main_verb(view: View, start: int, end: int) -> int | None:
    """The number of the first word of the first verb in [start, end) that is in no aside."""
    found = view.scan
    level = found.aside(start)
    for index in range(found.index(start), found.index(end)):
        if index in found.verbs and found.aside(found.words[index].start) == level:
            return verb_group(view, index, start)
    language = view.read.text.language
    for index in range(found.index(start), found.index(end)):
        word = found.words[index]
        if looks_done(word.text, language) and view.read.text.value[word.start].islower():
            return verb_group(view, index, start)
    return None


def subject_span(view: View, start: int, end: int) -> Span | None:
    """The subject in [start, end): without openers, adverbials and asides at its sides."""
    start = _past_adverbials(view, start, end)
    found = view.scan
    aside = next((a for a, b in found.pairs if start < a < end <= b + 2), None)
    first, last = found.index(start), found.index(end if aside is None else aside)
    while first < last and (
        view.in_lead(found.words[first].start) or found.words[first].text in found.cues.joins
    ):
        first += 1
    while last > first and view.in_date(found.words[last - 1].start):
        last -= 1
    while last > first and found.words[last - 1].text in found.cues.dangling:
        last -= 1
    if last <= first or all(w.text in found.cues.helpers for w in found.words[first:last]):
        return None
    if found.words[first].text in found.cues.leading and not view.read.names.at(
        found.words[first].start
    ):
        return _name_before(view, first, last)
    return found.words[first].start, _whole(view, found.words[last - 1].end)


def _name_before(view: View, first: int, last: int) -> Span | None:
    """The name right before the verb where an article parts it from the adverbial.

    "Under Colombia's lead the 'Conference on Drugs' took place".
    """
    found = view.scan
    named = view.namings(found.words[first].start, found.words[last - 1].end)
    if not named or named[-1].end < found.words[last - 1].end:
        return None
    head = found.index(named[-1].start) - 1
    apart = head - 1 > first and found.words[head].text in found.cues.articles
    small = found.cues
    if not apart or found.words[head - 1].text in small.prepositions | small.of | small.joins:
        return None
    return found.words[head].start, named[-1].end


def _past_adverbials(view: View, start: int, end: int) -> int:
    """Past "moreover," and "on 7 March 2025," and "under the new plan,"."""
    found = view.scan
    while True:
        index = found.index(start)
        if index >= len(found.words) or found.words[index].start >= end:
            return start
        comma = next(
            (m for m in found.marks if m.sign == "," and start <= m.start < end and _top(found, m)),
            None,
        )
        passed = _opener(view, start, end)
        if passed is not None:
            start = passed
        elif (
            comma is not None
            and found.index(comma.end) < found.index(end)
            and (
                found.words[index].text in found.cues.leading
                or view.in_date(found.words[index].start)
            )
        ):
            start = _past_list(view, comma, end)
        elif view.in_date(found.words[index].start):
            return _behind_date(view, start)
        else:
            return start


def _past_list(view: View, comma: Mark, end: int) -> int:
    """Behind the last comma of a list: "in Colombia, Bolivia, and Peru, …"."""
    found = view.scan
    commas = [m for m in found.marks if m.sign == "," and comma.end <= m.start < end]
    start, last = comma.end, comma.end
    ahead = view.namings(view.scan.start, comma.start)
    if not ahead or ahead[-1].kind not in _PLACES:
        return start
    for mark in (m for m in commas if _top(found, m)):
        inside = range(found.index(last), found.index(mark.start))
        if any(i in found.verbs for i in inside) or any(p[0] == mark.start for p in found.pairs):
            break
        named = view.namings(last, mark.start)
        if not named or any(n.kind not in _PLACES for n in named):
            break
        if any(found.words[i].text in found.cues.joins for i in inside):
            return mark.end
        last = mark.end
    return start


def _top(found: Scan, mark: Mark) -> bool:
    return not any(a < mark.start < b for a, b in found.pairs)


def _behind_date(view: View, start: int) -> int:
    for dated in view.dates:
        if dated.start <= start < dated.end or 0 <= dated.start - start <= 2:
            return dated.end
    return start


def _opener(view: View, start: int, end: int) -> int | None:
    """Behind a phrase that says nothing of what happened; None where there is none."""
    text = view.text(start, end)
    lead = len(text) - len(text.lstrip(EDGES))
    lowered = text[lead : lead + _LONGEST_OPENER].lower()
    if not lowered.startswith(view.scan.cues.openers):
        return None
    for opener in view.scan.cues.openers:
        follows = lowered[len(opener) : len(opener) + 1]
        if lowered.startswith(opener) and follows and not follows.isalnum():
            return start + lead + len(opener)
    return None

"""A title for an event: its clause, without the date, with its subject, short and readable."""

from __future__ import annotations

import re
from itertools import pairwise

from lacsec.importer.events.phrases import EDGES, Span, stripped
from lacsec.importer.events.resolve import name_of
from lacsec.importer.events.subject import subject_of
from lacsec.importer.events.view import Draft, Told, View

LONGEST = 110
_MARKS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\^?\d{0,3}\]")
_EMPTY = re.compile(r"\(\s*[,;]?\s*\)|\[\s*\]")
_LOOSE = re.compile(r"\s+([,.;:)\]])|([(\[])\s+")
_COMMAS = re.compile(r"(?:,\s*)+,|,\s*(?=[.;:)]|$)")
_OPENED, _CLOSED = re.compile(r"(?<!\w)'(?=\w)"), re.compile(r"(?<=[\w.,!?])'(?!\w)")
_BREAK = re.compile(r"[,;:–—(]|\s(?=[a-zà-ÿ]{1,7}\s)")
_THE = 4  # characters of an article before a name
_LEAST_PREDICATE = 14  # characters of what was done that a long subject leaves room for
_KEPT_ASIDE = 14  # characters in brackets that may stand: acronyms
_EXPECTED = 24  # characters of a first phrase that a shorter title must keep
_LONG_SUBJECT, _LONGEST_SUBJECT, _LIST_PIECE = 60, 66, 40  # characters


def title_of(view: View, draft: Draft) -> tuple[str, Told]:
    """The title, and who its subject is where the clause itself does not name it."""
    told = subject_of(view, draft)
    keep = draft.hit.end if draft.hit else draft.start
    subject = _words(view, draft, _one_phrase(view, told.subject), keep)
    span = _to_the_point(view, told.predicate, keep)
    predicate = _words(view, draft, span, keep)
    if draft.hit is not None and draft.hit.form.row.say and not draft.hit.noun:
        predicate = draft.hit.form.row.say
    if told.object is not None and span is not None:
        cut = min(max(keep, span[0]), span[1])
        parts = (span[0], cut), told.object, (cut, span[1])
        predicate = " ".join(lowered(_words(view, draft, part, keep)) for part in parts)
    if told.words is not None and told.part:
        subject = f"{told.words}: {subject}" if subject else f"{told.words}:"
    elif told.words is not None:
        subject = told.words
    if told.colon:
        subject = f"{subject}:"
    elif subject and draft.shape == "clause" and draft.hit and not draft.hit.noun:
        predicate = lowered(predicate)
    subject = _with_room(view, told, subject, predicate)
    whole = told.predicate is not None and _ends_sentence(view, told.predicate[1])
    title = tidy(view, f"{subject} {predicate}", None if whole else draft)
    return shortened(title, view), told


def _with_room(view: View, told: Told, subject: str, predicate: str) -> str:
    """A subject so short that the verb has its place in the line behind it."""
    room = LONGEST - min(len(predicate), _LEAST_PREDICATE) - 1
    if told.subject is not None and told.words is None and len(subject) > _LONGEST_SUBJECT:
        named = view.read.names.at(told.subject[0]) or view.read.names.at(told.subject[0] + _THE)
        if named is not None and named.end >= told.subject[1] - 1:
            return name_of(view, named.entity)
    return shortened(subject, view, room) if len(subject) > room else subject


def _ends_sentence(view: View, end: int) -> bool:
    """Whether nothing was cut off: the last word is the sentence's, and no date."""
    rest = view.text(end, view.sentence.end).strip(EDGES + '"”»)')
    last = view.text(view.sentence.start, end).rstrip(EDGES)
    return not rest and not view.in_date(view.sentence.start + len(last) - 1)


def lowered(text: str) -> str:
    """Without the capital that a word has only because it began a sentence."""
    capital = text[:1].isupper() and text[1:2].islower()
    return text[:1].lower() + text[1:] if capital else text


def _one_phrase(view: View, span: Span | None) -> Span | None:
    """Of a long subject with appositions the person at its end, or the phrase at its head."""
    if span is None or span[1] - span[0] <= _LONG_SUBJECT:
        return span
    commas = [
        m.start
        for m in view.scan.marks
        if m.sign == "," and span[0] < m.start < span[1] and view.scan.aside(m.start) is None
    ]
    if commas:
        named = view.namings(commas[-1], span[1])
        if named and named[-1].kind == "person" and len(named) == 1:
            return named[0].start, span[1]
        pieces = [b - a for a, b in pairwise([span[0], *commas, span[1]])]
        last = view.scan.words[view.scan.index(commas[-1]) : view.scan.index(span[1])]
        listed = any(word.text in view.scan.cues.joins for word in last)
        if not listed and max(pieces) > _LIST_PIECE and commas[0] - span[0] >= _EXPECTED // 2:
            return span[0], commas[0]
    if span[1] - span[0] <= _LONGEST_SUBJECT:
        return span
    breaks = [m.start() for m in _BREAK.finditer(view.text(*span), 0, _LONGEST_SUBJECT)]
    good = [span[0] + b for b in breaks if b >= _EXPECTED]
    good = [b for b in good if view.read.names.at(b) is None]
    if not good:
        return span
    return stripped(view, view.scan.index(span[0]), view.scan.index(good[-1])) or span


def _to_the_point(view: View, span: Span | None, keep: int) -> Span | None:
    """A predicate without what follows behind ", and": another thing that was done."""
    if span is None:
        return None
    for mark in view.scan.marks:
        if mark.sign == "," and keep < mark.start < span[1] and mark.start > span[0]:
            index = view.scan.index(mark.end)
            words = view.scan.words[index : index + 1]
            if words and words[0].text in view.scan.cues.joins and words[0].start < span[1]:
                return span[0], mark.start
    return span


def _words(view: View, draft: Draft, span: Span | None, keep: int) -> str:
    """The stored words of a place less asides, the date, and the small words before it."""
    if span is None:
        return ""
    start, end = span
    pieces: list[str] = []
    place = start
    cuts = [*_asides(view, start, end), *_date_cuts(view, draft, start, end, keep)]
    for first, last in sorted(cuts):
        if first >= place:
            pieces.append(view.text(place, first))
        place = max(place, last)
    pieces.append(view.text(place, end) if place < end else "")
    return " ".join(pieces).strip(EDGES)


def _asides(view: View, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    for first, last in view.scan.pairs:
        if not (start <= first and last < end):
            continue
        opening = view.scan.value[first]
        if opening in "([" and last - first <= _KEPT_ASIDE and not view.in_date(last - 1):
            continue
        closed = opening in "([–—-"
        found.append((first, last + 1 if closed else last))
    return found


def _date_cuts(view: View, draft: Draft, start: int, end: int, keep: int) -> list[Span]:
    dated = draft.dated
    if dated.end <= start or dated.start >= end:
        return []
    first = max(start, dated.lead if keep > dated.start else max(dated.lead, keep))
    last = min(dated.end, end)
    before, after = view.text(start, first).rstrip(), view.text(last, end).lstrip()
    if before.endswith(",") and after.startswith(","):  # ", in May," goes with its commas
        return [(start + len(before) - 1, view.scan.value.index(",", last) + 1)]
    behind = after.lstrip(", ").split(" ", 1)[0].lower()
    if before and after.startswith(",") and behind in view.scan.cues.leading:
        last = view.scan.value.index(",", last) + 1
    return [(first, last)]


def tidy_spaces(text: str) -> str:
    """One line, without empty brackets and loose commas."""
    text = " ".join(_MARKS.sub("", text).split())
    if "(" in text or "[" in text:
        text = " ".join(_EMPTY.sub(" ", text).split())
    text = _LOOSE.sub(lambda m: m[1] or m[2], text)
    return _COMMAS.sub(",", text).strip(EDGES)


def tidy(view: View, text: str, draft: Draft | None) -> str:
    """A line that begins with a capital and leaves no bracket or small word hanging."""
    text = _balanced(tidy_spaces(text))
    text = _trimmed(text, view, draft) if draft is not None else text
    return text[:1].upper() + text[1:]


def _balanced(text: str) -> str:
    for opening, closing in ("()", "[]", "“”", "«»"):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    if len(_OPENED.findall(text)) > len(_CLOSED.findall(text)):
        text = _OPENED.sub("", text)
    return " ".join(text.split()).strip(EDGES)


def _trimmed(text: str, view: View, draft: Draft | None = None) -> str:
    """Without small words at the end that lead nowhere; the trigger itself stays."""
    words = text.split(" ")
    verb = view.text(draft.hit.start, draft.hit.end).split()[-1] if draft and draft.hit else ""
    while len(words) > 1:
        last = words[-1].strip(EDGES + "'’").lower()
        kept = last == verb.lower() and last not in view.scan.cues.leading
        if kept or last not in view.scan.cues.dangling:
            break
        words.pop()
    return " ".join(words).strip(EDGES)


def shortened(text: str, view: View, longest: int = LONGEST) -> str:
    """At most as long as a line, cut where a phrase ends."""
    if len(text) <= longest:
        return text
    breaks = [
        m.start()
        for m in _BREAK.finditer(text, 0, longest + 1)
        if m[0] != " " or _joins(text, m.end(), view)
    ]
    good = [place for place in breaks if place >= longest // 2]
    cut = good[-1] if good else text.rfind(" ", 0, longest)
    return _balanced(_trimmed(text[: max(cut, 20)].strip(EDGES), view))


def _joins(text: str, place: int, view: View) -> bool:
    """Whether a small word stands here before which a phrase may end."""
    word = text[place : place + 12].split(" ", maxsplit=1)[0].lower()
    cues = view.scan.cues
    return word in cues.joins or word in cues.agents or word in cues.leading

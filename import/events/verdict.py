"""Whether a date tells of a happening, and of which: the rules, from the surest to the least."""

from __future__ import annotations

import re

from lacsec.importer.dates.found import Dated
from lacsec.importer.events.attach import of_date, tie
from lacsec.importer.events.generic import generic_verb
from lacsec.importer.events.names import in_brackets, in_name
from lacsec.importer.events.scan import Hit
from lacsec.importer.events.view import Draft, View

_YEAR = re.compile(r"\d{4}(?:/(?:\d{4}|\.\.))?|\.\./\d{4}")
_NUMBER = re.compile(r"\d+")
_LOOK_BACK = 32  # characters before a date in which words of comparison stand
_NEAR_NOUN = 8  # words between a noun and its date


def judge(view: View, dated: Dated) -> Draft | None:
    """The happening that a date tells of; None where it tells of none."""
    if _only_a_mark(view, dated) or _compared(view, dated):
        return None
    bracketed = in_brackets(view, dated)
    if bracketed is not None:
        return bracketed.draft
    named = in_name(view, dated)
    if named is not None:
        return named.draft
    found = tie(view.scan, dated, view.dates)
    if found is None:
        verb = generic_verb(view.scan, view.read.text.language, dated)
        return _in_clause(view, dated, verb) if verb else None
    hit = found.hit
    if hit.form.row.trend or _denied(view, hit):
        return None
    if _counted(view, dated, hit):
        return None
    if hit.noun and not _noun_stands(view, dated, hit):
        verb = generic_verb(view.scan, view.read.text.language, dated)
        return _in_clause(view, dated, verb) if verb else None
    return _in_clause(view, dated, hit)


def _in_clause(view: View, dated: Dated, hit: Hit) -> Draft:
    start, end = view.scan.clause(min(hit.start, dated.start), max(hit.end, dated.end))
    left, right = view.scan.clause(hit.start, hit.end)
    start, end = max(start, min(left, dated.start)), min(end, max(right, dated.end))
    return Draft(dated, _kind(view, hit, start, end), "clause", hit, start, end)


def _kind(view: View, hit: Hit, start: int, end: int) -> str:
    """A light verb takes the kind of the nearest noun: "the conference was held"."""
    row = hit.form.row
    if not row.light:
        return row.kind
    nouns = [h for h in view.scan.within(start, end) if h.noun and not h.form.row.trend]
    if not nouns:
        return row.kind
    return min(nouns, key=lambda h: (abs(h.start - hit.start), h.start)).form.row.kind


def _only_a_mark(view: View, dated: Dated) -> bool:
    """Dates of access, of the state of a figure, and those inside an address."""
    if dated.modifier == "as_of":
        return True
    before = view.text(max(view.sentence.start, dated.start - 3), dated.start)
    after = view.text(dated.end, min(view.sentence.end, dated.end + 2))
    return before.endswith(("/", "-", "#", "=", "_")) or after[:1] in ("/", "#", "=", "_")


def _compared(view: View, dated: Dated) -> bool:
    low = max(view.sentence.start, dated.start - _LOOK_BACK)
    before = view.text(low, dated.start).lower().rstrip()
    for article in ("", " the", " el", " los", " le", " o"):
        if article and not before.endswith(article):
            continue
        stretch = before.removesuffix(article).rstrip() if article else before
        for cue in view.scan.cues.compared:
            if stretch.endswith(cue) and not stretch[: -len(cue)][-1:].isalnum():
                return True
    return False


def _denied(view: View, hit: Hit) -> bool:
    words = view.scan.words[max(0, hit.first - 3) : hit.first]
    return any(word.text in view.scan.cues.denied for word in words)


def _counted(view: View, dated: Dated, hit: Hit) -> bool:
    """Statistics of a whole year or more: "authorities seized 303 tonnes in 2021"."""
    if not hit.form.row.counted or not _YEAR.fullmatch(dated.edtf):
        return False
    start, end = view.scan.clause(hit.start, hit.end)
    return any(
        not view.in_date(match.start())
        for match in _NUMBER.finditer(view.read.text.value, start, end)
    )


def _noun_stands(view: View, dated: Dated, hit: Hit) -> bool:
    """Whether a noun is dated, not only near a date: no verb between, and not far before it."""
    if of_date(view.scan, hit, dated):
        return True
    if _trends(view, hit):
        return False
    if hit.end <= dated.start:
        between = view.scan.words[hit.last + 1 : view.scan.index(dated.start)]
        if len(between) > _NEAR_NOUN or view.scan.parted(hit.end, dated.start) > 40:
            return False
        return not any(word.text in view.scan.cues.finite for word in between)
    return not any(word.text in view.scan.cues.finite for word in view.scan.words)


def _trends(view: View, hit: Hit) -> bool:
    start, end = view.scan.clause(hit.start, hit.end)
    return any(other.form.row.trend for other in view.scan.within(start, end))

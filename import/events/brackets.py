"""Dates in brackets behind what they date: "the Artemis (2003) mission"."""

from __future__ import annotations

from dataclasses import dataclass

from lacsec.importer.dates.found import Dated
from lacsec.importer.events.scan import Hit
from lacsec.importer.events.view import Draft, View
from lacsec.importer.names.found import Naming

_MOST_BEHIND = 50  # characters between years and the end of the bracket they begin
_MOST_INSIDE = 5  # words before the date in its brackets: more are a sentence
_YEAR = 4  # characters of a date that is a year
_NEAR_NOUN = 90  # characters before the brackets in which a noun may say what is dated
_ENDURING = ("organisation", "person")  # a year behind one of these is a reference to a work
# What a date says of a thing that is named with it, by the kind of thing.
HAPPENING = {
    "programme": "other",
    "operation": "operation",
    "agreement": "adoption",
    "instrument": "other",
    "organisation": "other",
    "person": "appointment",
    "system": "other",
}


@dataclass(frozen=True, slots=True)
class Settled:
    """The date is within a name or brackets; `draft` is None where it tells of nothing."""

    draft: Draft | None


def in_brackets(view: View, dated: Dated) -> Settled | None:
    """What a date that closes a bracket tells of; None where it stands in no such place."""
    opening = _opening(view, dated)
    if opening is None or view.scan.within(opening, dated.start):
        return None  # no bracket, or one with a trigger of its own: "(signed in 2003)"
    inside = view.text(opening + 1, dated.lead).strip()
    words = inside.strip(" ,;–-").split()
    if len(words) > _MOST_INSIDE:
        return None
    if any(sign.isdigit() for sign in inside.rpartition(",")[2]):
        return Settled(None)  # "(1 120 tonnes in 2018)"
    period = "/" in dated.edtf
    if words and len(dated.edtf) == _YEAR:
        return Settled(None) if inside.endswith(",") else None  # "(Smith, 2018)"
    return Settled(_dated(view, dated, opening, period=period))


def _opening(view: View, dated: Dated) -> int | None:
    """Where the bracket opens that closes right behind the date."""
    after = view.text(dated.end, min(view.sentence.end, dated.end + _MOST_BEHIND)).lstrip()
    before = view.text(view.sentence.start, dated.start)
    first = view.text(view.sentence.start, dated.lead).endswith(("(", "["))
    closes = after.startswith((")", "]"))
    if not closes and not (first and after.startswith((",", ";")) and ")" in after):
        return None
    opening = max(before.rfind("("), before.rfind("["))
    closed = max(before.rfind(")"), before.rfind("]"))
    return view.sentence.start + opening if opening > closed else None


def _dated(view: View, dated: Dated, opening: int, *, period: bool) -> Draft | None:
    """The happening: the verb before the bracket, the name or noun beside it, or a period."""
    start, end = view.scan.clause(opening, opening)
    verb = _verb_before(view, opening)
    if verb is not None:
        return Draft(dated, verb.form.row.kind, "clause", verb, start, dated.end)
    name = _name_beside(view, dated, opening, start)
    if name is not None and (period or name.kind not in _ENDURING):
        return Draft(dated, HAPPENING[name.kind], "brackets", None, start, end)
    nouns = [h for h in view.scan.within(max(start, opening - _NEAR_NOUN), opening) if h.noun]
    if nouns and not nouns[-1].form.row.trend:
        return Draft(dated, nouns[-1].form.row.kind, "brackets", nouns[-1], start, end)
    stands = not _counts_time(view, opening, start) if period else _listed(view, start, opening)
    if stands:
        return Draft(dated, "other", "brackets", None, start, end)
    return None if period else _by_a_verb(view, dated, opening, start)


def _listed(view: View, start: int, opening: int) -> bool:
    """An entry of a list, in words alone: "Mexico: exploratory contacts (2019)"."""
    entry = view.block.kind == "list_item" or view.block.label is not None
    return entry and not any(sign.isdigit() for sign in view.text(start, opening))


def _by_a_verb(view: View, dated: Dated, opening: int, start: int) -> Draft | None:
    """The last verb before a day or month in brackets."""
    verbs = [h for h in view.scan.within(start, opening) if not h.form.row.trend]
    if len(dated.edtf) == _YEAR or not verbs:
        return None
    return Draft(dated, verbs[-1].form.row.kind, "clause", verbs[-1], start, dated.end)


def _verb_before(view: View, opening: int) -> Hit | None:
    """A verb that ends right before the bracket: "were established (March 2017)"."""
    for hit in reversed(view.scan.hits):
        if hit.end <= opening:
            near = view.text(hit.end, opening).strip() == ""
            return hit if near and not hit.noun and not hit.form.row.trend else None
    return None


def _name_beside(view: View, dated: Dated, opening: int, start: int) -> Naming | None:
    """The name right before the bracket, in it, or around it."""
    over = view.read.names.at(dated.start)
    if over is not None and over.kind in HAPPENING:
        return over
    named = [n for n in view.namings(start, dated.start) if n.kind in HAPPENING]
    return next((n for n in reversed(named) if opening - n.end <= 4), None)


def _counts_time(view: View, opening: int, start: int) -> bool:
    """ "Within ten years (2011-2021)", "rose steeply (2011-2021)"."""
    index = view.scan.index(opening) - 1
    before = [word.text for word in view.scan.words[max(0, index - 3) : index]]
    length = index >= 0 and view.scan.words[index].text in view.scan.cues.spans
    if length and view.scan.cues.leading.difference(view.scan.cues.of).intersection(before):
        return True
    return any(hit.form.row.trend for hit in view.scan.within(start, opening))

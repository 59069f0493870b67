"""Dates that are part of a name: "the 2015 EU-CELAC summit", "Action Plan 2013-2015"."""

from __future__ import annotations

from lacsec.importer.dates.found import Dated
from lacsec.importer.events.brackets import HAPPENING, Settled
from lacsec.importer.events.scan import Scan
from lacsec.importer.events.view import Draft, View
from lacsec.importer.events.words import Word
from lacsec.importer.names.found import Naming

_HEAD = 9  # words of a name behind its year, or before it, at most
_YEAR = 4  # characters of a date that is a year
_GATHERINGS = ("meeting", "conference", "election", "operation")


def in_name(view: View, dated: Dated) -> Settled | None:
    """What a date within a name tells of; None where it stands in none."""
    years = "/" in dated.edtf
    if years and (named := _before_dash(view, dated)) is not None:
        return Settled(Draft(dated, HAPPENING[named.kind], "name", None, named.start, dated.start))
    words = _words_behind(view, dated)
    if words:
        return Settled(_year_first(view, dated, words))
    if _follows_name(view, dated) or view.read.names.at(dated.start) is not None:
        return Settled(_year_last(view, dated))
    return None


def _before_dash(view: View, dated: Dated) -> Naming | None:
    """A name with its years behind a dash or comma: "Rafael Correa – 2007-2017"."""
    before = view.text(max(view.sentence.start, dated.start - 3), dated.start).strip()
    if before not in ("–", "—", "-", ","):
        return None
    found = [n for n in view.namings(view.sentence.start, dated.start) if n.kind in HAPPENING]
    named = found[-1] if found else None
    return named if named is not None and dated.start - named.end <= 3 else None


def _words_behind(view: View, dated: Dated) -> list[Word]:
    """The words of the name behind its year: English puts the year first."""
    found = view.scan
    first = found.index(dated.end)
    if view.read.text.language != "en" or first >= len(found.words):
        return []
    if view.text(dated.end, found.words[first].start).strip("' s’") or _hung(view, dated):
        return []
    stop = first
    while stop < len(found.words) and stop - first < _HEAD and _goes_on(found, first, stop):
        stop += 1
    named = view.namings(found.words[first].start, found.words[first].end)
    over = named[0].end if named else 0
    while stop < len(found.words) and found.words[stop].start < over:
        stop += 1
    return found.words[first:stop]


def _hung(view: View, dated: Dated) -> bool:
    """Whether a preposition stands before the date: "in 2015 leaders …" is no name."""
    index = view.scan.index(dated.start) - 1
    if index < 0:
        return False
    word = view.scan.words[index]
    gap = view.text(word.end, dated.start)
    return bool(gap.strip()) or word.text in view.scan.cues.prepositions


def _goes_on(found: Scan, first: int, stop: int) -> bool:
    """Whether the name holds a further word: no preposition, verb or mark before it."""
    word = found.words[stop]
    if word.text in found.cues.finite or word.text in found.cues.prepositions:
        return False
    if stop > first and any(
        found.words[stop - 1].end <= mark.start < word.end for mark in found.marks
    ):
        return False
    return not any(h.first == stop and not h.noun and h.form.tense != "pres" for h in found.hits)


def _follows_name(view: View, dated: Dated) -> bool:
    """Whether a name or noun stands right before a year: "Action Plan 2013-2015"."""
    index = view.scan.index(dated.start) - 1
    if index <= 0 or not view.read.text.value[dated.start].isdigit():
        return False
    if "-" in dated.edtf.split("/")[0] or dated.lead < dated.start:
        return False
    word = view.scan.words[index]
    if view.text(word.end, dated.start).strip() or view.in_date(word.start):
        return False
    if view.read.text.value[word.start].isupper():
        return True
    cues = view.scan.cues
    small = word.text in cues.dangling or word.text in cues.finite or word.text in cues.helpers
    return word.text.isalpha() and not small and len(dated.edtf) == _YEAR


def _year_first(view: View, dated: Dated, words: list[Word]) -> Draft | None:
    """ "The 2015 summit" was then; the 2023 edition of a report only came out then."""
    start, end = words[0].start, words[-1].end
    if any(word.text in view.scan.cues.reports for word in words):
        return None
    hits = [h for h in view.scan.within(start, end) if h.noun]
    if any(hit.form.row.trend for hit in hits):
        return None
    if hits:
        return Draft(dated, hits[-1].form.row.kind, "name", hits[-1], start, end)
    named = [n for n in view.namings(start - 1, end) if n.kind in HAPPENING]
    if named:
        return Draft(dated, HAPPENING[named[-1].kind], "name", None, start, end)
    capital = any(view.read.text.value[word.start].isupper() for word in words)
    return Draft(dated, "other", "name", None, start, end) if "/" in dated.edtf or capital else None


def _year_last(view: View, dated: Dated) -> Draft | None:
    """Of a name that ends in its year, gatherings were then; of others, years are a period."""
    found = view.scan
    index = found.index(dated.start)
    words = found.words[max(0, index - _HEAD) : index]
    if any(word.text in found.cues.reports for word in words):
        return None
    start, _ = found.clause(dated.start, dated.start)
    low = max(start, words[0].start) if words else start
    hits = [h for h in found.within(low, dated.start) if h.noun and not h.form.row.trend]
    if hits and hits[-1].form.row.kind in _GATHERINGS:
        return Draft(dated, hits[-1].form.row.kind, "name", hits[-1], start, dated.end)
    return Draft(dated, "other", "name", None, start, dated.end) if "/" in dated.edtf else None

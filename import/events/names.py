"""Dates that stand within a name, or in brackets behind what they date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lacsec.importer.data import lexicon
from lacsec.importer.dates.found import Dated
from lacsec.importer.events.scan import Hit
from lacsec.importer.events.view import Draft, View
from lacsec.importer.names.found import Naming

_OPEN, _CLOSE = re.compile(r"[(\[–]\s*$"), re.compile(r"\s*[)\]–,;]")
_HEAD = 9  # words of a name behind its year, at most
_NAMES = ("programme", "operation", "agreement", "instrument", "organisation", "person", "system")
_DATED_NAMES = {
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
    """A date alone in brackets, or after a name in them: "the Artemis (2003) mission"."""
    opening = _bracket(view, dated)
    if opening is None:
        return None
    inside = view.text(opening + 1, dated.start).strip()
    if view.scan.within(opening, dated.start):
        return None  # a trigger of its own: "(signed in 2003)"
    words = [w for w in inside.strip(" ,;–-").split() if w]
    if len(words) > 5 or any(ch.isdigit() for ch in inside.split(",")[-1]):
        return None if len(words) > 5 else Settled(None)
    period = "/" in dated.edtf
    if words and not period and not _is_fraction(view, opening, dated):
        return Settled(None) if inside.endswith(",") else None
    hit = _verb_before(view, opening)
    start, end = view.scan.clause(opening, opening)
    if hit is not None:
        return Settled(Draft(dated, hit.form.row.kind, "clause", hit, start, dated.end))
    named = [n for n in view.namings(start, dated.start) if n.kind in _NAMES]
    close = [n for n in named if opening - n.end <= 4 or n.start > opening]
    over = view.read.names.at(dated.start)
    if over is not None and over.kind in _NAMES:
        close.append(over)
    nouns = [h for h in view.scan.within(max(start, opening - 90), opening) if h.noun]
    nouns = [h for h in nouns if not h.form.row.trend]
    if close:
        return Settled(Draft(dated, _DATED_NAMES[close[-1].kind], "brackets", None, start, end))
    if nouns:
        return Settled(Draft(dated, nouns[-1].form.row.kind, "brackets", nouns[-1], start, end))
    if period and not _counts_time(view, opening, start):
        return Settled(Draft(dated, "other", "brackets", None, start, end))
    return Settled(None)


def _counts_time(view: View, opening: int, start: int) -> bool:
    """ "Within ten years (2011-2021)", "rose steeply (2011-2021)"."""
    index = view.scan.index(opening) - 1
    if index >= 0 and view.scan.words[index].text in view.scan.cues.spans:
        return True
    return any(hit.form.row.trend for hit in view.scan.within(start, opening))


def _bracket(view: View, dated: Dated) -> int | None:
    """Where the bracket opens that the date closes."""
    after = view.text(dated.end, min(view.sentence.end, dated.end + 2))
    if not after.lstrip().startswith((")", "]", ",", ";", "–")):
        return None
    before = view.text(view.sentence.start, dated.start)
    opening = max(before.rfind("("), before.rfind("["))
    if opening < 0 or ")" in before[opening:] or "]" in before[opening:]:
        return None
    if not after.lstrip().startswith((")", "]")):
        return None
    return view.sentence.start + opening


def _is_fraction(view: View, opening: int, dated: Dated) -> bool:
    return view.text(opening + 1, dated.start).strip() in ("", "in", "en", "em", "since", "desde")


def _verb_before(view: View, opening: int) -> Hit | None:
    """A verb that ends right before the bracket: "were established (March 2017)"."""
    for hit in reversed(view.scan.hits):
        if hit.end <= opening:
            near = view.text(hit.end, opening).strip() == ""
            return hit if near and not hit.noun and not hit.form.row.trend else None
    return None


def in_name(view: View, dated: Dated) -> Settled | None:
    """A date that is part of a name: "the 2015 EU-CELAC summit", "World Drug Report 2023"."""
    if "/" in dated.edtf and (named := _behind_dash(view, dated)) is not None:
        start = view.scan.clause(named.start, named.end)[0]
        draft = Draft(dated, _DATED_NAMES[named.kind], "name", None, named.start, dated.start)
        return Settled(draft) if start <= named.start else None
    covering = view.read.names.at(dated.start)
    before, after = _before_name(view, dated), _behind_name(view, dated)
    if covering is None and before is None and not after:
        return None
    if before is not None:
        return Settled(_of_phrase(view, dated, *before))
    if after or covering is not None:
        return Settled(_of_suffix(view, dated))
    return None


def _behind_dash(view: View, dated: Dated) -> Naming | None:
    """A name with its years behind a dash or comma: "Rafael Correa – 2007-2017"."""
    before = view.text(max(view.sentence.start, dated.start - 3), dated.start).strip()
    if before not in ("–", "—", "-", ","):
        return None
    found = [n for n in view.namings(view.sentence.start, dated.start) if n.kind in _NAMES]
    named = found[-1] if found else None
    return named if named is not None and dated.start - named.end <= 3 else None


def _before_name(view: View, dated: Dated) -> tuple[int, int] | None:
    """The words of the name behind its year, by number: English puts the year first."""
    if view.read.text.language != "en":
        return None
    found, small = view.scan, view.scan.cues
    first = found.index(dated.end)
    if first >= len(found.words) or view.text(dated.end, found.words[first].start).strip("' s’"):
        return None
    last_before = found.index(dated.start) - 1
    if last_before >= 0:
        word = found.words[last_before]
        gap = view.text(word.end, dated.start)
        if gap.strip() or word.text in lexicon("events")["prepositions"]["en"]:
            return None
    stop = first
    limit = {m.start for m in found.marks}
    while stop < len(found.words) and stop - first < _HEAD:
        word = found.words[stop]
        if word.text in small.finite or word.text in lexicon("events")["prepositions"]["en"]:
            break
        if any(m for m in limit if stop > first and found.words[stop - 1].end <= m < word.end):
            break
        if any(h.first == stop and not h.noun and h.form.tense != "pres" for h in found.hits):
            break
        stop += 1
    return (first, stop) if stop > first else None


def _behind_name(view: View, dated: Dated) -> bool:
    """Whether a capitalised word stands right before: "Action Plan 2013-2015"."""
    index = view.scan.index(dated.start) - 1
    if index < 0 or "-" in dated.edtf.split("/")[0]:
        return False
    word = view.scan.words[index]
    gap = view.text(word.end, dated.start)
    initial = view.read.text.value[word.start]
    return gap.strip() == "" and initial.isupper() and index > 0 and not view.in_date(word.start)


def _of_phrase(view: View, dated: Dated, first: int, stop: int) -> Draft | None:
    words = view.scan.words[first:stop]
    start, end = words[0].start, words[-1].end
    if words[-1].text in view.scan.cues.reports or words[0].text in view.scan.cues.reports:
        return None
    hits = [h for h in view.scan.within(start, end) if h.noun]
    if any(h.form.row.trend for h in hits):
        return None
    if any(w.text in view.scan.cues.reports for w in words):
        return None
    if hits:
        return Draft(dated, hits[-1].form.row.kind, "name", hits[-1], start, end)
    named = [n for n in view.namings(start - 1, end) if n.kind in _NAMES]
    if named:
        return Draft(dated, _DATED_NAMES[named[-1].kind], "name", None, start, end)
    capital = any(view.read.text.value[w.start].isupper() for w in words)
    return Draft(dated, "other", "name", None, start, end) if "/" in dated.edtf or capital else None


def _of_suffix(view: View, dated: Dated) -> Draft | None:
    found = view.scan
    index = found.index(dated.start)
    first = max(0, index - _HEAD)
    words = found.words[first:index]
    if any(w.text in found.cues.reports for w in words):
        return None
    start, _ = found.clause(dated.start, dated.start)
    hits = [h for h in found.within(max(start, words[0].start), dated.start) if h.noun]
    hits = [h for h in hits if not h.form.row.trend]
    if hits and (hits[-1].form.row.kind in ("meeting", "conference", "election", "operation")):
        return Draft(dated, hits[-1].form.row.kind, "name", hits[-1], start, dated.end)
    if "/" in dated.edtf:
        return Draft(dated, "other", "name", None, start, dated.end)
    return None

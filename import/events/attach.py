"""Which trigger a date belongs to: the nearest, less near behind commas, clauses, other dates."""

from __future__ import annotations

from dataclasses import dataclass

from lacsec.importer.dates.found import Dated
from lacsec.importer.events.scan import HANGING, Hit, Scan

_FARTHEST = 200
_FULL, _FAR_SHARE = 70, 5  # up to so many characters count in full, the rest a fifth
_OTHER_DATE = 45
_OTHER_ASIDE = 45
_NOUN = 25
_INFINITE = 40
_BEHIND = 6
_HANGING = 20  # "signed in 1951, ratified by all"
_LIGHT_GAIN = 15
_VERBLESS = ("ing", "inf", "subj")


@dataclass(frozen=True, slots=True)
class Tie:
    """A date with its trigger, and how far apart they are."""

    hit: Hit
    cost: int


def ties(found: Scan, dated: Dated, dates: tuple[Dated, ...]) -> list[Tie]:
    """The triggers that a date may belong to, the nearest first."""
    near: list[Tie] = []
    hung = _hung(found, dated)
    for hit in found.hits:
        if hung and not hit.noun:
            continue
        if hit.start < dated.end and (dated.lead if hit.noun else dated.start) < hit.end:
            continue
        cost = _cost(found, hit, dated, dates)
        if cost <= _FARTHEST:
            near.append(Tie(hit, cost))
    return sorted(near, key=lambda each: each.cost)


def _hung(found: Scan, dated: Dated) -> bool:
    """ "One, of 2010, that expired": the date is of the thing named before it."""
    lead = found.value[dated.lead : dated.start].strip().lower()
    before = found.value[found.start : dated.lead].rstrip()
    return lead in found.cues.of and "/" not in dated.edtf and before.endswith(",")


def _cost(found: Scan, hit: Hit, dated: Dated, dates: tuple[Dated, ...]) -> int:
    before = hit.end <= dated.start
    first, last = (hit.end, dated.start) if before else (dated.end, hit.start)
    weight, skipped = found.parted(first, last)
    length = last - first - skipped
    cost = weight + min(length, _FULL) + max(0, length - _FULL) // _FAR_SHARE
    cost += _OTHER_DATE * sum(
        first <= d.start < last and not _apart(found, d, dated) for d in dates
    )
    aside = found.aside(hit.start)
    if aside is not None and not aside[0] < dated.start < aside[1]:
        return _FARTHEST + 1
    if aside != found.aside(dated.start):
        cost += _OTHER_ASIDE
    beside = found.value[hit.end : dated.lead].strip() in ("", ",")
    if hit.noun and not beside and not of_date(found, hit, dated):
        cost += _NOUN if dated.modifier != "since" else 2 * _NOUN
    if not before and found.value[found.start : dated.lead].strip():
        cost += _BEHIND
        if hit.form.tense in HANGING and found.value[first:last].strip() == ",":
            cost += _HANGING
    if hit.form.tense in _VERBLESS or to_do(found, hit):
        cost += _INFINITE
    if hit.form.row.light:
        cost -= _LIGHT_GAIN
    return cost


def to_do(found: Scan, hit: Hit) -> bool:
    """Whether "to" stands before an English verb: a purpose, not what happened."""
    before = found.words[hit.first - 1].text if hit.first else ""
    return hit.form.tense == "pres" and before == "to"


def _apart(found: Scan, other: Dated, dated: Dated) -> bool:
    """Whether another date stands in an aside of its own."""
    pair = found.aside(other.start)
    return pair is not None and pair != found.aside(dated.start)


def of_date(found: Scan, hit: Hit, dated: Dated) -> bool:
    """Whether the noun has the date right behind it: "the agreement of 24 August"."""
    between = found.value[hit.end : dated.start].lower().split()
    return len(between) <= 2 and bool(between) and between[0] in found.cues.of

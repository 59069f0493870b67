"""Which trigger a date belongs to: the nearest, less near behind commas, clauses, other dates."""

from __future__ import annotations

from dataclasses import dataclass

from lacsec.importer.dates.found import Dated
from lacsec.importer.events.scan import Hit, Scan

_FARTHEST = 220
_OTHER_DATE = 45
_NOUN = 25
_LIGHT_GAIN = 15
_VERBLESS = ("ing", "inf", "subj")


@dataclass(frozen=True, slots=True)
class Tie:
    """A date with its trigger, and how far apart they are."""

    hit: Hit
    cost: int


def tie(found: Scan, dated: Dated, dates: tuple[Dated, ...]) -> Tie | None:
    """The trigger that a date belongs to, if one is near enough."""
    best: Tie | None = None
    for hit in found.hits:
        if hit.start < dated.end and dated.start < hit.end:
            continue
        cost = _cost(found, hit, dated, dates)
        if cost <= _FARTHEST and (best is None or cost < best.cost):
            best = Tie(hit, cost)
    return best


def _cost(found: Scan, hit: Hit, dated: Dated, dates: tuple[Dated, ...]) -> int:
    first, last = (hit.end, dated.start) if hit.end <= dated.start else (dated.end, hit.start)
    cost = last - first + found.parted(first, last)
    cost += _OTHER_DATE * sum(first <= other.start < last for other in dates)
    if hit.noun and not of_date(found, hit, dated):
        cost += _NOUN
    if hit.form.tense in _VERBLESS:
        cost += _NOUN
    if hit.form.row.light:
        cost -= _LIGHT_GAIN
    return cost


def of_date(found: Scan, hit: Hit, dated: Dated) -> bool:
    """Whether the noun has the date right behind it: "the agreement of 24 August"."""
    between = found.value[hit.end : dated.start].lower().split()
    return (
        len(between) <= 2 and bool(between) and between[0] in ("of", "de", "del", "du", "do", "da")
    )

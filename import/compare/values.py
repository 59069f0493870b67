"""Figures that clash: the same thing measured, at the same time, with values that differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations

from lacsec.db.edtf import parse
from lacsec.db.model import Disagreement, Entity, Figure, Reason, Side
from lacsec.db.text import fold
from lacsec.importer.data import words

_WORD = re.compile(r"[^\W_]+")
_ALIKE = 0.6  # of the words of the shorter metric
_ROUNDING = 0.05  # of the larger value
_MASS = {"t": 1000.0, "kg": 1.0, "g": 0.001}


def figure_disagreements(
    entities: Sequence[Entity], figures: Iterable[Figure]
) -> list[Disagreement]:
    """Pairs of figures of one subject and metric whose values cannot both stand."""
    families = {entity.id: entity.family or entity.id for entity in entities}
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.unit not in _ignored() and (figure.subject or figure.subject_name):
            subject = figure.subject or "~" + fold(figure.subject_name)
            groups[families.get(subject, subject), _unit_class(figure.unit)].append(figure)
    found: list[Disagreement] = []
    for key in sorted(groups):
        for one, other in combinations(groups[key], 2):
            reason = clash(one, other)
            if reason is not None:
                found.append(_disagreement(one, other, reason, families))
    return _merged(found)


@cache
def _ignored() -> frozenset[str]:
    return frozenset(words("compare", "metrics", "ignored_units"))


@cache
def _empty() -> frozenset[str]:
    return frozenset(words("compare", "metrics", "empty"))


@cache
def _vague() -> frozenset[str]:
    return frozenset(words("compare", "metrics", "vague"))


@cache
def _scopes() -> frozenset[str]:
    return frozenset(words("compare", "metrics", "scopes"))


def _unit_class(unit: str) -> str:
    return "mass" if unit in _MASS else unit


def _scaled(figure: Figure) -> tuple[float, float]:
    size = _MASS.get(figure.unit, 1.0)
    top = figure.value if figure.value_max is None else figure.value_max
    return figure.value * size, top * size


def _content(metric: str) -> frozenset[str]:
    folded = (word for word in _WORD.findall(fold(metric)) if word not in _empty())
    return frozenset(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in folded)


def clash(one: Figure, other: Figure) -> Reason | None:
    """Why two figures of one subject and unit differ; None where they do not, or may both stand.

    A series over time is no disagreement, nor are two things measured.
    """
    if not _same_metric(one, other) or _same_place(one, other):
        return None
    if _scaled(one) == _scaled(other):
        return "different_date" if _overlapping_periods(one.as_of, other.as_of) else None
    if not _same_time(one.as_of, other.as_of) or _fits(one, other) or _fits(other, one):
        return None
    return _reason(one, other)


def _reason(one: Figure, other: Figure) -> Reason:
    if one.basis and other.basis and one.basis != other.basis:
        return "different_basis"
    if one.subject != other.subject:
        return "different_phase"
    low, high = sorted((_scaled(one)[0], _scaled(other)[0]))
    if high and (high - low) / high <= _ROUNDING:
        return "rounding"
    return "different_date" if one.as_of != other.as_of else "unexplained"


def _same_metric(one: Figure, other: Figure) -> bool:
    first, second = _content(one.metric), _content(other.metric)
    if first <= _vague() or second <= _vague() or first & _scopes() != second & _scopes():
        return False
    return len(first & second) >= _ALIKE * max(len(first), len(second)) and bool(first & second)


def _same_place(one: Figure, other: Figure) -> bool:
    """Are both read from one sentence? Then the sentence itself tells them apart."""
    places = {(e.document, e.start) for e in one.evidence}
    return any((e.document, e.start) in places for e in other.evidence)


def _same_time(one: str | None, other: str | None) -> bool:
    """May both dates mean the same time? An unstated one may only where both are."""
    if one is None or other is None:
        return one == other
    first, second = parse(one), parse(other)
    if first is None or second is None:
        return one == other
    return first.earliest == second.earliest and first.latest == second.latest


def _overlapping_periods(one: str | None, other: str | None) -> bool:
    """Two periods that overlap without being the same ("doubled between 2014 and 2020 / 2021")."""
    if one is None or other is None or one == other or "/" not in one or "/" not in other:
        return False
    first, second = parse(one), parse(other)
    if first is None or second is None:
        return False
    ends = (first.earliest, first.latest, second.earliest, second.latest)
    if any(end is None for end in ends):
        return False
    return str(first.earliest) < str(second.latest) and str(second.earliest) < str(first.latest)


def _fits(one: Figure, other: Figure) -> bool:
    """Does "over 60", "about 60", "50 to 60" leave room for the other value?"""
    low, high = _scaled(one)
    value, top = _scaled(other)
    if one.value_max is not None:
        return low <= value and top <= high
    match one.qualifier:
        case "over":
            return value >= low
        case "under" | "up_to":
            return value <= low
        case "about":
            return abs(value - low) <= 0.1 * max(value, low)
        case _:
            return False


def _disagreement(
    one: Figure, other: Figure, reason: Reason, families: Mapping[str, str]
) -> Disagreement:
    subject = one.subject if one.subject == other.subject else families.get(one.subject or "")
    sides = tuple(Side(_told(f), f.as_of, f.evidence) for f in (one, other))
    return Disagreement(subject or "~" + one.subject_name, one.metric, reason, sides)


def _told(figure: Figure) -> str:
    values = [figure.value] if figure.value_max is None else [figure.value, figure.value_max]
    number = "–".join(f"{int(v)}" if v == int(v) else f"{v:g}" for v in values)
    return f"{number} {figure.unit}"


def _merged(found: Sequence[Disagreement]) -> list[Disagreement]:
    """Disagreements that share a side become one with several sides."""
    merged: list[Disagreement] = []
    for entry in found:
        for index, before in enumerate(merged):
            shared = {(s.value, s.as_of) for s in before.sides}
            mine = [(s.value, s.as_of) for s in entry.sides]
            if before.subject == entry.subject and any(m in shared for m in mine):
                extra = tuple(s for s in entry.sides if (s.value, s.as_of) not in shared)
                merged[index] = Disagreement(
                    before.subject, before.property, before.reason, before.sides + extra
                )
                break
        else:
            merged.append(entry)
    return merged

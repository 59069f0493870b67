"""A statement told twice is one figure with two pieces of evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from lacsec.db.edtf import parse
from lacsec.db.model import Figure
from lacsec.db.text import fold

_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 4  # letters that two forms of a word share: "country", "countries"
_LARGE = 100  # a value so large is not the same by chance
_LONE_UNITS = frozenset(("t", "kg", "ha", "per_100k"))


def told_once(figures: Iterable[tuple[Figure, bool]]) -> tuple[Figure, ...]:
    """The figures without repetitions, in the order in which they are told first.

    With each figure comes whether it stands in a title or heading: there, the text says in short
    what it says in full below, so the subject of the full statement counts.
    """
    kept: list[tuple[Figure, bool]] = []
    places: dict[tuple[float, float | None, str], list[int]] = {}
    for figure, short in figures:
        same = places.setdefault((figure.value, figure.value_max, figure.unit), [])
        for index in same:
            earlier, was_short = kept[index]
            if _same(earlier, figure, short=short or was_short):
                main, other = (figure, earlier) if was_short and not short else (earlier, figure)
                kept[index] = (_joined(main, other), was_short and short)
                break
        else:
            same.append(len(kept))
            kept.append((figure, short))
    return tuple(figure for figure, _ in kept)


def _same(first: Figure, second: Figure, *, short: bool) -> bool:
    """Do two figures of the same value and unit say the same?"""
    if _whom(first) != _whom(second) and not short:
        return False
    if first.as_of is not None and second.as_of is not None and not _agree(first, second):
        return False
    if first.unit == "%" and not short:
        return fold(first.metric) == fold(second.metric)
    rare = first.value >= _LARGE or first.value != int(first.value)
    if rare or first.unit in _LONE_UNITS:
        return True
    return bool(_stems(first) & _stems(second))


def _whom(figure: Figure) -> str:
    return figure.subject or fold(figure.subject_name)


def _agree(first: Figure, second: Figure) -> bool:
    """Is one date the other, or a part of it?"""
    if first.as_of == second.as_of:
        return True
    a, b = first.as_of or "", second.as_of or ""
    return parse(a) is not None and parse(b) is not None and (a.startswith(b) or b.startswith(a))


def _stems(figure: Figure) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(fold(f"{figure.metric} {figure.unit}"))}


def _joined(main: Figure, other: Figure) -> Figure:
    proofs = dict.fromkeys((*main.evidence, *other.evidence))
    return replace(
        main,
        evidence=tuple(sorted(proofs, key=lambda proof: (proof.start, proof.end))),
        qualifier=main.qualifier or other.qualifier,
        as_of=main.as_of or other.as_of,
        basis=other.basis if main.basis == "unspecified" else main.basis,
    )

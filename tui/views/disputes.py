"""Disagreements: a row each, and both sides with the words that only one of them has marked."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from rich.cells import cell_len

from lacsec.db.queries.common import Proof
from lacsec.db.queries.disagreements import DisagreementRow, SideRow
from lacsec.db.text import fold
from lacsec.tui.lines import Line, Span, blank, crop, fit, line, marked, safe, span, wrap
from lacsec.tui.views.catalogue import ranges
from lacsec.tui.views.detail import rule
from lacsec.tui.views.facts import entity_place
from lacsec.tui.views.sources import place_of
from lacsec.tui.views.words import date_words

_ALIKE = 0.4  # of the shorter sentence: with less in common, all that differs says nothing
_SIDE_BY_SIDE = 70  # cells: narrower screens show one side under the other
_REASONS = {
    "rounding": "one value may be the other, rounded",
    "different_basis": "the amounts may be of different kinds: a budget, a payment …",
    "different_date": "the values may hold for different dates",
    "different_scope": "the values may be of a part and of the whole",
    "different_phase": "the values may be of different phases",
    "name": "the names may be of one thing",
    "unexplained": "nothing explains the difference",
}


def dispute_row(row: DisagreementRow, needle: str, width: int) -> Line:
    """What it is about, the values, the proposed reason."""
    reason = row.reason.replace("_", " ")
    values = " / ".join(dict.fromkeys(side.value for side in row.sides))
    about = safe(f"{row.subject_name}: {row.property}")
    room = width - len(reason) - 2
    about = fit(about, max(16, min(cell_len(about), room * 3 // 5)))
    told = fit(safe(values), max(0, room - cell_len(about) - 2))
    gap = max(1, room - cell_len(about) - 2 - cell_len(told))
    return line(
        *marked(about, ranges(about, needle), "value", "match"),
        Span("  "),
        span(told, "kind.figure"),
        Span(" " * (gap + 1)),
        span(reason, "warn" if row.reason == "unexplained" else "dim"),
        place=entity_place(row.subject) if row.subject is not None else None,
        proof=place_of(row.sides[0].proofs[0]) if row.sides[0].proofs else None,
        key=row.id,
    )


def side_lines(row: DisagreementRow, chosen: int, width: int, height: int) -> list[Line]:
    """Both sides beside one another, or one under the other; the chosen one is marked."""
    title = f"{row.subject_name}: {row.property} — {_REASONS.get(row.reason, row.reason)}"
    lines = [rule(title, width)]
    told = [(side, side.proofs[0]) for side in row.sides if side.proofs]
    if len(told) >= 2 and width >= _SIDE_BY_SIDE:
        first = chosen - chosen % 2 if chosen - chosen % 2 + 1 < len(told) else len(told) - 2
        lines += _beside(told[first : first + 2], chosen - first, width)
        rest = [pair for number, pair in enumerate(told) if number not in (first, first + 1)]
        for side, proof in rest:
            lines += [blank(), *_under(side, proof, (span(proof.quote),), width, on=False)]
    else:
        quotes = _quotes([proof for _, proof in told])
        for number, ((side, proof), quote) in enumerate(zip(told, quotes, strict=True)):
            lines += _under(side, proof, quote, width, on=number == chosen)
    return lines[:height]


def _beside(told: Sequence[tuple[SideRow, Proof]], chosen: int, width: int) -> list[Line]:
    half = (width - 3) // 2
    quotes = _quotes([proof for _, proof in told])
    columns: list[list[tuple[Span, ...]]] = []
    for number, ((side, proof), quote) in enumerate(zip(told, quotes, strict=True)):
        heads = _heads(side, proof, half, on=number == chosen)
        columns.append([*heads, *wrap(quote, half)])
    lines: list[Line] = []
    for left, right in zip_longest(*columns, fillvalue=()):
        cut = crop(left, half)
        gap = half - sum(cell_len(part.text) for part in cut)
        lines.append(line(*cut, Span(" " * gap), Span(" │ ", "rule"), *right, still=True))
    return lines


def _under(
    side: SideRow, proof: Proof, quote: Sequence[Span], width: int, *, on: bool
) -> list[Line]:
    rows = [*_heads(side, proof, width, on=on), *wrap((Span("  "), *quote), width - 2)]
    return [line(*cells, still=True) for cells in rows]


def _heads(side: SideRow, proof: Proof, width: int, *, on: bool) -> list[tuple[Span, ...]]:
    """The value, then its source; more documents that say the same are counted."""
    others = len({other.document for other in side.proofs}) - 1
    more = f" and {others} more" if others else ""
    source = f"{proof.title}, {date_words(proof.issued)}" if proof.issued else proof.title
    value = (Span("▸ " if on else "  ", "match"), span(fit(safe(side.value), width - 2), "value"))
    shown = fit(safe(source), width - len(more))
    return [value, (span(shown, "source"), span(more, "source"))]


def _quotes(proofs: Sequence[Proof]) -> list[tuple[Span, ...]]:
    """The sentences, with the words marked that the first and the others do not share."""
    if len(proofs) < 2:
        return [(span(proof.quote),) for proof in proofs]
    first, _ = differing(proofs[0].quote, proofs[1].quote)
    return [first, *(differing(proofs[0].quote, proof.quote)[1] for proof in proofs[1:])]


def differing(one: str, other: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Two sentences with the words that only one of them has marked."""
    first, second = one.split(), other.split()
    matcher = SequenceMatcher(None, [fold(w) for w in first], [fold(w) for w in second], False)
    same_first: set[int] = set()
    same_second: set[int] = set()
    for a, b, size in matcher.get_matching_blocks():
        same_first.update(range(a, a + size))
        same_second.update(range(b, b + size))
    if len(same_first) < _ALIKE * min(len(first), len(second)):  # two sentences of their own
        return (span(one),), (span(other),)
    return _words(first, same_first), _words(second, same_second)


def _words(words: Sequence[str], same: set[int]) -> tuple[Span, ...]:
    return tuple(
        span(f"{word} ", "" if index in same or not any(c.isalnum() for c in word) else "match")
        for index, word in enumerate(words)
    )

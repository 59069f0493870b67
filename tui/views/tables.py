"""Figures as a table; disagreements with both sentences side by side."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from lacsec.db.queries.disagreements import DisagreementRow, SideRow
from lacsec.db.queries.facts import FigureRow
from lacsec.db.text import fold
from lacsec.tui.lines import Line, Span, blank, column, crop, line, span, wrap
from lacsec.tui.places import Place
from lacsec.tui.views.facts import entity_place
from lacsec.tui.views.sources import place_of
from lacsec.tui.views.words import amount_words, date_words

_SIDE_BY_SIDE = 70  # cells: narrower screens show one side under the other


def figure_table(rows: Sequence[FigureRow], needle: str, width: int) -> list[Line]:
    """Amount, subject, metric, date and basis; a head that stays out of the cursor's way."""
    words = fold(needle).split()
    wide = width >= 100
    amount, subject = (24, 30) if wide else (18, 20)
    when = 16 if wide else 10
    metric = max(10, width - amount - subject - when - 3)
    head = line(
        column("Amount", amount + 1, "dim"),
        column("Of", subject + 1, "dim"),
        column("What", metric + 1, "dim"),
        column("When", when, "dim"),
        still=True,
    )
    lines = [head]
    for row in rows:
        name = row.subject.acronym or row.subject.name if row.subject else row.subject_name
        told = f"{row.metric} ({row.basis.replace('_', ' ')})" if row.basis else row.metric
        date = date_words(row.as_of)
        if not all(w in fold(f"{name} {row.subject_name} {told} {row.unit} {date}") for w in words):
            continue
        lines.append(
            line(
                column(amount_words(row), amount, "value"),
                span(" "),
                column(name, subject, f"kind.{row.subject.kind}" if row.subject else ""),
                span(" "),
                column(told, metric),
                span(" "),
                column(date, when, "dim"),
                place=entity_place(row.subject) if row.subject is not None else None,
                proof=place_of(row.proof),
                key=row.id,
            )
        )
    return (
        lines if len(lines) > 1 else [line(span("No figure holds these words.", "dim"), still=True)]
    )


def dispute_lines(rows: Sequence[DisagreementRow], needle: str, width: int) -> list[Line]:
    """Each disagreement: what it is about, the proposed reason, then its sides."""
    words = fold(needle).split()
    lines: list[Line] = []
    for row in rows:
        quotes = " ".join(proof.quote for side in row.sides for proof in side.proofs)
        searched = fold(f"{row.subject_name} {row.property} {row.reason} {quotes}")
        if not all(word in searched for word in words):
            continue
        values = " / ".join(side.value for side in row.sides)
        lines.append(
            line(
                span(f"{row.subject_name}: {row.property}", "value"),
                span(f"  {values}", "match"),
                span(f"  {row.reason.replace('_', ' ')}", "warn"),
                place=entity_place(row.subject) if row.subject is not None else None,
                proof=place_of(row.sides[0].proofs[0]) if row.sides[0].proofs else None,
                key=row.id,
            )
        )
        lines.extend(_sides(row.sides, width))
        lines.append(blank())
    return lines[:-1] or [line(span("The documents agree.", "dim"), still=True)]


def _sides(sides: Sequence[SideRow], width: int) -> list[Line]:
    proofs = [side.proofs[0] for side in sides if side.proofs]
    if len(proofs) < 2:
        return []
    marked = differing(proofs[0].quote, proofs[1].quote)
    heads = [_head(proof.title, proof.issued) for proof in proofs]
    places = [place_of(proof) for proof in proofs]
    if width < _SIDE_BY_SIDE:
        return [
            row
            for head, quote, place in zip(heads, marked, places, strict=False)
            for row in _one_side(head, quote, width, place)
        ]
    half = (width - 5) // 2
    left, right = (wrap([heads[i], Span(" "), *marked[i]], half) for i in (0, 1))
    lines: list[Line] = []
    for number, (a, b) in enumerate(zip_longest(left, right, fillvalue=())):
        gap = half - sum(len(part.text) for part in crop(a, half))
        lines.append(
            line(
                span("  "),
                *a,
                Span(" " * max(0, gap)),
                span(" │ ", "rule"),
                *b,
                proof=places[min(number, 1)],
                still=number > 1,
                key="",
            )
        )
    for extra in proofs[2:]:
        lines.extend(
            _one_side(
                _head(extra.title, extra.issued), (span(extra.quote),), width, place_of(extra)
            )
        )
    return lines


def _head(title: str, issued: str | None) -> Span:
    return span(f"[{title}, {date_words(issued)}]" if issued else f"[{title}]", "source")


def _one_side(head: Span, quote: Sequence[Span], width: int, place: Place) -> list[Line]:
    rows = wrap([head, Span(" "), *quote], width - 2)
    return [
        line(span("  "), *row, proof=place, still=number > 0) for number, row in enumerate(rows)
    ]


def differing(one: str, other: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Two sentences with the words that only one of them has marked."""
    first, second = one.split(), other.split()
    matcher = SequenceMatcher(None, [fold(w) for w in first], [fold(w) for w in second], False)
    same_first: set[int] = set()
    same_second: set[int] = set()
    for a, b, size in matcher.get_matching_blocks():
        same_first.update(range(a, a + size))
        same_second.update(range(b, b + size))
    return _words(first, same_first), _words(second, same_second)


def _words(words: Sequence[str], same: set[int]) -> tuple[Span, ...]:
    return tuple(
        span(f"{word} ", "" if index in same or not any(c.isalnum() for c in word) else "match")
        for index, word in enumerate(words)
    )

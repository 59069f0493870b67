"""Dossiers as linear plain text: one thing a line, read from top to bottom, nothing drawn."""

from __future__ import annotations

from collections.abc import Iterator

from lacsec.db.export.report import Line, Report
from lacsec.db.queries.common import Proof


def render(report: Report) -> Iterator[str]:
    """A report as lines; quotes are numbered, and stand in order at the end."""
    numbers: dict[tuple[str, int, int], tuple[int, Proof]] = {}
    yield f"{_flat(report.title)}\n"
    for text in report.summary:
        yield f"{_flat(text)}\n"
    for section in report.sections:
        yield f"\n{section.heading}:\n"
        for line in section.lines:
            yield _line(line, numbers)
        if section.left_out:
            yield f"- and {section.left_out} more\n"
    if numbers:
        yield "\nQuotes:\n"
    for number, proof in numbers.values():
        when = f", {proof.issued}" if proof.issued else ""
        yield (
            f'[{number}] "{_flat(proof.quote)}" - {_flat(proof.title)}{when}'
            f" ({proof.document}:{proof.start}-{proof.end})\n"
        )


def _line(line: Line, numbers: dict[tuple[str, int, int], tuple[int, Proof]]) -> str:
    marks = []
    for proof in line.proofs:
        place = proof.document, proof.start, proof.end
        number, _ = numbers.setdefault(place, (len(numbers) + 1, proof))
        marks.append(f" [{number}]")
    more = f" (and {line.more} more)" if line.more else ""
    return f"{'  ' * line.depth}- {_flat(line.text)}{''.join(marks)}{more}\n"


def _flat(text: str) -> str:
    return " ".join(text.split())

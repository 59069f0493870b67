"""Figures: each quantity with its subject, metric, basis and date."""

from __future__ import annotations

from lacsec.db.model import Figure
from lacsec.importer.figures.subject import Subjects
from lacsec.importer.reading import ReadDocument


def find_figures(read: ReadDocument) -> tuple[Figure, ...]:
    """All figures of a document, in the order of the text."""
    out = []
    subjects = Subjects(read)
    for q in read.quantities.found:
        s = read.text.sentence_at(q.start)
        n = subjects.of(q)
        name = read.names.entities[n.entity].name if n else ""
        out.append(Figure(n.entity if n else None, name, read.text.folded[slice(*q.noun)] if q.noun else "", q.value, q.unit, (read.proof(s, q.rule, n.finding if n else "topic", .5),), q.value_max, q.qualifier))
    return tuple(out)

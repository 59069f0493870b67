"""Figures: each quantity with its subject, metric, basis and date."""

from __future__ import annotations

from lacsec.db.model import Figure
from lacsec.importer.reading import ReadDocument


def find_figures(read: ReadDocument) -> tuple[Figure, ...]:
    """All figures of a document, in the order of the text."""
    out = []
    for q in read.quantities.found:
        s = read.text.sentence_at(q.start)
        n = read.names.before(q.start)
        out.append(Figure(n.entity if n else None, "", read.text.folded[slice(*q.noun)] if q.noun else "", q.value, q.unit, (read.proof(s, q.rule, "named", .5),), q.value_max, q.qualifier))
    return tuple(out)

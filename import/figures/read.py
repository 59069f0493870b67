"""Figures: each quantity with its subject, metric, basis and date."""

from __future__ import annotations

from dataclasses import dataclass

from lacsec.db.model import Basis, Figure, Finding
from lacsec.importer.figures.basis import basis_of
from lacsec.importer.figures.candidates import unit_class
from lacsec.importer.figures.dating import Dating
from lacsec.importer.figures.found import Quantity
from lacsec.importer.figures.metric import Metrics
from lacsec.importer.figures.subject import Chosen, Subjects
from lacsec.importer.figures.told_again import told_once
from lacsec.importer.reading import ReadDocument
from lacsec.importer.structure.text import Span

# The share of figures whose subject was right on the development texts: by how it was found,
# and by how far it was ahead of the next candidate.
_CONFIDENCE: dict[Finding, float] = {
    "named": 0.95,
    "list": 0.90,
    "anaphor": 0.90,
    "section": 0.92,
    "topic": 0.80,
}
_MANY = 10
_MARGINS = ((0.5, 0.55), (1.5, 0.75), (2.5, 0.90), (99.0, 0.98))


def find_figures(read: ReadDocument) -> tuple[Figure, ...]:
    """All figures of a document, each once, in the order of the text."""
    reader = _Reader(read)
    found = []
    for quantity in read.quantities.found:
        figure = reader.figure(quantity)
        if figure is not None:
            kind = read.text.sentence_at(quantity.start).kind
            found.append((figure, kind in ("title", "heading", "caption")))
    return told_once(found)


def _stands_alone(quantity: Quantity) -> bool:
    """Is a quantity worth telling where the text names nobody that it is of?"""
    kind = unit_class(quantity)
    if kind in ("money", "mass", "share") or quantity.rule in ("label", "table"):
        return True
    return kind == "harm" and quantity.value >= _MANY


@dataclass(frozen=True, slots=True)
class _Said:
    """Of whom a quantity is said: an entity, or the words of the text."""

    entity: str | None
    name: str
    finding: Finding
    confidence: float


class _Reader:
    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._subjects = Subjects(read)
        self._metrics = Metrics(read)
        self._dating = Dating(read)

    def figure(self, quantity: Quantity) -> Figure | None:
        """The figure that a quantity makes; None for a count of nothing that has a name."""
        read = self._read
        sentence = read.text.sentence_at(quantity.start)
        chosen = self._subjects.of(quantity)
        if chosen is None and not _stands_alone(quantity):
            return None
        basis: Basis | None = None
        cue: Span | None = None
        if quantity.money:
            place = (quantity.start, quantity.end, sentence.start, sentence.end)
            basis, cue = basis_of(read.text.folded, *place)
        metric = self._metrics.of(quantity, basis, cue)
        said = self._said(chosen, metric)
        return Figure(
            subject=said.entity,
            subject_name=said.name,
            metric=metric,
            value=quantity.value,
            unit=quantity.unit,
            evidence=(
                read.proof(sentence, f"figure:{quantity.rule}", said.finding, said.confidence),
            ),
            value_max=quantity.value_max,
            qualifier=quantity.qualifier,
            basis=basis,
            as_of=self._dating.of(quantity, said.entity),
        )

    def _said(self, chosen: Chosen | None, metric: str) -> _Said:
        if chosen is None:
            return _Said(None, metric, "topic", 0.5)
        entity = self._read.names.entities[chosen.entity]
        margin = next(right for least, right in _MARGINS if chosen.margin <= least)
        confidence = min(_CONFIDENCE[chosen.finding], margin)
        return _Said(entity.id, entity.name, chosen.finding, confidence)

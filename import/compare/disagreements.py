"""Facts that clash: the same subject and property with values that cannot both stand."""

from __future__ import annotations

from collections.abc import Sequence

from lacsec.db.model import Disagreement, Document, Entity, Event, Figure, Relation, Spelling
from lacsec.importer.compare.claims import (
    date_disagreements,
    sole_disagreements,
    status_disagreements,
)
from lacsec.importer.compare.names import name_disagreements
from lacsec.importer.compare.values import figure_disagreements


def find_disagreements(
    entities: Sequence[Entity],
    relations: Sequence[Relation],
    events: Sequence[Event],
    figures: Sequence[Figure],
    spellings: Sequence[Spelling],
    documents: Sequence[Document],
) -> list[Disagreement]:
    """All disagreements within and across documents, with a proposed reason each."""
    return [
        *figure_disagreements(entities, figures),
        *status_disagreements(relations, {d.id: d.issued for d in documents if d.issued}),
        *sole_disagreements(entities, relations),
        *date_disagreements(entities, events),
        *name_disagreements(entities, spellings),
    ]

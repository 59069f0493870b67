"""Facts that clash: the same subject and property with values that cannot both stand."""

from __future__ import annotations

from collections.abc import Sequence

from lacsec.db.model import Disagreement, Entity, Event, Figure, Relation


def find_disagreements(
    entities: Sequence[Entity],
    relations: Sequence[Relation],
    events: Sequence[Event],
    figures: Sequence[Figure],
) -> list[Disagreement]:
    """All disagreements within and across documents, with a proposed reason each."""
    return []

"""What naming gives to the later stages: entities, and the places where each is named."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lacsec.db.model import Entity, EntityKind, Mention


@dataclass(frozen=True, slots=True)
class Naming:
    """An entity named at a place.

    `method`: name, acronym, weak, defined, cue, person, phase, described.
    """

    start: int
    end: int
    entity: str
    kind: EntityKind
    method: str
    confidence: float


@dataclass(frozen=True)
class Names:
    """All that a document names, in the order of the text; the places do not overlap.

    `demonyms` ("Ecuadorian", "ecuatorianas") point at countries; they are no mention of one, but
    may say whose authorities did something. `parties` are those of an agreement that the text
    only describes, by the agreement's id.
    """

    entities: Mapping[str, Entity]
    namings: tuple[Naming, ...]
    demonyms: tuple[Naming, ...] = ()
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _starts(self) -> list[int]:
        return [naming.start for naming in self.namings]

    def within(self, start: int, end: int) -> tuple[Naming, ...]:
        """The namings that begin in [start, end)."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.namings[low:high]

    def before(self, offset: int) -> Naming | None:
        """The last naming that begins before an offset."""
        index = bisect_left(self._starts, offset)
        return self.namings[index - 1] if index else None

    def at(self, offset: int) -> Naming | None:
        """The naming that covers an offset."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self.namings[index].end > offset:
            return self.namings[index]
        return None

    def mentions(self) -> tuple[Mention, ...]:
        """The namings as the database keeps them."""
        return tuple(
            Mention(naming.entity, naming.start, naming.end, naming.method, naming.confidence)
            for naming in self.namings
        )

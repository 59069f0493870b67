"""A cue at its place while its relation is read: where each end may still be looked for."""

from __future__ import annotations

from dataclasses import dataclass

from lacsec.db.model import Finding
from lacsec.importer.names.found import Naming
from lacsec.importer.relations.triggers import Cue, Trigger
from lacsec.importer.structure.text import Sentence


@dataclass(frozen=True, slots=True)
class Ends:
    """One end of a relation: the entities, how they were found, and where the words stand."""

    entities: tuple[str, ...]
    finding: Finding
    start: int
    end: int


def ends_of(namings: list[Naming], finding: Finding = "named") -> Ends | None:
    """The entities of a list of names."""
    if not namings:
        return None
    entities = tuple(dict.fromkeys(naming.entity for naming in namings))
    return Ends(entities, finding, namings[0].start, namings[-1].end)


@dataclass(slots=True)
class Spot:
    """`start` moves left over a modifier, `after` right over a link or the thing right behind."""

    cue: Cue
    sentence: Sentence
    start: int
    after: int
    sentences: tuple[Sentence, ...]
    used: frozenset[str] = frozenset()  # entities of the end found already
    relative: bool = False  # "X, which A runs": the subject stands before the relative pronoun

    @property
    def trigger(self) -> Trigger:
        """The row whose words stand here."""
        return self.cue.trigger

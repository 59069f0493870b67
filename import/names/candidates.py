"""Names that no authority file has: found by cue words, roles of people, descriptions."""

from __future__ import annotations

from dataclasses import dataclass

from lacsec.db.model import EntityKind
from lacsec.importer.names.automaton import Hit
from lacsec.importer.structure.text import Text


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that the document itself shows to be one. `spellings` are other forms it uses."""

    start: int
    end: int
    name: str
    kind: EntityKind
    method: str
    acronym: str | None = None
    family: str | None = None
    spellings: tuple[str, ...] = ()


def find_candidates(text: Text, hits: list[Hit]) -> list[Candidate]:
    """All candidates of a document, in the order of the text."""
    return []

"""A sentence with all that judging its dates needs."""

from __future__ import annotations

from dataclasses import dataclass

from lacsec.importer.dates.found import Dated
from lacsec.importer.events.scan import Hit, Scan, scan
from lacsec.importer.names.found import Naming
from lacsec.importer.reading import ReadDocument
from lacsec.importer.structure.text import Placed, Sentence


@dataclass(frozen=True)
class View:
    """One sentence that has dates in it."""

    read: ReadDocument
    sentence: Sentence
    block: Placed
    dates: tuple[Dated, ...]
    scan: Scan

    def text(self, start: int, end: int) -> str:
        """The stored words at a place."""
        return self.read.text.value[start:end]

    def namings(self, start: int, end: int) -> tuple[Naming, ...]:
        """What is named in [start, end)."""
        return self.read.names.within(start, end)

    def in_date(self, offset: int) -> bool:
        """Whether an offset lies within a date."""
        return any(dated.start <= offset < dated.end for dated in self.dates)


@dataclass(frozen=True, slots=True)
class Draft:
    """A dated happening before it has a title.

    `shape` tells how it stands in the sentence: in a clause, in brackets behind what is dated,
    or within a name. `start` and `end` bound the words that tell it.
    """

    dated: Dated
    kind: str
    shape: str
    hit: Hit | None
    start: int
    end: int


def view(read: ReadDocument, sentence: Sentence, dates: tuple[Dated, ...]) -> View:
    """The sentence with its triggers found."""
    text = read.text
    found = scan(text.value, sentence.start, sentence.end, text.language)
    return View(read, sentence, text.block_of(sentence), dates, found)

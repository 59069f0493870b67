"""A sentence with all that judging its dates needs."""

from __future__ import annotations

from dataclasses import dataclass

from lacsec.db.model import DateRole, Finding
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

    def of(self, start: int, end: int) -> Scan:
        """Another stretch of the text with its triggers."""
        return scan(self.read.text.value, start, end, self.read.text.language)

    def in_lead(self, offset: int) -> bool:
        """Whether an offset lies within a date or the small words before it."""
        return any(dated.lead <= offset < dated.end for dated in self.dates)

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


@dataclass(frozen=True, slots=True)
class Line:
    """An event told by a line that is no sentence; `start` and `end` bound what it names.

    `bare`: the title says only which date it is ("Duration"), not of what. `since`: it goes on.
    `entry`: it is one of a chronology, told of what the heading above names.
    """

    title: str
    role: DateRole
    kind: str
    start: int
    end: int
    bare: bool = False
    since: bool = False
    entry: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a title: subject and predicate, each a place in the text.

    `words` is the subject where it has to be told in other words than those of the place; then
    `entity` is who it is, and `finding` how that was found. With `part` those words stand before
    the subject ("SEACOP: the current phase will end"), with `colon` the subject before the rest.
    `object` is what a relative clause says its verb of.
    """

    subject: tuple[int, int] | None
    predicate: tuple[int, int] | None
    words: str | None = None
    entity: str | None = None
    finding: Finding = "named"
    part: bool = False
    colon: bool = False
    object: tuple[int, int] | None = None


def view(read: ReadDocument, sentence: Sentence, dates: tuple[Dated, ...]) -> View:
    """The sentence with its triggers found."""
    text = read.text
    named = tuple((n.start, n.end) for n in read.names.within(sentence.start, sentence.end))
    found = scan(text.value, sentence.start, sentence.end, text.language, named)
    return View(read, sentence, text.block_of(sentence), dates, found)

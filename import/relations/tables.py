"""Tables: a row is about its programme, and a column header says what the cells below mean."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from lacsec.db.model import EntityKind, Finding, Predicate
from lacsec.db.text import fold
from lacsec.importer.names.found import Naming
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.data import table
from lacsec.importer.relations.facts import Fact
from lacsec.importer.structure.text import Placed

# What a row or a fact sheet may be about, and what may stand in the cells of a relation.
SUBJECTS: tuple[EntityKind, ...] = ("programme", "instrument", "operation")
CELLS: dict[str, tuple[EntityKind, ...]] = {
    "implemented_by": ("organisation", "country"),
    "funded_by": ("organisation", "country", "instrument"),
    "covers": ("country",),
    "member_of": ("country", "organisation"),
    "part_of": ("programme",),
}


@cache
def _headers() -> tuple[tuple[str, Predicate], ...]:
    return tuple(
        (fold(header), cast(Predicate, predicate))
        for predicate, entry in table("columns").items()
        for header in entry["headers"]
    )


def meaning(header: str) -> Predicate | None:
    """The relation that a header or label says the things under it have; None: it says none."""
    folded = fold(header)
    return next((predicate for words, predicate in _headers() if words in folded), None)


class Tables:
    """The facts of the table rows of one document."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._text = read.text

    def facts(self) -> list[Fact]:
        """A fact for each named thing below a header that says how it stands to the row."""
        found: list[Fact] = []
        for block in self._text.blocks:
            if block.kind == "table_row" and block.columns:
                found.extend(self._row(block))
        return found

    def _row(self, block: Placed) -> Iterator[Fact]:
        meanings = [meaning(header) for header in block.columns]
        subject, finding = self._subject(block, meanings)
        if subject is None:
            return
        sentence = self._text.sentences_of(block.number)[0]
        for (start, end), said in zip(block.cells, meanings, strict=False):
            if said is None:
                continue
            for naming in self._read.names.within(start, end):
                if naming.kind in CELLS[said] and naming.entity != subject:
                    one, other = subject, naming.entity
                    if said == "member_of":
                        one, other = other, one
                    yield Fact(
                        one, said, other, "asserted", (sentence,), f"column-{said}", finding,
                        naming.start,
                    )  # fmt: skip

    def _subject(
        self, block: Placed, meanings: list[Predicate | None]
    ) -> tuple[str | None, Finding]:
        """The programme of the row; else, for a column of countries, that of the caption."""
        for (start, end), said in zip(block.cells, meanings, strict=False):
            if said is None:
                for naming in self._read.names.within(start, end):
                    if naming.kind in SUBJECTS:
                        return naming.entity, "named"
        above = block.caption if block.caption is not None else None
        if above is not None:
            caption = self._text.blocks[above]
            named = self._only(list(self._read.names.within(caption.start, caption.end)))
            if named is not None:
                return named, "list"
        section = self._read.focus.section(block, SUBJECTS)
        return (section.entity, "section") if section is not None else (None, "named")

    @staticmethod
    def _only(namings: list[Naming]) -> str | None:
        found = dict.fromkeys(n.entity for n in namings if n.kind in SUBJECTS)
        return next(iter(found)) if len(found) == 1 else None

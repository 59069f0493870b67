"""The date that a quantity holds for: beside it, in its clause, its column, its paragraph."""

from __future__ import annotations

import re
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.dates.found import Dated
from lacsec.importer.figures.found import Quantity
from lacsec.importer.figures.numbers import either
from lacsec.importer.reading import ReadDocument
from lacsec.importer.structure.text import Placed, Sentence

_CLOSE = 60  # characters between a quantity and the date behind it
_CUT = re.compile(r"[;]|\. ")
_NOT_THEN = re.compile(r"(?:compared (?:to|with)|than (?:in)?|respecto (?:a|de)|frente a|face a|par rapport a|qu'en|que en|do que em)(?: the| el| o| la| a)? ?$")


@cache
def _now() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(lexicon('figures_metric')['now']['words'])})(?!\w)")


class Dating:
    """Answers for one quantity after another, in the order of the text."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._folded = read.text.folded
        self._last: tuple[int, int, str | None] = (-1, -1, None)  # block, sentence, date

    def of(self, quantity: Quantity) -> str | None:
        """The date in EDTF; None where the text says none."""
        text = self._read.text
        sentence = text.sentence_at(quantity.start)
        block = text.block_of(sentence)
        if block.cells:
            return self._in_table(quantity, block)
        dated = self._in_sentence(quantity, sentence)
        found = None if dated is None else dated.stated
        if found is None:
            found = self._carried(sentence, block)
        if found is None and _now().search(self._folded, sentence.start, sentence.end):
            return self._read.document.issued
        if found is not None:
            self._last = (block.number, sentence.number, found)
        return found

    def _in_sentence(self, quantity: Quantity, sentence: Sentence) -> Dated | None:
        dates = [
            dated
            for dated in self._read.dates.within(sentence.start, sentence.end)
            if self._read.names.at(dated.start) is None
        ]
        if not dates:
            return None
        others = self._read.quantities.within(sentence.start, sentence.end)
        behind = next((d for d in dates if d.start >= quantity.end), None)
        following = next((q for q in others if q.start >= quantity.end), None)
        if behind is not None and self._belongs(quantity, behind, following):
            return behind
        before = [d for d in dates if d.end <= quantity.start and not self._taken(d, quantity, others)]
        if before:
            return before[-1]
        if behind is not None and not self._compared(behind):
            return behind
        return next((d for d in dates if d.end <= quantity.start and not self._compared(d)), None)

    def _belongs(self, quantity: Quantity, dated: Dated, following: Quantity | None) -> bool:
        """Does the date stand close behind, with no other quantity and no comparison between?"""
        if following is not None and following.start < dated.start:
            return False
        between = self._folded[quantity.end : dated.start]
        return len(between) <= _CLOSE and not _CUT.search(between) and not self._compared(dated)

    def _compared(self, dated: Dated) -> bool:
        return _NOT_THEN.search(self._folded, max(0, dated.start - 24), dated.start) is not None

    def _taken(self, dated: Dated, quantity: Quantity, others: tuple[Quantity, ...]) -> bool:
        """Does a date before the quantity belong to another quantity before it?"""
        if self._compared(dated):
            return True
        earlier = [q for q in others if q.end <= dated.start]
        return bool(earlier) and dated.start - earlier[-1].end <= 8

    def _carried(self, sentence: Sentence, block: Placed) -> str | None:
        """The date of the quantity in the sentence before, in the same paragraph."""
        last_block, last_sentence, found = self._last
        if last_block == block.number and last_sentence == sentence.number - 1:
            return found
        return None

    def _in_table(self, quantity: Quantity, block: Placed) -> str | None:
        """The date in the header of the column; for money also the period of the row."""
        column = next((i for i, cell in enumerate(block.cells) if cell[0] <= quantity.start < cell[1]), 0)
        header = next(
            (b for b in reversed(self._read.text.blocks[: block.number]) if b.kind == "table_header"),
            None,
        )
        if header is not None and column < len(header.cells):
            found = self._read.dates.within(*header.cells[column])
            if found:
                return found[0].stated
        inside = self._read.dates.within(quantity.start, block.cells[column][1])
        if not inside and quantity.money:
            inside = self._read.dates.within(block.start, block.end)
        return inside[0].stated if inside else None

"""The date that a quantity holds for: beside it, in its clause, its column, its paragraph."""

from __future__ import annotations

import re
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.dates.found import Dated
from lacsec.importer.figures.candidates import unit_class
from lacsec.importer.figures.found import Quantity
from lacsec.importer.figures.numbers import either
from lacsec.importer.reading import ReadDocument
from lacsec.importer.structure.text import Placed, Sentence

_FAR = 500  # characters on either side in which a date counts
_CLOSE = 60  # characters between a quantity and the date behind it
_REACH = 90  # the same where other quantities stand between
_LONE = 14  # characters in a bracket beside the date, for the bracket to be no clause of its own
_CUT = re.compile(r"[;]|\. ")
_NOW = 30  # characters on either side of a quantity in which "today" is about it
_OPENING = 45  # characters: a sentence may open with a date, and a place before it
_FIRST_WORD = re.compile(r"(?:[^:]{2,90}: ?)?\W*(\w[\w']*)")
_NEXT_CLAUSE = re.compile(r"[,;:)–]| (?:and|but|y|pero|e|mas|et|mais|que|qui|which|who|while) ")
_RELATIVE = re.compile(r"[;:]| (?:que|qui|which|who|where|donde|onde|whose|cuyo|cuya) ")
_OPEN = re.compile(r" ?\((?:about |over |with )?$")


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(lexicon('figures_metric')[name]['words'])})(?!\w)")


@cache
def _against() -> re.Pattern[str]:
    cues = either(lexicon("figures_metric")["against"]["words"])
    fill = r"(?: (?:the|los|las|os|as|les|a total of|about|almost|some|unos|unas))?"
    return re.compile(rf"(?<!\w)(?:{cues}){fill} ?$")


@cache
def _when() -> re.Pattern[str]:
    return re.compile(rf",? (?:{either(lexicon('figures_metric')['when']['words'])}) ")


@cache
def _compare() -> re.Pattern[str]:
    cues = either(lexicon("figures_metric")["than"]["words"])
    return re.compile(rf"(?<!\w)(?:{cues})(?: (?:the|el|o|la|a|le|en|in|em))? ?$")


class Dating:
    """Answers for one quantity after another, in the order of the text."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._folded = read.text.folded
        self._table: tuple[int, Placed | None] = (-1, None)  # last row asked for, its header
        # block, sentence, subject and date of the last quantity that had one
        self._last: tuple[int, int, str | None, str | None] = (-1, -1, None, None)

    def of(self, quantity: Quantity, subject: str | None) -> str | None:
        """The date in EDTF; None where the text says none. `subject` is the entity it is of."""
        text = self._read.text
        sentence = text.sentence_at(quantity.start)
        block = text.block_of(sentence)
        if block.cells:
            return self._in_table(quantity, block)
        found = (
            self._in_sentence(quantity, sentence)
            or self._in_name(quantity, sentence, subject)
            or self._carried(quantity, sentence, block, subject)
        )
        near = max(sentence.start, quantity.start - _FAR), min(sentence.end, quantity.end + _FAR)
        if found is None and _words("now").search(self._folded, *near):
            return self._read.document.issued
        if found is not None:
            self._last = (block.number, sentence.number, subject, found)
        return found

    def _in_sentence(self, quantity: Quantity, sentence: Sentence) -> str | None:
        low, high = (
            max(sentence.start, quantity.start - _FAR),
            min(sentence.end, quantity.end + _FAR),
        )
        dates = [
            dated
            for dated in self._read.dates.within(low, high)
            if self._read.names.at(dated.start) is None
            and self._speaks_of(dated, quantity, sentence)
        ]
        if not dates:
            return None
        others = self._read.quantities.within(low, high)
        before = [d for d in dates if d.end <= quantity.start]
        behind = next((d for d in dates if d.start >= quantity.end), None)
        following = next((q for q in others if q.start >= quantity.end), None)
        if before and self._tied(before[-1], quantity):
            return before[-1].stated
        if behind is not None and self._belongs(quantity, behind, following):
            return behind.stated
        if _words("now").search(self._folded, max(low, quantity.start - _NOW), quantity.end + _NOW):
            return self._read.document.issued
        free = [d for d in before if self._covers(d, quantity, sentence, others)]
        rest = behind if behind is not None and self._reaches(quantity, behind) else None
        if free and not (rest is not None and self._set_against(quantity)):
            return free[-1].stated
        return None if rest is None else rest.stated

    def _tied(self, dated: Dated, quantity: Quantity) -> bool:
        """ "2010 (14 %)", "in 2022, when officers seized 20 tonnes"."""
        if _OPEN.fullmatch(self._folded, dated.end, quantity.start):
            return True
        return _when().match(self._folded, dated.end, quantity.start) is not None

    def _set_against(self, quantity: Quantity) -> bool:
        low = max(0, quantity.start - 30)
        return _against().search(self._folded, low, quantity.start) is not None

    def _covers(
        self, dated: Dated, quantity: Quantity, sentence: Sentence, others: tuple[Quantity, ...]
    ) -> bool:
        """Does a date before the quantity hold for it? One that opens the sentence holds for all
        of it, another one only up to the next clause.
        """
        if self._taken(dated, others):
            return False
        opening = _FIRST_WORD.match(self._folded, sentence.start)
        head = self._folded[sentence.start : dated.start]
        if len(head) < _OPENING and "," not in head and (opening is None or not head.strip()):
            return True
        openings = lexicon("figures_metric")["opening"]["words"]
        if opening is not None and opening[1] in openings and len(head) < _OPENING:
            return True
        return _NEXT_CLAUSE.search(self._folded, dated.end, quantity.start) is None

    def _speaks_of(self, dated: Dated, quantity: Quantity, sentence: Sentence) -> bool:
        """A date in a bracket that says more than the date is of what stands before the bracket."""
        opened = self._folded.rfind("(", max(sentence.start, dated.start - _FAR), dated.start)
        if opened < 0 or self._folded.find(")", opened, dated.start) >= 0:
            return True
        closed = self._folded.find(")", dated.end, min(sentence.end, dated.end + _FAR))
        if closed < 0 or opened < quantity.start < closed or abs(opened - quantity.end) <= 2:
            return True
        return (closed - opened) - (dated.end - dated.start) <= _LONE

    def _belongs(self, quantity: Quantity, dated: Dated, following: Quantity | None) -> bool:
        """Does the date stand close behind, with no other quantity and no comparison between?"""
        if following is not None and following.start < dated.start:
            return False
        between = self._folded[quantity.end : dated.start]
        return len(between) <= _CLOSE and not _CUT.search(between) and not self._compared(dated)

    def _reaches(self, quantity: Quantity, dated: Dated) -> bool:
        """Does a date farther behind still speak of the quantity, as at the end of a list?"""
        between = self._folded[quantity.end : dated.start]
        near = len(between) <= _REACH and _RELATIVE.search(between) is None
        return near and not self._compared(dated)

    def _compared(self, dated: Dated) -> bool:
        return _compare().search(self._folded, max(0, dated.start - 24), dated.start) is not None

    def _taken(self, dated: Dated, others: tuple[Quantity, ...]) -> bool:
        """Does a date before the quantity belong to another quantity before it?"""
        if self._compared(dated):
            return True
        earlier = [q for q in others if q.end <= dated.start]
        return bool(earlier) and dated.start - earlier[-1].end <= 8

    def _in_name(self, quantity: Quantity, sentence: Sentence, subject: str | None) -> str | None:
        """The years in the name of the subject: "the 2014-2020 programme has a budget of …"."""
        floor = max(sentence.start, quantity.start - _FAR)
        for naming in self._read.names.within(floor, quantity.start):
            if naming.entity == subject:
                low = max(sentence.start, naming.start - 12)
                inside = self._read.dates.within(low, naming.end + 3)
                if inside:
                    return inside[0].stated
        return None

    def _carried(
        self, quantity: Quantity, sentence: Sentence, block: Placed, subject: str | None
    ) -> str | None:
        """The date of the quantity in the sentence before, in the same paragraph, of the same."""
        last_block, last_sentence, last_subject, found = self._last
        if last_block != block.number or sentence.number - last_sentence > 1:
            return None
        if sentence.number == last_sentence:
            return found if quantity.rule == "carried" else None
        same = last_subject == subject and unit_class(quantity) not in ("share", "time", "money")
        return found if same or quantity.rule == "carried" else None

    def _in_table(self, quantity: Quantity, block: Placed) -> str | None:
        """The date in the header of the column; for money also the period of the row."""
        cells = enumerate(block.cells)
        column = next((i for i, cell in cells if cell[0] <= quantity.start < cell[1]), 0)
        header = self._header(block)
        if header is not None and column < len(header.cells):
            found = self._read.dates.within(*header.cells[column])
            if found:
                return found[0].stated
        inside = self._read.dates.within(quantity.start, block.cells[column][1])
        if not inside and quantity.money:
            inside = self._read.dates.within(block.start, block.end)
        return inside[0].stated if inside else None

    def _header(self, block: Placed) -> Placed | None:
        """The header over a table row; the rows of one table are asked for one after another."""
        blocks = self._read.text.blocks
        number = block.number - 1
        while number > self._table[0] and blocks[number].kind == "table_row":
            number -= 1
        if number >= 0 and blocks[number].kind == "table_header":
            self._table = (block.number, blocks[number])
        elif number != self._table[0] or blocks[number].kind != "table_row":
            self._table = (block.number, None)
        else:
            self._table = (block.number, self._table[1])
        return self._table[1]

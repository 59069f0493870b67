"""Numbers in table cells and behind a label: the unit stands in the header, caption or label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lacsec.db.text import fold
from lacsec.importer.figures import patterns
from lacsec.importer.figures.amounts import Amount, read_amount
from lacsec.importer.figures.nouns import plural, units_of_nouns
from lacsec.importer.figures.numbers import multipliers
from lacsec.importer.figures.patterns import words_of
from lacsec.importer.structure.text import Placed, Text

_WORD = re.compile(r"[a-z][\w'-]+")
_MOST_HEADER = 120
_SHORT = 60  # characters of a list item that is a label and a number


def read_row(text: Text, block: Placed, matches: Sequence[re.Match[str]]) -> list[Amount]:
    """The amounts of a table row; a bare number takes the unit of its column."""
    found: list[Amount] = []
    behind = 0
    for match in matches:
        column = _column_of(block, match.start())
        if column < 1 or match.start() < behind:
            continue
        end = block.cells[column][1]
        amount = read_amount(text.folded, match, end, text.language)
        if amount is None:
            continue
        if amount.unit is None or (amount.scale > 1 and not amount.money):
            alone = not text.folded[block.cells[column][0] : amount.number].strip(" ~<>≈-")
            unit = _column_unit(text, block, column) if alone else None
            if unit is None:
                continue
            amount.unit, scale = unit
            amount.value *= scale
            amount.rule = "table"
        found.append(amount)
        behind = amount.end
    return found


def _column_of(block: Placed, offset: int) -> int:
    for index, (start, end) in enumerate(block.cells):
        if start <= offset < end:
            return index
    return -1


def _column_unit(text: Text, block: Placed, column: int) -> tuple[str, float] | None:
    header = block.columns[column] if column < len(block.columns) else ""
    unit = unit_in(fold(header), text.language)
    if unit is None and block.caption is not None:
        caption = text.blocks[block.caption]
        unit = unit_in(text.folded[caption.start : caption.end][:_MOST_HEADER], text.language)
    return unit


def unit_in(header: str, language: str) -> tuple[str, float] | None:
    """The unit and multiplier that a header names: "Funding (€ million)" → EUR, 1e6."""
    words = header[:_MOST_HEADER]
    scale = 1.0
    for match in re.finditer(r"[a-z]+", words):
        if match[0] in multipliers():
            scale = multipliers()[match[0]]
            break
    for pattern, table in (
        (patterns.currency_after(), patterns.currency_units()),
        (patterns.measure_after(), patterns.measures()),
    ):
        for place in (0, *(m.start() for m in re.finditer(r"[ (]", words))):
            found = pattern.match(words, place + (words[place : place + 1] == "("))
            if found is not None and found["unit"] not in ("real", "sol", "t", "g", "s/"):
                return table[found["unit"]], scale
            if found is not None and words[place : place + 1] == "(":
                return table[found["unit"]], scale
    for match in _WORD.finditer(words):
        word = match[0]
        if plural(word, language) and word not in words_of("stops", language):
            return units_of_nouns().get(word, word), 1.0
    return None


def read_labelled(text: Text, block: Placed, amounts: list[Amount]) -> list[Amount]:
    """ "– Argentina: 6" and "Officers trained: 1 904": a bare number alone behind a colon."""
    if block.label is None or len(amounts) != 1 or amounts[0].unit is not None:
        return []
    amount = amounts[0]
    between = text.folded[block.label[1] : amount.number]
    rest = text.folded[amount.behind : block.end].strip(" .;,*+")
    if rest or between.strip(" :*~") or block.end - block.start > _SHORT:
        return []
    label = text.folded[slice(*block.label)]
    unit = unit_in(label, text.language)
    if unit is None:
        lead = _lead_in(text, block)
        unit = unit_in(lead, text.language) if lead else None
    if unit is None:
        return []
    amount.unit, scale = unit
    amount.value *= scale
    amount.rule = "label"
    return [amount]


def _lead_in(text: Text, block: Placed) -> str | None:
    """The paragraph above a list, where it ends in a colon; else the heading."""
    for number in range(block.number - 1, max(-1, block.number - 40), -1):
        above = text.blocks[number]
        if above.kind == "list_item":
            continue
        return text.folded[above.start : above.end][-_MOST_HEADER:]
    return None

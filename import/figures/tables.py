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
_LETTERS = re.compile(r"[a-z]+")
_GAP = re.compile(r"^|[ (/]+")
_SHORT_MULTIPLIER = re.compile(r"(?:€|\$|eur|usd) ?(m|k)\b|\b(m|k) ?€")
_NUMBER_OF = re.compile(r"number of|numero de|nombre de|cantidad de|quantidade de")
_MOST_HEADER = 120
_LONGEST_LIST = 60  # items


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
        if amount is None or amount.dropped:
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
    """The unit of a column: in its header, else in the caption or the heading over the table."""
    header = fold(block.columns[column])[:_MOST_HEADER] if column < len(block.columns) else ""
    unit = unit_in(header, text.language)
    if unit is None and block.columns:
        unit = measure_in(fold(block.columns[0])[:_MOST_HEADER])
    if unit is not None:
        return unit
    for number in (block.caption, block.heading):
        if number is None:
            continue
        above = text.blocks[number]
        words = text.folded[above.start : above.end][:_MOST_HEADER]
        unit = measure_in(words) or (_NUMBER_OF.search(words) and counted_in(words, text.language))
        if unit:
            return unit
    return None


def unit_in(header: str, language: str) -> tuple[str, float] | None:
    """The unit and multiplier that a header names: "Funding (€ million)" → EUR, 1e6."""
    return measure_in(header) or counted_in(header, language)


def measure_in(words: str) -> tuple[str, float] | None:
    """A currency or measure in a header, with its multiplier."""
    scale = next((multipliers()[w] for w in _LETTERS.findall(words) if w in multipliers()), 1.0)
    short = _SHORT_MULTIPLIER.search(words)
    if short is not None:
        scale = 1e6 if "m" in (short[1], short[2]) else 1e3
    for pattern, table in (
        (patterns.currency_after(), patterns.currency_units()),
        (patterns.measure_after(), patterns.measures()),
    ):
        for gap in _GAP.finditer(words):
            found = pattern.match(words, gap.end())
            if found is None or table[found["unit"]] in patterns.times():
                continue
            if len(found["unit"]) > 1 or not found["unit"].isalpha() or "(" in gap[0]:
                return table[found["unit"]], scale
    return None


def counted_in(words: str, language: str) -> tuple[str, float] | None:
    """The first plural noun of a header: what its column counts."""
    for match in _WORD.finditer(words):
        word = match[0]
        if plural(word, language) and word not in words_of("stops", "en"):
            return units_of_nouns().get(word, word), 1.0
    return None


def read_labelled(text: Text, block: Placed, amounts: list[Amount]) -> None:
    """ "– Argentina: 6" and "Officers trained: 1 904": a bare number first behind a colon."""
    if block.label is None or not amounts or amounts[0].unit is not None:
        return
    amount = amounts[0]
    between = text.folded[block.label[1] : amount.number].strip(" :*~")
    rest = text.folded[amount.behind : block.end].strip(" *+")[:1]
    if between or rest not in ("", "(", ",", ";", "."):
        return
    unit = unit_in(text.folded[slice(*block.label)], text.language) or _lead_in(text, block)
    if unit is None:
        return
    amount.unit, scale = unit
    amount.value *= scale
    amount.rule = "label"


def _lead_in(text: Text, block: Placed) -> tuple[str, float] | None:
    """The unit in the paragraph above a list, or in its heading."""
    for number in range(block.number - 1, max(-1, block.number - _LONGEST_LIST), -1):
        above = text.blocks[number]
        if above.kind != "list_item":
            words = text.folded[above.start : above.end][-_MOST_HEADER:]
            return unit_in(words, text.language)
    return None

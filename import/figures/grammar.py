"""The quantities of a text: every number that has a unit, of its own or of its neighbours."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.dates.found import Dates
from lacsec.importer.figures import patterns
from lacsec.importer.figures.amounts import Amount, read_amount
from lacsec.importer.figures.found import Quantities, Quantity
from lacsec.importer.figures.neighbours import Place, settle
from lacsec.importer.figures.numbers import either
from lacsec.importer.figures.rhetoric import is_known, is_rhetoric
from lacsec.importer.figures.tables import read_labelled, read_row
from lacsec.importer.names.found import Names
from lacsec.importer.structure.text import Sentence, Text

_NO_FACTS = ("references", "contents", "disclaimer")


def find_quantities(text: Text, dates: Dates, names: Names) -> Quantities:
    """All quantities of a document; what is part of a date, a name or a label is none."""
    found: list[Amount] = []
    masked = _Masks(dates, names)
    matches = patterns.number_pattern(text.language).finditer(text.folded)
    by_sentence: dict[int, list[re.Match[str]]] = {}
    for match in matches:
        if not masked.hides(match.start()):
            number = text.sentence_at(match.start()).number
            by_sentence.setdefault(number, []).append(match)
    named = frozenset(naming.end for naming in names.namings)
    for number, numbers in by_sentence.items():
        sentence = text.sentences[number]
        block = text.block_of(sentence)
        if block.role not in _NO_FACTS or block.kind == "footnote":
            found.extend(_of_sentence(text, sentence, numbers, found, named))
    found.extend(_multiples(text))
    _settle_people(found, names)
    _settle_pesos(found, names)
    found.sort(key=lambda amount: amount.start)
    return Quantities(tuple(_quantity(amount) for amount in found))


def _of_sentence(
    text: Text,
    sentence: Sentence,
    matches: list[re.Match[str]],
    before: list[Amount],
    named: frozenset[int],
) -> list[Amount]:
    """The amounts of a sentence or table row that have a unit."""
    block = text.block_of(sentence)
    if block.kind == "table_header":
        return []
    if block.kind == "table_row" and block.columns:
        return read_row(text, block, matches)
    amounts: list[Amount] = []
    behind = 0
    for match in matches:
        if match.start() < behind or match.end() > sentence.end:
            continue
        amount = read_amount(text.folded, match, sentence.end, text.language)
        if amount is not None:
            behind = amount.end
            if not is_rhetoric(text.folded, amount, sentence.end):
                amounts.append(amount)
    if not amounts:
        return []
    read_labelled(text, block, amounts)
    earlier = [amount for amount in before[-6:] if amount.start >= block.start]
    known = [amount for amount in amounts if is_known(text.folded, amount)]
    settle(Place(text.folded, sentence.start, text.language, named), amounts, earlier)
    for amount in known:
        amount.dropped = True
    return [amount for amount in amounts if amount.unit is not None and not amount.dropped]


class _Masks:
    """Answers whether a number is part of a date or of a name; places are asked in order."""

    def __init__(self, dates: Dates, names: Names) -> None:
        self._dates = dates
        self._names = names

    def hides(self, start: int) -> bool:
        """Is the number that begins here something else?"""
        dated = self._dates.before(start + 1)
        if dated is not None and dated.end > start and dated.source != "relative":
            return True  # "for another six months" gives a date and a span of time
        naming = self._names.at(start)
        return naming is not None and (naming.start < start or naming.kind == "operation")


def _settle_people(amounts: list[Amount], names: Names) -> None:
    """ "48 000 Ecuadorians" are persons."""
    places = frozenset((demonym.start, demonym.end) for demonym in names.demonyms)
    for amount in amounts:
        if amount.noun in places and amount.rule != "table":
            amount.unit = "persons"


def _settle_pesos(amounts: list[Amount], names: Names) -> None:
    """Money whose name several countries share is of the country that was named last."""
    table = lexicon("units")["currencies_by_country"]
    shared = [amount for amount in amounts if amount.unit in table]
    if not shared:
        return
    named = sorted(
        (naming.start, iso)
        for naming in (*names.namings, *names.demonyms)
        if (iso := names.entities[naming.entity].iso) is not None
    )
    for amount in shared:
        codes: dict[str, str] = table[amount.unit]
        mine = [(start, codes[iso]) for start, iso in named if iso in codes]
        before = bisect_left(mine, (amount.start, ""))
        if mine:
            amount.unit = mine[max(0, before - 1)][1]


@cache
def _multiple_pattern(language: str) -> re.Pattern[str] | None:
    table = lexicon("figures")["multiples"].get(language)
    return re.compile(rf"(?<!\w)(?:{either(table)})(?!\w)") if table else None


def _multiples(text: Text) -> list[Amount]:
    """ "production doubled": two times what it was."""
    pattern = _multiple_pattern(text.language)
    if pattern is None:
        return []
    values = lexicon("figures")["multiples"][text.language]
    return [
        Amount(match.start(), match.end(), float(values[match[0]]), "times", number=match.start())
        for match in pattern.finditer(text.folded)
    ]


def _quantity(amount: Amount) -> Quantity:
    return Quantity(
        start=amount.start,
        end=amount.end,
        value=_plain(amount.value),
        unit=amount.unit or "",
        value_max=None if amount.value_max is None else _plain(amount.value_max),
        qualifier=amount.qualifier,
        noun=amount.noun,
        rule=amount.rule,
    )


def _plain(value: float) -> float:
    """The value without the noise of binary fractions: 58.8 million is 58800000."""
    return float(round(value)) if value >= 1e4 else round(value, 6)

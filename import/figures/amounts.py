"""One number at a place: its value, and the unit that stands with it there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lacsec.db.model import Qualifier
from lacsec.importer.data import lexicon
from lacsec.importer.figures import patterns
from lacsec.importer.figures.found import Rule
from lacsec.importer.figures.nouns import Noun, noun_behind, only_one, single_behind
from lacsec.importer.figures.numbers import multipliers, parse_number, parse_words
from lacsec.importer.figures.patterns import words_of
from lacsec.importer.figures.qualifiers import qualifier_before, qualifier_behind
from lacsec.importer.figures.spans import duration_says, half_behind, is_label

_BRACKET = 60  # characters: the longest bracket with a number at its end
_AHEAD = 70  # characters: the longest counted noun phrase
_TIGHT_UNIT = re.compile(r"[%€$k-]|(?:kg|t|ha|km|km2|m|mm|bn|mn|k|tm|g|eur|m€|%)(?!\w)")
_NO_NUMBER_AFTER = re.compile(r"[.,:/]\d|[)\].]? ?[ºª°]|['/]\w|@|-\d{4}")
_OF = re.compile(r" (?:de |d')(?!la |las |los |el |les )")
_PART_OF = re.compile(
    r" (?:of (?:the|those|these|its|their)|de (?:los|las|sus|estos|estas|ces|ses|leurs)"
    r"|dos|das|destes|destas|des) "
)


@dataclass(slots=True)
class Amount:
    """A number with what stands around it. `unit` None: bare, to be settled by its neighbours."""

    start: int
    end: int
    value: float
    unit: str | None = None
    qualifier: Qualifier | None = None
    noun: tuple[int, int] | None = None
    scale: float = 1.0
    number: int = 0  # where the number itself begins
    behind: int = 0  # where the number and its multiplier end
    value_max: float | None = None
    rule: Rule = "stated"
    word: bool = False
    part: bool = False  # of what was counted before: "of which eight"
    dropped: bool = False

    @property
    def money(self) -> bool:
        """Is the unit a currency?"""
        return self.unit is not None and len(self.unit) == 3 and self.unit.isupper()


def read_amount(folded: str, match: re.Match[str], limit: int, language: str) -> Amount | None:
    """The amount that a match of `number_pattern` begins; None where it is a label or an ordinal.

    `limit` is where the sentence ends: nothing behind it belongs to the amount.
    """
    start, end = match.span()
    digits, spoken = match["digits"], match["words"]
    value = _value(digits, spoken, language)
    if value is None or (digits and not _stands_alone(folded, start, end)):
        return None
    amount = Amount(start, end, value, number=start, behind=end, word=digits is None)
    _currency_before(folded, amount)
    numeral = digits is not None
    if amount.unit is None and is_label(folded, start, end, language, numeral=numeral):
        return None
    _half(folded, amount)
    _multiply(folded, amount, limit)
    if not (_rate(folded, amount, limit) or _unit_behind(folded, amount, limit, language)):
        _count(folded, amount, limit, language)
    _qualify(folded, amount)
    return amount


def _value(digits: str | None, spoken: str | None, language: str) -> float | None:
    if digits is not None:
        return parse_number(digits, language)
    return 1.0 if spoken is None else parse_words(spoken, language)


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Digits that letters or other digits follow are ordinals, codes, times or addresses; those
    that a bracket closes which none opened number the parts of a list.
    """
    after = folded[end : end + 6]
    if after[:1] == ")" and folded.rfind("(", max(0, start - _BRACKET), start) < 0:
        return False
    if not after or after[0] == " ":
        return True
    if after[0].isalpha():
        return _TIGHT_UNIT.match(after) is not None
    return _NO_NUMBER_AFTER.match(after) is None


def _currency_before(folded: str, amount: Amount) -> None:
    before = folded[max(0, amount.start - 8) : amount.start]
    window = before.rstrip(" ")
    for word, code in patterns.currency_before().get(window[-1:], ()):
        if window.endswith(word) and not window[: -len(word)][-1:].isalnum():
            amount.unit = code
            amount.start -= len(before) - len(window) + len(word)
            if word == "meur":
                amount.scale = 1e6
                amount.value *= 1e6
            return


def _half(folded: str, amount: Amount) -> None:
    more = half_behind(folded, amount.end)
    if more:
        amount.value += 0.5
        amount.end += more
        amount.behind = amount.end


def _multiply(folded: str, amount: Amount, limit: int) -> None:
    match = patterns.multiplier().match(folded, amount.end, limit)
    if match is None:
        return
    if match["strong"]:
        scale = multipliers()[match["strong"]]
    else:
        scale = float(lexicon("units")["money_multipliers"][match["money"]])
        if amount.unit is None and not patterns.currency_after().match(folded, match.end(), limit):
            return
    amount.scale *= scale
    amount.value = round(amount.value * scale, 6)
    amount.end = amount.behind = match.end()


def _rate(folded: str, amount: Amount, limit: int) -> bool:
    match = patterns.rate().match(folded, amount.end, limit)
    if match is None or amount.unit is not None:
        return False
    amount.unit = "per_100k"
    if match["noun"]:
        amount.noun = match.start("noun") + 1, match.end("noun")
    amount.end = match.end()
    return True


def _unit_behind(folded: str, amount: Amount, limit: int, language: str) -> bool:
    """A currency or measure behind the number. True where that settles what it is."""
    if amount.unit is not None:
        return True
    scaled = patterns.scaled_currencies().match(folded, amount.end, limit)
    if scaled is not None:
        code, scale = lexicon("units")["scaled_currencies"][scaled["unit"]]
        amount.unit, amount.end = code, scaled.end()
        amount.value *= float(scale)
        return True
    money = patterns.currency_after().match(folded, amount.end, limit)
    if money is not None:
        amount.unit, amount.end = patterns.currency_units()[money["unit"]], money.end()
        return True
    measure = patterns.measure_after().match(folded, amount.end, limit)
    if measure is None or (measure["unit"] == "ha" and language == "es"):
        return False
    unit = patterns.measures()[measure["unit"]]
    if unit in patterns.times():
        adjective = folded[amount.end] == "-"
        amount.end = measure.end()
        _half(folded, amount)
        says = duration_says(folded, amount.start, amount.end, adjective=adjective)
        amount.dropped = not says or (amount.word and amount.value == 1)
    amount.unit, amount.end = unit, measure.end()
    return True


def _count(folded: str, amount: Amount, limit: int, language: str) -> None:
    """The counted noun behind the number; the amount stays bare where there is none."""
    at = amount.end
    plus = folded[at : at + 1] == "+"
    if plus:
        amount.qualifier = "over"
        at += 1
    if amount.scale > 1 or " " in folded[amount.number : amount.behind]:
        de = _OF.match(folded, at)
        at = de.end() if de is not None else at
    elif folded[at : at + 1] == "-":
        at += 1
    stop = min(limit, at + _AHEAD)
    noun: Noun | None
    if amount.value == 1:
        noun = single_behind(folded, at, stop) if only_one(folded, amount.start) else None
    else:
        noun = noun_behind(folded, at, stop, language)
    noun = noun or _of_the(folded, amount, stop, language)
    if noun is None:
        amount.end += plus
        return
    amount.unit, amount.noun, amount.end = noun.unit, (noun.start, noun.end), noun.end


def _of_the(folded: str, amount: Amount, stop: int, language: str) -> Noun | None:
    """ "Four of the projects", "twenty of those arrested"; not where a number follows."""
    of = _PART_OF.match(folded, amount.behind, stop)
    if of is None or amount.value == 1:
        return None
    if patterns.next_number(language).match(folded, of.end()):
        return None
    adjective = re.compile(r"\w+").match(folded, of.end())
    if adjective is not None and adjective[0] in words_of("persons", "adjectives"):
        return Noun(*adjective.span(), "persons")
    return noun_behind(folded, of.end(), stop, language)


def _qualify(folded: str, amount: Amount) -> None:
    behind = qualifier_behind(folded, amount.behind) or qualifier_behind(folded, amount.end)
    if behind is not None:
        amount.qualifier = behind[0]
        amount.end = max(amount.end, behind[1])
    before = qualifier_before(folded, amount.start)
    if before == "under" and amount.word and amount.noun is not None:
        before = None  # "under four headings"
    amount.qualifier = before or amount.qualifier

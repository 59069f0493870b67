"""Numbers that stand together share a unit: ranges, lists, "two of the three", "to 45 in 2023"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.figures.amounts import Amount
from lacsec.importer.figures.nouns import noun_behind, plural, units_of_nouns
from lacsec.importer.figures.numbers import either
from lacsec.importer.figures.patterns import currency_units, measures, words_of
from lacsec.importer.figures.qualifiers import ending_qualifier

_NEAR = 12  # numbers back from which a unit may be carried on
_FAR = 100  # characters back in which "the number of …" stands
_CLAUSE = 200  # characters back in which "the homicide rate" stands
_LOOK = 70  # characters back in which a verb of change stands
_SMALL = 1000  # "5 to 7 million": the first takes the multiplier of the second
_WORD = re.compile(r"\w+")
_CLOSED = re.compile(r"[.,;)]|$| (?:and|y|e|et) ")
_OF_THEM = re.compile(
    r" (?:of (?:them|these|those)|de (?:ellos|ellas|estos|estas)|deles|delas|destes|destas"
    r"|d'entre (?:eux|elles))(?!\w)"
)


@cache
def _range_gap() -> re.Pattern[str]:
    return re.compile(
        rf" ?-(?:-)? ?| (?:{either(w for w in lexicon('units')['joins']['range'] if w != '-')}) "
    )


@cache
def _and_gap() -> re.Pattern[str]:
    ands = either(lexicon("units")["joins"]["and"])
    return re.compile(rf"(?: [\w'-]{{1,20}}){{0,2}}(?:,? (?:{ands}) (?:to |a )?|, )")


@cache
def _of_gap() -> re.Pattern[str]:
    articles = "the|its|their|los|las|les|sus|seus|suas|os|as|ses|leurs|nos"
    return re.compile(
        rf" (?:of|out of|de|des|dos|das|d'|sur)(?: (?:{articles}))?"
        r"(?: (?:[\w'-]{1,20} ){0,4}?[\w-]{1,20}'s?)? ?"
    )


@dataclass(frozen=True, slots=True)
class Place:
    """The sentence that the amounts stand in: the folded text, where it begins, where names end."""

    folded: str
    start: int
    language: str
    named: frozenset[int]


def settle(place: Place, amounts: list[Amount], earlier: list[Amount]) -> None:
    """Give the bare amounts of a sentence the units that their neighbours have.

    `earlier` are amounts of the same paragraph before this sentence.
    """
    for first, second in zip(reversed(amounts[:-1]), reversed(amounts[1:]), strict=True):
        if not first.dropped:
            _join(place.folded, first, second)
    for index, amount in enumerate(amounts):
        if amount.unit is None and not amount.dropped:
            _carry(place, amount, amounts[max(0, index - _NEAR) : index], earlier)
        if amount.unit is None and not amount.dropped:
            _borrow_noun(place, amount)


def _join(folded: str, first: Amount, second: Amount) -> None:
    """A range, a list or a part of a whole: the first takes the unit of the second."""
    gap = folded[first.end : second.start]
    if len(gap) > 50:
        return
    if gap == " " and first.unit is None and first.scale > second.scale >= _SMALL:
        second.value, second.start = second.value + first.value, first.start
        second.qualifier = first.qualifier
        first.dropped = True  # "un millón trescientas mil"
    elif _range_gap().fullmatch(gap) or (_is_and(gap) and _between(folded, first.start)):
        _range(folded, first, second)
    elif first.unit is None and second.unit is not None:
        if _of_gap().fullmatch(gap) and not (first.word and first.value == 1):
            _share(first, second, scaled=False)
        elif _and_gap().fullmatch(gap) and second.rule in ("stated", "shared"):
            _share(first, second, scaled=True)
    elif second.unit is None and first.money and _and_gap().fullmatch(gap) and second.scale > 1:
        second.unit, second.rule = first.unit, "shared"


def _is_and(gap: str) -> bool:
    return gap.strip() in lexicon("units")["joins"]["and"]


def _between(folded: str, start: int) -> bool:
    before = folded[max(0, start - 24) : start].rstrip(" (")
    found = ending_qualifier(before)
    if found is not None:
        before = before[: -len(found[0])].rstrip()
    return any(
        before.endswith(word) and not before[: -len(word)][-1:].isalnum()
        for word in lexicon("units")["joins"]["between"]
    )


def _range(folded: str, first: Amount, second: Amount) -> None:
    """ "20 to 30 tonnes" is one quantity with two ends; after a verb of change it is two."""
    if first.unit is not None and second.unit is not None and first.unit != second.unit:
        return
    unit = first.unit or second.unit
    if unit is None:
        return
    if first.unit is None:
        _share(first, second, scaled=True)
    else:
        _scale(first, second)
    if second.unit is None:
        second.unit, second.rule = first.unit, "shared"
    if changes(folded, first.start) or second.value <= first.value:
        return
    first.value_max, first.end, first.noun = second.value, second.end, second.noun
    second.dropped = True


def changes(folded: str, start: int) -> bool:
    """Does a verb of change stand in the clause before a place?"""
    before = folded[max(0, start - _LOOK) : start]
    found = words_of("change", "words")
    return any(word in found for word in _WORD.findall(before.rsplit(";", 1)[-1]))


def _share(first: Amount, second: Amount, *, scaled: bool) -> None:
    if scaled:
        _scale(first, second)
    first.unit, first.noun, first.rule = second.unit, second.noun, "shared"
    first.dropped = second.dropped  # "aged 22, 31 and 45"


def _scale(first: Amount, second: Amount) -> None:
    """ "5 to 7 million": both are millions."""
    if first.scale == 1 and second.scale > 1 and first.value < _SMALL:
        first.value, first.scale = first.value * second.scale, second.scale


def _carry(place: Place, amount: Amount, before: list[Amount], earlier: list[Amount]) -> None:
    """The unit of the number before, where the words around a bare number say it is the same."""
    folded, start = place.folded, place.start
    if amount.word and amount.value == 1:
        return
    source = next((a for a in reversed(before) if a.unit is not None and not a.dropped), None)
    compares = _opens_comparison(folded[start : start + 24])
    of_them = _OF_THEM.match(folded, amount.end) is not None
    if source is None and (compares or of_them or _speaks_of_rate(folded, start, amount)):
        source = next((a for a in reversed(earlier) if a.unit is not None), None)
        if source is not None and source.unit != "per_100k" and not (compares or of_them):
            source = None
    if source is None:
        return
    part = of_them or _subject_of_part(folded, amount, source)
    if part or _says_same(folded, amount, source) or _of_another(place, amount, source):
        amount.unit, amount.noun, amount.rule = source.unit, source.noun, "carried"
        amount.part = part
        if source.scale > 1 and amount.value < _SMALL:
            _scale(amount, source)  # "€240 million, of which 77"


def _of_another(place: Place, amount: Amount, source: Amount) -> bool:
    """ "Europe had three conflicts, the Middle East six": a name right before a bare number."""
    if source.noun is None or amount.number - 1 not in place.named:
        return False
    return _CLOSED.match(place.folded, amount.end) is not None


@cache
def _number_of() -> re.Pattern[str]:
    cues = either(lexicon("figures")["carried"]["number_of"])
    return re.compile(rf"(?<!\w)(?:{cues})(?: (?:the|los|las|os|as|les))? ?")


_PLURAL_BEFORE = re.compile(
    r"(\w[\w-]*)(?: \([^()]{1,20}\))?,? ?[-(]* ?"
    r"(?:of which|of whom|de los cuales|de las cuales|dos quais|das quais|dont)"
    r"(?: (?:only|solo|apenas|seulement))? ?$"
)


def _borrow_noun(place: Place, amount: Amount) -> None:
    """ "the number of teams from six to twelve", "the task forces, of which eight …"."""
    folded, start, language = place.folded, place.start, place.language
    before = folded[max(start, amount.start - _FAR) : amount.start]
    namings = list(_number_of().finditer(before))
    named = namings[-1] if namings else None
    if named is not None and _cue_end().search(before.rstrip(" ")[-28:]):
        offset = max(start, amount.start - _FAR) + named.end()
        noun = noun_behind(folded, offset, amount.start, language)
        if noun is not None:
            amount.unit, amount.noun, amount.rule = noun.unit, (noun.start, noun.end), "carried"
        return
    part = _PLURAL_BEFORE.search(before[-60:])
    if part is not None and part[1] in {**currency_units(), **measures()}:
        return
    if part is not None and plural(part[1], language) and _VERB_AFTER.match(folded, amount.end):
        offset = max(start, amount.start - _FAR) + max(0, len(before) - 60)
        amount.noun = offset + part.start(1), offset + part.end(1)
        amount.unit, amount.rule = units_of_nouns().get(part[1], part[1]), "carried"


def _opens_comparison(head: str) -> bool:
    return any(head.startswith(cue) for cue in lexicon("figures")["carried"]["compare"])


def _speaks_of_rate(folded: str, start: int, amount: Amount) -> bool:
    rates = words_of("carried", "rate_words")
    return any(
        word in rates
        for word in _WORD.findall(folded, max(start, amount.start - _CLAUSE), amount.start)
    )


@cache
def _cue_end() -> re.Pattern[str]:
    cues = either(lexicon("figures")["carried"]["cues"])
    return re.compile(rf"(?:(?<!\w)(?:{cues})|[,(:])$")


@cache
def _place_after() -> re.Pattern[str]:
    table = lexicon("figures")["carried"]
    places, years, verbs = (either(table[key]) for key in ("places", "same_year", "verbs"))
    of_year = either(table["of_year"])
    return re.compile(
        rf" ?(?:(?:{places}) |(?:{years}|{verbs})(?!\w)|(?:{of_year}) \d{{4}}"
        rf"|[.,;):]|$|by |para |-)"
    )


def _says_same(folded: str, amount: Amount, source: Amount) -> bool:
    """A cue before ("to", "frente a"), and behind it an end, a place, a date or a verb."""
    before = _unqualified(folded[max(0, amount.start - 48) : amount.start].rstrip(" "))
    if not _cue_end().search(before[-28:]):
        return False
    return amount.scale > 1 or _place_after().match(folded, amount.end) is not None


def _unqualified(before: str) -> str:
    """A stretch of text without the qualifier and fillers that it ends in."""
    found = ending_qualifier(before)
    if found is not None:
        before = before[: -len(found[0])].rstrip()
    for filler in ("a total of", "un total de", "um total de"):
        if before.endswith(f" {filler}"):
            return before[: -len(filler)].rstrip()
    return before


@cache
def _partitive() -> re.Pattern[str]:
    cues = either(lexicon("figures")["carried"]["partitive"])
    return re.compile(rf"(?:{cues}),?(?: (?:only|solo|apenas|seulement))?$")


_VERB_AFTER = re.compile(r" [a-z]")
_PART_OF = re.compile(
    r"(?:^|[.;:,] ?|\w )?(?:of|de|dos|das|des|sur)(?: (?:the|los|las|les|os|as))? ?$"
)
_NEXT_PART = re.compile(r"(?:[,;]|(?<!\w)(?:and|y|e|et|only|solo|apenas))$")


def _subject_of_part(folded: str, amount: Amount, source: Amount) -> bool:
    """ "Of the 41 searches only six ended in …": a part of what was counted before."""
    if _VERB_AFTER.match(folded, amount.end) is None:
        return False
    before = folded[max(0, amount.start - 40) : amount.start].rstrip(" ")
    if _partitive().search(before):
        return True
    if source.noun is None:
        return False
    opened = source.part or _PART_OF.search(folded, max(0, source.start - 12), source.start)
    return bool(opened) and _NEXT_PART.search(before) is not None

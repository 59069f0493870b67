"""The expressions for amounts: numbers, what stands before them and behind, from the word lists."""

from __future__ import annotations

import re
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.figures.numbers import NUMBER, either, number_word_pattern

_TIGHT = re.compile(r"\w$")


@cache
def number_pattern(language: str) -> re.Pattern[str]:
    """A number on its own: groups `digits` or `words`, or `article` before "million"."""
    strong = either(w for w, v in lexicon("units")["multipliers"].items() if v >= 1e6)
    articles = either(lexicon("units")["articles"]["words"])
    return re.compile(
        rf"(?:(?<![\w.,/#@:+'-])|(?<=\bd')|(?<=\d-)|(?<=\beur)|(?<=\busd))(?:(?P<digits>{NUMBER})"
        rf"|(?P<article>{articles})(?= (?:{strong})(?!\w))"
        rf"|(?P<words>{number_word_pattern(language)}))"
    )


@cache
def next_number(language: str) -> re.Pattern[str]:
    """The second number of a range, right behind the first."""
    return re.compile(rf"(?P<digits>{NUMBER})|(?P<words>{number_word_pattern(language)})")


def _bounded(words: list[str]) -> str:
    """Words that end in a letter must end there; signs need not."""
    letters = either(word for word in words if _TIGHT.search(word))
    signs = either(word for word in words if not _TIGHT.search(word))
    parts = [rf"(?:{letters})(?!\w)"] if letters else []
    return "|".join([*parts, *([rf"(?:{signs})"] if signs else [])])


@cache
def multiplier() -> re.Pattern[str]:
    """A multiplier behind a number: `strong` of anything, `money` of money only."""
    table = lexicon("units")
    strong, money = either(table["multipliers"]), either(table["money_multipliers"])
    return re.compile(rf"[ -]?(?:(?P<strong>{strong})(?!\w)|(?P<money>{money})(?![a-z]))\.?")


@cache
def currency_units() -> dict[str, str]:
    """Folded word or sign of a currency → ISO 4217; a bare "pesos" → "pesos"."""
    table = lexicon("units")
    found = {word: code for code, words in table["currencies"].items() for word in words}
    return {**{word: word for word in table["currencies_by_country"]}, **found}


@cache
def currency_after() -> re.Pattern[str]:
    """A currency behind an amount."""
    return re.compile(rf"[ -]?(?:de |d'|of |in )?(?P<unit>{_bounded(list(currency_units()))})")


@cache
def currency_before() -> dict[str, tuple[tuple[str, str], ...]]:
    """Last character → (word or sign, ISO 4217) before an amount, the longest first."""
    units = currency_units()
    short = [w for w in units if not _TIGHT.search(w) or (len(w) == 3 and units[w] == w.upper())]
    table: dict[str, list[tuple[str, str]]] = {}
    for word in (*short, "euro", "meur"):
        table.setdefault(word[-1], []).append((word, units.get(word, "EUR")))
    return {
        last: tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))
        for last, found in table.items()
    }


@cache
def scaled_currencies() -> re.Pattern[str]:
    """ "mdd": millions of dollars."""
    return re.compile(rf" ?(?P<unit>{either(lexicon('units')['scaled_currencies'])})(?!\w)")


@cache
def measures() -> dict[str, str]:
    """Folded word → unit, of measures and of spans of time."""
    table = lexicon("units")
    return {
        word: unit
        for part in (table["measures"], table["times"])
        for unit, words in part.items()
        for word in words
    }


@cache
def measure_after() -> re.Pattern[str]:
    """A measure or span of time behind a number."""
    return re.compile(
        rf"[ -]?(?:de |d'|of |las |los |as |os |les )?(?P<unit>{_bounded(list(measures()))})"
    )


@cache
def times() -> frozenset[str]:
    """Units of time."""
    return frozenset(lexicon("units")["times"])


@cache
def rate() -> re.Pattern[str]:
    """ "… per 100 000", with up to four words (what is counted) before it."""
    table = lexicon("units")["rates"]
    per, hundred = either(table["per"]), either(table["hundred_thousand"])
    return re.compile(rf"(?: ?%)?(?P<noun>(?: [a-z][a-z-]*){{0,4}}?) (?:{per}) (?:{hundred})(?!\w)")


@cache
def qualifiers() -> dict[str, tuple[tuple[str, str], ...]]:
    """Last character → (phrase, qualifier) that end in it, the longest first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for name, phrases in lexicon("units")["qualifiers"].items():
        for phrase in phrases:
            table.setdefault(phrase[-1], []).append((phrase, name))
    return {
        last: tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))
        for last, found in table.items()
    }


@cache
def qualifiers_after() -> re.Pattern[str]:
    """ "or more" behind an amount: groups named by the qualifier."""
    table = lexicon("units")["qualifiers_after"]
    groups = "|".join(f"(?P<{name}>{either(words)})" for name, words in table.items())
    return re.compile(rf" ?(?:{groups})(?!\w)")


@cache
def fillers() -> dict[str, tuple[str, ...]]:
    """Last character → what may stand between a qualifier and its number, the longest first."""
    table: dict[str, list[str]] = {}
    for words in dict.fromkeys(lexicon("units")["fillers"]["words"]):
        table.setdefault(words[-1], []).append(words)
    return {last: tuple(sorted(v, key=lambda w: (-len(w), w))) for last, v in table.items()}


@cache
def words_of(*path: str, table: str = "figures") -> frozenset[str]:
    """A word list of figures.toml (or another table) as a set, for asking only."""
    found = lexicon(table)
    for key in path:
        found = found[key]
    return frozenset(found)

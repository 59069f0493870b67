"""The word lists: folded, and each word in one place where two would contradict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from lacsec.db.text import fold
from lacsec.importer.data import lexicon
from lacsec.importer.figures.numbers import number_words, parse_number, parse_words


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            if isinstance(part, int | float | str):
                yield key
            yield from strings(part)


@pytest.mark.parametrize("name", ["units", "figures", "figures_roles", "figures_metric"])
def test_words_are_folded(name: str) -> None:
    tables = {k: v for k, v in lexicon(name).items() if k not in ("scaled_currencies", "names")}
    tables.pop("currencies_by_country", None)
    assert [word for word in strings(tables) if fold(word) != word] == []


def test_a_currency_word_means_one_currency() -> None:
    words = [word for found in lexicon("units")["currencies"].values() for word in found]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_a_counted_word_means_one_thing() -> None:
    words = [word for found in lexicon("figures")["nouns"].values() for word in found]
    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.parametrize(
    ("language", "written", "value"),
    [
        ("en", "twenty-five", 25),
        ("en", "two hundred and fifty", 250),
        ("es", "treinta y cinco", 35),
        ("es", "veintidos", 22),
        ("pt", "cinquenta e tres", 53),
        ("fr", "vingt et un", 21),
        ("fr", "soixante-dix", 70),
        ("fr", "quatre-vingt-douze", 92),
    ],
)
def test_numbers_in_words(language: str, written: str, value: float) -> None:
    assert parse_words(written, language) == value


def test_every_number_word_has_its_own_value() -> None:
    for language in ("en", "es", "pt", "fr"):
        for word, value in number_words(language).items():
            assert parse_words(word, language) == value


@pytest.mark.parametrize(
    ("written", "language", "value"),
    [
        ("2 426", "en", 2426),
        ("1,500", "en", 1500),
        ("1,500", "es", 1500),
        ("1.500", "es", 1500),
        ("1.500", "en", 1.5),
        ("2.847,5", "pt", 2847.5),
        ("1,234,567.8", "en", 1234567.8),
        ("58,8", "es", 58.8),
        ("0.125", "fr", 0.125),
    ],
)
def test_separators(written: str, language: str, value: float) -> None:
    assert parse_number(written, language) == value

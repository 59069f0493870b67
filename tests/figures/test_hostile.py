"""Texts written to be slow: the time may grow with their length only."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacsec.importer.dates.found import Dates
from lacsec.importer.figures.found import Quantity
from lacsec.importer.figures.grammar import find_quantities
from lacsec.importer.names.found import Names
from lacsec.importer.readers.blocks import Block
from lacsec.importer.structure.assemble import assemble

_UNITS = [
    "1",
    "1 ",
    "123 456 ",
    "1,",
    "(5 ",
    "3 and ",
    "5 to ",
    "€5 million and ",
    "two three ",
    "5 % ",
    " ",
    "a a ",
    "5 of the ",
    "the number of teams from six to ",
    "15 per 100 000 ",
    "dix-",
    "quatre-vingt-",
    "in 5 (3, 4) of the 12 ",
    "up to 5 % in 3, ",
]
_PARTS = [
    "1",
    "23",
    "456",
    "7.8",
    "9,000",
    "€",
    "US$",
    "%",
    "(",
    ")",
    ",",
    "-",
    "to",
    "and",
    "of",
    "the",
    "two",
    "twenty",
    "million",
    "mil",
    "tonnes",
    "countries",
    "per",
    "100",
    "000",
    "años",
    "d'",
    "un",
    ".",
    "over",
    "²",
    "½",
    "№",
    "\t",
]
_SHORT, _LONG = 20_000, 80_000


def quantities(text: str, language: str = "en") -> tuple[Quantity, ...]:
    assembled = assemble([Block("paragraph", text)], language)
    return find_quantities(assembled, Dates(()), Names({}, ())).found


def seconds(unit: str, length: int) -> float:
    text = (unit * (length // len(unit) + 1))[:length]
    best = 9.9
    for _ in range(2):
        start = time.perf_counter()
        quantities(text)
        best = min(best, time.perf_counter() - start)
    return best


@pytest.mark.parametrize("unit", _UNITS)
def test_time_grows_with_the_length_only(unit: str) -> None:
    quantities("warm up 5 %")
    assert seconds(unit, _LONG) < 12 * seconds(unit, _SHORT) + 0.05


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(_PARTS), max_size=30),
    st.sampled_from(["en", "es", "pt", "fr", "de"]),
)
def test_whatever_stands_there_the_places_are_right(parts: list[str], language: str) -> None:
    text = " ".join(parts)
    found = quantities(text, language)
    for quantity in found:
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.unit
        assert quantity.value >= 0
        assert quantity.value_max is None or quantity.value_max > quantity.value
        assert quantity.noun is None or quantity.noun[0] < quantity.noun[1] <= len(text)
    starts = [quantity.start for quantity in found]
    assert starts == sorted(starts)

"""The parts of a calendar expression put together as EDTF; the calendar has the last word."""

from __future__ import annotations

import calendar
import re

from lacsec.importer.data import lexicon
from lacsec.importer.dates.patterns import months

_NUMBER = re.compile(r"\d+")
_EARLIEST, _LATEST = 1800, 2099
_CENTURY = 100


class ImpossibleDateError(ValueError):
    """A date that the calendar does not have."""


def day_edtf(year: int, month: int, day: int) -> str:
    """EDTF of a day. Raises `ImpossibleDateError` for 31 June."""
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ImpossibleDateError(f"{year:04}-{month:02}-{day:02}")
    return f"{year:04}-{month:02}-{day:02}"


def month_edtf(year: int, month: int) -> str:
    """EDTF of a month."""
    return f"{year:04}-{month:02}"


def full_year(text: str, like: int = 2000) -> int:
    """A year of two or four digits: "20" after 2014 is 2020, "80" of a decade is 1980."""
    number = int(text)
    if number >= _CENTURY:
        return number
    century = like - like % _CENTURY
    year = century + number
    return year if year >= like else year + _CENTURY


def interval(first: str, last: str) -> str | None:
    """EDTF of a range; None where it would run backwards."""
    return f"{first}/{last}" if first[:4] <= last[:4] and first <= last else None


class Parts:
    """The named groups of a match, with numbers as numbers."""

    def __init__(self, match: re.Match[str], language: str) -> None:
        self._found = {key: value for key, value in match.groupdict().items() if value}
        self._months = months(language)

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def text(self, key: str) -> str:
        """The folded words of a group."""
        return self._found.get(key, "")

    def number(self, key: str) -> int:
        """A day or year as a number."""
        digits = _NUMBER.search(self._found[key])
        return int(digits[0]) if digits else 0

    def month(self, key: str) -> int:
        """The number of a month, given by name or by number."""
        value = self._found[key].rstrip(".")
        return self._months[value] if value in self._months else int(value)


def decade_edtf(text: str) -> str:
    """ "1980" or "80" → 198X; a decade of two digits is the one that lies behind us."""
    year = int(text)
    if year < _CENTURY:
        year += 1900 if year >= 30 else 2000
    return f"{year // 10}X"


def part_of_year(words: str, year: int) -> str:
    """Quarters and halves as the range of their months."""
    first, last = lexicon("dates")["parts"][words]
    return f"{month_edtf(year, first)}/{month_edtf(year, last)}"


def shift(edtf: str, unit: str, steps: int) -> str:
    """A year or month so many steps from a date ("last month" of 2025-03 is 2025-02)."""
    year = int(edtf[:4])
    if unit == "year":
        return f"{year + steps:04}"
    if len(edtf) < 7:
        return f"{year:04}"
    index = year * 12 + int(edtf[5:7]) - 1 + steps
    return month_edtf(index // 12, index % 12 + 1)


def sensible(year: int) -> bool:
    """Is it a year that documents of the field speak of?"""
    return _EARLIEST <= year <= _LATEST

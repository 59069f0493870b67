"""The parts of a calendar expression put together as EDTF; the calendar has the last word."""

from __future__ import annotations

import calendar
import datetime
import re

from lacsec.importer.data import lexicon
from lacsec.importer.dates.patterns import ROMAN, months

_NUMBER = re.compile(r"\d+")
_EARLIEST, _LATEST = 1800, 2099
_CENTURY = 100
NO_YEAR = "0000"  # stands for a year that the expression does not give


class ImpossibleDateError(ValueError):
    """A date that the calendar does not have."""


def day_edtf(year: int, month: int, day: int) -> str:
    """EDTF of a day. Raises `ImpossibleDateError` for 31 June."""
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ImpossibleDateError(f"{year:04}-{month:02}-{day:02}")
    return f"{year:04}-{month:02}-{day:02}"


def yearless_day(year: str, month: int, day: int) -> str:
    """EDTF of a day whose year may be left open: judged in a leap year, so 29 February stands."""
    if year == NO_YEAR:
        return NO_YEAR + day_edtf(2000, month, day)[4:]
    return day_edtf(int(year), month, day)


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

    def groups(self) -> list[str]:
        """The groups that matched."""
        return list(self._found)

    def number(self, key: str) -> int:
        """A day or year as a number."""
        digits = _NUMBER.search(self._found[key])
        return int(digits[0]) if digits else 0

    def month(self, key: str) -> int:
        """The number of a month, given by name, by number or in Roman numerals."""
        value = self._found[key].rstrip(".")
        if value in self._months:
            return self._months[value]
        return ROMAN.index(value) + 1 if value in ROMAN else int(value)


def decade_edtf(text: str) -> str:
    """ "1980" or "80" → 198X; a decade of two digits is the one that lies behind us."""
    year = int(lexicon("dates")["decades"].get(text, text))
    if year < _CENTURY:
        year += 1900 if year >= 30 else 2000
    return f"{year // 10}X"


def part_of_year(words: str, year: int) -> str:
    """Quarters and halves as the range of their months."""
    first, last = lexicon("dates")["parts"][words]
    return f"{month_edtf(year, first)}/{month_edtf(year, last)}"


def numbered_part(letter: str, number: int, year: int) -> str | None:
    """ "H1 2024" and "S1" are halves, "Q3" and "T3" quarters."""
    length = 6 if letter in "hs" else 3
    last = number * length
    if last > 12:
        return None
    return f"{month_edtf(year, last - length + 1)}/{month_edtf(year, last)}"


def shift(edtf: str, unit: str, steps: int) -> str | None:
    """A date so many steps from another ("last month" of 2025-03 is 2025-02).

    Only what the other date gives can be counted: no day from a month, no month from a year.
    """
    year = int(edtf[:4])
    if unit == "day":
        if len(edtf) < 10:
            return None
        day = datetime.date.fromisoformat(edtf[:10]) + datetime.timedelta(days=steps)
        return day.isoformat()
    if unit == "year":
        return f"{year + steps:04}" if sensible(year + steps) else None
    if len(edtf) < 7 or not edtf[5:7].isdecimal():
        return f"{year:04}" if steps == 0 else None
    index = year * 12 + int(edtf[5:7]) - 1 + steps
    return month_edtf(index // 12, index % 12 + 1) if index >= 0 else None


def weekday_before(edtf: str, weekday: int) -> str | None:
    """The last such weekday (Monday is 1) up to a day; None where no day is given."""
    if len(edtf) < 10:
        return None
    day = datetime.date.fromisoformat(edtf[:10])
    return (day - datetime.timedelta(days=(day.isoweekday() - weekday) % 7)).isoformat()


def sensible(year: int) -> bool:
    """Is it a year that documents of the field speak of?"""
    return _EARLIEST <= year <= _LATEST

"""Dates with their precision and doubt: EDTF (ISO 8601-2) level 1, read into bounds.

The reader is total: a text that is no such date gives None, never an exception. Beside level 1
it takes the quarters (33 to 36) and halves (40, 41) of a year from level 2.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "month", "year", "decade", "century", "period"]

_LONGEST = 64
_DATE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<time>T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?(?P<doubt>[?~%])?",
    re.ASCII,
)
# The months that a part of a year stands for: (first, last). Seasons 21 to 24 name no hemisphere,
# and these documents speak of both: nothing is sure but the year.
_PARTS = {
    21: (1, 12),
    22: (1, 12),
    23: (1, 12),
    24: (1, 12),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    40: (1, 6),
    41: (7, 12),
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an EDTF date says at least: `earliest` and `latest` are ISO days, both included.

    A bound is None where that end of a period is open or unknown. `uncertain` is "?",
    `approximate` is "~", and "%" is both.
    """

    earliest: str | None
    latest: str | None
    precision: Precision
    uncertain: bool = False
    approximate: bool = False

    @property
    def open_start(self) -> bool:
        """Whether nothing is said of the beginning."""
        return self.earliest is None

    @property
    def open_end(self) -> bool:
        """Whether nothing is said of the end."""
        return self.latest is None


@lru_cache(maxsize=8192)
def parse(text: str) -> Bounds | None:
    """The bounds of an EDTF date, or None where the text is no date of level 1."""
    if len(text) > _LONGEST:
        return None
    first, slash, last = text.partition("/")
    return _interval(first, last) if slash else _single(first)


def bounds(text: str | None) -> tuple[str | None, str | None, str | None]:
    """`earliest`, `latest`, `precision` as the tables keep them; all None where not understood."""
    found = parse(text) if text else None
    return (None, None, None) if found is None else (found.earliest, found.latest, found.precision)


def _interval(first: str, last: str) -> Bounds | None:
    start = None if first in ("", "..") else _single(first)
    end = None if last in ("", "..") else _single(last)
    if (start is None and first not in ("", "..")) or (end is None and last not in ("", "..")):
        return None
    if start is None and end is None:
        return None
    earliest = start.earliest if start else None
    latest = end.latest if end else None
    if earliest and latest and latest < earliest:
        return None
    ends = [side for side in (start, end) if side]
    return Bounds(
        earliest,
        latest,
        "period",
        any(side.uncertain for side in ends),
        any(side.approximate for side in ends),
    )


def _single(text: str) -> Bounds | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = match["year"], match["month"], match["day"]
    if match["time"] and not (day and day.isdecimal()):
        return None
    span = _span(year, month, day)
    if span is None:
        return None
    earliest, latest, precision = span
    doubt = match["doubt"] or ""
    return Bounds(earliest, latest, precision, doubt in ("?", "%"), doubt in ("~", "%"))


def _span(year: str, month: str | None, day: str | None) -> tuple[str, str, Precision] | None:
    if year == "0000":
        return None
    if "X" in year:
        return _unspecified_year(year) if month is None else None
    if month is None or month == "XX":
        whole_year = day is None or day == "XX"
        return (f"{year}-01-01", f"{year}-12-31", "year") if whole_year else None
    return _within_year(int(year), int(month), day)


def _unspecified_year(year: str) -> tuple[str, str, Precision]:
    low, high = year.replace("X", "0"), year.replace("X", "9")
    first = "0001" if low == "0000" else low
    return f"{first}-01-01", f"{high}-12-31", "century" if year.endswith("XX") else "decade"


def _within_year(year: int, month: int, day: str | None) -> tuple[str, str, Precision] | None:
    first, last = _PARTS.get(month, (month, month))
    if not 1 <= first <= last <= 12 or (month in _PARTS and day is not None):
        return None
    length = calendar.monthrange(year, last)[1]
    if day is None or day == "XX":
        span = f"{year:04}-{first:02}-01", f"{year:04}-{last:02}-{length:02}"
        return *span, "period" if month in _PARTS else "month"
    if not 1 <= int(day) <= length:
        return None
    exact = f"{year:04}-{month:02}-{day}"
    return exact, exact, "day"

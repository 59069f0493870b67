"""From the groups of a matched expression to its EDTF date, or several dates."""

from __future__ import annotations

import re
from itertools import pairwise

from lacsec.importer.data import words
from lacsec.importer.dates.calendar import (
    NO_YEAR,
    Parts,
    decade_edtf,
    full_year,
    interval,
    month_edtf,
    numbered_part,
    part_of_year,
    sensible,
    yearless_day,
)

_DAY = re.compile(r"\d{1,2}")
_MONTHS = 12
_LONGEST_SHORT_RANGE = 30  # years: "2011-15" is a range, "2011-99" is none


def apart(join: str) -> bool:
    """Whether a joining word names two dates, not a range: "2022 and 2023"."""
    return join.strip() in words("dates", "ranges", "apart")


def day_dates(parts: Parts, *, between: bool) -> list[str]:
    """EDTF of an expression that names days; NO_YEAR stands for a year that is not given."""
    if "day" in parts:
        return _two_days(parts, "", between)
    if "u_day" in parts:
        return _two_days(parts, "u_", between)
    if "b_day" in parts:
        return _days_of_month(parts, between)
    if "c_day" in parts:
        return _month_first(parts, between)
    for key in ("d", "r", "v"):
        if f"{key}_day" in parts:
            year = parts.text(f"{key}_year") or NO_YEAR
            return [yearless_day(year, parts.month(f"{key}_month"), parts.number(f"{key}_day"))]
    return []


def _two_days(parts: Parts, key: str, between: bool) -> list[str]:
    year2 = parts.text(f"{key}year2") or parts.text(f"{key}year") or NO_YEAR
    year = parts.text(f"{key}year") or year2
    first = yearless_day(year, parts.month(f"{key}month"), parts.number(f"{key}day"))
    last = yearless_day(year2, parts.month(f"{key}month2"), parts.number(f"{key}day2"))
    if last < first and not parts.text(f"{key}year") and year2 != NO_YEAR:
        earlier = str(int(year2) - 1)  # "28 December to 3 January 2023"
        first = yearless_day(earlier, parts.month(f"{key}month"), parts.number(f"{key}day"))
    if apart(parts.text(f"{key}join")) and not between:
        return [first, last]
    found = interval(first, last)
    return [found] if found else []


def _days_of_month(parts: Parts, between: bool) -> list[str]:
    year, month = parts.text("b_year") or NO_YEAR, parts.month("b_month")
    more = [int(number) for number in _DAY.findall(parts.text("b_more"))]
    days = [parts.number("b_day"), *more, parts.number("b_day2")]
    found = [yearless_day(year, month, day) for day in days]
    return _together(found, days, parts.text("b_join"), between)


def _together(found: list[str], days: list[int], join: str, between: bool) -> list[str]:
    """Days in a row are one stretch, and so are the ends of a range; else each is a date."""
    in_a_row = all(b - a == 1 for a, b in pairwise(days))
    if in_a_row or between or (len(days) == 2 and not apart(join)):
        whole = interval(found[0], found[-1])
        return [whole] if whole else []
    return found


def _month_first(parts: Parts, between: bool) -> list[str]:
    year, month = parts.text("c_year"), parts.month("c_month")
    first = yearless_day(year, month, parts.number("c_day"))
    if "c_day2" not in parts:
        return [first]
    days = [parts.number("c_day"), parts.number("c_day2")]
    last = yearless_day(year, month, days[1])
    return _together([first, last], days, parts.text("c_join"), between)


def month_dates(parts: Parts, *, between: bool) -> list[str]:
    """EDTF of an expression that names months."""
    if "e_month" in parts:
        return _two_months(parts, between)
    if "f_month" in parts:
        first = month_edtf(int(parts.text("f_year")), parts.month("f_month"))
        found = interval(first, parts.text("f_year2"))
        return [found] if found else []
    if "f_first" in parts:
        return _year_to_month(parts, between)
    if "g_month" in parts:
        return [month_edtf(int(parts.text("g_year")), parts.month("g_month"))]
    if "t_month" in parts:
        pair = [f"{NO_YEAR}-{parts.month(key):02}" for key in ("t_month", "t_month2")]
        one = between or not apart(parts.text("t_join"))
        found = interval(*pair) if one else None
        return [found] if found else pair
    return [f"{NO_YEAR}-{parts.month('s_month'):02}"] if "s_month" in parts else []


def _year_to_month(parts: Parts, between: bool) -> list[str]:
    """ "2019 to June 2024"."""
    first, last = parts.text("f_first"), int(parts.text("f_end"))
    end = month_edtf(last, parts.month("f_last"))
    if apart(parts.text("f_join")) and not between:
        return [first, end]
    found = interval(first, end)
    return [found] if found else []


def _two_months(parts: Parts, between: bool) -> list[str]:
    first, last = parts.month("e_month"), parts.month("e_month2")
    year2 = int(parts.text("e_year2"))
    year = int(parts.text("e_year") or (year2 if first <= last else year2 - 1))
    pair = [month_edtf(year, first), month_edtf(year2, last)]
    neighbours = (year2 * _MONTHS + last) - (year * _MONTHS + first) == 1
    if between or neighbours or not apart(parts.text("e_join")):
        found = interval(*pair)
        return [found] if found else []
    return pair


def numeric_dates(parts: Parts, *, month_first: bool) -> list[str]:
    """EDTF of a date in figures: by day first, or by month first in American texts."""
    for key in ("i", "j", "k"):
        if f"{key}_year" not in parts:
            continue
        year, month, day = (parts.number(f"{key}_{part}") for part in ("year", "month", "day"))
        if key == "k":
            year = full_year(parts.text("k_year"), like=1970)
        turned = month > _MONTHS >= day or (month_first and day <= _MONTHS)
        if key != "i" and turned:
            month, day = day, month
        return [yearless_day(str(year), month, day)]
    return []


def coarse_dates(parts: Parts) -> list[str]:
    """EDTF of parts of years, seasons and decades."""
    if "h_part" in parts:
        return [part_of_year(parts.text("h_part"), int(parts.text("h_year")))]
    if "w_half" in parts:
        number, year = int(parts.text("w_number")), int(parts.text("w_year"))
        found = numbered_part(parts.text("w_half"), number, year)
        return [found] if found else []
    if "x_season" in parts:
        return [parts.text("x_year")]
    if "l_from" in parts:
        first, last = decade_edtf(parts.text("l_from")), decade_edtf(parts.text("l_to"))
        return [f"{first}/{last}"] if first < last else []
    if "l_decade" in parts or "l_year" in parts:
        return [decade_edtf(parts.text("l_decade") or parts.text("l_year"))]
    return _short_range(parts) if "m_year" in parts else []


def _short_range(parts: Parts) -> list[str]:
    """ "2021-27" is a range of years, "2024-05" a month, "2011-99" nothing."""
    first, short = int(parts.text("m_year")), int(parts.text("m_short"))
    last = full_year(parts.text("m_short"), like=first)
    if sensible(last) and first < last <= first + _LONGEST_SHORT_RANGE and short > first % 100:
        return [f"{first}/{last}"]
    return [month_edtf(first, short)] if 1 <= short <= _MONTHS else []

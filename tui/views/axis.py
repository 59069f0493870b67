"""The axis of time: which days are in sight at a zoom, which cell a day has, where ticks stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lacsec.tui.views.words import MONTHS

ZOOMS = ("decade", "year", "month", "day")
# Cells that a year, a month and a day have at their zoom; at the widest, everything is in sight.
_CELLS = {"year": 4, "month": 3, "day": 3}
_LENGTH = {"year": 365.25, "month": 30.44, "day": 1.0}


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from `first` to `last` (ordinals, both included) over `width` cells."""

    first: int
    last: int
    width: int
    zoom: str

    @property
    def days(self) -> int:
        """How many days are in sight."""
        return self.last - self.first + 1

    def cell(self, day: int) -> int:
        """The cell of a day; negative before the axis, `width` or more after it."""
        return (day - self.first) * self.width // self.days

    def day(self, cell: int) -> int:
        """The first day of a cell."""
        return self.first + -(-cell * self.days // self.width)

    def sees(self, day: int) -> bool:
        """Is a day in sight?"""
        return self.first <= day <= self.last

    def ticks(self) -> Iterator[tuple[int, str]]:
        """Cells where something begins, with its name: as many as there is room for."""
        following = -1
        for day, label in _beginnings(self):
            at = self.cell(day)
            if at >= max(0, following) and at + len(label) <= self.width:
                yield at, label
                following = at + len(label) + 2


def axis_at(day: int, zoom: str, width: int, whole: tuple[int, int]) -> Axis:
    """The axis with a day in the middle; `whole` are the first and last day there are."""
    if zoom == "decade":
        begin, end = date.fromordinal(whole[0]), date.fromordinal(whole[1])
        opening = date(begin.year // 10 * 10, 1, 1)
        closing = date(min(9999, end.year // 10 * 10 + 9), 12, 31)
        return Axis(opening.toordinal(), closing.toordinal(), width, zoom)
    many = round(width / _CELLS[zoom] * _LENGTH[zoom])
    first = _begin(max(1, day - many // 2), zoom)
    return Axis(first, first + many - 1, width, zoom)


def holding(axis: Axis, day: int, whole: tuple[int, int]) -> Axis:
    """The same axis where it sees a day, else one with the day in the middle."""
    return axis if axis.sees(day) else axis_at(day, axis.zoom, axis.width, whole)


def moved(day: int, zoom: str, steps: int) -> int:
    """A day some units of a zoom later (or earlier), at the beginning of that unit."""
    here = date.fromordinal(max(1, day))
    if zoom == "day":
        return max(1, day + steps)
    if zoom == "month":
        months = here.year * 12 + here.month - 1 + steps
        year, month = divmod(months, 12)
        return date(max(1, min(9999, year)), month + 1, 1).toordinal()
    size = 10 if zoom == "decade" else 1
    year = (here.year // size + steps) * size
    return date(max(1, min(9999, year)), 1, 1).toordinal()


def ordinal(iso: str | None) -> int | None:
    """The ordinal of an ISO day; None where it is none."""
    try:
        return date.fromisoformat(iso).toordinal() if iso else None
    except ValueError:
        return None


def iso(day: int) -> str:
    """The ISO day of an ordinal."""
    return date.fromordinal(max(1, day)).isoformat()


def _begin(day: int, zoom: str) -> int:
    here = date.fromordinal(day)
    if zoom == "year":
        return here.replace(month=1, day=1).toordinal()
    return here.replace(day=1).toordinal() if zoom == "month" else day


def _beginnings(axis: Axis) -> Iterator[tuple[int, str]]:
    first, last = date.fromordinal(axis.first), date.fromordinal(axis.last)
    if axis.zoom in ("decade", "year"):
        size = 10 if axis.zoom == "decade" else 1
        for year in range(-(-first.year // size) * size, last.year + 1, size):
            yield date(year, 1, 1).toordinal(), str(year)
        return
    if axis.zoom == "month":
        month = first.replace(day=1)
        while month <= last:
            label = str(month.year) if month.month == 1 else MONTHS[month.month - 1]
            yield month.toordinal(), label
            month = (month + timedelta(days=31)).replace(day=1)
        return
    for day in range(axis.first, axis.last + 1):
        here = date.fromordinal(day)
        words = f"{here.day} {MONTHS[here.month - 1]}" if here.day == 1 else str(here.day)
        if here.day == 1 or here.day % 5 == 0 or day == axis.first:
            yield day, f"{words} {here.year}" if day == axis.first else words

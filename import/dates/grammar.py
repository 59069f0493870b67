"""Calendar expressions of a text to EDTF: the shapes read, years borrowed, non-years left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lacsec.db.text import fold
from lacsec.importer.data import lexicon, words
from lacsec.importer.dates.anchors import windows
from lacsec.importer.dates.calendar import (
    NO_YEAR,
    ImpossibleDateError,
    Parts,
    interval,
    sensible,
    shift,
    weekday_before,
    yearless_day,
)
from lacsec.importer.dates.context import borrow_years
from lacsec.importer.dates.found import Dated, Dates, Source
from lacsec.importer.dates.lead import lead_of, modifier_of
from lacsec.importer.dates.patterns import expression
from lacsec.importer.dates.shapes import (
    apart,
    coarse_dates,
    day_dates,
    month_dates,
    numeric_dates,
)
from lacsec.importer.dates.years import is_year, month_stands
from lacsec.importer.structure.text import Text

Found = tuple[int, int, str, Source]
_AMERICAN = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:19|20)\d\d(?!\d)")
_EUROPEAN = re.compile(r"(?<!\d)(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?!\d)")
_MOST_IMPOSSIBLE = 1000  # a text with more non-dates is a table of numbers


def find_dates(text: Text, issued: str | None = None) -> Dates:
    """All calendar expressions of a document. `issued` (EDTF) settles "this week", "last year"."""
    reader = _Reader(text, issued)
    pattern = expression(text.language)
    for start, end in windows(text):
        for match in pattern.finditer(text.folded, start, end):
            reader.read(match)
    found = tuple(borrow_years(text, reader.found, issued))
    return Dates(found, tuple(reader.impossible[:_MOST_IMPOSSIBLE]))


@cache
def _between() -> tuple[str, ...]:
    return tuple(f"{fold(word)} " for word in words("dates", "ranges", "between"))


def _is_american(folded: str) -> bool:
    """Whether a text writes its dates in figures month first: "03/28/2022" and none "28/03"."""
    if "/19" not in folded and "/20" not in folded:
        return False
    return _AMERICAN.search(folded) is not None and _EUROPEAN.search(folded) is None


class _Reader:
    def __init__(self, text: Text, issued: str | None) -> None:
        self._text = text
        self._issued = issued
        self._month_first = text.language == "en" and _is_american(text.folded)
        self._latest = ""  # the latest month told so far: where the text's own is not known
        self.found: list[Dated] = []
        self.impossible: list[str] = []

    def read(self, match: re.Match[str]) -> None:
        """Add what a match says; keep the words where the calendar has no such day."""
        parts = Parts(match, self._text.language)
        try:
            found = list(self._dates(match, parts))
        except ImpossibleDateError:
            self.impossible.append(self._text.value[match.start() : match.end()])
            return
        lead = lead_of(self._text.folded, match.start())
        for start, end, edtf, source in found:
            if source == "stated" and len(edtf) in (7, 10) and not edtf.startswith(NO_YEAR):
                self._latest = max(self._latest, edtf)
            modifier = modifier_of(self._text.folded, start)
            first = min(start, lead) if start == match.start() else start
            self.found.append(Dated(start, end, edtf, modifier, source, first))

    def _dates(self, match: re.Match[str], parts: Parts) -> Iterator[Found]:
        start, end = match.span()
        if "n_year" in parts:
            yield from self._years(match, parts)
        elif "q_year" in parts:
            if is_year(self._text, match.start("q_year"), match.end("q_year")):
                yield start, end, parts.text("q_year") + parts.text("q_doubt"), "stated"
        elif relative := self._relative(parts, start):
            yield start, end, relative, "relative"
        elif month_stands(self._text, match, parts):
            between = self._text.folded.endswith(_between(), max(0, start - 16), start)
            found = (
                day_dates(parts, between=between)
                or month_dates(parts, between=between)
                or numeric_dates(parts, month_first=self._month_first)
                or coarse_dates(parts)
            )
            for edtf in found:
                yield start, end, edtf, "stated"

    def _years(self, match: re.Match[str], parts: Parts) -> Iterator[Found]:
        """ "2014-2020" is a range; "2022 and 2023" are two years, save after "between"."""
        start = match.start()
        between = self._text.folded.endswith(_between(), max(0, start - 16), start)
        first, last = parts.text("n_year"), parts.text("n_year2")
        if not is_year(self._text, start, match.end("n_year"), followed=True):
            return
        if not is_year(self._text, match.start("n_year2"), match.end("n_year2"), preceded=True):
            yield from ((*match.span("n_year"), first, "stated"),) if between else ()
            return
        if between or not apart(parts.text("n_join")):
            edtf = interval(first, last)
            if edtf:
                yield start, match.end("n_year2"), edtf, "stated"
            return
        yield *match.span("n_year"), first, "stated"
        yield *match.span("n_year2"), last, "stated"

    def _relative(self, parts: Parts, start: int) -> str | None:
        """A date told by its distance from the document's own, or from the one before."""
        table, language = lexicon("dates"), self._text.language
        if "o_relative" in parts:
            unit, steps = table["relative"][language][parts.text("o_relative")]
            here = self._issued or (self._latest if unit == "month" and not steps else None)
            return shift(here, unit, steps) if here else None
        if "aa_weekday" in parts:
            number = table["weekdays"][language][parts.text("aa_weekday")]
            return weekday_before(self._issued, number) if self._issued else None
        if "bb_day" in parts:
            ahead = modifier_of(self._text.folded, start) in ("until", "by")
            return self._day_of_month(parts.number("bb_day"), ahead=ahead)
        return self._from_last(parts)

    def _from_last(self, parts: Parts) -> str | None:
        """ "The following year", "two years later": than the date before."""
        before = self.found[-1].edtf.rpartition("/")[2] if self.found else ""
        if not before[:4].isdecimal():
            return None
        if before[:4] == NO_YEAR:
            return _within_year(parts, before)
        if "p_shifted" not in parts:
            return _stepped(parts, before)
        steps = lexicon("dates")["shifted"][self._text.language][parts.text("p_shifted")]
        return shift(before, "year", steps)

    def _day_of_month(self, day: int, *, ahead: bool) -> str | None:
        """ "No dia 12": the last such day before the document's own, or with "até" the next."""
        here = self._issued or self._latest
        if len(here) < len("2024-08"):
            return None
        now = int(here[8:10]) if here[8:10].isdecimal() else day
        steps = int(ahead and day < now) - int(not ahead and day > now)
        month = shift(here, "month", steps)
        return yearless_day(month[:4], int(month[5:7]), day) if month else None


def _within_year(parts: Parts, before: str) -> str | None:
    """ "Two months later" than a month whose year is not known yet."""
    found = _steps_from(parts, before) if len(before) >= len("0000-03") else None
    return found if found and found.startswith(NO_YEAR) and len(found) > len(NO_YEAR) else None


def _stepped(parts: Parts, before: str) -> str | None:
    """ "Two years later", "extended for another six months"."""
    found = _steps_from(parts, before)
    return found if found and sensible(int(found[:4])) else None


def _steps_from(parts: Parts, before: str) -> str | None:
    key = "y" if "y_number" in parts else "z"
    if f"{key}_number" not in parts:
        return None
    table = lexicon("dates")
    told = parts.text(f"{key}_number")
    number = int(told) if told.isdecimal() else table["numbers"][told]
    way = table["ways"][parts.text("y_way")] if key == "y" else 1
    return shift(before, table["units"][parts.text(f"{key}_unit")], number * way)

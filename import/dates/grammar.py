"""Calendar expressions of a text to EDTF: the shapes read, years borrowed, non-years left out."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from lacsec.db.text import fold
from lacsec.importer.data import lexicon, words
from lacsec.importer.dates.calendar import (
    ImpossibleDateError,
    Parts,
    day_edtf,
    decade_edtf,
    full_year,
    interval,
    month_edtf,
    part_of_year,
    sensible,
    shift,
)
from lacsec.importer.dates.found import Dated, Dates, Modifier, Source
from lacsec.importer.dates.patterns import expression, modifiers
from lacsec.importer.structure.text import Text

_LOOK_BACK = 28  # characters: the longest modifier, an article and a space
_AND = re.compile(r" ?(?:and|y|e|et) ?$")
_BETWEEN = re.compile(r"(?:between|entre) $")
_WORD_BEFORE = re.compile(r"(\S+) ?$")
_WORD_AFTER = re.compile(r" ?([^\s,.;:()]+)")
_NO_YEAR = "0000"


def find_dates(text: Text, issued: str | None = None) -> Dates:
    """All calendar expressions of a document. `issued` (EDTF) settles "this week", "last year"."""
    reader = _Reader(text, issued)
    for match in expression(text.language).finditer(text.folded):
        reader.read(match)
    return Dates(tuple(_borrow_years(text, reader.found, issued)), tuple(reader.impossible))


class _Reader:
    def __init__(self, text: Text, issued: str | None) -> None:
        self._text = text
        self._issued = issued
        self.found: list[Dated] = []
        self.impossible: list[str] = []

    def read(self, match: re.Match[str]) -> None:
        """Add what a match says; keep the words where the calendar has no such day."""
        parts = Parts(match, self._text.language)
        try:
            for start, end, edtf, source in self._edtf(match, parts):
                modifier = _modifier(self._text.folded, start)
                self.found.append(Dated(start, end, edtf, modifier, source))
        except ImpossibleDateError:
            self.impossible.append(self._text.value[match.start() : match.end()])

    def _edtf(self, match: re.Match[str], parts: Parts) -> list[tuple[int, int, str, Source]]:
        start, end = match.span()
        if "o_relative" in parts or "p_shifted" in parts:
            relative = self._relative(parts)
            return [(start, end, relative, "relative")] if relative else []
        if "n_year" in parts:
            return self._years(match, parts)
        if "q_year" in parts:
            alone = self._is_year(match)
            return [(start, end, parts.text("q_year"), "stated")] if alone else []
        if self._is_lower_case_month(match, parts):
            return []
        edtf = _dated(parts)
        return [(start, end, edtf, "stated")] if edtf else []

    def _relative(self, parts: Parts) -> str | None:
        if "o_relative" in parts:
            unit, steps = lexicon("dates")["relative"][parts.text("o_relative")]
            return shift(self._issued, unit, steps) if self._issued else None
        before = self.found[-1] if self.found else None
        if before is None or before.edtf.endswith("X"):
            return None
        return shift(before.year, "year", lexicon("dates")["shifted"][parts.text("p_shifted")])

    def _years(self, match: re.Match[str], parts: Parts) -> list[tuple[int, int, str, Source]]:
        """ "2014-2020" is a range; "2022 and 2023" are two years, save after "between"."""
        first, last = parts.text("n_year"), parts.text("n_year2")
        folded = self._text.folded
        two = _AND.match(parts.text("n_join")) and not _BETWEEN.search(
            folded, max(0, match.start() - 9), match.start()
        )
        edtf = None if two else interval(first, last)
        if edtf:
            return [(*match.span(), edtf, "stated")]
        return [
            (*match.span("n_year"), first, "stated"),
            (*match.span("n_year2"), last, "stated"),
        ]

    def _is_year(self, match: re.Match[str]) -> bool:
        folded = self._text.folded
        if folded[match.end() : match.end() + 2].lstrip(",.").isdigit():
            return False
        before = _WORD_BEFORE.search(folded, max(0, match.start() - 12), match.start())
        if before and before[1].strip("(:") in _not_after():
            return False
        after = _WORD_AFTER.match(folded, match.end())
        return not (after and after[1] in _not_before())

    def _is_lower_case_month(self, match: re.Match[str], parts: Parts) -> bool:
        """English months have a capital: "march 14" of demonstrators, "may 2" are none."""
        if self._text.language != "en":
            return False
        groups = [key for key in match.groupdict() if key.endswith("month") and key in parts]
        return any(
            self._text.value[match.start(key)].islower()
            for key in groups
            if parts.text(key)[0].isalpha()
        )


@cache
def _not_after() -> frozenset[str]:
    return frozenset(fold(word) for word in words("dates", "not_years", "after"))


@cache
def _not_before() -> frozenset[str]:
    return frozenset(fold(word) for word in words("dates", "not_years", "before"))


def _dated(parts: Parts) -> str | None:
    """EDTF of one of the shapes that name a day, a month or part of a year; year 0000 if none."""
    if "day" in parts:
        year2 = parts.text("year2") or _NO_YEAR
        year = parts.text("year") or year2
        first = _day(year, parts.month("month"), parts.number("day"))
        return interval(first, _day(year2, parts.month("month2"), parts.number("day2")))
    if "b_day" in parts:
        year = parts.text("b_year") or _NO_YEAR
        days = [_day(year, parts.month("b_month"), parts.number(k)) for k in ("b_day", "b_day2")]
        return interval(days[0], days[1])
    if "c_day" in parts:
        year, month = parts.text("c_year"), parts.month("c_month")
        first = _day(year, month, parts.number("c_day"))
        if "c_day2" not in parts:
            return first
        return interval(first, _day(year, month, parts.number("c_day2")))
    if "d_day" in parts:
        year = parts.text("d_year") or _NO_YEAR
        return _day(year, parts.month("d_month"), parts.number("d_day"))
    return _months(parts) or _numeric(parts) or _coarse(parts)


def _day(year: str, month: int, day: int) -> str:
    if year == _NO_YEAR:  # judged in a leap year, so that 29 February may stand
        return _NO_YEAR + day_edtf(2000, month, day)[4:]
    return day_edtf(int(year), month, day)


def _months(parts: Parts) -> str | None:
    if "e_month" in parts:
        last = int(parts.text("e_year2"))
        first = int(parts.text("e_year") or last)
        return interval(
            month_edtf(first, parts.month("e_month")), month_edtf(last, parts.month("e_month2"))
        )
    if "f_month" in parts:
        start = month_edtf(int(parts.text("f_year")), parts.month("f_month"))
        return interval(start, parts.text("f_year2"))
    if "g_month" in parts:
        return month_edtf(int(parts.text("g_year")), parts.month("g_month"))
    return None


def _numeric(parts: Parts) -> str | None:
    for key in ("i", "j"):
        if f"{key}_year" in parts:
            year, month, day = (parts.number(f"{key}_{part}") for part in ("year", "month", "day"))
            if key == "j" and month > 12 >= day:  # month first, as in the United States
                month, day = day, month
            return day_edtf(year, month, day)
    return None


def _coarse(parts: Parts) -> str | None:
    if "h_part" in parts:
        return part_of_year(parts.text("h_part"), int(parts.text("h_year")))
    if "k_decade" in parts or "l_year" in parts:
        return decade_edtf(parts.text("k_decade") or parts.text("l_year"))
    if "m_year" in parts:
        first = int(parts.text("m_year"))
        last = full_year(parts.text("m_short"), like=first)
        plausible = sensible(last) and first < last <= first + 30
        return f"{first}/{last}" if plausible else str(first)
    return None


def _modifier(folded: str, start: int) -> Modifier | None:
    """The modifier right before a date (an article may stand between)."""
    before = folded[max(0, start - _LOOK_BACK) : start].rstrip()
    for article in ("", " the", " el", " le", " o", " los"):
        stretch = before.removesuffix(article) if article else before
        for phrase, name in modifiers():
            if stretch.endswith(phrase) and not stretch[: -len(phrase)][-1:].isalnum():
                return name  # type: ignore[return-value]
    return None


def _borrow_years(text: Text, found: list[Dated], issued: str | None) -> list[Dated]:
    """Dates without a year take it from the nearest date before them in the paragraph, then after
    them in the sentence, then from the document's own date, then from the last date before.
    """
    settled: list[Dated] = []
    for index, dated in enumerate(found):
        if not dated.edtf.startswith(_NO_YEAR):
            settled.append(dated)
            continue
        year = _year_near(text, dated, settled, found[index + 1 :], issued)
        if year is None:
            continue
        edtf = dated.edtf.replace(_NO_YEAR, year)
        settled.append(replace(dated, edtf=edtf, source="year_from_context"))
    return settled


def _year_near(
    text: Text, dated: Dated, before: list[Dated], after: list[Dated], issued: str | None
) -> str | None:
    sentence = text.sentence_at(dated.start)
    block = text.blocks[sentence.block]
    near = [d for d in before if d.start >= block.start]
    near += [d for d in after if d.start < sentence.end and not d.edtf.startswith(_NO_YEAR)]
    if not near and issued is None:
        near = before[-1:]
    if near:
        choice = near[-1] if near[-1].start < dated.start else near[0]
        return choice.edtf.removeprefix("../")[:4] if not choice.edtf.endswith("X") else None
    return issued[:4] if issued else None

"""Years for dates that are told without one, from what stands around them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from lacsec.importer.data import lexicon, words
from lacsec.importer.dates.calendar import NO_YEAR, ImpossibleDateError, day_edtf
from lacsec.importer.dates.found import Dated
from lacsec.importer.dates.patterns import any_of
from lacsec.importer.structure.text import Text

_NEAR_SENTENCES = 3
_FUTURE = {
    "es": re.compile(r"\w{3,20}(?:rá|rán)(?!\w)"),
    "pt": re.compile(r"\w{3,20}(?:rá|rão)(?!\w)"),
    "fr": re.compile(r"\w{3,20}(?:era|ira|dra|ront)(?!\w)"),
}  # verbs that look ahead of the document's date
_HEAD, _SHORT_LINE = 6, 80  # blocks at the head, and characters of a line with a date
_REACH = 12  # dates before one without a year that may tell its year
_FORWARD = 3  # months: a date so much earlier than the one before it lies in the next year
_LOOK_BACK = 130  # characters before a date in which a verb of the future may stand


def borrow_years(text: Text, found: list[Dated], issued: str | None) -> list[Dated]:
    """The dates with all years settled; those whose year nothing tells are left out.

    A year comes from a date of the same sentence, from a near one of the same month, from the
    document's own date, from the dates before in the paragraph, and last from any before.
    """
    issued = issued or _dateline(text, found)
    settled: list[Dated] = []
    for index, dated in enumerate(found):
        if NO_YEAR not in dated.edtf:
            settled.append(dated)
            continue
        year = _year_for(text, dated, settled, found[index + 1 : index + 1 + _REACH], issued)
        edtf = _with_year(dated.edtf, year) if year else None
        if edtf:
            settled.append(replace(dated, edtf=edtf, source="year_from_context"))
    return settled


def _dateline(text: Text, found: list[Dated]) -> str | None:
    """The last day that a short line at the head gives: "Lima, 24 to 26 June 2024"."""
    for dated in found[:3]:
        block = text.block_of(text.sentence_at(dated.start))
        day = dated.edtf.rpartition("/")[2]
        short = block.number < _HEAD and block.end - block.start <= _SHORT_LINE
        closes = len(day) == 10 and block.end - dated.end <= 2
        if short and closes and NO_YEAR not in dated.edtf:
            return day
    return None


def _with_year(edtf: str, year: int) -> str | None:
    """A range without years that runs backwards ends in the next year."""
    first, slash, last = edtf.replace(NO_YEAR, f"{year:04}").partition("/")
    if slash and last < first:
        last = f"{year + 1:04}{last[4:]}"
    for part in (first, last):
        if len(part) == 10:
            try:
                day_edtf(int(part[:4]), int(part[5:7]), int(part[8:10]))
            except ImpossibleDateError:
                return None
    return f"{first}/{last}" if slash else first


def _year_for(
    text: Text, dated: Dated, before: list[Dated], after: list[Dated], issued: str | None
) -> int | None:
    month = int(dated.edtf[5:7])
    start = text.sentence_at(dated.start).start
    earlier = [d for d in before[-_REACH:] if d.edtf[:4].isdecimal()]
    if earlier and _in_that_year(text, dated):
        start = earlier[-1].start  # "in October of the same year"
    same = [d for d in earlier if d.start >= start and d.source != "relative"]
    precise = issued is not None and len(issued) >= 7
    if precise and issued is not None:
        steps = _year_steps(text, dated)
        if steps is not None or _direction(text, dated, hints=True):
            return (
                _nearest(text, dated, month, issued) if steps is None else int(issued[:4]) + steps
            )
    if same and not (precise and len(same[-1].edtf) == 4):
        return int(same[-1].edtf[:4])
    near = _told_in_full(dated, before, after) or _same_month(
        text, dated, earlier, month, 0 if precise else 1
    )
    if near is not None:
        return near
    if precise and issued is not None:
        return _nearest(text, dated, month, issued)
    return _by_neighbours(text, dated, same, earlier, after) or (
        int(issued[:4]) if issued and issued[:4].isdecimal() else None
    )


def _by_neighbours(
    text: Text, dated: Dated, same: list[Dated], earlier: list[Dated], after: list[Dated]
) -> int | None:
    """From the dates around it, where the document does not say when it was issued."""
    sentence = text.sentence_at(dated.start)
    later = [d for d in after[:4] if d.start < sentence.end and _full(d) and len(d.edtf) >= 7]
    if same or later:
        return int((same[-1] if same else later[0]).edtf[:4])
    if (
        not earlier
        or sentence.number - text.sentence_at(earlier[-1].start).number > _NEAR_SENTENCES
    ):
        return None
    return _onward(earlier[-1], int(dated.edtf[5:7]))


def _told_in_full(dated: Dated, before: list[Dated], after: list[Dated]) -> int | None:
    """The year of the same days, told with their year elsewhere in the text."""
    days = dated.edtf.replace(NO_YEAR, "")
    if len(days) < len("-06-15"):
        return None
    for other in (*reversed(before[-_REACH:]), *after):
        if _full(other) and other.edtf.replace(other.edtf[:4], "") == days:
            return int(other.edtf[:4])
    return None


def _full(dated: Dated) -> bool:
    return dated.edtf[:4].isdecimal() and not dated.edtf.startswith(NO_YEAR)


def _same_month(
    text: Text, dated: Dated, earlier: list[Dated], month: int, apart: int
) -> int | None:
    """The year of a date at most so many months apart, told a sentence or three before."""
    here = text.sentence_at(dated.start).number
    for other in reversed(earlier):
        if here - text.sentence_at(other.start).number > _NEAR_SENTENCES:
            return None
        last = other.edtf.rpartition("/")[2]
        told = last[5:7]
        if told.isdecimal() and last[:4].isdecimal() and abs(int(told) - month) <= apart:
            return int(last[:4])
    return None


def _onward(other: Dated, month: int) -> int:
    """A text tells things in their order: March after a December is that of the next year."""
    year, told = int(other.edtf[:4]), other.edtf[5:7]
    if told.isdecimal() and len(other.edtf) >= 7 and int(told) - month >= _FORWARD:
        return year + 1
    return year


def _nearest(text: Text, dated: Dated, month: int, issued: str) -> int:
    """The last such day before the document's own, or the next where the words look ahead."""
    year, now = int(issued[:4]), issued[5:10].rstrip("?~%")
    told = dated.edtf.partition("/")[0][5:][: len(now)]
    way = _direction(text, dated)
    if way > 0:
        return year if told >= now else year + 1
    if told > now and (way < 0 or int(told[:2]) - int(now[:2]) >= 0):
        return year - 1
    return year


def _in_that_year(text: Text, dated: Dated) -> bool:
    """ "In October of the same year"."""
    told = text.folded[dated.start : dated.end]
    return told.endswith(words("dates", "that_year", "all"))


def _year_steps(text: Text, dated: Dated) -> int | None:
    """ "May last year": how many years from the document's own; None where nothing is said."""
    told = text.folded[dated.start : dated.end]
    table: dict[str, int] = lexicon("dates")["behind_year"]
    return next((steps for words, steps in table.items() if told.endswith(words)), None)


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(words('dates', 'direction', 'ahead'))})(?!\w)")


def _direction(text: Text, dated: Dated, *, hints: bool = False) -> int:
    """1 where the words look ahead of the document's date, -1 where they look back, else 0.

    With `hints` only the words right beside it count: "last March", "31 août dernier".
    """
    folded = text.folded
    low = max(text.sentence_at(dated.start).start, dated.start - _LOOK_BACK)
    close = folded[max(low, dated.start - 24) : dated.start]
    behind = folded[dated.end : dated.end + 12].split()[:1]
    near = {*close.split()[-3:], *behind, *folded[dated.start : dated.end].split()[-1:]}
    if near & set(words("dates", "direction", "before")):
        return -1
    if near & set(words("dates", "direction", "after")):
        return 1
    if hints:
        return 0
    if dated.modifier == "by":
        return 1
    if _ahead().search(folded, low, dated.start):
        return 1
    future = _FUTURE.get(text.language)
    return 1 if future is not None and future.search(text.value, low, dated.start) else 0

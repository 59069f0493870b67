"""What holds for every text: no crash, valid EDTF, places in order, time that grows as the text."""

from __future__ import annotations

import datetime
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacsec.db import edtf
from lacsec.importer.dates.anchors import windows
from lacsec.importer.dates.calendar import ImpossibleDateError, day_edtf, shift, weekday_before
from lacsec.importer.dates.found import Dated, Dates
from lacsec.importer.dates.grammar import find_dates
from lacsec.importer.readers.blocks import Block
from lacsec.importer.structure.assemble import assemble
from lacsec.importer.structure.text import Text

LANGUAGES = ("en", "es", "pt", "fr")
_WORDS = (
    "2016 2017 1999 2020 20 99 31 30 29 2 1 5 12 13 0 1er 3rd 1º / - – . , ( ) ; : ' May march"
    " June mayo marzo mars mai août set out dec. ene. Jan to and y al a et e until du au del de"
    " of since by mid- end XI iv 198 1980s años década les années H1 Q4 first quarter primer"
    " semestre last year two years later ayer lundi el jueves this week for an additional six"
    " months"
)
_PIECES = tuple(_WORDS.split())


def _text(words: str, language: str) -> Text:
    return assemble([Block("paragraph", words)], language)


def _holds(text: Text, dates: Dates) -> None:
    last = -1
    for dated in dates.found:
        assert 0 <= dated.lead <= dated.start < dated.end <= len(text.value)
        assert dated.start >= last
        last = dated.start
        for value in (dated.edtf, dated.stated):
            assert edtf.parse(value) is not None, value


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40), st.sampled_from(LANGUAGES), st.booleans())
def test_any_row_of_date_words_is_read(pieces: list[str], language: str, told: bool) -> None:
    text = _text(" ".join(pieces), language)
    _holds(text, find_dates(text, "2024-02-29" if told else None))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_text_is_read(words: str, language: str) -> None:
    text = _text(words, language)
    _holds(text, find_dates(text, "2024"))


@settings(max_examples=100, deadline=None)
@given(
    st.dates().filter(lambda day: 1800 <= day.year <= 2099),
    st.sampled_from(("{d:%Y-%m-%d}", "{d.day}/{d.month}/{d.year}", "{d.day} {m} {d.year}")),
)
def test_every_day_comes_back(day: datetime.date, shape: str) -> None:
    months = "January February March April May June July August September October November December"
    words = shape.format(d=day, m=months.split()[day.month - 1])
    found = find_dates(_text(f"Signed on {words} in Lima.", "es")).found
    assert [dated.edtf for dated in found] == [day.isoformat()]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="019 /-.May", max_size=4000))
def test_windows_hold_every_year(words: str) -> None:
    text = _text(words, "en")
    spans = windows(text)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] + 60 for first, second in pairwise(spans))


@pytest.mark.parametrize(
    "unit",
    ["2016-", "1 May ", "31/12/20", "2020 ", "1, 2, 3, ", "May June ", "20", "de ", "- ", "1er "],
)
def test_hostile_texts_take_linear_time(unit: str) -> None:
    small = _text(unit * (20_000 // len(unit)), "en")
    large = _text(unit * (200_000 // len(unit)), "en")
    started = time.perf_counter()
    find_dates(small)
    between = time.perf_counter()
    find_dates(large)
    ended = time.perf_counter()
    assert ended - between < 40 * max(between - started, 0.02)


def test_a_megabyte_of_digits_and_months_is_read() -> None:
    words = "31 May 2016, 2017-18, 1999 marzo 12/05/2020 " * (1_000_000 // 44)
    started = time.perf_counter()
    assert len(find_dates(_text(words, "es")).found) > 60_000
    assert time.perf_counter() - started < 20


def test_impossible_dates_are_reported_in_their_own_words() -> None:
    text = _text("Signed on 31 June 2020 and on 30/02/2021.", "en")
    dates = find_dates(text)
    assert dates.found == ()
    assert dates.impossible == ("31 June 2020", "30/02/2021")


def test_the_lead_holds_the_words_that_go_with_a_date() -> None:
    words = "It opened on Monday, 5 May 2023, and ran until the end of 2024."
    text = _text(words, "en")
    leads = [words[d.lead : d.start] for d in find_dates(text).found]
    assert leads == ["on Monday, ", "until the end of "]


def test_counting_from_a_date() -> None:
    assert shift("2024-01", "month", -1) == "2023-12"
    assert shift("2024", "month", 5) is None
    assert shift("2024-03-01", "day", -1) == "2024-02-29"
    assert shift("2024-03", "day", -1) is None
    assert shift("2024-03-01", "year", 2) == "2026"
    assert weekday_before("2025-03-07", 2) == "2025-03-04"
    assert weekday_before("2025-03", 2) is None


def test_a_day_that_is_none() -> None:
    with pytest.raises(ImpossibleDateError):
        day_edtf(2023, 2, 29)


def test_modifiers_open_and_close_a_date() -> None:
    assert Dated(0, 4, "2016", "since").stated == "2016/.."
    assert Dated(0, 4, "2016", "until").stated == "../2016"
    assert Dated(0, 4, "2016", "about").stated == "2016~"
    assert Dated(0, 4, "198X", "about").stated == "198X"
    assert Dated(0, 9, "2016/2017", "since").stated == "2016/2017"

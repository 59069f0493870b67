"""EDTF level 1: what a date says at least, and that no text makes the reader fail."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lacsec.db import edtf


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2016", "2016-01-01", "2016-12-31", "year"),
        ("2016-08", "2016-08-01", "2016-08-31", "month"),
        ("2016-02", "2016-02-01", "2016-02-29", "month"),
        ("2015-02", "2015-02-01", "2015-02-28", "month"),
        ("2016-08-24", "2016-08-24", "2016-08-24", "day"),
        ("2016-08-24T10:30:00Z", "2016-08-24", "2016-08-24", "day"),
        ("2016-11-28/2016-12-02", "2016-11-28", "2016-12-02", "period"),
        ("2014/2020", "2014-01-01", "2020-12-31", "period"),
        ("2016-12/2017", "2016-12-01", "2017-12-31", "period"),
        ("2009/..", "2009-01-01", None, "period"),
        ("2009/", "2009-01-01", None, "period"),
        ("../2009", None, "2009-12-31", "period"),
        ("198X", "1980-01-01", "1989-12-31", "decade"),
        ("19XX", "1900-01-01", "1999-12-31", "century"),
        ("198X/2003", "1980-01-01", "2003-12-31", "period"),
        ("2016-XX", "2016-01-01", "2016-12-31", "year"),
        ("2016-XX-XX", "2016-01-01", "2016-12-31", "year"),
        ("2016-04-XX", "2016-04-01", "2016-04-30", "month"),
        ("2016-21", "2016-01-01", "2016-12-31", "period"),
        ("2016-34", "2016-04-01", "2016-06-30", "period"),
        ("2016-41", "2016-07-01", "2016-12-31", "period"),
    ],
)
def test_bounds_and_precision(
    text: str, earliest: str | None, latest: str | None, precision: str
) -> None:
    assert edtf.bounds(text) == (earliest, latest, precision)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2017-06?", True, False),
        ("2017~", False, True),
        ("2017-06-01%", True, True),
        ("2017", False, False),
        ("2014?/2020", True, False),
        ("2014/2020~", False, True),
    ],
)
def test_doubt(text: str, uncertain: bool, approximate: bool) -> None:
    found = edtf.parse(text)
    assert found is not None
    assert (found.uncertain, found.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "/",
        "../..",
        "2016-13",
        "2016-00",
        "2016-02-30",
        "2016-8-4",
        "16",
        "0000",
        "2020/2014",
        "2016-08-24/2016-08-23",
        "198X-05",
        "2016-XX-05",
        "2016-21-05",
        "2016?~",
        "2016-08T10:00",
        "about 2016",
        "2016 ",
        "٢٠١٦",
        "2016/2017/2018",
        "2016-01-01" * 20,
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert edtf.parse(text) is None
    assert edtf.bounds(text) == (None, None, None)


def test_no_date_at_all() -> None:
    assert edtf.bounds(None) == (None, None, None)


def test_open_ends() -> None:
    found = edtf.parse("2009/..")
    assert found is not None
    assert found.open_end
    assert not found.open_start


@given(st.text(max_size=40))
def test_total_on_any_text(text: str) -> None:
    edtf.parse(text)


@given(st.text(alphabet="0123456789-/.X?~%T:Z", max_size=30))
def test_bounds_are_days_in_order(text: str) -> None:
    found = edtf.parse(text)
    if found is None:
        return
    days = [datetime.date.fromisoformat(d) for d in (found.earliest, found.latest) if d]
    assert days
    assert days == sorted(days)


@given(st.dates(min_value=datetime.date(1, 1, 1)))
def test_a_day_is_itself(day: datetime.date) -> None:
    assert edtf.bounds(day.isoformat()) == (day.isoformat(), day.isoformat(), "day")


@given(st.dates(min_value=datetime.date(1000, 1, 1)), st.dates(min_value=datetime.date(1000, 1, 1)))
def test_a_period_reaches_from_its_first_to_its_last_day(
    one: datetime.date, other: datetime.date
) -> None:
    first, last = sorted((one, other))
    assert edtf.bounds(f"{first}/{last}") == (str(first), str(last), "period")

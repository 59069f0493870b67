"""Short texts of the field's genres, with the dates of what they tell happened or will."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from .sentences import events_of_file

_TABLE: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("cases.toml").read_text(encoding="utf-8")
)
CASES = [
    pytest.param(language, text, dates, id=f"{language}-{text[:50]}")
    for language, rows in _TABLE.items()
    for text, dates in rows
]


@pytest.mark.parametrize(("language", "text", "dates"), CASES)
def test_dates_of_events(language: str, text: str, dates: list[str]) -> None:
    assert [event.date for event in events_of_file(text, language)] == dates

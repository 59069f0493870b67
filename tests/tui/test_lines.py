from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from lacsec.tui.lines import Span, column, crop, fit, line, marked, safe, span, wrap

WORDS = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)


@given(WORDS)
def test_nothing_that_controls_a_terminal_gets_through(text: str) -> None:
    shown = safe(text)
    assert all(c.isprintable() or c.isspace() or ord(c) > 0xFF for c in shown)
    assert not set(shown) & set("\x1b\x07\n\t\r\x9b\u202e\u2066\u200b")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\x1b[2Jb", "a[2Jb"),
        ("[bold]x[/]", "[bold]x[/]"),
        ("two\nrows\tand a tab", "two rows and a tab"),
        ("\u202egnp.exe", "gnp.exe"),
    ],
)
def test_data_becomes_plain_text(raw: str, shown: str) -> None:
    assert safe(raw) == shown


@given(WORDS, st.integers(min_value=0, max_value=30))
def test_a_column_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(column(text, width).text) == width
    assert cell_len(column(text, width, right=True).text) == width


def test_fit_shows_that_something_is_missing() -> None:
    assert fit("Dominican Republic", 10) == "Dominican…"
    assert fit("Peru", 10) == "Peru"
    assert fit("Peru", 0) == ""


@given(st.lists(WORDS.map(safe), max_size=5), st.integers(min_value=5, max_value=40))
def test_wrapped_rows_fit_and_lose_no_word(texts: list[str], width: int) -> None:
    rows = wrap([Span(text) for text in texts], width)
    assert all(sum(cell_len(part.text) for part in row) <= width for row in rows)
    told = "".join("".join(part.text for part in row) for row in rows)
    assert "".join(told.split()) == "".join("".join(texts).split())


def test_a_word_in_two_styles_is_not_torn() -> None:
    rows = wrap([span("see "), span("Guyana", "kind.country"), span(", Jamaica")], 10)
    assert ["".join(part.text for part in row) for row in rows] == ["see", "Guyana,", "Jamaica"]


def test_crop_cuts_the_last_span() -> None:
    assert [part.text for part in crop([Span("abc"), Span("defg")], 5)] == ["abc", "d…"]


def test_marked_ranges_have_their_own_style() -> None:
    parts = marked("copolad", [(0, 4)], "value", "match")
    assert [(part.text, part.style) for part in parts] == [("copo", "match"), ("lad", "value")]


def test_a_line_of_plain_words_is_cleaned_too() -> None:
    assert line("a\x07b").text == "ab"

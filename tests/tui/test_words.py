from __future__ import annotations

import pytest

from lacsec.db.queries.spans import Span as Life
from lacsec.tui.actions import actions, written
from lacsec.tui.history import History, Stop
from lacsec.tui.places import Place, parse_link
from lacsec.tui.style import THEMES, style
from lacsec.tui.views.bars import bar, life_words
from lacsec.tui.views.disputes import differing
from lacsec.tui.views.series import spark
from lacsec.tui.views.words import date_words, number_words


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2016", "2016"),
        ("2016-08", "Aug 2016"),
        ("2016-08-24", "24 Aug 2016"),
        ("2016-11-28/2016-12-02", "28 Nov 2016 – 2 Dec 2016"),
        ("2009/..", "since 2009"),
        ("../2027", "until 2027"),
        ("198X", "1980s"),
        ("2017-06?", "Jun 2017?"),
        ("2015~", "about 2015"),
        (None, ""),
    ],
)
def test_dates_for_people(edtf: str | None, told: str) -> None:
    assert date_words(edtf) == told


@pytest.mark.parametrize(
    ("value", "told"), [(25892107.0, "25 892 107"), (13.7, "13.7"), (5.0, "5")]
)
def test_numbers_for_people(value: float, told: str) -> None:
    assert number_words(value) == told


def test_bars_show_what_is_known_and_what_is_not() -> None:
    whole = Life("2010", "2010-01-01", None, "2019", "2019-12-31", None)
    begun = Life("2015", "2015-01-01", None, None, None, None)
    assert bar(whole, 2010, 2019, 10) == "━" * 10
    assert bar(begun, 2010, 2019, 10) == "     ━┄┄┄→"
    assert bar(None, 2010, 2019, 4) == "    "
    assert life_words(begun) == "since 2015"


def test_sparks_rise_with_their_values() -> None:
    assert spark([0, 1, 2]) == "▁▅█" or spark([0, 1, 2]) == "▁▄█"
    assert spark([]) == ""


def test_differing_words_are_marked() -> None:
    one, other = differing("Peru grows 26 % of it", "Peru grows 36 % of it")
    assert [part.text.strip() for part in one if part.style == "match"] == ["26"]
    assert [part.text.strip() for part in other if part.style == "match"] == ["36"]


@pytest.mark.parametrize(
    "place",
    [
        Place("entity", "el-paccto-2-0", tab="Countries"),
        Place("document", "d-0123456789ab", start=5, end=40),
        Place("search", "two tons & more"),
        Place("timeline"),
    ],
)
def test_links_lead_back_to_their_place(place: Place) -> None:
    assert parse_link(place.link) == place


@pytest.mark.parametrize("link", ["http://example.org", "lacsec:", "copolad", ""])
def test_other_text_is_no_link(link: str) -> None:
    assert parse_link(link) is None


def test_history_goes_back_and_forward() -> None:
    history = History()
    first, second, third = map(Stop, (Place("search"), Place("countries"), Place("timeline")))
    history.leave(first)
    history.leave(second)
    assert history.back(third) == second
    assert history.back(second) == first
    assert history.back(first) is None
    assert history.forward(first) == second
    history.leave(second)
    assert history.forward(third) is None


def test_no_key_is_bound_twice_and_none_that_terminals_cannot_send() -> None:
    keys = [key for action in actions().values() for key in action.keys]
    assert len(keys) == len(set(keys))
    forbidden = {"ctrl+c", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+[", "ctrl+z"}
    assert not forbidden & set(keys)
    assert not any(key.startswith(("alt+", "ctrl+shift+")) for key in keys)


def test_every_action_has_a_printable_key() -> None:
    for action in actions().values():
        assert any(len(key) == 1 or key == "space" for key in action.keys), action.id


def test_keys_are_written_as_people_write_them() -> None:
    assert [written(k) for k in ("/", "ctrl+d", "pageup", "G")] == ["/", "Ctrl+D", "PgUp", "G"]


def test_every_theme_knows_every_style() -> None:
    names = set(THEMES["dark"])
    for theme, table in THEMES.items():
        assert set(table) == names, theme
        for name in names:
            style(name, theme)


def test_mono_has_no_colour() -> None:
    for name in THEMES["mono"]:
        found = style(name, "mono")
        assert found.color is None and found.bgcolor is None

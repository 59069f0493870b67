"""Looks and moves: the shortest sequences that do what they should."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lacsec.tui.terminal.looks import Looks
from lacsec.tui.terminal.moves import move
from lacsec.tui.terminal.traits import Traits, traits

LOOKS = ["", "0", "1", "1;3", "4;38;5;12", "38;2;1;2;3;48;5;7", "7;31", "9;97;103", "1;39;49"]


@pytest.mark.parametrize("term", ["xterm-256color", "vt100"])
@given(first=st.sampled_from(LOOKS), then=st.sampled_from(LOOKS))
def test_a_change_ends_in_the_look_that_was_wanted(term: str, first: str, then: str) -> None:
    looks = Looks(traits({"TERM": term}, encoding="utf-8"))
    changed, anew = pyte.Screen(2, 1), pyte.Screen(2, 1)
    before, after = looks.number(first), looks.number(then)
    pyte.Stream(changed).feed(looks.change(0, before) + looks.change(before, after))
    pyte.Stream(anew).feed(looks.change(0, after))
    assert changed.cursor.attrs == anew.cursor.attrs


@pytest.mark.parametrize(
    ("first", "then", "sent"),
    [
        ("1;31", "1;31", ""),
        ("31", "32", "\x1b[32m"),
        ("1;38;5;110", "38;5;110", "\x1b[22m"),
        ("1;38;5;110;48;5;235", "", "\x1b[m"),
        ("38;5;110", "1;38;5;110", "\x1b[1m"),
        ("7;31", "1", "\x1b[0;1m"),
    ],
)
def test_the_shortest_change_is_sent(first: str, then: str, sent: str) -> None:
    looks = Looks(Traits())
    assert looks.change(looks.number(first), looks.number(then)) == sent


def test_nothing_blinks_and_nothing_is_hidden() -> None:
    looks = Looks(Traits())
    assert looks.number("5;6;8;53") == looks.number("")


def test_without_colours_weight_is_left() -> None:
    looks = Looks(Traits(colours=0))
    assert looks.change(0, looks.number("1;31;44;38;5;9")) == "\x1b[1m"


def test_what_is_cut_short_is_read_as_far_as_it_goes() -> None:
    looks = Looks(Traits())
    assert looks.number("1;38;5") == looks.number("1")
    assert looks.number(";;") == looks.number("")


@given(
    st.integers(0, 79), st.integers(0, 23), st.integers(0, 79), st.integers(0, 23), st.booleans()
)
def test_a_move_ends_where_it_should(x: int, y: int, to_x: int, to_y: int, erases: bool) -> None:
    screen = pyte.Screen(80, 24)
    stream = pyte.Stream(screen)
    stream.feed(f"\x1b[{y + 1};{x + 1}H")
    sent = move((x, y), (to_x, to_y), erases=erases)
    stream.feed(sent)
    assert (screen.cursor.x, screen.cursor.y) == (to_x, to_y)
    assert len(sent) <= 8


@pytest.mark.parametrize(
    ("start", "end", "sent"),
    [
        ((5, 5), (0, 6), "\r\n"),
        ((5, 5), (6, 5), "\x1b[C"),
        ((5, 5), (4, 5), "\b"),
        ((None, 5), (0, 5), "\r"),
        ((None, None), (0, 0), "\x1b[H"),
        ((None, None), (9, 0), "\x1b[;10H"),
        ((3, 9), (3, 10), "\x1b[B"),
    ],
)
def test_the_shortest_move_is_sent(
    start: tuple[int | None, int | None], end: tuple[int, int], sent: str
) -> None:
    assert move(start, end) == sent

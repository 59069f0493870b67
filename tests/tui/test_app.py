"""The app by its keys, as a person would use it."""

from __future__ import annotations

import pytest

from lacsec.tui.places import Place
from tests.tui.conftest import Start, check_snapshot, press, screen, settle, write


async def test_search_opens_the_programme_that_is_meant(start: Start) -> None:
    async with start() as pilot:
        await write(pilot, "kestr")
        assert "KESTREL" in screen(pilot)
        await press(pilot, "enter")
        assert "[Overview]" in screen(pilot)
        assert "[Programmes]" in screen(pilot)


async def test_a_country_opens_its_sentence_and_back_leads_back(start: Start) -> None:
    async with start() as pilot:
        await write(pilot, "kestrel")
        await press(pilot, "enter", "right")
        assert "Peru" in screen(pilot)
        await press(pilot, "f")
        await write(pilot, "peru")
        await press(pilot, "enter", "enter")
        assert "[Documents]" in screen(pilot)
        assert "KESTREL works in Peru." in screen(pilot)
        await press(pilot, "escape")
        assert "[Programmes]" in screen(pilot)


async def test_space_follows_the_name(start: Start) -> None:
    async with start() as pilot:
        await write(pilot, "kestrel")
        await press(pilot, "enter", "right", "f")
        await write(pilot, "peru")
        await press(pilot, "enter", "space")
        assert "[Countries]" in screen(pilot)


@pytest.mark.parametrize(
    ("key", "title", "words"),
    [
        ("1", "Programmes", "KESTREL"),
        ("2", "Countries", "Peru"),
        ("3", "Organisations", "Harbour Agency"),
        ("4", "Timeline", "KESTREL begins"),
        ("5", "Coverage", "stated"),
        ("6", "Figures", "12.5 million"),
        ("7", "Disagreements", "different basis"),
        ("8", "Documents", "KESTREL at sea"),
    ],
)
async def test_every_view_is_one_key_away(start: Start, key: str, title: str, words: str) -> None:
    async with start(120, 30) as pilot:
        await press(pilot, "escape", key)
        assert f"[{title}]" in screen(pilot)
        assert words in screen(pilot)


async def test_help_lists_keys_and_does_what_is_chosen(start: Start) -> None:
    async with start(100, 40) as pilot:
        await press(pilot, "escape", "question_mark")
        assert "Search everything" in screen(pilot)
        await write(pilot, "dated")
        await press(pilot, "escape", "colon")
        await write(pilot, "has a date")
        await press(pilot, "enter")
        assert "[Timeline]" in screen(pilot)


async def test_an_action_that_cannot_be_done_says_why(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "escape", "4", "s")
        assert "Sort: " in screen(pilot)


async def test_sides_of_a_disagreement_open_their_own_sentences(start: Start) -> None:
    async with start(100, 30) as pilot:
        await press(pilot, "escape", "7", "right", "enter")
        assert "13 million euros" in screen(pilot)


async def test_typed_letters_narrow_and_escape_brings_all_back(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "escape", "2", "f")
        await write(pilot, "chi")
        assert "Chile" in screen(pilot) and "Peru" not in screen(pilot)
        await press(pilot, "escape")
        assert "Peru" in screen(pilot)


async def test_a_link_opens_at_its_place(start: Start) -> None:
    async with start(place=Place("entity", "peru", tab="Programmes")) as pilot:
        assert "[Countries]" in screen(pilot)
        assert "[Programmes" in screen(pilot).split("\n", 2)[2]


async def test_markup_in_data_is_only_text(start: Start) -> None:
    async with start() as pilot:
        await write(pilot, "[bold]kestrel[/b]")
        assert "[bold]kestrel[/b]" in screen(pilot)


async def test_a_resize_keeps_the_place(start: Start) -> None:
    async with start(120, 40, Place("entity", "kestrel")) as pilot:
        for size in ((60, 20), (200, 50), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert "KESTREL" in screen(pilot)


PLACES = {
    "search": Place("search", "kestrel"),
    "programme": Place("entity", "kestrel"),
    "country": Place("entity", "peru"),
    "timeline": Place("timeline"),
    "coverage": Place("matrix"),
    "figures": Place("figures"),
    "disagreements": Place("disagreements"),
    "documents": Place("documents"),
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("name", PLACES)
async def test_screens(
    start: Start, name: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    async with start(*size, PLACES[name]) as pilot:
        update = bool(request.config.getoption("--update-screens"))
        check_snapshot(f"{name}-{size[0]}x{size[1]}", screen(pilot), update)

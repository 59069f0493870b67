"""What titles say, and whether what they tell is done or planned."""

from __future__ import annotations

import pytest

from .sentences import events_of

TITLES = [
    ("en", "The office was opened in May 2023.", "happened", "The office was opened"),
    (
        "en",
        "According to the Commission, the EU is planning to mobilise new funds in 2026.",
        "planned",
        "The EU is planning to mobilise new funds",
    ),
    (
        "en",
        "It has signed a formal working arrangement with Ecuador (2024).",
        "happened",
        "Formal working arrangement with Ecuador",
    ),
    (
        "en",
        "The wall whose construction began in February 2022 will reach 164 km.",
        "start",
        "Construction began",
    ),
    ("pt", "A ministra lembrou que o convênio expirou em 2020.", "end", "O convênio expirou"),
    (
        "es",
        "El muro cuya construcción comenzó en febrero de 2022 alcanzará 164 km.",
        "start",
        "Construcción comenzó",
    ),
]


@pytest.mark.parametrize(("language", "text", "role", "title"), TITLES)
def test_title_and_role(language: str, text: str, role: str, title: str) -> None:
    (event,) = events_of(text, language, "2025")
    assert event.title == title
    done = ("happened", "launch", "start") if role == "happened" else (role,)
    assert event.date_role in done


def test_each_place_of_a_list_has_its_own_protests() -> None:
    text = "Following protests in Colombia (2019-2020), Bolivia (2019), and Peru (2022-2023), "
    events = events_of(text + "Ecuador has come under the spotlight since 2023.", "en", "2025")
    assert [event.title for event in events] == [
        "Protests in Colombia",
        "Protests in Bolivia",
        "Protests in Peru",
        "Ecuador has come under the spotlight",
    ]
    assert "bolivia" not in events[0].entities

from __future__ import annotations

import pytest

from lacsec.importer.structure.language import guess_language
from lacsec.importer.structure.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "They met on 5 May. | It rained.",
        "Dr. Ana Ruiz spoke. | Then Mr. Paz did.",
        "J. A. Sanahuja wrote it. | Others read it.",
        "The U.S. Coast Guard came. | No. 5 left.",
        "It fell by 3.5 % in a year. | Why?",
        "¿Quién viene? | ¡Nadie! | Se fue.",
        "El Sr. Díaz llegó. | La Dra. Gil también.",
        "He said “stop.” | She went on.",
        "Seventeen states.² | It has ended.",
        "Costs rose … | Nobody knew.",
        "See pp. 3-5 of vol. 2. | It helps.",
        "A Exma. Sra. chegou. | O Dr. Sá saiu.",
        "M. Petit est venu. | Mme. Roux aussi.",
    ],
)
def test_where_sentences_end(text: str) -> None:
    parts = text.split(" | ")
    assert sentences(" ".join(parts)) == parts


def test_a_number_at_the_head_ends_nothing() -> None:
    assert sentences("3. Colombia leads. Peru follows.") == ["3. Colombia leads.", "Peru follows."]


@pytest.mark.parametrize("unit", [". ", "a. ", "A.", "!?", "… ", '." '])
def test_hostile_text_is_split_in_linear_time(unit: str) -> None:
    assert isinstance(split_sentences(unit * 20_000), list)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The officers of the port met with the team that was sent by the agency."),
        ("es", "Los agentes del puerto se reunieron con el equipo que la agencia envió para ello."),
        ("pt", "Os agentes do porto reuniram com a equipa que foi enviada pela agência no verão."),
        ("fr", "Les agents du port ont rencontré dans la ville une équipe qui est venue des îles."),
    ],
)
def test_languages(language: str, text: str) -> None:
    assert guess_language(text) == language


def test_too_few_words_give_the_default() -> None:
    assert guess_language("COPOLAD 2024", default="es") == "es"

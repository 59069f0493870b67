"""Words, spellings and near words: pure functions."""

from __future__ import annotations

import pytest

from lacsec.db.search.lexicon import lexicon
from lacsec.db.search.vocabulary import Vocabulary, slips_allowed
from lacsec.db.search.words import (
    folded,
    is_numeral,
    is_strict,
    same_number,
    split_words,
    squash,
)
from lacsec.db.text import fold


def texts(text: str) -> list[str]:
    return [word.text for word in split_words(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("EL PAcCTO 2.0", ["el", "paccto", "2", "0"]),
        ("GLACY+ and GLACY-e", ["glacy", "plus", "and", "glacy", "e"]),
        ("Peru’s coca", ["peru", "s", "coca"]),
        ("snake_case", ["snake", "case"]),
        ("1 + 1", ["1", "1"]),
        ("Áñez, Jeanine", ["anez", "jeanine"]),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, wanted: list[str]) -> None:
    assert texts(text) == wanted


def test_words_keep_their_places_and_accents() -> None:
    text = "La Unión – Perú"
    words = split_words(text)
    assert [text[word.start : word.end] for word in words] == ["La", "Unión", "Perú"]
    assert [word.accented for word in words] == [False, True, True]


@pytest.mark.parametrize("text", ["Plain ASCII", "Perú’s – «ñ»", "İstanbul ﬁn", ""])
def test_the_short_way_to_fold_is_the_same(text: str) -> None:
    assert folded(text) == fold(text)


def test_numbers_and_codes_only_match_themselves() -> None:
    assert same_number("iii") == "3"
    assert same_number("3") == "iii"
    assert same_number("drugs") is None
    assert is_strict("iv") and is_strict("lac4") and is_strict("2024") and not is_strict("civil")
    assert is_numeral("ii") and is_numeral("12") and not is_numeral("lac4")


def test_squashing() -> None:
    assert squash(texts("el pac cto")) == squash(texts("ELPacCTO")) == "elpaccto"


@pytest.mark.parametrize(
    ("word", "variant"),
    [
        ("organised", "organized"),
        ("organisation", "organization"),
        ("defence", "defense"),
        ("programme", "programs"),
        ("centre", "center"),
        ("center", "centres"),
        ("harbour", "harbors"),
        ("drug", "drugs"),
        ("policies", "policy"),
        ("agency", "agencies"),
        ("acciones", "accion"),
        ("nacoes", "nacao"),
        ("tonnes", "tons"),
    ],
)
def test_variants(word: str, variant: str) -> None:
    assert variant in lexicon().variants(word)
    assert word not in lexicon().variants(word)


@pytest.mark.parametrize(("word", "other"), [("is", "i"), ("2024", "2025"), ("class", "clas")])
def test_what_is_no_variant(word: str, other: str) -> None:
    assert other not in lexicon().variants(word)


def test_translations_and_countries() -> None:
    known = lexicon()
    assert "drugs" in known.translations("drogas")
    assert "peace" in known.translations("paz")
    assert not known.may_stand_for("niger", "nigeria")
    assert known.may_stand_for("peru", "perou")
    assert known.may_stand_for("policy", "peru")


def test_the_lists_are_folded() -> None:
    known = lexicon()
    for words in (known.stop, known.kinds, known.intents, known.glossary, known.countries):
        for word in words:
            assert fold(word) == word and word.strip() == word


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary(
        sorted(["colombia", "colombian", "colon", "peru", "perlas", "police", "zone"])
    )


def test_a_vocabulary_finds_words_and_beginnings(vocabulary: Vocabulary) -> None:
    words = vocabulary.words
    assert words[vocabulary.find("peru") or 0] == "peru"
    assert vocabulary.find("per") is None
    low, high = vocabulary.beginning("col")
    assert words[low:high] == ["colombia", "colombian", "colon"]
    assert vocabulary.beginning("x") == vocabulary.beginning("xyz")
    low, high = vocabulary.beginning("zone")
    assert words[low:high] == ["zone"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("preu", "peru"), ("colmbia", "colombia"), ("polise", "police"), ("ccolombia", "colombia")],
)
def test_near_words(vocabulary: Vocabulary, typed: str, meant: str) -> None:
    near = vocabulary.near(typed, slips_allowed(typed), False)
    assert vocabulary.words[near[0].low] == meant


def test_near_beginnings(vocabulary: Vocabulary) -> None:
    near = vocabulary.near("colmb", 1, True)
    found = {vocabulary.words[i] for n in near if n.beginning for i in range(n.low, n.high)}
    assert found == {"colombia", "colombian"}


def test_short_words_and_numbers_hold_no_slips() -> None:
    assert slips_allowed("eu") == 0
    assert slips_allowed("olaf") == 1
    assert slips_allowed("europol") == 2
    assert slips_allowed("cooperation") == 3

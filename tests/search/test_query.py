"""The language of the search box: what is understood, and that nothing is an error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacsec.db.search.query import LONGEST, ParsedQuery, parse


def clauses(query: ParsedQuery) -> list[list[str]]:
    return [[term.text for term in clause] for clause in query.clauses]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("two tons", [["two"], ["tons"]]),
        ("Perú  MÉXICO", [["peru"], ["mexico"]]),
        ('"two tons" vessel', [["two tons"], ["vessel"]]),
        ("“two tons” vessel", [["two tons"], ["vessel"]]),
        ("peru OR chile drugs", [["peru", "chile"], ["drugs"]]),
        ("a | b | c", [["a", "b", "c"]]),
        ("either or", [["either"], ["or"]]),
        ("OR", [["or"]]),
        ("OR peru", [["or"], ["peru"]]),
        ("peru OR", [["peru"], ["or"]]),
        ("co-operation", [["co"], ["operation"]]),
        ("glacy+", [["glacy"], ["plus"]]),
        ("100 000", [["100"], ["000"]]),
        ("", []),
        ("  ", []),
        ("-", []),
        ('"', []),
        ('""', []),
        ("()*^:{}", []),
        ('say "unfinished phr', [["say"], ["unfinished phr"]]),
    ],
)
def test_words_phrases_and_alternatives(text: str, wanted: list[list[str]]) -> None:
    assert clauses(parse(text)) == wanted


def test_what_is_left_out() -> None:
    query = parse('cocaine -heroin -"two tons" anti-drug')
    assert [term.text for term in query.without] == ["heroin", "two tons"]
    assert clauses(query) == [["cocaine"], ["anti"], ["drug"]]


def test_the_last_word_may_be_unfinished() -> None:
    assert parse("peru dru").unfinished
    assert not parse("peru dru ").unfinished
    assert not parse("peru -dru").unfinished
    assert parse('"two to').unfinished


def test_filters_are_told_from_words() -> None:
    query = parse("kind:programme country:EC in:briefing after:2016 before:2020 drugs")
    assert [(f.key, f.value) for f in query.filters] == [
        ("kind", "programme"),
        ("country", "EC"),
        ("in", "briefing"),
        ("after", "2016"),
        ("before", "2020"),
    ]
    assert clauses(query) == [["drugs"]]
    assert query.filters[0].label == "kind: programme"
    assert query.text[query.filters[1].start : query.filters[1].end] == "country:EC"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("after:2016", "2016-01-01", None),
        ("after:2016-08", "2016-08-01", None),
        ("before:2020", None, "2020-01-01"),
        ("year:2023", "2023-01-01", "2023-12-31~"),
        ("budget:>10m", 10e6, None),
        ("budget:<=1.5bn", None, 1.5e9),
        ("budget:5m..20m", 5e6, 20e6),
        ("budget:€7,500,000", 7.5e6, 7.5e6),
        ('budget:">10 million"', 10e6, None),
        ("budget:..3k", None, 3e3),
    ],
)
def test_bounds_of_filters(text: str, low: object, high: object) -> None:
    (item,) = parse(text).filters
    assert (item.low, item.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("after:yesterday", ["after", "yesterday"]),
        ("budget:huge", ["budget", "huge"]),
        ("budget:1.2.3", ["budget", "1", "2", "3"]),
        ("colour:red", ["colour", "red"]),
        ("12:30", ["12", "30"]),
        ("https://example.org", ["https", "example", "org"]),
    ],
)
def test_what_is_no_filter_is_words(text: str, words: list[str]) -> None:
    query = parse(text)
    assert query.filters == ()
    assert [word.text for word in query.words] == words


def test_a_filter_may_be_excluded_and_may_be_empty() -> None:
    (item,) = parse("-kind:person").filters
    assert item.excludes and item.label == "not kind: person"
    (item,) = parse("kind:").filters
    assert not item.understood


def test_words_know_their_places() -> None:
    text = "Perú -x “dos palabras”"
    for word in parse(text).words:
        assert text[word.start : word.end].lower() in ("perú", "dos", "palabras")
    assert parse(text).words[0].accented


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=LONGEST + 50))
def test_any_text_is_a_query(text: str) -> None:
    query = parse(text)
    for word in query.words:
        assert word.text
        assert 0 <= word.start < word.end <= len(text)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(['"', "-", "OR", "kind:", "after:", "a", "|", ":", "..", " ", "é"]))
)
def test_any_mix_of_signs_is_a_query(signs: list[str]) -> None:
    parse("".join(signs))
    parse(" ".join(signs))

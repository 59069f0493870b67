"""Whom a figure is of, what it measures, what kind of money it is, and of when."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lacsec.db import edtf
from lacsec.db.model import Figure
from lacsec.importer.figures.read import find_figures
from lacsec.importer.readers.blocks import Block
from tests.figures.reading import block, read, table

_TABLE: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("figures.toml").read_text(encoding="utf-8")
)


def _cases() -> list[Any]:
    return [
        pytest.param(language, case["text"], case["says"], id=f"{language}: {case['text'][0][:50]}")
        for language, cases in _TABLE.items()
        for case in cases
    ]


def figures(blocks: list[Block], language: str = "en") -> tuple[Figure, ...]:
    return find_figures(read(blocks, language))


def amount(figure: Figure) -> str:
    words = f"{figure.value:.15g} {figure.unit}"
    return words if figure.qualifier is None else f"{figure.qualifier} {words}"


@pytest.mark.parametrize(("language", "text", "says"), _cases())
def test_figures_of_a_text(language: str, text: list[str], says: list[str]) -> None:
    found = figures([block(words) for words in text], language)
    assert len(found) == len(says)
    for figure, line in zip(found, says, strict=True):
        subject, metric, value, basis, as_of = (part.strip() for part in line.split(";"))
        assert (figure.subject, amount(figure), figure.as_of or "-") == (subject, value, as_of)
        assert metric in ("-", figure.metric)
        assert basis in ("-", figure.basis)
        assert figure.as_of is None or edtf.parse(figure.as_of)


def test_the_subject_of_a_table_row_is_its_first_cell() -> None:
    header = ("Programme", "Period", "Budget (€ million)", "Countries")
    found = figures(
        table(header, ("SEACOP", "2019-2023", "9.5", "10"), ("AIRCOP", "2020", "4", "7"))
    )
    assert [(f.subject, f.metric, amount(f), f.as_of) for f in found] == [
        ("seacop", "Budget (€ million)", "9500000 EUR", "2019/2023"),
        ("seacop", "Countries", "10 countries", None),
        ("aircop", "Budget (€ million)", "4000000 EUR", "2020"),
        ("aircop", "Countries", "7 countries", None),
    ]


def test_the_year_over_a_column_is_the_date_of_its_cells() -> None:
    found = figures(table(("Seizures (t)", "2021", "2022"), ("Peru", "11", "28")))
    assert [(f.subject, amount(f), f.as_of) for f in found] == [
        ("peru", "11 t", "2021"),
        ("peru", "28 t", "2022"),
    ]


def test_the_dollar_is_not_the_country() -> None:
    found = figures([block("# Peru"), block("The plan will cost US$40 million by 2030.")])
    assert [f.subject for f in found] == ["peru"]


def test_the_evidence_is_the_whole_sentence() -> None:
    reading = read([block("It rained. SEACOP trained 640 officers in 2022. It stopped.")], "en")
    (figure,) = find_figures(reading)
    (proof,) = figure.evidence
    assert proof.quote == "SEACOP trained 640 officers in 2022."
    assert reading.text.value[proof.start : proof.end] == proof.quote
    assert proof.finding == "named"
    assert 0 < proof.confidence <= 1


def test_a_count_of_nobody_named_is_no_figure() -> None:
    assert figures([block("Mix three eggs with two spoons of flour.")]) == ()


def test_a_range_has_two_ends() -> None:
    (figure,) = figures([block("Between 20 and 30 tonnes of cocaine leave Guyana each year.")])
    assert (figure.value, figure.value_max, figure.subject) == (20.0, 30.0, "guyana")


def test_only_money_has_a_basis() -> None:
    found = figures([block("In 2022 SEACOP trained 640 officers with a budget of €2 million.")])
    assert [f.basis for f in found] == [None, "budget"]


def test_what_is_told_twice_is_one_figure_with_two_proofs() -> None:
    title = block("# SEACOP trains 640 officers")
    found = figures([title, block("In 2022, SEACOP trained 640 customs officers in Peru.")])
    assert [(f.subject, amount(f), f.as_of, len(f.evidence)) for f in found] == [
        ("seacop", "640 officers", "2022", 2)
    ]


def test_the_same_number_of_two_things_stays_two_figures() -> None:
    found = figures([block("SEACOP covers 12 ports."), block("SEACOP employs 12 experts.")])
    assert [amount(f) for f in found] == ["12 ports", "12 experts"]


def test_the_same_value_at_two_dates_stays_two_figures() -> None:
    found = figures([block("In 2021 Peru seized 28 tonnes. In 2022 Peru seized 28 tonnes.")])
    assert [f.as_of for f in found] == ["2021", "2022"]

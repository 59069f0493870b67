"""Every kind of number that a text of the field has, and those that count nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lacsec.importer.dates.grammar import find_dates
from lacsec.importer.figures.found import Quantity
from lacsec.importer.figures.grammar import find_quantities
from lacsec.importer.names.naming import name_things
from lacsec.importer.readers.blocks import Block
from lacsec.importer.structure.assemble import assemble

_TABLE: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("quantities.toml").read_text(encoding="utf-8")
)


def _cases() -> list[Any]:
    return [
        pytest.param(language, text, expected, id=f"{language}: {text[:60]}")
        for language, rows in _TABLE.items()
        for text, expected in rows
    ]


def find(blocks: list[Block], language: str) -> tuple[Quantity, ...]:
    text = assemble(blocks, language)
    return find_quantities(text, find_dates(text, "2024-05"), name_things(text)).found


def said(quantity: Quantity) -> str:
    end = "" if quantity.value_max is None else f"..{quantity.value_max:.15g}"
    words = f"{quantity.value:.15g}{end} {quantity.unit}"
    return words if quantity.qualifier is None else f"{quantity.qualifier} {words}"


@pytest.mark.parametrize(("language", "text", "expected"), _cases())
def test_quantities_of_a_sentence(language: str, text: str, expected: list[str]) -> None:
    assert [said(q) for q in find([Block("paragraph", text)], language)] == expected


def test_thousands_may_be_set_off_by_a_space_that_does_not_break() -> None:
    for space in ("\u00a0", "\u202f", "\u2009"):
        found = find([Block("paragraph", f"It trained 2{space}426 officers.")], "en")
        assert [said(q) for q in found] == ["2426 officers"]


def test_a_single_sign_groups_by_the_language() -> None:
    for language, text, expected in (
        ("en", "Officers found 1.500 tonnes.", "1.5 t"),
        ("en", "Officers found 1,500 tonnes.", "1500 t"),
        ("es", "Hallaron 1.500 toneladas.", "1500 t"),
        ("es", "Hallaron 0.500 toneladas.", "0.5 t"),
        ("es", "Hallaron 1,5 toneladas.", "1.5 t"),
        ("pt", "Acharam 1.500 toneladas.", "1500 t"),
    ):
        assert [said(q) for q in find([Block("paragraph", text)], language)] == [expected]


def rows(header: tuple[str, ...], *cells: tuple[str, ...]) -> list[Block]:
    blocks = [Block("table_header", "\t".join(header), cells=header)]
    return blocks + [Block("table_row", "\t".join(row), cells=row) for row in cells]


def test_a_bare_cell_takes_the_unit_of_its_column() -> None:
    header = ("Country", "Funding (€ million)", "Partner projects", "Share (%)", "Seized (kg)")
    found = find(rows(header, ("Peru", "3.5", "12", "40", "1 250")), "en")
    assert [said(q) for q in found] == ["3500000 EUR", "12 projects", "40 %", "1250 kg"]


def test_the_heading_over_a_table_may_name_the_unit() -> None:
    table = rows(("Componente", "Fase I", "Fase II"), ("Prevención", "1.150", "1.900,5"))
    found = find([Block("heading", "Presupuesto (miles de euros)", level=2), *table], "es")
    assert [said(q) for q in found] == ["1150000 EUR", "1900500 EUR"]


def test_years_in_cells_are_no_quantities() -> None:
    found = find(rows(("Project", "Start", "Courses"), ("ALFA", "2019", "7")), "en")
    assert [said(q) for q in found] == ["7 courses"]


def test_a_number_behind_a_label_takes_its_unit_from_it() -> None:
    found = find([Block("list_item", "Operaciones conjuntas: 5", marker="-", level=1)], "es")
    assert [said(q) for q in found] == ["5 operations"]


def test_a_number_behind_a_name_takes_its_unit_from_the_paragraph_above() -> None:
    lead = Block("paragraph", "Delegates by country:")
    found = find([lead, Block("list_item", "Peru: 22", marker="-", level=1)], "en")
    assert [said(q) for q in found] == ["22 delegates"]


def test_the_span_of_the_counted_thing_is_kept() -> None:
    text = assemble([Block("paragraph", "It set up nine joint inspection teams.")], "en")
    found = find_quantities(text, find_dates(text), name_things(text)).found
    assert [text.value[slice(*q.noun)] for q in found if q.noun] == ["joint inspection teams"]


def test_references_hold_no_quantities() -> None:
    blocks = [
        Block("heading", "References", level=2),
        Block("paragraph", "García, Drug markets in 12 countries, 400 pages."),
    ]
    assert find(blocks, "en") == ()

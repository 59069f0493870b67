"""Every shape of a calendar expression, with the EDTF that it must become."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lacsec.db import edtf
from lacsec.importer.dates.grammar import find_dates
from lacsec.importer.readers.blocks import Block
from lacsec.importer.structure.assemble import assemble

_TABLE: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("cases.toml").read_text(encoding="utf-8")
)


def _cases() -> list[Any]:
    found = []
    for key, rows in _TABLE.items():
        language = key.removesuffix("_issued")
        for row in rows:
            text, *issued, expected = row
            found.append(
                pytest.param(language, text, (issued or [None])[0], expected, id=text[:60])
            )
    return found


@pytest.mark.parametrize(("language", "text", "issued", "expected"), _cases())
def test_dates_of_a_sentence(
    language: str, text: str, issued: str | None, expected: list[str]
) -> None:
    dates = find_dates(assemble([Block("paragraph", text)], language), issued)
    assert [dated.stated for dated in dates.found] == expected
    assert all(edtf.parse(dated.edtf) and edtf.parse(dated.stated) for dated in dates.found)


def test_there_are_enough_cases() -> None:
    assert len(_cases()) >= 250

"""Trap sentences: what each names, all of it and nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lacsec.importer.names.found import Names
from lacsec.importer.structure.text import Text

# Makes a text one of the field, so that names may be discovered in it; names nothing itself.
FIELD = {
    "en": "Officers seized cocaine and firearms from smugglers at the border.",
    "es": "Los agentes incautaron cocaína y armas de fuego en la frontera.",
    "pt": "Os agentes apreenderam cocaína e armas de fogo na fronteira.",
    "fr": "Les agents ont saisi de la cocaïne et des armes à feu chez des douaniers.",
}
_TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("cases.toml").read_text(encoding="utf-8")
)
_CASES = [
    pytest.param(case, id=f"{group}: {case['text'][:60]}")
    for group, cases in _TABLE.items()
    for case in cases
]


@pytest.mark.parametrize("case", _CASES)
def test_names(case: dict[str, Any], name: Callable[..., tuple[Text, Names]]) -> None:
    _, names = name(case["text"], FIELD[case["language"]], language=case["language"])
    found = dict.fromkeys(names.entities[naming.entity].name for naming in names.namings)
    assert list(found) == case["names"]


def test_there_are_traps_enough_in_every_language() -> None:
    languages = {case["language"] for cases in _TABLE.values() for case in cases}
    assert languages == set(FIELD)
    assert len(_CASES) >= 60

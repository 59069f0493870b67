"""Phases of a programme family: "COPOLAD III", "the third phase of SEACOP", "phases I and II"."""

from __future__ import annotations

import re

from lacsec.db.identity import slug
from lacsec.importer.names.found import Naming
from lacsec.importer.names.local import LocalNames
from lacsec.importer.names.resolve import CONFIDENCE
from lacsec.importer.structure.text import Text

_NUMERAL = re.compile(r"[ -](?:phase )?(?P<numeral>[IVX]{1,4}|\d\.\d)\b")


def with_phases(text: Text, namings: list[Naming], local: LocalNames) -> list[Naming]:
    """The namings, with a family's name and a numeral behind it made the name of the phase."""
    return [_phase(text, naming, local) or naming for naming in namings]


def _phase(text: Text, naming: Naming, local: LocalNames) -> Naming | None:
    family = local.entity(naming.entity)
    if family.kind != "programme" or family.family is not None:
        return None
    match = _NUMERAL.match(text.value, naming.end)
    if match is None:
        return None
    name = f"{family.name} {match['numeral']}"
    identifier = slug(name)
    if identifier not in local.known.entities:
        identifier = local.open(name, "programme", "phase")
        local.set_family(identifier, family.id)
    return Naming(naming.start, match.end(), identifier, "programme", "phase", CONFIDENCE["phase"])

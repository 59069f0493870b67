"""A number with its unit at its place in a text, before it is known what it says and of what."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lacsec.db.model import Qualifier

# How the unit was found: it stands there, in the header or caption of a table, in a label, or it
# is that of the number before or behind.
Rule = Literal["stated", "table", "label", "carried", "shared"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` is plain (58.8 million is 58800000.0). `unit` is ISO 4217 for money, "%", "t", "kg",
    "ha", "per_100k", or a counted thing in the plural, in English where it is known ("persons").

    `noun` is the span of the counted thing, or of what the amount is said to be.
    """

    start: int
    end: int
    value: float
    unit: str
    value_max: float | None = None
    qualifier: Qualifier | None = None
    noun: tuple[int, int] | None = None
    rule: Rule = "stated"

    @property
    def money(self) -> bool:
        """Is the unit a currency?"""
        return len(self.unit) == 3 and self.unit.isupper()


@dataclass(frozen=True)
class Quantities:
    """The quantities of a document in the order of the text; they do not overlap."""

    found: tuple[Quantity, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [quantity.start for quantity in self.found]

    def within(self, start: int, end: int) -> tuple[Quantity, ...]:
        """Those that begin in [start, end)."""
        return self.found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

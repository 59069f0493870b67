"""A calendar expression at its place in a text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Modifier = Literal[
    "since", "until", "by", "before", "after", "about", "early", "mid", "late", "as_of"
]
Source = Literal["stated", "year_from_context", "relative"]


@dataclass(frozen=True, slots=True)
class Dated:
    """`edtf` is the expression itself; `modifier` is what the words before it make of it.

    `source` tells whether the text gives the whole date, or its year came from the sentences
    around it, or it is relative to the document's own date.
    """

    start: int
    end: int
    edtf: str
    modifier: Modifier | None = None
    source: Source = "stated"

    @property
    def stated(self) -> str:
        """EDTF with the modifier in it: "since 2016" → 2016/.., "until 2027" → ../2027."""
        if self.modifier == "since" and "/" not in self.edtf:
            return f"{self.edtf}/.."
        if self.modifier in ("until", "by", "before") and "/" not in self.edtf:
            return f"../{self.edtf}"
        if self.modifier == "about" and "/" not in self.edtf and not self.edtf.endswith("X"):
            return f"{self.edtf}~"
        return self.edtf

    @property
    def year(self) -> str:
        """The first four characters: a year, or a decade such as 198X."""
        return self.edtf.removeprefix("../")[:4]


@dataclass(frozen=True)
class Dates:
    """The calendar expressions of a document, in order, and the texts that are no date."""

    found: tuple[Dated, ...]
    impossible: tuple[str, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [dated.start for dated in self.found]

    def within(self, start: int, end: int) -> tuple[Dated, ...]:
        """Those that begin in [start, end)."""
        return self.found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, offset: int) -> Dated | None:
        """The last that begins before an offset."""
        index = bisect_left(self._starts, offset)
        return self.found[index - 1] if index else None

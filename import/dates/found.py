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
_OPEN_ENDED = ("until", "by", "before")


@dataclass(frozen=True, slots=True)
class Dated:
    """`edtf` is the expression itself; `modifier` is what the words before it make of it.

    `source` tells whether the text gives the whole date, or its year came from the sentences
    around it, or it is relative to another date. `lead` is where the words begin that belong to
    the date without being it ("on Monday, 5 May": the "on"); it is `start` where there are none.
    """

    start: int
    end: int
    edtf: str
    modifier: Modifier | None = None
    source: Source = "stated"
    lead: int = -1

    def __post_init__(self) -> None:
        if self.lead < 0:
            object.__setattr__(self, "lead", self.start)

    @property
    def stated(self) -> str:
        """EDTF with the modifier in it: "since 2016" → 2016/.., "until 2027" → ../2027."""
        if "/" in self.edtf:
            return self.edtf
        if self.modifier == "since":
            return f"{self.edtf}/.."
        if self.modifier in _OPEN_ENDED:
            return f"../{self.edtf}"
        if self.modifier == "about" and self.edtf[-1] not in "X?~":
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

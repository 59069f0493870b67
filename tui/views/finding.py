"""Finding words in a text: all their places, and which comes next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from lacsec.db.text import fold

Range = tuple[int, int]
_SHORTEST = 2  # letters


class Finding:
    """The places of some words in a text, as they are typed, case and accents aside."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = ""
        self.words = ""
        self.places: Sequence[Range] = ()
        self.starts: Sequence[int] = ()

    def seek(self, words: str) -> None:
        """Find other words; too few letters find nothing."""
        self._folded = self._folded or fold(self._text)
        self.words = words
        self.places = matches(self._folded, words) if len(words.strip()) >= _SHORTEST else ()
        self.starts = [start for start, _ in self.places]

    def status(self, offset: int) -> str:
        """Which match stands at or after an offset, of how many."""
        if not self.places:
            return "not found"
        here = step(self.starts, offset - 1, forward=True)
        place = f"match {here + 1} of" if here is not None else "after the last of"
        return f"{place} {len(self.places)}"


def matches(folded: str, words: str) -> list[Range]:
    """Where some words stand in a folded text."""
    wanted = fold(words).strip()
    found: list[Range] = []
    at = folded.find(wanted) if wanted else -1
    while at >= 0:
        found.append((at, at + len(wanted)))
        at = folded.find(wanted, at + len(wanted))
    return found


def step(starts: Sequence[int], here: int, *, forward: bool) -> int | None:
    """The position of the next of some sorted starts after an offset, or the one before it."""
    if forward:
        index = bisect_right(starts, here)
        return index if index < len(starts) else None
    index = bisect_left(starts, here) - 1
    return index if index >= 0 else None

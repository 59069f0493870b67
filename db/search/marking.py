"""Marks the words of a query in a passage: where they stand, and how close together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lacsec.db.search.parts import Part
from lacsec.db.search.textwords import Alternatives
from lacsec.db.text import fold

# What a word counts for in another form, in other words or misspelt; and in a heading above.
_OTHER_FORM, _FORGIVEN, _ABOVE = 0.9, 0.75, 0.8
# What it counts that the next word of the query comes next in the passage, or the one before.
_STEPS = {1: 1.0, -1: 0.6}
# Between two words that stand together there may be a short word or two: "of the".
_GAP = 9


@dataclass(slots=True)
class PassageHit:
    """A passage that answers.

    `seen` are the parts of the query that it holds, with what each counts for; `covered` is their
    share of the query, `run` how much of it stands together, `score` is 0 … 1.
    """

    number: int
    id: str
    document: str
    start: int
    end: int
    kind: str
    section: str
    text: str
    rank: float
    score: float = 0.0
    covered: float = 0.0
    run: float = 0.0
    spans: list[tuple[int, int]] = field(default_factory=list)
    seen: dict[int, float] = field(default_factory=dict)
    why: str = ""
    worth: float = 1.0


class Marker:
    """Marks the parts of one query in any number of passages."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.weights = [part.weight for part in parts]
        self.numbers = [number for number, part in enumerate(parts) if part.number]
        self._groups: list[tuple[int, float, str]] = []
        patterns = []
        for number, part in enumerate(parts):
            for option in part.options:
                for alternative in option:
                    for pattern, worth, why in _patterns(alternative):
                        patterns.append(f"({pattern})")
                        self._groups.append((number, worth, why))
        self._total = sum(self.weights) or 1.0
        self._pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(patterns)})(?![^\W_])")

    def mark(self, hit: PassageHit) -> None:
        """Fill in what a passage holds. A number of the query that is not there spoils it."""
        seen = hit.seen
        last_part, last_end, run, longest = -9, -99, 1.0, 1.0
        for match in self._pattern.finditer(fold(hit.text)):
            part, worth, why = self._groups[(match.lastindex or 1) - 1]
            hit.spans.append(match.span())
            if worth > seen.get(part, 0.0):
                seen[part] = worth
                hit.why = why or hit.why
            near = match.start() - last_end < _GAP
            step = _STEPS.get(part - last_part, 0.0) if near else 0.0
            run = run + step if step else 1.0
            longest = max(longest, run)
            last_part, last_end = part, match.end()
        count = len(self.weights)
        if len(seen) < count and hit.section:
            for match in self._pattern.finditer(fold(hit.section)):
                seen.setdefault(self._groups[(match.lastindex or 1) - 1][0], _ABOVE)
        hit.covered = sum(self.weights[part] * worth for part, worth in seen.items()) / self._total
        if any(number not in seen for number in self.numbers):
            hit.covered *= 0.5
        hit.run = (longest - 1) / (count - 1) if count > 1 else 1.0


def _patterns(alternative: Alternatives) -> list[tuple[str, float, str]]:
    """Regular expressions for a word, with what each counts for and what it forgives."""
    found = [re.escape(word) for word in alternative.words]
    found += [rf"{re.escape(a)}[\W_]+{re.escape(b)}" for a, b in alternative.pairs]
    if alternative.beginning:
        found.append(rf"{re.escape(alternative.beginning)}[^\W_]*")
    patterns = [("|".join(sorted(found, key=len, reverse=True)), 1.0, "")]
    if alternative.stem:
        patterns.append((rf"{re.escape(alternative.stem)}[^\W_]*", _OTHER_FORM, ""))
    if alternative.others:
        words = "|".join(map(re.escape, alternative.others))
        patterns.append((words, _FORGIVEN, alternative.why))
    return patterns

"""Rows that moved: found by comparing two screens, so that they are shifted and not sent again."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

_COST = 12  # bytes of one insertion or deletion with its cursor move
_LEAST = 24  # bytes that must be saved at least


class Shift(NamedTuple):
    """Insert (`rows` > 0) or delete (`rows` < 0) so many rows at row `y`; those below move."""

    y: int
    rows: int


def shifts(
    before: Sequence[Hashable], after: Sequence[Hashable], worth: Sequence[int]
) -> list[Shift]:
    """Deletions, then insertions, after which as much of `before` as pays stands as in `after`.

    Both are the rows of a screen, from its top; `worth[y]` is what it costs, in bytes, to draw row
    `y` of `after` over what stands there in `before`. What moves up from below the last row is
    blank, and the rows after the last that differs end where they were.
    """
    size = len(after)
    differing = [y for y in range(size) if before[y] != after[y]]
    if len(differing) < 2:
        return []
    top, end = differing[0], differing[-1] + 1
    pairs = _matches(before[top:end], after[top:end], worth[top:end])
    saved = sum(worth[top + new] for old, new in pairs if old != new)
    found = _steps(pairs, top, end - top)
    if saved < max(_LEAST, _COST * len(found)):
        return []
    return found


def _matches(
    before: Sequence[Hashable], after: Sequence[Hashable], worth: Sequence[int]
) -> list[tuple[int, int]]:
    """Pairs of equal rows, in order in both, that save the most."""
    size = len(after)
    best = [[0] * (size + 1) for _ in range(size + 1)]
    for old in range(size - 1, -1, -1):
        row, below, content = best[old], best[old + 1], before[old]
        for new in range(size - 1, -1, -1):
            most = max(below[new], row[new + 1])
            if content == after[new] and worth[new]:
                most = max(most, below[new + 1] + worth[new])
            row[new] = most
    pairs: list[tuple[int, int]] = []
    old = new = 0
    while old < size and new < size:
        here = best[old][new]
        if here == best[old + 1][new]:
            old += 1
        elif here == best[old][new + 1]:
            new += 1
        else:
            pairs.append((old, new))
            old, new = old + 1, new + 1
    return pairs


def _steps(pairs: Sequence[tuple[int, int]], top: int, size: int) -> list[Shift]:
    """Deletions from below to above, then insertions from above to below."""
    deletions: list[Shift] = []
    insertions: list[Shift] = []
    old_from = new_from = 0
    for old, new in [*pairs, (size, size)]:
        gone, come = old - old_from, new - new_from
        if gone > come:
            deletions.append(Shift(top + old_from + come, come - gone))
        elif come > gone:
            insertions.append(Shift(top + new_from + gone, come - gone))
        old_from, new_from = old + 1, new + 1
    return deletions[::-1] + insertions

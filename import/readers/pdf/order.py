"""Lines of a page put in the order in which one reads them, and set side by side where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lacsec.importer.readers.pdf.lines import SUPERSCRIPT, WIDE_GAP, Line, Part

_SAME_BASE = 0.25  # of the size
_SPACE = 0.12  # times the size between two words
_NEAR = 2.6  # times the size: lines of one stretch follow one another no farther apart
_OVERLAP = 0.3  # of the narrower of two stretches, for one to stand above the other
_MOST = 400  # stretches of a page: more than that, and the order of the file is taken
_BULLETS = frozenset("•·▪◦–—‣●○■►-o\uf0b7\uf0a7\uf0d8\uf02d\u2023\u27a2\uf0fc")


@dataclass(slots=True)
class Stretch:
    """Lines that follow one another straight down."""

    lines: list[Line]
    left: float
    right: float

    @property
    def top(self) -> float:
        """The height at which the first line stands."""
        return self.lines[0].base

    @property
    def bottom(self) -> float:
        """The height at which the last line stands."""
        return self.lines[-1].base


def in_reading_order(lines: Sequence[Line]) -> list[list[Line]]:
    """The stretches of a page: the order of the file, save that what stands above comes first."""
    stretches = _stretches(_side_by_side(_with_bullets(lines)))
    if len(stretches) <= _MOST:
        stretches = _sorted(stretches)
    return [stretch.lines for stretch in stretches]


def _with_bullets(lines: Sequence[Line]) -> list[Line]:
    """Bullets that the file has as lines of their own, put before the line they belong to."""
    alone = [line for line in lines if line.text in _BULLETS]
    if not alone:
        return list(lines)
    by_height: dict[int, list[Line]] = {}
    for line in alone:
        for step in (round(line.base) - 1, round(line.base), round(line.base) + 1):
            by_height.setdefault(step, []).append(line)
    used: set[int] = set()
    found: list[Line] = []
    for line in lines:
        if line.text in _BULLETS:
            continue
        for bullet in by_height.get(round(line.base), ()):
            near = 0 < line.left - bullet.right < 4 * line.size
            if near and id(bullet) not in used:
                used.add(id(bullet))
                first = line.parts[0]
                words = Part(f"{bullet.text} {first.text}", bullet.left, first.right)
                line = replace(line, parts=(words, *line.parts[1:]))  # noqa: PLW2901
                break
        found.append(line)
    return found


def _side_by_side(lines: Sequence[Line]) -> list[Line]:
    """Lines one after another in the file that stand on one base are one line; a small number
    above the end of one is the sign of a note.
    """
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        if before is None or line.left < before.right - 1:
            found.append(line)
        elif abs(before.base - line.base) <= _SAME_BASE * min(before.size, line.size):
            found[-1] = _merged(before, line)
        elif _is_raised(line, before):
            sign = Part(line.text.translate(SUPERSCRIPT), line.left, line.right)
            found[-1] = replace(before, parts=_beside(before.parts, sign, before.size))
        else:
            found.append(line)
    return found


def _merged(before: Line, line: Line) -> Line:
    parts = before.parts
    for part in line.parts:
        parts = _beside(parts, part, before.size)
    return replace(before, parts=parts, bold=before.bold and line.bold, divided=line.divided)


def _beside(parts: tuple[Part, ...], part: Part, size: float) -> tuple[Part, ...]:
    """Parts with one more, joined to the last where they stand close together."""
    last = parts[-1]
    gap = part.left - last.right
    if gap > WIDE_GAP * size:
        return (*parts, part)
    joint = " " if gap > _SPACE * size else ""
    return (*parts[:-1], Part(f"{last.text}{joint}{part.text}", last.left, part.right))


def _is_raised(line: Line, before: Line) -> bool:
    if not line.text.isdecimal() or len(line.text) > 3 or line.size > 0.85 * before.size:
        return False
    near = line.left - before.right < 0.5 * before.size
    return near and 0.15 < (line.base - before.base) / before.size < 0.7


def _stretches(lines: Sequence[Line]) -> list[Stretch]:
    found: list[Stretch] = []
    for line in lines:
        if found and _goes_down(found[-1], line):
            stretch = found[-1]
            stretch.lines.append(line)
            stretch.left = min(stretch.left, line.left)
            stretch.right = max(stretch.right, line.right)
        else:
            found.append(Stretch([line], line.left, line.right))
    return found


def _goes_down(stretch: Stretch, line: Line) -> bool:
    before = stretch.lines[-1]
    drop = before.base - line.base
    near = 0 < drop <= _NEAR * max(before.size, line.size)
    return near and line.left < stretch.right and line.right > stretch.left


def _sorted(stretches: list[Stretch]) -> list[Stretch]:
    """What stands above another and overlaps it in width comes first; else the file's order."""
    above = [
        {
            place
            for place, other in enumerate(stretches)
            if other.bottom > stretch.top and _overlap(other, stretch)
        }
        for stretch in stretches
    ]
    done: set[int] = set()
    waiting = list(range(len(stretches)))
    found: list[Stretch] = []
    while waiting:
        following = next((place for place in waiting if above[place] <= done), waiting[0])
        waiting.remove(following)
        done.add(following)
        found.append(stretches[following])
    return found


def _overlap(one: Stretch, other: Stretch) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > _OVERLAP * min(one.right - one.left, other.right - other.left)

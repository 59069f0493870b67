"""The shortest sequence that moves a terminal's cursor."""

from __future__ import annotations


def move(start: tuple[int | None, int | None], end: tuple[int, int], *, erases: bool = True) -> str:
    """From (column, row) to another, both counted from 0; None is a column or row not known.

    `erases` says that the terminal knows CHA. Lines are fed only downwards within the screen, so
    nothing scrolls.
    """
    x, y = end
    from_x, from_y = start
    ways = [_absolute(x, y)]
    if from_y == y:
        ways.extend(_within(from_x, x))
        if erases:
            ways.append(f"\x1b[{x + 1}G")
    elif from_y is not None and y > from_y:
        feeds = "\r" + "\n" * (y - from_y)
        ways.append(feeds + _forward(x))
        if from_x == x:
            ways.append(_times(y - from_y, "B"))
    elif from_y is not None and from_x == x:
        ways.append(_times(from_y - y, "A"))
    return min(ways, key=len)


def _absolute(x: int, y: int) -> str:
    if x:
        return f"\x1b[{y + 1 if y else ''};{x + 1}H"
    return f"\x1b[{y + 1}H" if y else "\x1b[H"


def _within(start: int | None, end: int) -> list[str]:
    ways = ["\r" + _forward(end)]
    if start is not None and end > start:
        ways.append(_forward(end - start))
    elif start is not None and end < start:
        ways += ["\b" * (start - end), _times(start - end, "D")]
    return ways


def _forward(steps: int) -> str:
    return _times(steps, "C") if steps else ""


def _times(steps: int, final: str) -> str:
    return f"\x1b[{steps if steps > 1 else ''}{final}"

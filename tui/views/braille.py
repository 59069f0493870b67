"""A canvas of Braille dots: two across and four down in every cell, each with a style."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from lacsec.tui.lines import Span

_BASE = 0x2800
# The bit of a dot by its column and row within a cell.
_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
Marks = Mapping[tuple[int, int], tuple[str, str]]


class Dots:
    """`width` × `height` cells of 2 × 4 dots."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._dots: dict[tuple[int, int], str] = {}

    def put(self, x: int, y: int, style: str) -> None:
        """A dot, counted from the left and the top; one outside is left out."""
        if 0 <= x < self.width * 2 and 0 <= y < self.height * 4:
            self._dots[x, y] = style

    def line(self, start: tuple[int, int], end: tuple[int, int], style: str) -> None:
        """Dots from one place to another."""
        (x, y), (to_x, to_y) = start, end
        steps = max(abs(to_x - x), abs(to_y - y), 1)
        for step in range(steps + 1):
            self.put(
                x + round((to_x - x) * step / steps), y + round((to_y - y) * step / steps), style
            )

    def row(self, y: int, marks: Marks | None = None) -> list[Span]:
        """A row of cells as spans; `marks` are signs with styles that stand in cells instead."""
        spans: list[Span] = []
        for x in range(self.width):
            sign, style = (marks or {}).get((x, y)) or self._cell(x, y)
            if spans and spans[-1].style == style:
                spans[-1] = Span(spans[-1].text + sign, style)
            else:
                spans.append(Span(sign, style))
        return spans

    def _cell(self, x: int, y: int) -> tuple[str, str]:
        """The character of a cell, in the style that most of its dots have."""
        code = 0
        styles: Counter[str] = Counter()
        for across in (0, 1):
            for down in range(4):
                style = self._dots.get((2 * x + across, 4 * y + down))
                if style is not None:
                    code |= _BITS[across][down]
                    styles[style] += 1
        if not code:
            return " ", ""
        return chr(_BASE + code), styles.most_common(1)[0][0]

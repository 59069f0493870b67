"""What stands on every page and belongs to none: running headers and footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from lacsec.importer.readers.pdf.lines import Line, PageLines

_MARGIN = 0.14  # of the page's height, above and below
_NUMBER_MARGIN = 0.2  # the same for the number of the page
_ROW = 6.0  # points: lines of a running header stand as high on each page within this
_OFTEN = 3  # pages with the same line make a running one; of two pages, both
_NUMBER = re.compile(
    r"(?:page|página|pág\.?|p\.|seite)?[\s–—|/-]{0,4}(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:[\s–—|/-]{0,4}(?:of|de|sur|/|von)?[\s–—|/-]{0,4}\d{1,4})?[\s–—|/-]{0,4}$",
    re.I,
)
_DIGITS = re.compile(r"\d+")
_LONGEST = 200  # letters
_MOST_NUMBERS, _LONGEST_NUMBER = 3, 4


def without_furniture(pages: Sequence[PageLines]) -> list[list[Line]]:
    """The lines of each page without those that come back on page after page."""
    margins = [[x for x in page.lines if _in_margin(x, _NUMBER_MARGIN)] for page in pages]
    counts: Counter[tuple[str, int]] = Counter()
    for lines in margins:
        counts.update({key for x in lines if _in_margin(x, _MARGIN) for key in _keys(x)})
    needed = min(_OFTEN, max(2, len(pages)))
    running = {key for key, count in counts.items() if count >= needed}
    numbers = _page_numbers(margins)
    kept: list[list[Line]] = []
    for place, (page, lines) in enumerate(zip(pages, margins, strict=True)):
        dropped = {id(x) for x in lines if _in_margin(x, _MARGIN) and _keys(x) & running}
        dropped |= numbers[place]
        kept.append([line for line in page.lines if id(line) not in dropped])
    return kept


def _in_margin(line: Line, share: float) -> bool:
    return not share < line.height < 1 - share


def _keys(line: Line) -> set[tuple[str, int]]:
    """What a line has in common with its like on other pages: its words, one number among them
    counted from the number of the page, and the height it stands at, in steps that overlap.
    """
    extent = line.base / line.height if line.height else 0.0
    edge = line.base if line.height < 0.5 else line.base - extent  # pages differ in height
    step = int(edge // _ROW)
    nearer = step + 1 if edge % _ROW > _ROW / 2 else step - 1
    words = " ".join(line.text.lower().split())[:_LONGEST]
    told = {words} if not words.isdigit() else set()
    for match in list(_DIGITS.finditer(words))[:_MOST_NUMBERS]:
        if len(match[0]) <= _LONGEST_NUMBER:
            offset = int(match[0]) - line.page
            told.add(f"{words[: match.start()]}#{offset}#{words[match.end() :]}")
    return {(one, at) for one in told for at in (step, nearer)}


def _page_numbers(margins: Sequence[Sequence[Line]]) -> dict[int, set[int]]:
    """Lines that are nothing but a page's number: on several pages, as high, or in the margin
    of a document of one page at its very end.
    """
    found: dict[int, set[int]] = defaultdict(set)
    heights: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    for place, lines in enumerate(margins):
        for line in lines:
            if len(line.text) < 24 and _NUMBER.match(line.text.strip()):
                heights[int(line.base // (2 * _ROW))].append((place, line))
    for lines_ in heights.values():
        if len({place for place, _ in lines_}) >= min(2, len(margins)):
            for place, line in lines_:
                found[place].add(id(line))
    return found

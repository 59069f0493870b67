"""The lines of a PDF page: their words, where they stand, how large and how bold they are."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_HYPHEN = "\ufffe"  # where pdfium takes a hyphen at the end of a line for a divided word
WIDE_GAP = 1.5  # times the size: more than that between two words, and they are apart
_SPARSE = 0.6  # times the size: letters that take more each have gaps between them
_SPACES = re.compile(r"(?<=\S)\s+(?=\S)")
_SMALL = 0.82  # of the line's size: a smaller digit behind a word is the sign of a note
_DIGITS = re.compile(r"\d+")
_LONGEST_SIGN = 3  # digits
_BEFORE_SIGN, _AFTER_SIGN = " ),.;:]”’\"'»%", " .,;:)]”’\"'»"
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_HEAVY = (b"bold", b"black", b"heavy", b"demi")
_LINE_END = re.compile(rf"\r?\n|{_HYPHEN}(?!\r?\n)")
_SAME = 0.04  # of the size
_WIDE = 1.2  # times its height: a box wider than that holds upright letters
_STEEP = 0.1  # radians: text that is turned more is a watermark or a mark at the edge
_MOST_CHARACTERS = 200_000  # of one page

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points


@dataclass(slots=True)
class Part:
    """Words that stand together on a line."""

    text: str
    left: float
    right: float


@dataclass(slots=True)
class Line:
    """A line of a page. Places are in points from the lower left; `parts` stand wide apart.

    `base` is the height that its letters stand on, `height` the same as a share of the page's.
    """

    parts: tuple[Part, ...]
    base: float
    size: float
    bold: bool
    page: int
    height: float = 0.5
    divided: bool = False  # does it end in a hyphen that divides a word?
    text: str = ""
    left: float = 0.0
    right: float = 0.0

    def __post_init__(self) -> None:
        parts = self.parts
        self.text = parts[0].text if len(parts) == 1 else " ".join(part.text for part in parts)
        self.left = parts[0].left
        self.right = max(part.right for part in parts)


@dataclass(slots=True)
class PageLines:
    """The lines of one page in the order of the file; does it show pictures and nothing else?"""

    lines: list[Line] = field(default_factory=list)
    is_picture: bool = False


class PageReader:
    """Reads page after page of one document."""

    def __init__(self) -> None:
        self._doubles = tuple(ctypes.c_double() for _ in range(4))
        self._at = tuple(ctypes.pointer(double) for double in self._doubles)
        self._rect = pdfium.FS_RECTF()
        self._at_rect = ctypes.pointer(self._rect)
        self._size = 0.0  # of the letters of the line before
        self._lies = False  # are the letters of this line turned by a quarter?
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._page: Any = None  # what the library knows the text of the page by

    def read(self, page: pypdfium2.PdfPage, number: int) -> PageLines:
        """The lines of a page; `number` counts from 1."""
        text_page = page.get_textpage()
        try:
            count = min(text_page.count_chars(), _MOST_CHARACTERS)
            self._page = text_page.raw
            text = text_page.get_text_range(0, count) if count else ""
            lines = self._lines(text, page.get_size(), number, is_shifted=len(text) != count)
        finally:
            text_page.close()
        return PageLines(lines, is_picture=not lines and _shows_pictures(page))

    def _lines(
        self, text: str, size: tuple[float, float], number: int, *, is_shifted: bool
    ) -> list[Line]:
        turned: Counter[int] = Counter()
        lines: list[tuple[int, Line]] = []
        for start, words in _cut(text):
            stripped = words.strip()
            if not stripped or stripped == _HYPHEN:
                continue
            first = start + len(words) - len(words.lstrip())
            if is_shifted:
                first = max(0, pdfium.FPDFText_GetCharIndexFromTextIndex(self._page, first))
            found = self._line(first, stripped, number)
            if found is not None:
                turn, line = found
                extent = max(1.0, size[0] if turn in (90, 270) else size[1])
                line.height = (line.base / extent) % 1.0
                lines.append(found)
                turned[turn] += len(stripped)
        upright = turned.most_common(1)[0][0] if turned else 0
        return [line for turn, line in lines if turn == upright]

    def _turn(self, index: int) -> int:
        """By how many degrees the letters are turned: 0, 90, 180, 270; -1 for any other."""
        angle = pdfium.FPDFText_GetCharAngle(self._page, index)
        quarter = round(angle / (math.pi / 2))
        return (quarter % 4) * 90 if abs(angle - quarter * math.pi / 2) < _STEEP else -1

    def _line(self, first: int, text: str, number: int) -> tuple[int, Line] | None:
        """A line, and by how much it is turned."""
        divided = text[-1] == _HYPHEN
        text = text.removesuffix(_HYPHEN)
        boxes = self._boxes(first, len(text))
        if not boxes:
            return None
        last = first + len(text) - 1
        left, bottom, right, top = boxes[0]
        turn = self._turn(first) if right - left < _WIDE * (top - bottom) else 0
        self._lies = turn in (90, 270)
        if turn > 0:
            boxes = [_upright(box, turn) for box in boxes]
        size = self._usual_height(first, last)
        if turn <= 0:
            cut = self._parts(first, text, boxes, size)
        else:
            cut = [(0, text, boxes[0][0], max(box[2] for box in boxes))]
        parts = tuple(
            Part(_without_ligatures(self._marked(first + at, words, size)), low, high)
            for at, words, low, high in cut
        )
        bold = self._is_bold(first) and self._is_bold(last)
        return turn, Line(parts, self._base(first, turn), size, bold, number, divided=divided)

    def _boxes(self, first: int, length: int) -> list[Box]:
        page, at, doubles = self._page, self._at, self._doubles
        boxes: list[Box] = []
        for index in range(pdfium.FPDFText_CountRects(page, first, length)):
            pdfium.FPDFText_GetRect(page, index, *at)
            left, top, right, bottom = doubles
            boxes.append((left.value, bottom.value, right.value, top.value))
        return boxes

    def _usual_height(self, first: int, last: int) -> float:
        """The size of a line: that of its first letter, unless letters further on say otherwise."""
        size = self._height(first)
        if abs(size - self._size) > _SAME * size:
            size = sorted((size, self._height((first + last) // 2), self._height(last)))[1]
        self._size = size
        return size

    def _height(self, index: int) -> float:
        """The height of a letter's font, in points."""
        rect = self._rect
        pdfium.FPDFText_GetLooseCharBox(self._page, index, self._at_rect)
        height = rect.right - rect.left if self._lies else rect.top - rect.bottom
        return abs(float(height))

    def _base(self, index: int, turn: int) -> float:
        x, y = self._doubles[:2]
        pdfium.FPDFText_GetCharOrigin(self._page, index, *self._at[:2])
        return y.value if turn <= 0 else _upright((x.value, y.value, 0, 0), turn)[1]

    def _is_bold(self, index: int) -> bool:
        name = self._name
        if not pdfium.FPDFText_GetFontInfo(self._page, index, name, 128, self._flags):
            return False
        told = name.value.lower()
        return any(sign in told for sign in _HEAVY)

    def _parts(
        self, first: int, text: str, boxes: list[Box], size: float
    ) -> list[tuple[int, str, float, float]]:
        """Where a line falls apart into words that stand far from one another."""
        found: list[tuple[int, str, float, float]] = []
        start, left, right = 0, boxes[0][0], boxes[0][2]
        if len(boxes) == 1 and right - left > _SPARSE * size * len(text):
            return self._spread(first, text, size, (left, right))
        for box in boxes[1:]:
            if box[0] - right > WIDE_GAP * size:
                cut = self._cut_at(first, text, start, box[0])
                if cut is not None:
                    found.append((start, text[start:cut].strip(), left, right))
                    start, left, right = cut, box[0], box[2]
            right = max(right, box[2])
        found.append((start, text[start:].strip(), left, right))
        return found

    def _spread(
        self, first: int, text: str, size: float, edges: tuple[float, float]
    ) -> list[tuple[int, str, float, float]]:
        """The same for a line that the file has as one, its words moved apart in it."""
        found: list[tuple[int, str, float, float]] = []
        start, left = 0, edges[0]
        double = self._doubles
        for match in _SPACES.finditer(text):
            pdfium.FPDFText_GetCharBox(self._page, first + match.start() - 1, *self._at)
            before = double[1].value
            pdfium.FPDFText_GetCharBox(self._page, first + match.end(), *self._at)
            after = double[0].value
            if after - before > WIDE_GAP * size:
                found.append((start, text[start : match.start()], left, before))
                start, left = match.end(), after
        found.append((start, text[start:], left, edges[1]))
        return found

    def _cut_at(self, first: int, text: str, start: int, left: float) -> int | None:
        """The first letter behind a space that stands at a place or beyond."""
        x = self._doubles[0]
        at = text.find(" ", start + 1)
        while at >= 0:
            following = at + 1
            if following < len(text) and text[following] != " ":
                pdfium.FPDFText_GetCharOrigin(self._page, first + following, *self._at[:2])
                if x.value >= left - 0.25 * self._size:
                    return following
            at = text.find(" ", following)
        return None

    def _marked(self, first: int, text: str, size: float) -> str:
        """The words with the signs of notes, small digits behind a word, as superscripts."""
        for match in reversed(list(_DIGITS.finditer(text))):
            start, end = match.span()
            if start and end - start <= _LONGEST_SIGN and self._is_sign(first, text, match, size):
                kept = text[:start].rstrip()
                text = kept + match[0].translate(SUPERSCRIPT) + text[end:]
        return text

    def _is_sign(self, first: int, text: str, match: re.Match[str], size: float) -> bool:
        start, end = match.span()
        before, after = text[start - 1], text[end : end + 1]
        if after not in _AFTER_SIGN or not (before.isalpha() or before in _BEFORE_SIGN):
            return False
        if text[start - 2 : start - 1].isdigit() and before in ".,":
            return False  # the rest of a number
        if self._height(first + start) >= _SMALL * size:
            return False
        return before != " " or self._base(first + start, 0) - self._base(first, 0) > 0.15 * size


def _without_ligatures(text: str) -> str:
    return text if text.isascii() else text.translate(_LIGATURES)


def _upright(box: Box, turn: int) -> Box:
    """A box of letters that are turned, as it stands when the page is turned back."""
    left, bottom, right, top = box
    if turn == 270:  # read upwards: the library counts clockwise
        return bottom, -right, top, -left
    if turn == 90:
        return -top, left, -bottom, right
    return -right, -top, -left, -bottom


def _cut(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a page's text with their offsets; a divided word ends one, hyphen included."""
    start = 0
    for match in _LINE_END.finditer(text):
        end = match.start() + (match[0] == _HYPHEN)
        yield start, text[start:end]
        start = match.end()
    yield start, text[start:]


def _shows_pictures(page: pypdfium2.PdfPage) -> bool:
    objects = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2)
    return next(iter(objects), None) is not None

"""Lines of a PDF to blocks: paragraphs over lines and pages, headings by size, lists, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lacsec.importer.readers.blocks import Block
from lacsec.importer.readers.pdf.lines import Line
from lacsec.importer.readers.pdf.order import in_reading_order
from lacsec.importer.readers.pdf.tables import Row, with_tables
from lacsec.importer.readers.plain import is_caption, looks_like_heading
from lacsec.importer.readers.tables import Cell, table_rows
from lacsec.importer.readers.washing import Washer

_BULLET = re.compile(
    r"(?:[•·▪◦‣●○■►✓➢\uf0b7\uf0a7\uf0d8\uf02d\uf0fc]\s{0,3}|[–—*-]\s{1,3}"
    r"|o\s{1,3}(?=[A-ZÁÉÍÓÚ]))(?=\S)"
)
_NUMBER = re.compile(
    r"(\d{1,2}[.)]|\(\d{1,2}\)|[a-z][.)]|\([a-zA-Z]\)|[A-Z]\)|\(?[ivx]{1,5}[.)])\s{1,3}(?=\S)"
)
_NOTE = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3})\s{0,3}(?=[^\W\d_]|[“\"«(])")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LAST_WORD = re.compile(r"[^\W_]+")  # of a text read backwards
_LONGEST_WORD = 60
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_ENDS = ".!?:;…"
_LEADERS = re.compile(r"[.…][\s.…]{4,}(?:\d{1,4}|[ivxlc]{1,6})?$")  # of a table of contents
_LARGER, _SMALLER = 1.1, 0.93  # of the size of the text: headings, notes
_SAME_SIZE = 0.08
_LOOSE = 1.3  # times the usual drop from line to line: more is a new paragraph
_INDENT = 0.8  # times the size
_NOTES_BELOW = 0.5  # of the page's height
_LONGEST_HEADING = 250
_LONGEST_BOLD = 120


@dataclass(slots=True)
class _Measures:
    """The usual size of the text, drop from line to line as a share of it, sizes of headings."""

    size: float
    drop: float
    heads: list[float]
    words: Counter[str]


@dataclass(slots=True)
class _Open:
    """A paragraph that is being put together."""

    lines: list[Line]
    marker: str | None = None
    is_note: bool = False


def pdf_blocks(pages: Sequence[Sequence[Line]], washer: Washer) -> list[Block]:
    """The blocks of a document from the lines of its pages, running headers already left out."""
    items = [[list(with_tables(stretch)) for stretch in in_reading_order(lines)] for lines in pages]
    lines = [
        item for page in items for stretch in page for item in stretch if isinstance(item, Line)
    ]
    if not lines:
        return [b for page in items for s in page for t in s for b in _table(t, washer)]
    return _Composer(_measured(lines), washer).compose(items)


def _measured(lines: Sequence[Line]) -> _Measures:
    sizes: Counter[float] = Counter()
    words: Counter[str] = Counter()
    torn = False
    for line in lines:
        sizes[_rounded(line.size)] += len(line.text)
        found = _WORD.findall(line.text.lower())
        whole = found[torn : len(found) - 1] if _is_divided(line) else found[torn:]
        words.update(whole)
        torn = _is_divided(line)
    size = max(sizes, key=lambda s: (sizes[s], s))
    drops: Counter[float] = Counter()
    for one, other in pairwise(lines):
        drop = one.base - other.base
        if 0 < drop < 3 * size and _rounded(one.size) == size == _rounded(other.size):
            drops[round(drop / size, 2)] += 1
    usual = max(drops, key=lambda d: (drops[d], -d)) if drops else 1.2
    heads = sorted({s for s in sizes if s > _LARGER * size}, reverse=True)
    return _Measures(size, max(usual, 0.8), heads, words)


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _is_divided(line: Line) -> bool:
    return line.divided or line.text[-1:] in "-‐\u00ad"


class _Composer:
    """Puts the lines of all pages together."""

    def __init__(self, measures: _Measures, washer: Washer) -> None:
        self._measures = measures
        self._washer = washer
        self._blocks: list[Block] = []
        self._open: _Open | None = None
        self._held: _Open | None = None  # a paragraph that a note at the foot of the page cuts
        self._notes: list[Block] = []  # of the page, until the paragraph that they cut is whole
        self._level = 1
        self._edges: tuple[float, float] = (0.0, 0.0)

    def compose(self, pages: Iterable[Sequence[Sequence[Line | list[Row]]]]) -> list[Block]:
        """All blocks, in order."""
        for page in pages:
            for stretch in page:
                self._enter(stretch)
                for item in stretch:
                    if isinstance(item, list):
                        self._close()
                        self._blocks.extend(_table(item, self._washer))
                    elif _is_contents(item.text):
                        self._close()
                    else:
                        self._take(item)
        self._close()
        self._blocks.extend(self._notes)
        return self._blocks

    def _enter(self, stretch: Sequence[Line | list[Row]]) -> None:
        lines = [item for item in stretch if isinstance(item, Line)]
        if lines:
            left, right = min(line.left for line in lines), max(line.right for line in lines)
            self._edges = left, right

    def _take(self, line: Line) -> None:
        is_note = self._is_note(line)
        while self._open is not None:
            if self._goes_on(self._open, line):
                self._open.lines.append(line)
                return
            if self._held is not None:  # the note is whole: back to the paragraph it cut
                self._put_aside()
                continue
            if not (is_note and self._torn()):
                break
            self._held, self._open = self._open, self._begun(line, is_note=True)
            return
        self._close()
        self._open = self._begun(line, is_note=is_note)

    def _put_aside(self) -> None:
        """Keep the note at the foot of the page until the paragraph that it cuts is whole."""
        block = self._block(self._open) if self._open is not None else None
        if block is not None:
            self._notes.append(block)
        self._open, self._held = self._held, None

    def _begun(self, line: Line, *, is_note: bool) -> _Open:
        text = line.text
        if is_note and (match := _NOTE.match(text)) is not None:
            return _Open([_cut(line, match.end())], match[1].translate(_DIGITS), is_note=True)
        for pattern, group in ((_BULLET, 0), (_NUMBER, 1)):
            if (match := pattern.match(text)) is not None and not self._is_large(line):
                sign = match[group].strip()
                marker = sign if sign.isascii() else "•"  # a font of signs has it anywhere
                return _Open([_cut(line, match.end())], marker)
        return _Open([line])

    def _torn(self) -> bool:
        """Does the open paragraph, no note itself, stop in the middle of a sentence?"""
        opened = self._open
        return (
            opened is not None
            and not opened.is_note
            and opened.lines[-1].text.rstrip()[-1:] not in _ENDS
        )

    def _goes_on(self, opened: _Open, line: Line) -> bool:
        """Is the line the next one of the open paragraph?"""
        last = opened.lines[-1]
        if self._is_large(last) or self._is_large(line):
            same = abs(last.size - line.size) <= _SAME_SIZE * line.size and last.bold == line.bold
            return same and _near(last, line, self._measures.drop * _LOOSE)
        if self._is_small(last) != self._is_small(line) or self._starts_item(line, opened):
            return False
        if opened.is_note and _NOTE.match(line.text):
            return False
        if last.bold != line.bold and (last.bold or opened.lines[0] is last):
            return False
        if last.page != line.page or line.base > last.base:
            return self._continues_elsewhere(last, line)
        return self._continues_below(opened, last, line)

    def _starts_item(self, line: Line, opened: _Open) -> bool:
        if _BULLET.match(line.text):
            return True
        return _NUMBER.match(line.text) is not None and (
            opened.marker is not None or opened.lines[-1].text.rstrip()[-1:] in _ENDS
        )

    def _continues_elsewhere(self, last: Line, line: Line) -> bool:
        """In the next column or on the next page: only a sentence that is not at its end."""
        end = last.text.rstrip()
        if _is_divided(last):
            return True
        if end[-1:] in _ENDS or (last.bold and len(end) < _LONGEST_BOLD):
            return False
        return line.text[:1].islower() or end[-1:] == "," or self._is_full(last, line)

    def _continues_below(self, opened: _Open, last: Line, line: Line) -> bool:
        if not _near(last, line, self._measures.drop * _LOOSE):
            return False
        if _is_divided(last):
            return True
        first = opened.lines[0]
        indented = line.left - last.left > _INDENT * line.size
        if indented and opened.marker is None and first is not last:
            return False
        return self._is_full(last, line) or line.text[:1].islower()

    def _is_full(self, last: Line, line: Line) -> bool:
        """Would the first word of the next line have had no room on this one?"""
        word = line.text.split(" ", 1)[0]
        width = (last.right - last.left) / max(1, len(last.text))
        room = self._edges[1] - last.right if last.page == line.page else 0.1 * self._edges[1]
        return room < (len(word) + 1.5) * width

    def _is_large(self, line: Line) -> bool:
        return line.size > _LARGER * self._measures.size

    def _is_small(self, line: Line) -> bool:
        return line.size < _SMALLER * self._measures.size

    def _is_note(self, line: Line) -> bool:
        """Does a note begin: small, with a number, low on the page or behind another note?"""
        if not self._is_small(line) or line.bold or _NOTE.match(line.text) is None:
            return False
        after_note = bool(self._blocks) and self._blocks[-1].kind == "footnote"
        return line.height < _NOTES_BELOW or after_note

    def _close(self) -> None:
        if self._held is not None:
            self._put_aside()
        if self._open is None:
            return
        block = self._block(self._open)
        self._open = None
        if block is not None:
            self._blocks.append(block)
        self._blocks.extend(self._notes)
        self._notes.clear()

    def _block(self, opened: _Open) -> Block | None:
        first = opened.lines[0]
        text = self._washer.line(_text(opened.lines, self._measures.words))
        if not text:
            return None
        block = Block("paragraph", text, page=first.page)
        if opened.is_note:
            return replace(block, kind="footnote", marker=opened.marker)
        if opened.marker is None and is_caption(text):
            return replace(block, kind="caption")
        level = self._heading_level(opened, text)
        if level:
            return replace(block, kind="heading", level=level)
        if opened.marker is not None:
            return replace(block, kind="list_item", level=1, marker=opened.marker)
        return block

    def _is_title_like(self, first: Line, text: str) -> bool:
        """May words in large letters be a heading? The longer, the larger they must be."""
        most = _LONGEST_HEADING if first.size > 1.4 * self._measures.size else _LONGEST_BOLD
        return len(text) <= most and text[-1] not in ".,;"

    def _heading_level(self, opened: _Open, text: str) -> int:
        """The level of a heading: by its size among the larger ones, else one below when bold."""
        if opened.marker is not None and not opened.marker[0].isdigit():
            return 0
        first = opened.lines[0]
        if self._is_large(first) and self._is_title_like(first, text):
            heads = self._measures.heads
            return min(5, 1 + sum(size > _rounded(first.size) for size in heads))
        in_bold = all(line.bold for line in opened.lines) and len(text) <= _LONGEST_BOLD
        alone = in_bold or (text.isupper() and len(opened.lines) == 1)
        if alone and looks_like_heading(text):
            return min(6, 1 + len(self._measures.heads))
        return 0


def _is_contents(text: str) -> bool:
    """Is it a line of a table of contents, with dots that lead to the number of a page?"""
    dotted = "...." in text or ". . ." in text or "…" in text
    return dotted and _LEADERS.search(text[-400:]) is not None


def _near(last: Line, line: Line, most: float) -> bool:
    return last.base - line.base <= most * max(last.size, line.size)


def _cut(line: Line, start: int) -> Line:
    """The line without the sign at its head."""
    first = line.parts[0]
    return replace(line, parts=(replace(first, text=first.text[start:]), *line.parts[1:]))


def _text(lines: Sequence[Line], words: Counter[str]) -> str:
    """The words of lines in a row; a word that a hyphen divides at the end of one made whole."""
    text = ""
    for place, line in enumerate(lines):
        if place and _is_divided(lines[place - 1]):
            text = _healed(text, line.text, words)
        elif place and _goes_on_unspaced(text):
            text += line.text
        else:
            text = f"{text} {line.text}" if text else line.text
    return text


def _goes_on_unspaced(text: str) -> bool:
    """Does a line end in a dash without a space before it ("737–"), or within an address?"""
    if text[-1:] == "–":
        return not text[-2:-1].isspace()
    return text[-1:] == "/" and "://" in text[-100:].rpartition(" ")[2]


def _healed(text: str, rest: str, words: Counter[str]) -> str:
    """Two lines joined where the first ends in a hyphen: it stays in "EU-funded", goes in
    "pro-gramme"; which it is, the other words of the document tell.
    """
    stem = text.rstrip("-‐\u00ad ")
    hyphened = f"{stem}-{rest}"
    head, tail = _WORD.match(rest), _LAST_WORD.match(stem[: -_LONGEST_WORD - 1 : -1])
    if head is None or tail is None or not rest[0].islower():
        return hyphened
    before = tail[0][::-1]
    if before.isupper() or any(c.isdigit() for c in before):
        return hyphened
    first, second = before.lower(), head[0].lower()
    if words[first + second]:
        return stem + rest
    if words[f"{first}-{second}"] or (len(first) > 2 and words[first] and words[second]):
        return hyphened
    return stem + rest


def _table(item: Line | list[Row], washer: Washer) -> Iterator[Block]:
    if isinstance(item, list):
        rows = [[Cell(washer.line(cell), strong=row.strong) for cell in row.cells] for row in item]
        page = item[0].page if item else None
        for block in table_rows(rows, 0):
            yield replace(block, page=page)

"""Collects the words of a page and makes a block of them where an element begins or ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from selectolax.lexbor import LexborNode

from lacsec.importer.data import words
from lacsec.importer.readers.blocks import Block, Strong
from lacsec.importer.readers.plain import is_caption, looks_like_heading, plain_blocks
from lacsec.importer.readers.washing import Washer

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_KINDS = frozenset({*_LEVELS, "li", "blockquote", "figcaption", "caption", "summary", "dt", "dd"})
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Marks among the collected words; they count as spaces, so none is ever left in a text.
_BREAK, _BOLD, _PLAIN = "\x1c", "\x1d", "\x1e"
_BULLET = re.compile(r"[•·▪◦–—*-][ \t]+(?=\S)")
_LONGEST_HEADING = 90  # letters of a paragraph in bold that is taken for a heading
_LONGEST_TERM = 100  # letters of a term that is put before its description


@cache
def _block_tags() -> frozenset[str]:
    return frozenset(words("html", "block_tags"))


@cache
def _note_id() -> re.Pattern[str]:
    heads = "|".join(re.escape(head) for head in words("html", "note_ids"))
    return re.compile(rf"(?:{heads})[-_:]?(\d{{1,3}})(?:sym)?$", re.I)


class PageWriter:
    """Takes words and elements in the order of the page, gives `blocks`."""

    def __init__(self, washer: Washer) -> None:
        self.blocks: list[Block] = []
        self.washer = washer
        self._parts: list[str] = []
        self._has_bold = False
        self._bold_depth = 0
        self._kinds: list[str] = []  # the open elements that give a block its kind
        self._numbers: list[int] = []  # the last number of each open list; -1: not numbered
        self._item_begun = True  # has the open list item its first block?
        self._sup = 0
        self._level = 1  # of the last heading
        self._term = ""
        self._note: str | None = None  # the sign of the note that is open

    def add(self, blocks: Iterable[Block]) -> None:
        """Blocks that were read by themselves: a table."""
        self.flush()
        self.blocks.extend(blocks)

    def preformatted(self, raw: str) -> None:
        """Lines that stand as they are."""
        self.flush()
        blocks, _ = plain_blocks(self.washer.wash(raw.replace("\r\n", "\n")))
        self.blocks.extend(blocks)

    def text(self, raw: str) -> None:
        """Words between tags."""
        if self._sup and (digits := raw.strip(" []()")).isdigit() and digits.isascii():
            raw = digits.translate(_SUPERSCRIPT)
        self._parts.append(raw)

    def enter(self, tag: str, node: LexborNode) -> None:
        """An element begins."""
        if tag in _block_tags():
            self.flush()
            self._begin(tag, node)
        elif tag in ("strong", "b"):
            self._bold_depth += 1
            if self._bold_depth == 1:
                self._has_bold = True
                self._parts.append(_BOLD)
        elif tag == "br":
            self._break()
        elif tag == "sup":
            self._sup += 1

    def _begin(self, tag: str, node: LexborNode) -> None:
        if tag in ("ul", "ol"):
            self._numbers.append(_first_number(node) - 1 if tag == "ol" else -1)
        elif tag in _KINDS:
            self._kinds.append(tag)
            if tag == "li":
                self._item_begun = False
        if tag in ("li", "p", "div") and (identifier := node.attributes.get("id")):
            match = _note_id().match(identifier)
            if match is not None:
                self._note = match[1]

    def _break(self) -> None:
        """One line break is a space, two are the end of a paragraph."""
        last = next((part for part in reversed(self._parts) if not part.isspace()), None)
        if self._parts and self._parts[-1] != _BREAK and last is not None:
            self._parts.append(_BREAK)
        elif self._parts and not all(part.isspace() for part in self._parts):
            bold = self._bold_depth
            self.flush()
            if bold:
                self._parts.append(_BOLD)
                self._has_bold = True

    def leave(self, tag: str) -> None:
        """An element ends."""
        if tag in _block_tags():
            self.flush()
            if tag in ("ul", "ol"):
                if self._numbers:
                    self._numbers.pop()
            elif self._kinds and self._kinds[-1] == tag:
                self._kinds.pop()
                self._item_begun = True
            if tag in ("li", "p", "div"):
                self._note = None
        elif tag in ("strong", "b"):
            self._bold_depth = max(0, self._bold_depth - 1)
            if not self._bold_depth:
                self._parts.append(_PLAIN)
        elif tag == "sup":
            self._sup = max(0, self._sup - 1)

    def flush(self) -> None:
        """End the block that is being written."""
        if not self._parts:
            return
        raw = "".join(self._parts)
        self._parts.clear()
        has_bold, self._has_bold = self._has_bold, bool(self._bold_depth)
        lines = raw.split(_BREAK) if _BREAK in raw else ()
        if len(lines) > 1 and _is_listing(lines):
            self._listing(lines)
            return
        text, strong = self._line(raw, has_bold)
        if text:
            self.blocks.append(self._block(text, strong))

    def _line(self, raw: str, has_bold: bool) -> tuple[str, tuple[Strong, ...]]:
        text = self.washer.line(raw)
        return text, (self._strong(raw, text) if has_bold else ())

    def _strong(self, raw: str, text: str) -> tuple[Strong, ...]:
        """Where in the text the words stand that the page has in bold."""
        spans: list[Strong] = []
        position = 0
        for piece in raw.split(_BOLD)[1:]:
            bold = self.washer.line(piece.split(_PLAIN, 1)[0])
            at = text.find(bold, position) if bold else -1
            if at >= 0:
                position = at + len(bold)
                spans.append((at, position))
        return tuple(spans)

    def _listing(self, lines: list[str]) -> None:
        for line in lines:
            match = _BULLET.match(line.strip())
            text = self.washer.line(line.strip()[match.end() :] if match else line)
            if text and match:
                self.blocks.append(Block("list_item", text, level=1, marker=match[0].strip()))
            elif text:
                self.blocks.append(Block("paragraph", text))

    def _block(self, text: str, strong: tuple[Strong, ...]) -> Block:
        tag = self._kinds[-1] if self._kinds else ""
        if self._note is not None and (told := _note_text(text, self._note)):
            return Block("footnote", told, marker=self._note)
        level = self._heading_level(tag, text, strong)
        if level:
            return Block("heading", text, level=level)
        if tag == "li" and not self._item_begun:
            self._item_begun = True
            depth = max(1, len(self._numbers))
            return Block("list_item", text, level=depth, marker=self._marker(), strong=strong)
        if tag in ("dt", "dd"):
            return self._description(tag, text)
        if tag in ("figcaption", "caption") or is_caption(text):
            return Block("caption", text)
        return Block("quote" if tag == "blockquote" else "paragraph", text, strong=strong)

    def _heading_level(self, tag: str, text: str, strong: tuple[Strong, ...]) -> int:
        """The level of a heading, 0 where it is none; a line all in bold is one below the last."""
        if tag in _LEVELS:
            self._level = _LEVELS[tag]
            return self._level
        in_bold = not tag and strong == ((0, len(text)),) and _is_bold_heading(text)
        return min(6, self._level + 1) if tag == "summary" or in_bold else 0

    def _marker(self) -> str:
        if not self._numbers or self._numbers[-1] < 0:
            return "-"
        self._numbers[-1] += 1
        return f"{self._numbers[-1]}."

    def _description(self, tag: str, text: str) -> Block:
        """A term and what it means are one item: "Budget: EUR 3 million"."""
        if tag == "dt":
            self._term = text
            return Block("paragraph", text)
        term, self._term = self._term, ""
        if not term or len(term) > _LONGEST_TERM or not self.blocks:
            return Block("list_item", text, level=1)
        self.blocks.pop()  # the term by itself
        lead = term if term.endswith((":", "?")) else f"{term}:"
        return Block("list_item", f"{lead} {text}", level=1, strong=((0, len(term)),))


def _first_number(node: LexborNode) -> int:
    raw = node.attributes.get("start") or ""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 6 else 1


def _is_listing(lines: list[str]) -> bool:
    """Are two lines or more set off by bullets, in one paragraph with line breaks?"""
    return sum(_BULLET.match(line.strip()) is not None for line in lines) >= 2


def _note_text(text: str, sign: str) -> str:
    """A note without its own number and the arrow that leads back."""
    rest = text.strip("↑↩︎^ ")
    for lead in (f"[{sign}]", f"({sign})", f"{sign}.", sign.translate(_SUPERSCRIPT), sign):
        if rest.startswith(lead):
            rest = rest[len(lead) :]
            break
    return rest.strip("↑↩︎^ ")


def _is_bold_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and looks_like_heading(text)

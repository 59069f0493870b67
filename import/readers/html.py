"""Web pages to blocks: what surrounds the text left out, headings, lists and tables kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lacsec.db.text import clean
from lacsec.importer.data import words
from lacsec.importer.readers.blocks import Block, BlockKind, Reading, UnreadableError
from lacsec.importer.readers.html_metadata import page_metadata
from lacsec.importer.readers.plain import is_caption

_MOST_OPEN = 5_000  # elements: the parser's time grows with the square of them
_CONTAINER = re.compile(
    r"<(/?)(?!(?:p|li|br|hr|img|input|meta|link|td|tr|th|dt|dd|option|source|wbr|col)\b)[a-zA-Z]"
)
_DEEPEST = 400  # elements within elements: pages of the field have some thirty
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MAIN_SHARE = 0.3  # of the page's text: less than that and <main> is not the text


@cache
def _skipped_tags() -> frozenset[str]:
    return frozenset(words("html", "skip_tags"))


@cache
def _block_tags() -> frozenset[str]:
    return frozenset(words("html", "block_tags"))


@cache
def _skipped_words() -> frozenset[str]:
    return frozenset(words("html", "skip_words"))


@cache
def _skipped_roles() -> frozenset[str]:
    return frozenset(words("html", "skip_roles"))


def read_html(text: str) -> Reading:
    """Read a page. Raises `UnreadableError` where it holds no text, or is nested beyond reason."""
    if _is_bottomless(text):
        raise UnreadableError("its elements are nested too deeply to be read")
    tree = LexborHTMLParser(text)
    root = _main(tree)
    if root is None:
        raise UnreadableError("it is an empty page")
    writer = _Writer()
    deepest = _walk(root, writer)
    writer.flush()
    if not writer.blocks:
        raise UnreadableError("it is a page without text")
    problems = (
        ("was nested too deeply in places, which were left out",) if deepest >= _DEEPEST else ()
    )
    return Reading(tuple(writer.blocks), "text/html", page_metadata(tree), problems)


def _is_bottomless(text: str) -> bool:
    """Are more elements left open at some place than the parser can take in good time?

    A page in good faith closes what it opens; elements that need not be closed are not counted.
    """
    depth = 0
    for match in _CONTAINER.finditer(text):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > _MOST_OPEN:
            return True
    return False


def _main(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the text: <main> or <article> where it is most of the page."""
    body = tree.body
    if body is None:
        return None
    whole = len(body.text(deep=True))
    for selector in ("main", "[role=main]", "article"):
        found = tree.css(selector)
        if len(found) == 1 and len(found[0].text(deep=True)) >= _MAIN_SHARE * whole:
            return found[0]
    return body


def _walk(root: LexborNode, writer: _Writer) -> int:
    """Visit the elements below a root in order, without recursion; how deep it went."""
    deepest = depth = 0
    top = root.mem_id  # nodes are compared by identity: `==` compares what they hold
    node: LexborNode | None = root
    while node is not None:
        deepest = max(deepest, depth)
        child = None
        if node.is_text_node:
            writer.text(node.text_content or "")
        elif node.is_element_node and depth < _DEEPEST and not _is_skipped(node):
            writer.enter(node.tag or "")
            child = node.child
            if child is None:
                writer.leave(node.tag or "")
        if child is not None:
            node, depth = child, depth + 1
            continue
        while node is not None and node.next is None:
            node = None if node.mem_id == top else node.parent
            depth -= 1
            if node is not None:
                writer.leave(node.tag or "")
            if node is None or node.mem_id == top:
                return deepest
        node = node.next if node is not None and node.mem_id != top else None
    return deepest


def _is_skipped(node: LexborNode) -> bool:
    if node.tag in _skipped_tags():
        return True
    attributes = node.attributes
    return bool(attributes) and (_is_hidden(attributes) or _surrounds(node.tag, attributes))


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    )


def _surrounds(tag: str | None, attributes: Mapping[str, str | None]) -> bool:
    """Is it navigation, a banner, or another part around the text, by its role or its names?"""
    if (attributes.get("role") or "") in _skipped_roles():
        return True
    if tag in ("body", "html", "main", "article"):
        return False
    marks = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
    return bool(_skipped_words() & set(marks.replace("-", " ").replace("_", " ").split()))


@dataclass
class _Writer:
    """Collects inline text and turns it into a block where a block element begins or ends."""

    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    length: int = 0
    strong: list[tuple[int, int]] = field(default_factory=list)
    bold_from: int | None = None
    kind: list[str] = field(default_factory=list)  # the open elements that give a block its kind
    lists: int = 0
    numbers: list[int] = field(default_factory=list)
    row: list[str] | None = None
    header_cells: int = 0
    superscript: bool = False

    def text(self, raw: str) -> None:
        """Words between tags; runs of spaces are one."""
        words_ = " ".join(clean(raw).split())
        if not words_:
            if raw and self.parts and not self.parts[-1].endswith(" "):
                self._add(" ")
            return
        if self.superscript and words_.isdigit():
            words_ = words_.translate(_SUPERSCRIPT)
        space = raw[:1].isspace() and self.parts and not self.parts[-1].endswith(" ")
        self._add((" " if space else "") + words_ + (" " if raw[-1:].isspace() else ""))

    def _add(self, words_: str) -> None:
        self.parts.append(words_)
        self.length += len(words_)

    def enter(self, tag: str) -> None:
        """An element begins."""
        if tag in _block_tags():
            if tag not in ("td", "th"):
                self.flush()
            if tag in ("ul", "ol"):
                self.lists += 1
                self.numbers.append(0 if tag == "ol" else -1)
            elif tag == "tr":
                self.row, self.header_cells = [], 0
            elif tag in ("td", "th"):
                self.parts, self.length = [], 0
            elif tag in _LEVELS or tag in ("li", "blockquote", "figcaption", "caption"):
                self.kind.append(tag)
        elif tag in ("strong", "b") and self.bold_from is None:
            self.bold_from = self.length
        elif tag == "br":
            self._break()
        elif tag == "sup":
            self.superscript = True

    def _break(self) -> None:
        """One line break is a space, two are the end of a paragraph."""
        if self.parts and self.parts[-1] == "\n" and self.row is None:
            self.parts.pop()
            self.flush()
        else:
            self._add("\n")

    def leave(self, tag: str) -> None:
        """An element ends."""
        if tag in ("td", "th"):
            self._end_cell(tag)
        elif tag == "tr":
            self._end_row()
        elif tag in _block_tags():
            self.flush()
            if tag in ("ul", "ol") and self.lists:
                self.lists -= 1
                self.numbers.pop()
            elif self.kind and self.kind[-1] == tag:
                self.kind.pop()
        elif tag in ("strong", "b") and self.bold_from is not None:
            if self.length > self.bold_from:
                self.strong.append((self.bold_from, self.length))
            self.bold_from = None
        elif tag == "sup":
            self.superscript = False

    def _end_cell(self, tag: str) -> None:
        if self.row is not None:
            self.row.append(" ".join("".join(self.parts).split()))
            self.header_cells += tag == "th"
        self.parts, self.length, self.strong = [], 0, []

    def _end_row(self) -> None:
        row, self.row = self.row, None
        if row and any(row):
            head = self.header_cells == len(row)
            kind: BlockKind = "table_header" if head else "table_row"
            if len(row) == 1:
                self.blocks.append(Block("paragraph", row[0]))
            else:
                self.blocks.append(Block(kind, "\t".join(row), cells=tuple(row)))

    def flush(self) -> None:
        """End the block that is being written."""
        if self.row is not None:
            return
        raw = "".join(self.parts)
        lead = len(raw) - len(raw.lstrip())
        words_ = raw.strip().replace("\n", " ")
        strong = tuple(
            (max(0, a - lead), min(len(words_), b - lead)) for a, b in self.strong if b - lead > 0
        )
        self.parts, self.length, self.strong, self.bold_from = [], 0, [], None
        if words_:
            self.blocks.append(self._block(words_, strong))

    def _block(self, words_: str, strong: tuple[tuple[int, int], ...]) -> Block:
        tag = self.kind[-1] if self.kind else ""
        if tag in _LEVELS:
            return Block("heading", words_, level=_LEVELS[tag])
        if tag == "li":
            marker = "-"
            if self.numbers and self.numbers[-1] >= 0:
                self.numbers[-1] += 1
                marker = f"{self.numbers[-1]}."
            return Block(
                "list_item", words_, level=max(1, self.lists), marker=marker, strong=strong
            )
        if tag == "blockquote":
            return Block("quote", words_)
        if tag in ("figcaption", "caption") or is_caption(words_):
            return Block("caption", words_)
        return Block("paragraph", words_, strong=strong)

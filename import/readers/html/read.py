"""Web pages to blocks: what surrounds the text left out, headings, lists and tables kept."""

from __future__ import annotations

import re
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lacsec.db.text import fold
from lacsec.importer.data import words
from lacsec.importer.readers.blocks import Block, Reading, UnreadableError
from lacsec.importer.readers.encoding import decode
from lacsec.importer.readers.html.metadata import page_metadata
from lacsec.importer.readers.html.surroundings import Surroundings
from lacsec.importer.readers.html.tables import is_data_table, table_blocks
from lacsec.importer.readers.html.writer import PageWriter
from lacsec.importer.readers.washing import Washer

_MOST_OPEN = 5_000  # elements: the parser's time grows with the square of them
_CONTAINER = re.compile(
    r"<(/?)(?!(?:p|li|br|hr|img|input|meta|link|td|tr|th|dt|dd|option|source|wbr|col)\b)[a-zA-Z]"
)
_DEEPEST = 400  # elements within elements: pages of the field have some thirty
_MAIN_SHARE = 0.3  # of the page's text: less than that and <main> is not the text
_TAIL_SHARE = 0.3  # of the text: what a heading like "Related news" may take away at most
_CHARSET = re.compile(rb"(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_.:-]{2,40})")


def read_html(data: bytes) -> Reading:
    """Read a page. Raises `UnreadableError` where it holds no text, or is nested beyond reason."""
    stated = _CHARSET.search(data[:4096])
    text, note = decode(data, stated[1].decode("ascii") if stated else None)
    return read_page(text, (note,) if note else ())


def read_page(text: str, notes: tuple[str, ...] = ()) -> Reading:
    """Read a page whose encoding is settled."""
    if _is_bottomless(text):
        raise UnreadableError("its elements are nested too deeply to be read")
    tree = LexborHTMLParser(text)
    if tree.body is None:
        raise UnreadableError("it is an empty page")
    washer = Washer()
    metadata = washer.metadata(page_metadata(tree))
    root, is_main = _main(tree.body, tree)
    writer = PageWriter(washer)
    deepest = _walk(root, writer, Surroundings(root, is_main=is_main))
    writer.flush()
    blocks = _without_tail(writer.blocks)
    if not blocks:
        raise UnreadableError("it is a page without text")
    problems = (
        ("was nested too deeply in places, which were left out",) if deepest >= _DEEPEST else ()
    )
    return Reading(tuple(blocks), "text/html", metadata, problems, notes=(*notes, *washer.notes()))


def _is_bottomless(text: str) -> bool:
    """Are more elements left open at some place than the parser can take in good time?

    A page in good faith closes what it opens; elements that need not be closed are not counted.
    """
    if text.count("<") <= _MOST_OPEN:
        return False
    depth = 0
    for match in _CONTAINER.finditer(text):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > _MOST_OPEN:
            return True
    return False


def _main(body: LexborNode, tree: LexborHTMLParser) -> tuple[LexborNode, bool]:
    """The element that holds the text: <main> or <article> where it is most of the page.

    The second part of the answer says whether it is narrower than the whole page.
    """
    whole = len(body.text(deep=True))
    for selector in ("main", "[role=main]", "article"):
        found = tree.css(selector)
        if len(found) == 1 and len(found[0].text(deep=True)) >= _MAIN_SHARE * whole:
            return found[0], True
    return body, False


def _walk(root: LexborNode, writer: PageWriter, around: Surroundings) -> int:
    """Visit the elements below a root in order, without recursion; how deep it went."""
    deepest = depth = 0
    top = root.mem_id  # nodes are compared by identity: `==` compares what they hold
    node: LexborNode | None = root
    while node is not None:
        child = None
        tag = node.tag or ""
        if tag == "-text":
            writer.text(node.text_content or "")
        elif tag and depth < _DEEPEST and not around.holds(node, tag):
            child = _enter(node, tag, writer)
        if child is not None:
            node, depth = child, depth + 1
            deepest = max(deepest, depth)
            continue
        while (following := node.next) is None or node.mem_id == top:
            parent = node.parent
            if parent is None or node.mem_id == top:
                return deepest
            node, depth = parent, depth - 1
            writer.leave(node.tag or "")
        node = following
    return deepest


def _enter(node: LexborNode, tag: str, writer: PageWriter) -> LexborNode | None:
    """Begin an element; its first child where its inside is still to be visited."""
    if tag == "table" and is_data_table(node):
        writer.add(table_blocks(node, writer.washer))
        return None
    if tag == "pre":
        writer.preformatted(node.text(deep=True))
        return None
    writer.enter(tag, node)
    child = node.child
    if child is None:
        writer.leave(tag)
    return child


@cache
def _tail_headings() -> frozenset[str]:
    return frozenset(fold(heading) for heading in words("html", "skip_headings"))


def _without_tail(blocks: list[Block]) -> list[Block]:
    """Leave out what stands under "Related news" and the like, unless that is much of the text."""
    whole = sum(len(block.text) for block in blocks)
    kept: list[Block] = []
    dropped: list[Block] = []
    level = 0  # of the heading under which blocks are dropped
    for block in blocks:
        if block.kind == "heading" and (not level or block.level <= level):
            skipped = fold(block.text).strip(" :.…") in _tail_headings()
            level = block.level if skipped else 0
        (dropped if level else kept).append(block)
    share = sum(len(block.text) for block in dropped)
    return kept if share <= _TAIL_SHARE * whole else blocks

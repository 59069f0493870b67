"""Word files to blocks: headings by style, lists with their numbers, tables, notes, text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lacsec.importer.readers.blocks import Block, Reading
from lacsec.importer.readers.docx.package import Element, Package
from lacsec.importer.readers.docx.styles import (
    Lists,
    Style,
    Styles,
    child,
    list_place,
    local,
    number,
    outline_of,
    value,
)
from lacsec.importer.readers.docx.text import Notes, WordReader
from lacsec.importer.readers.plain import is_caption, looks_like_heading
from lacsec.importer.readers.tables import Cell, table_rows
from lacsec.importer.readers.washing import Washer

_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body"})
_DEEPEST = 50  # tables and boxes within one another
_LONGEST_HEADING = 90  # letters of a paragraph in bold that is taken for a heading
_LONGEST_CELL = 1_500  # letters: a cell with more holds a text
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NO_TITLE = re.compile(
    r"(?:microsoft word\b|document\d*$|untitled|título$|title$|.*\.docx?$)", re.I
)


def read_docx(data: bytes) -> Reading:
    """Read a Word file. Raises `UnreadableError` where it is broken, locked or meant to harm."""
    package = Package(data)
    washer = Washer()
    body = _Body(package, washer)
    blocks = _shifted(list(body.blocks()))
    metadata = washer.metadata(_properties(package.properties()))
    return Reading(tuple(blocks), _MEDIA, metadata, notes=washer.notes())


class _Body:
    """One document on its way to blocks."""

    def __init__(self, package: Package, washer: Washer) -> None:
        self._package = package
        self._root = package.main()
        self._notes = Notes()
        space = self._root.tag[: self._root.tag.rfind("}") + 1]
        self._has_pages = next(self._root.iter(f"{space}lastRenderedPageBreak"), None) is not None
        self._words = WordReader(space, washer, self._notes)
        self._styles = Styles(package.beside("styles.xml"))
        self._lists = Lists.read(package.beside("numbering.xml"))
        self._level = 0  # of the last heading
        self._page = 1

    def blocks(self) -> Iterator[Block]:
        """Blocks in the order of the text; notes at the end."""
        body = child(self._root, "body")
        yield from self._inside(body if body is not None else self._root, 0)
        yield from self._footnotes()

    def _inside(self, parent: Element, depth: int) -> Iterator[Block]:
        """The blocks of the paragraphs and tables in an element, and of what they hold in turn."""
        if depth > _DEEPEST:
            return
        stack = [parent]
        while stack:
            element = stack.pop()
            name = local(element)
            if name == "p":
                yield from self._paragraph(element, depth)
            elif name == "tbl":
                yield from self._table(element, depth)
            elif element is parent or name in _WRAPPERS:
                stack.extend(reversed(element))

    def _paragraph(self, element: Element, depth: int) -> Iterator[Block]:
        properties = child(element, "pPr")
        words = self._words.read(element)
        page = self._page if self._has_pages else None
        self._page += words.breaks
        if words.text:
            style = self._style(properties)
            block = Block("paragraph", words.text, strong=words.strong, page=page)
            if style.role != "contents":
                yield self._block(block, style)
        for box in words.boxes:
            yield from self._inside(box, depth + 1)

    def _style(self, properties: Element | None) -> Style:
        """What the paragraph is by its style, save where its own properties say otherwise."""
        if properties is None:
            return Style()
        style = self._styles.get(value(child(properties, "pStyle")))
        outline = outline_of(properties)
        if outline is not None and style.role == "text":
            style = Style("heading", outline + 1, style.place)
        own = list_place(properties)
        if own is None:
            return style
        identifier, depth = own
        if identifier == "0":
            return replace(style, place=None)
        identifier = identifier or (style.place[0] if style.place else None)
        return replace(style, place=(identifier, depth) if identifier else None)

    def _block(self, block: Block, style: Style) -> Block:
        if (level := self._heading_level(block, style)) is not None:
            return replace(block, kind="heading", level=level, strong=())
        if style.place is not None:
            marker = self._lists.marker(style.place)
            return replace(block, kind="list_item", level=style.place[1] + 1, marker=marker)
        if style.role == "caption" or is_caption(block.text):
            return replace(block, kind="caption", strong=())
        return replace(block, kind="quote") if style.role == "quote" else block

    def _heading_level(self, block: Block, style: Style) -> int | None:
        """The level of a heading, 0 for the title; a line all in bold is one below the last."""
        if style.role in ("title", "heading"):
            self._level = style.level
            return 0 if style.role == "title" else style.level
        bold = block.strong == ((0, len(block.text)),) and style.place is None
        if bold and len(block.text) <= _LONGEST_HEADING and looks_like_heading(block.text):
            return min(6, self._level + 1)
        return None

    def _table(self, table: Element, depth: int) -> Iterator[Block]:
        rows = [row for row in _rows(table) if child(row, "tc") is not None]
        cells = [[list(self._inside(cell, depth + 1)) for cell in _cells(row)] for row in rows]
        if _lays_out(cells):
            for row in cells:
                for inside in row:
                    yield from inside
            return
        page = next((b.page for row in cells for inside in row for b in inside), None)
        told = [
            [_cell(cell, inside) for cell, inside in zip(_cells(row), insides, strict=True)]
            for row, insides in zip(rows, cells, strict=True)
        ]
        heads = sum(child(child(row, "trPr"), "tblHeader") is not None for row in rows)
        for block in table_rows(told, heads):
            yield replace(block, page=page)

    def _footnotes(self) -> Iterator[Block]:
        """The notes that the text refers to, under the numbers they have there."""
        parts = {kind: self._package.beside(f"{kind}s.xml") for kind in ("footnote", "endnote")}
        found = {
            (kind, value(element, "id")): element
            for kind, root in parts.items()
            for element in (root if root is not None else ())
        }
        for key, place in list(self._notes.numbers.items()):
            note = found.get(key)
            if note is not None:
                inside = (self._words.read(p).text for p in note.iter() if local(p) == "p")
                text = " ".join(filter(None, inside))
                if text:
                    yield Block("footnote", text, marker=str(place))


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if local(element) == "tr":
            yield element
        elif local(element) in _WRAPPERS:
            yield from (row for row in element.iter() if local(row) == "tr")


def _cells(row: Element) -> list[Element]:
    found: list[Element] = []
    for element in row:
        if local(element) == "tc":
            found.append(element)
        elif local(element) in _WRAPPERS:
            found.extend(cell for cell in element.iter() if local(cell) == "tc")
    return found


def _cell(cell: Element, inside: list[Block]) -> Cell:
    properties = child(cell, "tcPr")
    merge = child(properties, "vMerge")
    goes_on = merge is not None and value(merge) != "restart"
    return Cell(
        "; ".join(block.text for block in inside)
        if any(block.kind == "list_item" for block in inside)
        else " ".join(block.text for block in inside),
        across=number(value(child(properties, "gridSpan")), 1),
        goes_on=goes_on,
        strong=bool(inside) and all(_is_strong(block) for block in inside),
    )


def _is_strong(block: Block) -> bool:
    return block.kind == "heading" or block.strong == ((0, len(block.text)),)


def _lays_out(cells: list[list[list[Block]]]) -> bool:
    """Does a table only put texts side by side, or in a box?"""
    if all(len(row) < 2 for row in cells):
        return True
    blocks = [block for row in cells for inside in row for block in inside]
    if any(block.kind in ("table_row", "table_header", "caption") for block in blocks):
        return True
    longest = max((sum(len(b.text) for b in inside) for row in cells for inside in row), default=0)
    return longest > _LONGEST_CELL


def _shifted(blocks: list[Block]) -> list[Block]:
    """Headings one level down where the file has a title, which is level 0 until here."""
    headings = [block for block in blocks if block.kind == "heading"]
    if not any(block.level == 0 for block in headings):
        return blocks
    return [
        replace(block, level=min(9, block.level + 1)) if block.kind == "heading" else block
        for block in blocks
    ]


def _properties(root: Element | None) -> dict[str, str]:
    """Title, authors, language, publisher; `created`, the day on which it was saved last."""
    told = {local(element): element.text or "" for element in (root if root is not None else ())}
    found = {
        "title": told.get("title", "").strip(),
        "authors": told.get("creator", ""),
        "language": told.get("language", ""),
        "publisher": told.get("publisher", ""),
    }
    if _NO_TITLE.match(found["title"]):
        found["title"] = ""
    day = _DAY.match(told.get("modified", "") or told.get("created", ""))
    found["created"] = day[0] if day else ""
    return found

"""Tables of web pages that hold data, row by row; those that only lay out a page are none."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from lacsec.importer.readers.blocks import Block
from lacsec.importer.readers.tables import MOST_COLUMNS, Cell, table_rows
from lacsec.importer.readers.washing import Washer

_MOST_SPAN = 100  # rows that a cell may reach over
_LONGEST_CELL = 1_500  # letters: a cell with more holds a text
_SKIPPED = frozenset({"script", "style", "template", "noscript", "svg"})
_BREAKS = frozenset({"p", "div", "br", "li", "ul", "ol", "td", "th", "h4", "h5", "h6"})
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def is_data_table(table: LexborNode) -> bool:
    """Does a table hold data? Not where it holds tables or headings, or one column of texts."""
    if table.attributes.get("role") in ("presentation", "none"):
        return False
    if table.css_first("table table, h1, h2, h3, form, article") is not None:
        return False
    rows = table.css("tr")
    if not rows or all(len(row.css("td, th")) < 2 for row in rows):
        return False
    return all(len(cell.text(deep=True)) <= _LONGEST_CELL for cell in table.css("td"))


def table_blocks(table: LexborNode, washer: Washer) -> Iterator[Block]:
    """A table's caption and rows; a cell that reaches over several is repeated in each."""
    caption = table.css_first("caption")
    if caption is not None and (told := washer.line(_text(caption))):
        yield Block("caption", told)
    hanging: dict[int, int] = {}  # by column: the rows still to come of the cell above
    rows: list[list[Cell]] = []
    heads = 0
    for row in table.css("tr"):
        cells, all_heads = _cells(row, hanging, washer)
        if cells:
            in_head = row.parent is not None and row.parent.tag == "thead"
            heads += heads == len(rows) and (in_head or all_heads)
            rows.append(cells)
    yield from table_rows(rows, min(heads, len(rows) - 1) if len(rows) > 1 else 0)


def _cells(row: LexborNode, hanging: dict[int, int], washer: Washer) -> tuple[list[Cell], bool]:
    """The cells of a row, those that hang down into it included; are all of them heads?"""
    cells: list[Cell] = []
    column = 0
    all_heads = True
    node = row.child
    while node is not None:
        if node.tag in ("td", "th"):
            column = _hang(cells, hanging, column)
            across = min(_span(node, "colspan"), max(1, MOST_COLUMNS - column))
            down = _span(node, "rowspan")
            all_heads = all_heads and node.tag == "th"
            strong = node.tag == "th" or _is_bold(node)
            cells.append(Cell(washer.line(_text(node)), across, strong=strong))
            if down > 1:
                hanging.update(dict.fromkeys(range(column, column + across), down - 1))
            column += across
        node = node.next
        if column >= MOST_COLUMNS:
            break
    _hang(cells, hanging, column)
    return cells, all_heads and bool(cells)


def _hang(cells: list[Cell], hanging: dict[int, int], column: int) -> int:
    """Put in the cells that reach down from above at a column; the next free one."""
    while (left := hanging.get(column, 0)) and column < MOST_COLUMNS:
        hanging[column] = left - 1
        cells.append(Cell("", goes_on=True))
        column += 1
    return column


def _is_bold(cell: LexborNode) -> bool:
    bold = cell.css_first("b, strong")
    return bold is not None and len(bold.text().strip()) >= len(cell.text(deep=True).strip()) > 0


def _span(cell: LexborNode, name: str) -> int:
    raw = cell.attributes.get(name) or ""
    return max(1, min(int(raw), _MOST_SPAN)) if raw.isascii() and raw.isdigit() else 1


def _text(cell: LexborNode) -> str:
    """The words of a cell, with a space where lines end inside it."""
    parts: list[str] = []
    skip = 0  # id of an element whose inside is left out
    for node in cell.traverse(include_text=True):
        parent = node.parent
        if skip and parent is not None and parent.mem_id == skip:
            continue
        if node.is_text_node:
            words = node.text_content or ""
            if parent is not None and parent.tag == "sup" and words.strip(" []").isdigit():
                words = words.strip(" []").translate(_SUPERSCRIPT)
            parts.append(words)
        elif node.tag in _SKIPPED:
            skip = node.mem_id
        elif node.tag in _BREAKS:
            parts.append("; " if node.tag == "li" and "".join(parts).strip() else " ")
    return "".join(parts)

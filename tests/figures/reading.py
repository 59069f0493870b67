"""A document read as far as its figures need it, from a few paragraphs."""

from __future__ import annotations

from lacsec.db.model import Document
from lacsec.importer.dates.grammar import find_dates
from lacsec.importer.figures.grammar import find_quantities
from lacsec.importer.focus import Focus
from lacsec.importer.names.naming import name_things
from lacsec.importer.readers.blocks import Block
from lacsec.importer.reading import ReadDocument
from lacsec.importer.structure.assemble import assemble

ISSUED = "2024-05"


def block(words: str) -> Block:
    if words.startswith("# "):
        return Block("heading", words[2:], level=1)
    if words.startswith("- "):
        return Block("list_item", words[2:], level=1, marker="-")
    return Block("paragraph", words)


def table(*rows: tuple[str, ...]) -> list[Block]:
    header, *rest = rows
    blocks = [Block("table_header", "\t".join(header), cells=header)]
    return blocks + [Block("table_row", "\t".join(row), cells=row) for row in rest]


def read(blocks: list[Block], language: str) -> ReadDocument:
    text = assemble(blocks, language)
    dates, names = find_dates(text, ISSUED), name_things(text)
    return ReadDocument(
        document=Document("d", "d.txt", "D", None, ISSUED, language, None, "0" * 64, "text/plain"),
        text=text,
        names=names,
        dates=dates,
        quantities=find_quantities(text, dates, names),
        focus=Focus(text, names),
    )

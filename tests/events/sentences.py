"""Sentences made into documents that are read as far as events need it."""

from __future__ import annotations

from lacsec.db.model import Document, Event
from lacsec.importer.dates.grammar import find_dates
from lacsec.importer.events.read import find_events
from lacsec.importer.figures.found import Quantities
from lacsec.importer.focus import Focus
from lacsec.importer.names.naming import name_things
from lacsec.importer.readers.blocks import Block
from lacsec.importer.readers.source import read_source
from lacsec.importer.reading import ReadDocument
from lacsec.importer.structure.assemble import assemble


def read(blocks: list[Block], language: str, issued: str | None = None) -> ReadDocument:
    """A document of these blocks, with names and dates found."""
    text = assemble(blocks, language)
    dates = find_dates(text, issued)
    names = name_things(text, dates)
    document = Document("d-1", "a.txt", "A", None, issued, language, None, "0", "text/plain")
    return ReadDocument(document, text, names, dates, Quantities(()), Focus(text, names))


def events_of(words: str, language: str = "en", issued: str | None = None) -> tuple[Event, ...]:
    """The events of a text whose paragraphs are lines."""
    blocks = [Block("paragraph", line) for line in words.split("\n")]
    return find_events(read(blocks, language, issued))


def events_of_file(words: str, language: str, issued: str | None = None) -> tuple[Event, ...]:
    """The events of a Markdown text."""
    blocks = list(read_source(words.encode(), "a.md").blocks)
    return find_events(read(blocks, language, issued))

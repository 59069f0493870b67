"""One document from its bytes to its facts: a pure function, the same on every machine."""

from __future__ import annotations

import hashlib

from lacsec.db.identity import document_id
from lacsec.db.model import Document, DocumentFacts, Passage, Problem
from lacsec.importer.compare.sketch import sketch
from lacsec.importer.dates.found import Dates
from lacsec.importer.dates.grammar import find_dates
from lacsec.importer.events.read import find_events
from lacsec.importer.figures.grammar import find_quantities
from lacsec.importer.figures.read import find_figures
from lacsec.importer.focus import Focus
from lacsec.importer.names.naming import name_things
from lacsec.importer.readers.blocks import Reading
from lacsec.importer.readers.source import read_source
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.read import find_relations
from lacsec.importer.structure.assemble import assemble
from lacsec.importer.structure.metadata import (
    issued_of,
    publisher_of,
    stated_language,
    title_of,
)
from lacsec.importer.structure.text import Text

NOTE = "note"  # the stage of what one should know though nothing was lost
# Raised whenever a rule or word list changes what is read: the next import reads all files again.
READER_VERSION = "1"


def read_document(data: bytes, name: str) -> DocumentFacts:
    """All facts of one file. `name` is its path as the problems and the record show it.

    Raises `UnreadableError` (a sentence) where the file cannot be read at all.
    """
    reading = read_source(data, name)
    text = assemble(list(reading.blocks), stated_language(reading.metadata))
    first = find_dates(text)
    issued = issued_of(text, reading.metadata, first)
    dates = find_dates(text, issued) if issued else first
    document = _document(data, name, reading, text, issued)
    names = name_things(text, dates)
    read = ReadDocument(
        document=document,
        text=text,
        names=names,
        dates=dates,
        quantities=find_quantities(text, dates, names),
        focus=Focus(text, names),
    )
    return facts_of(read, _problems(name, reading, dates))


def facts_of(read: ReadDocument, problems: tuple[Problem, ...] = ()) -> DocumentFacts:
    """The facts of a document whose names, dates and quantities are found."""
    return DocumentFacts(
        document=read.document,
        text=read.text.value,
        passages=_passages(read.text),
        entities=tuple(read.names.entities[key] for key in sorted(read.names.entities)),
        mentions=read.names.mentions(),
        relations=find_relations(read),
        events=find_events(read),
        figures=find_figures(read),
        problems=problems,
        sketch=sketch(read.text),
    )


def _document(data: bytes, name: str, reading: Reading, text: Text, issued: str | None) -> Document:
    digest = hashlib.sha256(data).hexdigest()
    stated = reading.metadata
    authors = tuple(part.strip() for part in stated.get("authors", "").split(";") if part.strip())
    return Document(
        id=document_id(digest),
        file=name.replace("\\", "/").rsplit("/", 1)[-1],
        title=title_of(text, stated),
        publisher=publisher_of(text, stated),
        issued=issued,
        language=text.language,
        url=stated.get("url"),
        sha256=digest,
        media_type=reading.media_type,
        authors=authors,
        licence=stated.get("licence"),
    )


def _passages(text: Text) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            kind=sentence.kind,
            start=sentence.start,
            end=sentence.end,
            section=text.blocks[sentence.block].section,
            level=text.blocks[sentence.block].level,
            block=sentence.block,
            page=text.blocks[sentence.block].page,
        )
        for sentence in text.sentences
    )


def _problems(name: str, reading: Reading, dates: Dates) -> tuple[Problem, ...]:
    found = [Problem(name, "read", f"It {problem}.") for problem in reading.problems]
    found.extend(Problem(name, NOTE, f"It {note}.") for note in reading.notes)
    found.extend(
        Problem(name, NOTE, f"“{words}” is no date that the calendar has; it was kept as text.")
        for words in dates.impossible
    )
    return tuple(found)

"""Texts for the tests of names: a few paragraphs, laid out as a document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lacsec.importer.dates.grammar import find_dates
from lacsec.importer.names.found import Names
from lacsec.importer.names.naming import name_things
from lacsec.importer.readers.blocks import Block
from lacsec.importer.structure.assemble import assemble
from lacsec.importer.structure.text import Text

Layout = Callable[..., Text]


@pytest.fixture
def lay_out() -> Layout:
    """Paragraphs to a text; a paragraph that begins with "# " is a heading."""

    def made(*paragraphs: str, language: str = "en") -> Text:
        blocks = [
            Block("heading", paragraph.removeprefix("# "), level=1)
            if paragraph.startswith("# ")
            else Block("paragraph", paragraph)
            for paragraph in paragraphs
        ]
        return assemble(blocks, language)

    return made


@pytest.fixture
def name(lay_out: Layout) -> Callable[..., tuple[Text, Names]]:
    """The names of a text, with the text."""

    def found(*paragraphs: str, language: str = "en") -> tuple[Text, Names]:
        text = lay_out(*paragraphs, language=language)
        return text, name_things(text, find_dates(text))

    return found

"""One document while it is read: what each stage found, for the stages after it."""

from __future__ import annotations

from dataclasses import dataclass

from lacsec.db.model import Document, Evidence, Finding
from lacsec.importer.dates.found import Dates
from lacsec.importer.figures.found import Quantities
from lacsec.importer.focus import Focus
from lacsec.importer.names.found import Names
from lacsec.importer.structure.text import Sentence, Text


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with its structure, names, dates and quantities found: facts come next."""

    document: Document
    text: Text
    names: Names
    dates: Dates
    quantities: Quantities
    focus: Focus

    def proof(
        self, sentence: Sentence, method: str, finding: Finding, confidence: float
    ) -> Evidence:
        """Evidence that quotes a whole sentence, list item or table row."""
        return Evidence(
            document=self.document.id,
            start=sentence.start,
            end=sentence.end,
            quote=self.text.value[sentence.start : sentence.end],
            method=method,
            finding=finding,
            confidence=confidence,
        )

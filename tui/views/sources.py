"""Source marks: every line of fact ends in the sign of the document that proves it."""

from __future__ import annotations

from collections.abc import Iterable

from lacsec.db.queries.common import Proof
from lacsec.db.queries.documents import DocumentRow
from lacsec.tui.lines import Span, span
from lacsec.tui.places import Place


class Marks:
    """Numbers for the documents of a pane, in the order of its list of sources."""

    def __init__(self, documents: Iterable[str] = ()) -> None:
        self._numbers: dict[str, int] = {}
        for document in documents:
            self.number(document)

    @classmethod
    def of(cls, sources: Iterable[DocumentRow]) -> Marks:
        """The marks of a dossier's sources."""
        return cls(source.id for source in sources)

    def number(self, document: str) -> int:
        """The number of a document; a new one gets the next."""
        return self._numbers.setdefault(document, len(self._numbers) + 1)

    def mark(self, proof: Proof, documents: int = 1) -> Span:
        """ "[2]", or "[2+1]" where one more document says the same."""
        more = f"+{documents - 1}" if documents > 1 else ""
        return span(f"[{self.number(proof.document)}{more}]", "source")


def place_of(proof: Proof) -> Place:
    """Where the words stand that prove a fact."""
    return Place("document", proof.document, start=proof.start, end=proof.end)

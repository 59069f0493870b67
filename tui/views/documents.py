"""The list of documents, and the head of the reader."""

from __future__ import annotations

from collections.abc import Sequence

from lacsec.db.queries.documents import DocumentRow
from lacsec.tui.lines import Line, blank, column, line, span
from lacsec.tui.places import Place
from lacsec.tui.views.words import date_words


def document_lines(rows: Sequence[DocumentRow], width: int) -> list[Line]:
    """Two rows a document: its title, then publisher, date, language and what was read from it."""
    lines: list[Line] = []
    for row in rows:
        about = " · ".join(
            part
            for part in (
                row.publisher or "",
                date_words(row.issued),
                row.language,
                f"{row.facts} facts",
                f"{row.mentions} mentions",
            )
            if part
        )
        copy = "  near copy, counted once" if row.duplicate_of else ""
        lines.append(
            line(
                column(row.title, width, "kind.document"),
                place=Place("document", row.id),
                key=row.id,
            )
        )
        lines.append(line(span(f"  {about}", "dim"), span(copy, "warn"), still=True))
        lines.append(blank())
    return lines[:-1]


def reader_title(row: DocumentRow) -> Line:
    """Title, publisher and date over the text."""
    about = ", ".join(part for part in (row.publisher or "", date_words(row.issued)) if part)
    return line(span(row.title, "title"), span(f"  {about}", "dim"), still=True)

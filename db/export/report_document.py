"""A document as a report of what was read from it, and its text as Markdown."""

from __future__ import annotations

import sqlite3

from lacsec.db.export import report
from lacsec.db.export.report import Line, Report, Section, with_proofs
from lacsec.db.queries import disagreements, document
from lacsec.db.queries.common import Page, Window
from lacsec.db.queries.disagreements import DisagreementFilter
from lacsec.db.queries.document import DocumentView, PassageRow
from lacsec.db.queries.documents import DocumentRow


def document_report(connection: sqlite3.Connection, document_id: str) -> Report | None:
    """What is known about a document and every fact read from it; None where it is not there."""
    row = document.get(connection, document_id)
    if row is None:
        return None
    facts = document.facts(connection, document_id)
    differing = disagreements.list_disagreements(
        connection, DisagreementFilter(document=document_id), Window(500)
    )
    return with_proofs(
        connection,
        Report(
            row.title,
            (metadata(row),),
            (
                Section("Outline", _outline(connection, document_id)),
                report.relations("Relations", facts.relations),
                report.events(Page(facts.events, len(facts.events))),
                report.figures("Figures", facts.figures),
                report.disagreements(differing),
            ),
        ),
    )


def metadata(row: DocumentRow) -> str:
    """A document's publisher, date, language and counts in a line."""
    parts = [
        row.publisher or "",
        "; ".join(row.authors),
        row.issued or "",
        f"language {row.language}",
        f"file {row.file}",
        row.url or "",
        row.licence or "",
        f"{row.passages} passages, {row.mentions} mentions, {row.facts} facts",
        f"near copy of {row.duplicate_of}" if row.duplicate_of else "",
        f"id {row.id}",
    ]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _outline(connection: sqlite3.Connection, document_id: str) -> tuple[Line, ...]:
    headings = document.outline(connection, document_id)
    return tuple(Line(heading.text, depth=min(1, heading.level // 2)) for heading in headings)


def blocks(found: DocumentView) -> list[tuple[PassageRow, str]]:
    """The text in blocks: the first passage of each, and the words from its start to its end.

    A block is a paragraph, a list item, a row or a heading; all that lies between the passages of
    one is kept.
    """
    joined: list[tuple[PassageRow, int]] = []
    for passage in found.passages:
        if joined and joined[-1][0].block == passage.block and joined[-1][0].kind == passage.kind:
            joined[-1] = joined[-1][0], passage.end
        else:
            joined.append((passage, passage.end))
    return [(first, found.text[first.start : end]) for first, end in joined]

"""The list of documents, the head of the reader, and where a text comes from."""

from __future__ import annotations

from collections.abc import Sequence

from lacsec.db.queries.document import Heading
from lacsec.db.queries.documents import DocumentRow
from lacsec.tui.clipboard import citation
from lacsec.tui.lines import Line, Span, blank, column, crop, fit, line, marked, safe, span, wrap
from lacsec.tui.places import Place
from lacsec.tui.views.catalogue import ranges
from lacsec.tui.views.tables import heads
from lacsec.tui.views.words import date_words, number_words

_WIDE = 90
_DATE, _PUBLISHER, _LANGUAGE, _FACTS = 13, 24, 5, 6


def document_line(row: DocumentRow, needle: str, width: int) -> Line:
    """A document in one row: title, publisher, date, language, how much was read from it."""
    wide = width >= _WIDE
    room = max(12, width - _DATE - _FACTS - (_PUBLISHER + _LANGUAGE if wide else 0))
    copy = "copy: " if row.duplicate_of else ""
    title = fit(safe(row.title), room - len(copy) - 1)
    spans = [span(copy, "warn"), *_marked(title, needle)]
    used = len(copy) + sum(len(part.text) for part in spans[1:])
    spans.append(Span(" " * max(1, room - used)))
    if wide:
        spans.append(column(row.publisher or "", _PUBLISHER, "dim"))
        spans.append(column(f" {row.language}", _LANGUAGE, "dim"))
    spans.append(column(date_words(row.issued), _DATE, "dim", right=True))
    spans.append(column(row.facts, _FACTS, "dim", right=True))
    return line(*spans, place=Place("document", row.id), key=row.id)


def document_heads(width: int, sort: str, reverse: bool) -> list[Span]:
    """The heads of the columns."""
    wide = width >= _WIDE
    room = max(12, width - _DATE - _FACTS - (_PUBLISHER + _LANGUAGE if wide else 0))
    columns = [("title", room, "title", False)]
    if wide:
        columns += [("publisher", _PUBLISHER, "publisher", False), (" in", _LANGUAGE, "", False)]
    columns += [("issued", _DATE, "issued", True), ("facts", _FACTS, "facts", True)]
    return heads(columns, sort, reverse)


def about_lines(
    row: DocumentRow, width: int, outline: Sequence[Heading] = (), *, wrapped: bool = False
) -> list[Line]:
    """What a document is, in a few rows, then its headings: for the preview."""
    who = "; ".join(row.authors)
    told = (
        " · ".join(p for p in (row.publisher or "", who, date_words(row.issued)) if p),
        f"{number_words(row.facts)} facts, {number_words(row.mentions)} names in "
        f"{number_words(row.passages)} sentences, rows and headings; {row.language}",
        row.url or row.file,
    )
    if wrapped:
        rows = [cells for words in told if words for cells in wrap([span(words)], width)]
        lines = [line(*cells, still=True) for cells in rows]
    else:
        shown = [fit(safe(words), width - 2) for words in told if words]
        lines = [line(span(f"  {words}"), still=True) for words in shown]
    if row.duplicate_of:
        note = "A near copy of another document: what both say is counted once."
        lines.append(line(span(note, "warn"), still=True))
    if outline:
        lines += [blank(), *outline_lines(outline, width)]
    return lines


def reader_title(row: DocumentRow, width: int) -> tuple[Span, ...]:
    """Title, publisher and date over the text."""
    about = ", ".join(part for part in (row.publisher or "", date_words(row.issued)) if part)
    room = max(10, width - len(about) - 2)
    spans = (span(fit(safe(row.title), room), "title"), span(f"  {about}", "dim"))
    return crop(spans, width)


def outline_lines(outline: Sequence[Heading], width: int) -> list[Line]:
    """The headings of a document, each indented by its level; `key` is its offset."""
    lines: list[Line] = []
    for heading in outline:
        indent = 2 * max(0, heading.level - 1)
        words = fit(safe(heading.text), max(8, width - indent))
        style = "title" if heading.level <= 1 else ""
        lines.append(line(Span(" " * indent), span(words, style), key=str(heading.start)))
    return lines


def source_lines(
    row: DocumentRow,
    files: Sequence[str],
    place: Place,
    section: Sequence[str],
    page: int | None,
    width: int,
) -> list[Line]:
    """Where words come from: all that is known of the document, and of the place in it."""
    span_words = f"characters {place.start} to {place.end}" if place.end else ""
    told = [
        ("Title", row.title),
        ("Publisher", row.publisher or ""),
        ("Authors", "; ".join(row.authors)),
        ("Issued", date_words(row.issued)),
        ("Language", row.language),
        ("Address", row.url or ""),
        ("Licence", row.licence or ""),
        ("Files", "; ".join(files) or row.file),
        ("SHA-256", row.sha256),
        ("Id", row.id),
        ("Section", " › ".join(section)),
        ("Page", str(page) if page else ""),
        ("Place", span_words),
        ("Citation", citation(row)),
        ("Link", place.link),
    ]
    lines: list[Line] = []
    for label, words in told:
        for number, cells in enumerate(wrap([span(words)], max(20, width - 12)) if words else ()):
            head = column(label if number == 0 else "", 12, "dim")
            lines.append(line(head, *cells, key=words if number == 0 else "", still=number > 0))
    return [*lines, blank()]


def _marked(title: str, needle: str) -> tuple[Span, ...]:

    return marked(title, ranges(title, needle), "kind.document", "match")

"""PDF files to blocks: words in reading order, page by page, within limits of pages and time."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import Protocol

import pypdfium2
import pypdfium2.raw as pdfium

from lacsec.importer.readers.blocks import Reading, UnreadableError
from lacsec.importer.readers.limits import LONGEST_TEXT
from lacsec.importer.readers.pdf.furniture import without_furniture
from lacsec.importer.readers.pdf.lines import PageLines, PageReader
from lacsec.importer.readers.pdf.paragraphs import pdf_blocks
from lacsec.importer.readers.pdf.safety import refuse_bombs
from lacsec.importer.readers.washing import Washer

_MOST_PAGES = 3_000
_LONGEST = 60.0  # seconds for all pages
_BROKEN_PAGES = 20  # one after another, and the rest is not tried
_DATE = re.compile(r"(?:D:)?((?:19|20)\d\d)(\d\d)(\d\d)")
_NO_TITLE = re.compile(
    r"(?:microsoft word\b|untitled|\(?anonymous\)?$|document\d*$|.*\.(?:docx?|pdf|indd|pptx?)$)",
    re.I,
)
_TOLD = {
    pdfium.FPDF_ERR_PASSWORD: "it is protected by a password",
    pdfium.FPDF_ERR_SECURITY: "it is encrypted in a way that cannot be undone here",
    pdfium.FPDF_ERR_FORMAT: "it is a broken or cut PDF",
}


class Watch(Protocol):
    """Is told where the reading is, so that it can be stopped where it hangs."""

    def page(self, number: int) -> None:
        """A page begins, counted from 1."""

    def together(self, pages: int) -> None:
        """All pages are read; their lines are put together."""


class NoWatch:
    """Watches nothing."""

    def page(self, number: int) -> None:
        """A page begins."""

    def together(self, pages: int) -> None:
        """All pages are read."""


def read_pages(data: bytes, skipped: Sequence[int] = (), watch: Watch | None = None) -> Reading:
    """Read a PDF within this process, its pages in `skipped` left out.

    Raises `UnreadableError` where it is broken, locked, or has no text in it.
    """
    watch = watch or NoWatch()
    refuse_bombs(data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        raise UnreadableError(_TOLD.get(code, "it is a broken or cut PDF")) from error
    try:
        count = len(document)
        if count > _MOST_PAGES:
            raise UnreadableError(f"it has {count:,} pages, more than {_MOST_PAGES:,}; divide it")
        pages, problems = _read_pages(document, count, skipped, watch)
        washer = Washer()
        metadata = washer.metadata(_properties(document))
    finally:
        document.close()
    watch.together(len(pages))
    blocks = tuple(pdf_blocks(without_furniture(pages), washer))
    if not blocks:
        raise UnreadableError(_why_empty(pages))
    return Reading(blocks, "application/pdf", metadata, problems, notes=washer.notes())


def _read_pages(
    document: pypdfium2.PdfDocument, count: int, skipped: Sequence[int], watch: Watch
) -> tuple[list[PageLines], tuple[str, ...]]:
    """The lines of every page that can be read, and what to say of the others."""
    reader = PageReader()
    pages: list[PageLines] = []
    broken: list[int] = []
    until = time.monotonic() + _LONGEST
    length = 0
    problems: list[str] = []
    if skipped:
        problems.append(f"has pages that take too long and were left out: {_told(skipped)}")
    for index in range(count):
        if index + 1 in skipped:
            continue
        watch.page(index + 1)
        try:
            page = document[index]
            try:
                pages.append(reader.read(page, index + 1))
            finally:
                page.close()
        except (pypdfium2.PdfiumError, UnicodeError, ValueError):
            broken.append(index + 1)
            if broken[-_BROKEN_PAGES:] == [*range(index + 2 - _BROKEN_PAGES, index + 2)]:
                break
            continue
        length += sum(len(line.text) for line in pages[-1].lines)
        if length > LONGEST_TEXT:
            raise UnreadableError(f"its text has more than {LONGEST_TEXT:,} characters; divide it")
        if time.monotonic() > until:
            problems.append(f"takes too long to read; its pages from {index + 2} on were left out")
            break
    if broken and pages:
        problems.append(f"has pages that are broken and were not read: {_told(broken)}")
    scanned = [place for place, page in enumerate(pages, 1) if page.is_picture]
    if scanned and len(scanned) < len(pages):
        problems.append(f"has pages that are pictures without text: {_told(scanned)}")
    return pages, tuple(problems)


def _told(numbers: Sequence[int]) -> str:
    """ "1, 2, 5 and 12 more"."""
    shown = ", ".join(map(str, numbers[:10]))
    return shown if len(numbers) <= 10 else f"{shown} and {len(numbers) - 10} more"


def _why_empty(pages: list[PageLines]) -> str:
    if any(page.is_picture for page in pages):
        return "it has no text in it, only pictures of pages; run text recognition (OCR) first"
    return "it has no text in it" if pages else "none of its pages can be read"


def _properties(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """Title and authors where they say something; `created`, the day on which it was made."""
    told = document.get_metadata_dict(skip_empty=True)
    title = told.get("Title", "").strip()
    day = _DATE.match(told.get("CreationDate", "") or told.get("ModDate", ""))
    return {
        "title": "" if _NO_TITLE.match(title) else title,
        "authors": told.get("Author", ""),
        "created": "-".join(day.groups()) if day else "",
    }

"""The one door of the readers: the bytes of a file in, its blocks and metadata out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lacsec.importer.readers.blocks import Reading, UnreadableError
from lacsec.importer.readers.kind import FileKind, kind_of
from lacsec.importer.readers.limits import LONGEST_TEXT

_LARGEST: dict[FileKind, int] = {"text": 40_000_000, "markdown": 40_000_000, "html": 25_000_000}
_Reader = Callable[[bytes], Reading]


def read_source(data: bytes, name: str) -> Reading:
    """Read one file by its content and ending. Raises `UnreadableError` with a sentence why not."""
    kind = kind_of(data, name)
    if len(data) > _LARGEST.get(kind, len(data)):
        raise UnreadableError(f"it is larger than {_LARGEST[kind] // 10**6} MB")
    reading = _reader(kind)(data)
    length = sum(len(block.text) for block in reading.blocks)
    if length > LONGEST_TEXT:
        raise UnreadableError(f"its text has more than {LONGEST_TEXT:,} characters; divide it")
    if not any(block.text.strip() for block in reading.blocks):
        raise UnreadableError("it holds no text")
    return replace(reading, blocks=tuple(block for block in reading.blocks if block.text.strip()))


def _reader(kind: FileKind) -> _Reader:
    """The reader of a kind, loaded when the first file of its kind is met."""
    # ruff: noqa: PLC0415
    match kind:
        case "html":
            from lacsec.importer.readers.html.read import read_html

            return read_html
        case "docx":
            from lacsec.importer.readers.docx.read import read_docx

            return read_docx
        case "pdf":
            from lacsec.importer.readers.pdf.read import read_pdf

            return read_pdf
        case "mail":
            from lacsec.importer.readers.mail import read_mail

            return read_mail
        case _:
            from lacsec.importer.readers.text import read_markdown, read_text

            return read_markdown if kind == "markdown" else read_text

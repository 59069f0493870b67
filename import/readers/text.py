"""Text and Markdown files to blocks."""

from __future__ import annotations

from lacsec.importer.readers.blocks import Reading
from lacsec.importer.readers.encoding import decode
from lacsec.importer.readers.front_matter import split_front_matter
from lacsec.importer.readers.plain import plain_blocks
from lacsec.importer.readers.washing import Washer


def read_text(data: bytes) -> Reading:
    """Read a text; one with front matter and no marked heading is taken for Markdown."""
    return _read(data, markdown=False)


def read_markdown(data: bytes) -> Reading:
    """Read Markdown, with or without front matter."""
    return _read(data, markdown=True)


def _read(data: bytes, *, markdown: bool) -> Reading:
    raw, note = decode(data)
    washer = Washer()
    metadata, body = split_front_matter(washer.wash(raw))
    blocks, headed = plain_blocks(body, markdown=markdown)
    if not headed and metadata:
        markdown = True
    notes = ((note,) if note else ()) + washer.notes()
    media_type = "text/markdown" if markdown else "text/plain"
    return Reading(tuple(blocks), media_type, metadata, notes=notes)

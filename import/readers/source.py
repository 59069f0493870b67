"""The one door of the readers: the bytes of a file in, its blocks and metadata out."""

from __future__ import annotations

from pathlib import PurePath

from lacsec.db.text import clean
from lacsec.importer.readers.blocks import Reading
from lacsec.importer.readers.encoding import decode
from lacsec.importer.readers.front_matter import split_front_matter
from lacsec.importer.readers.plain import plain_blocks

MARKDOWN_ENDINGS = frozenset({".md", ".markdown", ".mdown"})
ENDINGS = MARKDOWN_ENDINGS | {".txt", ".text"}


def read_source(data: bytes, name: str) -> Reading:
    """Read one file by its content and ending. Raises `UnreadableError` with a sentence why not."""
    raw, problem = decode(data)
    text = clean(raw)
    markdown = PurePath(name).suffix.lower() in MARKDOWN_ENDINGS
    metadata, body = split_front_matter(text)
    blocks, headed = plain_blocks(body, markdown=markdown)
    if not headed and metadata:
        markdown = True
    return Reading(
        blocks=tuple(blocks),
        media_type="text/markdown" if markdown else "text/plain",
        metadata=metadata,
        problems=(problem,) if problem else (),
    )

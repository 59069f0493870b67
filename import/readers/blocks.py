"""What every reader gives: a document as a row of blocks, and what its file says about itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal[
    "heading",
    "paragraph",
    "list_item",
    "table_header",
    "table_row",
    "footnote",
    "caption",
    "quote",
]
Strong = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table row …, as clean text without markup.

    `level` is the depth of a heading or list item (1 is the top), `cells` the columns of a table
    row, `marker` the sign before a list item or footnote ("-", "3)", "2"), `strong` the spans of
    `text` that stand in bold, `page` the page it begins on, counted from 1.
    """

    kind: BlockKind
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()
    marker: str | None = None
    strong: tuple[Strong, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as its reader understood it.

    `metadata` has some of: title, publisher, authors, issued, language, url, licence.
    `problems` say what could not be read where the rest could, `notes` what one should know of
    how it was read though nothing is lost: each a sentence without its subject, which is the file
    ("holds bytes that are not UTF-8").
    """

    blocks: tuple[Block, ...]
    media_type: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class UnreadableError(Exception):
    """A file that cannot be read; the message is a sentence for the user."""

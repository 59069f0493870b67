"""A document as all later stages see it: stored text, folded text, blocks and sentences in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lacsec.db.model import PassageKind
from lacsec.importer.readers.blocks import BlockKind

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block at its place in the stored text.

    `heading` is the number of the nearest heading above (None at the top) and `section` the path
    of headings. `cells` are the spans of a table row's columns and `columns` the header over
    each; `caption` is the number of the caption block of its table or picture. `label` is what
    stands before the colon of a paragraph such as "Colombia: support for …", or its bold
    beginning. `marker` is the sign before a list item or footnote, `role` what kind of section it
    stands in (references, disclaimer, notes, glossary, contents, summary; "" is the body).
    """

    number: int
    kind: BlockKind
    start: int
    end: int
    level: int = 0
    heading: int | None = None
    section: tuple[str, ...] = ()
    role: str = ""
    cells: tuple[Span, ...] = ()
    columns: tuple[str, ...] = ()
    caption: int | None = None
    marker: str | None = None
    label: Span | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit of evidence: a sentence, or a whole heading, table row or caption."""

    number: int
    block: int
    start: int
    end: int
    kind: PassageKind


@dataclass(frozen=True)
class Text:
    """The stored text and its structure. `folded` has the same length as `value`.

    `notes` maps the sign of a footnote ("2") to the number of its block.
    """

    value: str
    folded: str
    language: str
    blocks: tuple[Placed, ...]
    sentences: tuple[Sentence, ...]
    notes: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _of_block(self) -> dict[int, tuple[Sentence, ...]]:
        found: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            found.setdefault(sentence.block, []).append(sentence)
        return {block: tuple(sentences) for block, sentences in found.items()}

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds an offset, or the last one that begins before it."""
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def sentences_of(self, block: int) -> tuple[Sentence, ...]:
        """The sentences of a block, in order."""
        return self._of_block.get(block, ())

    def block_of(self, sentence: Sentence) -> Placed:
        """The block that a sentence is part of."""
        return self.blocks[sentence.block]

    def quote(self, start: int, end: int) -> str:
        """The stored words at a place."""
        return self.value[start:end]

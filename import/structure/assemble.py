"""Blocks to the stored text: torn paragraphs joined, each block and sentence at its offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from lacsec.db.model import PassageKind
from lacsec.db.text import fold
from lacsec.importer.data import lexicon, words
from lacsec.importer.readers.blocks import Block
from lacsec.importer.structure.language import guess_language
from lacsec.importer.structure.sentences import split_sentences
from lacsec.importer.structure.text import Placed, Sentence, Span, Text

_TIGHT = frozenset({"list_item", "table_header", "table_row", "footnote"})
_LABEL = re.compile(r"[^:.;!?\n]{2,110}?:(?=\s)")
_MOST_LABEL_WORDS = 14
_ONE_PASSAGE: dict[str, PassageKind] = {
    "heading": "heading",
    "table_header": "table_row",
    "table_row": "table_row",
    "caption": "caption",
}


def assemble(blocks: list[Block], language: str | None = None) -> Text:
    """The document that later stages read. `language` is guessed from the text where not given."""
    joined = join_torn(blocks)
    builder = _Builder()
    for number, block in enumerate(joined):
        builder.place(number, block)
    value = "".join(builder.parts)
    return Text(
        value=value,
        folded=fold(value),
        language=language or guess_language(value),
        blocks=tuple(builder.placed),
        sentences=tuple(builder.sentences),
        notes=dict(builder.notes),
    )


def join_torn(blocks: list[Block]) -> list[Block]:
    """Paragraphs that a page break or a picture tore apart, made whole; captions come after."""
    out: list[Block] = []
    held: int | None = None  # where in `out` a paragraph stands that may go on
    for block in blocks:
        if block.kind == "caption":
            out.append(block)
            continue
        if block.kind == "paragraph" and held is not None and _continues(out[held], block):
            out[held] = _joined(out[held], block)
            continue
        out.append(block)
        held = len(out) - 1 if block.kind in ("paragraph", "list_item") else None
    return out


@cache
def _open_ends() -> frozenset[str]:
    return frozenset(words("structure", "torn", "open_ends"))


def _continues(first: Block, second: Block) -> bool:
    end = first.text.rstrip()
    last = end[-1:]
    if last in '.!?:;"”»' or not second.text:
        return False
    opening = second.text[0]
    words_before = end.split()
    if opening.islower():
        # "list item / following text" and headings without a stop must not swallow what follows.
        return len(words_before) >= 4
    if last == "," or words_before[-1].lower() in _open_ends():
        return len(words_before) >= 4
    return opening in "(–—" and len(words_before) >= 8


def _joined(first: Block, second: Block) -> Block:
    text = first.text.rstrip() + " "
    shift = len(text)
    strong = (*first.strong, *((a + shift, b + shift) for a, b in second.strong))
    return replace(first, text=text + second.text, strong=strong)


@dataclass
class _Builder:
    """Puts one block after another and keeps count of where everything is."""

    parts: list[str] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    length: int = 0
    path: list[tuple[int, int, str]] = field(default_factory=list)  # level, number, words
    columns: tuple[str, ...] = ()
    caption: int | None = None

    def place(self, number: int, block: Block) -> None:
        before = self.placed[-1].kind if self.placed else None
        if before is not None:
            self._add("\n" if block.kind in _TIGHT and before in _TIGHT else "\n\n")
        if block.kind in ("list_item", "footnote") and block.marker:
            self._add(f"{block.marker} ")
        if block.kind == "heading":
            self._enter(number, block)
        self._remember_table(number, block, before)
        start = self.length
        self._add(block.text)
        if block.kind == "footnote" and block.marker:
            self.notes.setdefault(block.marker, number)
        self.placed.append(self._placed(number, block, start))
        self._cut(number, block, start)

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _enter(self, number: int, block: Block) -> None:
        while self.path and self.path[-1][0] >= max(1, block.level):
            self.path.pop()
        self.path.append((max(1, block.level), number, block.text))

    def _remember_table(self, number: int, block: Block, before: str | None) -> None:
        if block.kind == "caption":
            self.caption = number
        elif block.kind == "table_header":
            self.columns = block.cells
        elif block.kind != "table_row":
            self.columns = ()
            if before not in (None, "caption"):
                self.caption = None
        elif before not in ("table_row", "table_header"):
            self.columns = ()

    def _placed(self, number: int, block: Block, start: int) -> Placed:
        above = [entry for entry in self.path if entry[1] != number]
        in_table = block.kind in ("table_row", "table_header")
        return Placed(
            number=number,
            kind=block.kind,
            start=start,
            end=start + len(block.text),
            level=block.level,
            heading=above[-1][1] if above else None,
            section=tuple(entry[2] for entry in above),
            role=_role([*(entry[2] for entry in above), *self._own_heading(block)]),
            cells=_cell_spans(block, start),
            columns=self.columns if in_table else (),
            caption=self.caption if in_table else None,
            marker=block.marker,
            label=_label(block, start),
            page=block.page,
        )

    def _own_heading(self, block: Block) -> list[str]:
        return [block.text] if block.kind == "heading" else []

    def _cut(self, number: int, block: Block, start: int) -> None:
        whole = _ONE_PASSAGE.get(block.kind)
        spans = [(0, len(block.text))] if whole else split_sentences(block.text)
        for a, b in spans:
            kind: PassageKind = whole or "sentence"
            if whole is None and len(spans) == 1 and block.kind in ("list_item", "footnote"):
                kind = "list_item" if block.kind == "list_item" else "footnote"
            if b > a:
                place = (start + a, start + b)
                self.sentences.append(Sentence(len(self.sentences), number, *place, kind))


def _cell_spans(block: Block, start: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    offset = start
    for cell in block.cells:
        spans.append((offset, offset + len(cell)))
        offset += len(cell) + 1  # the tab between
    return tuple(spans)


def _label(block: Block, start: int) -> Span | None:
    """What stands before the colon at the head of a paragraph, or its bold beginning."""
    if block.kind not in ("paragraph", "list_item"):
        return None
    match = _LABEL.match(block.text)
    if match is not None and len(match[0].split()) <= _MOST_LABEL_WORDS:
        return start, start + match.end() - 1
    if block.strong and block.strong[0][0] <= 4 and block.strong[0][1] < len(block.text):
        first, last = block.strong[0]
        return start + first, start + last
    return None


@cache
def _roles() -> dict[str, str]:
    table: dict[str, list[str]] = lexicon("structure")["sections"]
    return {fold(word): role for role, found in table.items() for word in found}


def _role(headings: list[str]) -> str:
    """What kind of section the innermost heading that says so opens."""
    for heading in reversed(headings):
        role = _roles().get(fold(heading).strip(" .:"))
        if role is not None:
            return role
    return ""

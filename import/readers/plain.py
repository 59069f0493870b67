"""Plain text and Markdown to blocks: one reader, since saved texts of the field are half of each.

A text with Markdown headings is taken at its word; in one without, a short line that stands alone
and ends in no stop is a heading. Lines that an editor wrapped are joined again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from lacsec.importer.data import words
from lacsec.importer.readers.blocks import Block, BlockKind
from lacsec.importer.readers.inline import strip_inline
from lacsec.importer.readers.tables import has_header
from lacsec.importer.structure.sentences import split_sentences

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
_RULE = re.compile(r"[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*$")
_BULLET = re.compile(r"(?P<indent>[ \t]*)(?P<marker>[-*+•·▪◦–—‣●○■►])[ \t]+(?=\S)")
_NUMBER = re.compile(
    r"(?P<indent>[ \t]*)(?P<marker>\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.)])[ \t]+(?=\S)"
)
_NOTE = re.compile(r"(?:\[\^(\w{1,8})\]:|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))[ \t]*(?=\S)")
_RULE_CELL = re.compile(r":?-*:?")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LONGEST_HEADING = 120
_MOST_HEADING_WORDS = 16
_WRAP_LIMIT = 115


@dataclass(slots=True)
class _Group:
    """Lines with no empty line between them."""

    lines: list[str]


def plain_blocks(text: str, *, markdown: bool = False) -> tuple[list[Block], bool]:
    """The blocks of a text, and whether its headings are marked rather than guessed.

    `text` is clean (`lacsec.db.text.clean`). With `markdown` consecutive lines are one paragraph.
    """
    groups = [_Group(lines) for lines in _groups(text)]
    headed = markdown or any(_HEADING.match(line) for group in groups for line in group.lines)
    width = None if markdown else _wrap_width(groups)
    blocks: list[Block] = []
    for group in groups:
        blocks.extend(_group_blocks(group.lines, markdown=markdown, width=width, headed=headed))
    return (blocks if headed else _settle_guesses(blocks)), headed


def _settle_guesses(blocks: list[Block]) -> list[Block]:
    """Of the headings that were guessed: the first line is the title, one over a picture is its
    caption, and the last line of a text is none.
    """
    settled = list(blocks)
    for index, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        following = blocks[index + 1].kind if index + 1 < len(blocks) else None
        if _goes_on_below(blocks, index):
            settled[index] = replace(block, kind="paragraph", level=0)
        elif index == 0:
            settled[index] = replace(block, level=1)
        elif following is None:
            settled[index] = replace(block, kind="paragraph", level=0)
        elif following == "caption" and not _numbered_caption(blocks[index + 1].text):
            settled[index] = replace(block, kind="caption", level=0)
    return settled


def _groups(text: str) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            lines.append(line)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _wrap_width(groups: list[_Group]) -> int | None:
    """The column at which an editor wrapped the lines, None where each line is a paragraph."""
    lengths = sorted(len(line) for group in groups for line in group.lines[:-1])
    if len(lengths) < 4 or lengths[-1] > _WRAP_LIMIT:
        return None
    longest = lengths[-1]
    near = sum(length > 0.75 * longest for length in lengths)
    return longest if longest >= 50 and near >= 0.6 * len(lengths) else None


def _goes_on_below(blocks: list[Block], index: int) -> bool:
    """Does the next paragraph begin in lower case? Then a page break tore this line from it."""
    for block in blocks[index + 1 :]:
        if block.kind != "caption":
            return block.kind == "paragraph" and block.text[:1].islower()
    return False


def _group_blocks(
    lines: list[str], *, markdown: bool, width: int | None, headed: bool
) -> Iterator[Block]:
    position = 0
    while position < len(lines):
        line = lines[position]
        size = _table_length(lines, position)
        if size:
            yield from _table(lines[position : position + size])
            position += size
        elif (match := _HEADING.match(line)) is not None:
            yield _block("heading", match[2], level=len(match[1]))
            position += 1
        elif _RULE.match(line):
            position += 1
        elif markdown and position + 1 < len(lines) and _UNDERLINE.match(lines[position + 1]):
            yield _block("heading", line, level=1 if lines[position + 1][0] == "=" else 2)
            position += 2
        else:
            end = _paragraph_end(lines, position, markdown=markdown, width=width)
            alone = not headed and end - position == 1 and _lone(lines, position, markdown)
            yield _paragraph(lines[position:end], guess_heading=alone)
            position = end


def _lone(lines: list[str], position: int, markdown: bool) -> bool:
    return not markdown or len(lines) == 1


def _paragraph_end(lines: list[str], position: int, *, markdown: bool, width: int | None) -> int:
    end = position + 1
    while end < len(lines) and _goes_on(lines, end, markdown=markdown, width=width):
        end += 1
    return end


def _goes_on(lines: list[str], index: int, *, markdown: bool, width: int | None) -> bool:
    """Does line `index` belong to the paragraph of the line before it?"""
    line, before = lines[index], lines[index - 1]
    if _starts_block(line) or _table_length(lines, index):
        return False
    if markdown or before.endswith(("  ", "\\")):
        return True
    if width is not None:
        first_word = line.split(None, 1)[0]
        return len(before.rstrip()) + 1 + len(first_word) > 0.8 * width
    return line[:1].islower() and before.rstrip()[-1:] not in ".!?:;"


def _starts_block(line: str) -> bool:
    return bool(
        _HEADING.match(line)
        or _RULE.match(line)
        or _BULLET.match(line)
        or _NUMBER.match(line)
        or _NOTE.match(line)
        or is_caption(line)
    )


def _paragraph(lines: list[str], *, guess_heading: bool) -> Block:
    text = " ".join(line.strip().removesuffix("\\") for line in lines)
    if (note := _NOTE.match(text)) is not None:
        marker = (note[1] or note[2]).translate(_DIGITS)
        return _block("footnote", text[note.end() :], marker=marker)
    if text.startswith(">"):
        return _block("quote", text.replace("> ", "").lstrip(">"))
    for pattern in (_BULLET, _NUMBER):
        if (item := pattern.match(lines[0])) is not None and not _rule_or_emphasis(lines[0], item):
            rest = " ".join([lines[0][item.end() :].strip(), *(x.strip() for x in lines[1:])])
            level = 1 + len(item["indent"].expandtabs(4)) // 2
            return _block("list_item", rest, level=level, marker=item["marker"])
    if is_caption(text):
        return _block("caption", text)
    if guess_heading and looks_like_heading(strip_inline(text).text):
        return _block("heading", text, level=2)
    return _block("paragraph", text)


def _rule_or_emphasis(line: str, item: re.Match[str]) -> bool:
    """A capital letter and a stop is somebody's initial ("J. Smith said …"), not a list's."""
    marker = item["marker"]
    return len(marker) == 2 and marker[0].isupper() and marker[1] == "." and len(line) > 60


def _block(kind: BlockKind, text: str, level: int = 0, marker: str | None = None) -> Block:
    inline = strip_inline(" ".join(text.split()))
    return Block(
        kind=kind,
        text=inline.text,
        level=level,
        marker=marker,
        strong=inline.strong,
    )


def looks_like_heading(text: str) -> bool:
    """A short line that ends in no stop and begins like a title."""
    text = text.strip()
    if not text or len(text) > _LONGEST_HEADING or text[-1] in ".,;:!" or text[0].islower():
        return False
    if len(split_sentences(text)) > 1:
        return False
    if not any(c.isalpha() for c in text) or text.startswith(("http", "www.", "©")) or "@" in text:
        return False
    spaced = text.split()
    letters = sum(c.isalpha() for c in text)
    return len(spaced) <= _MOST_HEADING_WORDS and letters >= 0.6 * len(text.replace(" ", ""))


def _head(line: str) -> str:
    return line[:60].strip().strip("*_").lower()[:40]


@cache
def _caption_words(key: str) -> tuple[str, ...]:
    return tuple(words("structure", "caption", key))


def _numbered_caption(line: str) -> bool:
    head = _head(line)
    return head.startswith(_caption_words("numbered")) and any(
        head.startswith(word) and head[len(word) :].lstrip()[:1].isdigit()
        for word in _caption_words("numbered")
    )


def is_caption(line: str) -> bool:
    """Does the line name a figure, table, picture or its source?"""
    if _numbered_caption(line):
        return True
    head = _head(line)
    return head.startswith(_caption_words("colon")) and any(
        head.startswith(word) and head[len(word) :].lstrip(" *_").startswith(":")
        for word in _caption_words("colon")
    )


def _table_length(lines: list[str], position: int) -> int:
    """How many lines from `position` are a table: cells between bars, or set off by tabs."""
    for cells in (_bar_cells, _tab_cells):
        count = 0
        for line in lines[position:]:
            if len(cells(line)) < 2:
                break
            count += 1
        if count >= 2:
            return count
    return 0


def _bar_cells(line: str) -> list[str]:
    stripped = line.strip()
    if stripped.count("|") < 2 and not _is_pipe_rule(line):
        return []
    return [cell.strip() for cell in stripped.removeprefix("|").removesuffix("|").split("|")]


def _is_pipe_rule(line: str) -> bool:
    """Is it the line below a table's head: "|---|:--:|"?"""
    if "-" not in line or line.strip("|:- \t"):
        return False
    return all(_RULE_CELL.fullmatch(cell.strip()) for cell in line.strip(" \t|").split("|"))


def _tab_cells(line: str) -> list[str]:
    if "\t" not in line.strip():
        return []
    return [cell.strip() for cell in line.strip().split("\t") if cell.strip()]


def _table(lines: list[str]) -> Iterator[Block]:
    bars = "|" in lines[0]
    rows = [(_bar_cells if bars else _tab_cells)(line) for line in lines]
    ruled = [i for i, line in enumerate(lines) if bars and _is_pipe_rule(line)]
    stripped = [tuple(strip_inline(" ".join(cell.split())).text for cell in row) for row in rows]
    if not bars and sum(row[0].endswith(":") for row in stripped) >= 0.5 * len(stripped):
        for row in stripped:  # a glossary: a term, a colon, what it means
            yield Block("list_item", " ".join(row), level=1, strong=((0, len(row[0])),))
        return
    head = 1 if ruled == [1] or (not ruled and has_header(stripped)) else 0
    for index, row in enumerate(stripped):
        if index not in ruled:
            kind: BlockKind = "table_header" if index < head else "table_row"
            yield Block(kind, "\t".join(row), cells=row)

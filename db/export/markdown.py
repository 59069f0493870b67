"""Dossiers and documents as Markdown, quotes as footnotes (CommonMark with footnotes)."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator

from lacsec.db.export.report import Line, Report
from lacsec.db.export.report_document import blocks, document_report, metadata
from lacsec.db.export.report_entity import entity_report
from lacsec.db.model import ENTITY_KINDS
from lacsec.db.queries.common import Proof
from lacsec.db.queries.document import DocumentView, PassageRow

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_LINE_START = re.compile(r"^(?:[#+\-=]|[0-9]+(?=[.)]))")
_HEADING = re.compile(r"^#{1,6} +")


def escaped(text: str) -> str:
    """Words as they stand: nothing in them is taken for Markdown, in one line."""
    text = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    start = _LINE_START.match(text)
    if start is None:
        return text
    if start[0].isdecimal():
        return f"{start[0]}\\{text[start.end() :]}"
    return f"\\{text}"


class Footnotes:
    """Numbers proofs in the order in which they are first used; the same words once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._waiting: list[tuple[int, Proof]] = []

    def mark(self, proof: Proof) -> str:
        """The reference to a proof."""
        place = proof.document, proof.start, proof.end
        if place not in self._numbers:
            self._numbers[place] = len(self._numbers) + 1
            self._waiting.append((self._numbers[place], proof))
        return f"[^{self._numbers[place]}]"

    def flush(self) -> Iterator[str]:
        """The notes not yet written."""
        for number, proof in self._waiting:
            when = f", {proof.issued}" if proof.issued else ""
            yield (
                f"[^{number}]: “{escaped(proof.quote)}” *{escaped(proof.title)}*{when}"
                f" ({proof.document}:{proof.start}–{proof.end}).\n"
            )
        self._waiting.clear()


def render(report: Report, notes: Footnotes | None = None, level: int = 1) -> Iterator[str]:
    """A report as Markdown; `level` is that of its title. The notes follow at its end."""
    notes = notes or Footnotes()
    yield f"{'#' * level} {escaped(report.title)}\n\n"
    for text in report.summary:
        yield f"{escaped(text)}\n\n"
    for section in report.sections:
        yield f"{'#' * (level + 1)} {escaped(section.heading)}\n\n"
        for line in section.lines:
            yield _item(line, notes)
        if section.left_out:
            yield f"- … and {section.left_out} more\n"
        yield "\n"
    written = list(notes.flush())
    yield from written
    if written:
        yield "\n"


def _item(line: Line, notes: Footnotes) -> str:
    marks = "".join(notes.mark(proof) for proof in line.proofs)
    more = f" (and {line.more} more)" if line.more else ""
    return f"{'  ' * line.depth}- {escaped(line.text)}{marks}{more}\n"


def everything(connection: sqlite3.Connection, kinds: Iterable[str] = ()) -> Iterator[str]:
    """The dossiers of every entity (of some kinds, if given) and document, by kind and name."""
    notes = Footnotes()
    wanted = list(kinds)
    yield "# Dossiers\n\n"
    for kind in ENTITY_KINDS:
        if wanted and kind not in wanted and "entity" not in wanted:
            continue
        found = connection.execute(
            "SELECT id FROM entity WHERE kind = ? ORDER BY folded, id", (kind,)
        ).fetchall()
        for (entity_id,) in found:
            report = entity_report(connection, entity_id, kind)
            if report is not None:
                yield from render(report, notes, level=2)
    if not wanted or "document" in wanted:
        for (document_id,) in connection.execute("SELECT id FROM document ORDER BY id").fetchall():
            report = document_report(connection, document_id)
            if report is not None:
                yield from render(report, notes, level=2)


def document_text(found: DocumentView) -> Iterator[str]:
    """A document to read: what is known about it, then its text with headings and lists."""
    yield f"# {escaped(found.row.title)}\n\n"
    yield f"*{escaped(metadata(found.row))}*\n\n"
    before = ""
    for passage, words in blocks(found):
        kind = "item" if passage.kind == "list_item" else passage.kind
        if before and not (before == kind == "item"):
            yield "\n"
        yield _block(passage, words)
        before = kind


def _block(passage: PassageRow, words: str) -> str:
    if passage.kind in ("title", "heading"):
        level = min(6, max(1, passage.level) + 1)
        return f"{'#' * level} {escaped(_HEADING.sub('', words))}\n"
    if passage.kind == "list_item":
        return f"{'  ' * max(0, passage.level - 1)}- {escaped(words)}\n"
    if passage.kind == "quote":
        return f"> {escaped(words)}\n"
    return f"{escaped(words)}\n"

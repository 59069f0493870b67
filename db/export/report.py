"""A dossier as headings and lines with their proofs: what Markdown and plain text are made from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lacsec.db import wording
from lacsec.db.queries.common import Page, Proof, Row
from lacsec.db.queries.disagreements import DisagreementRow
from lacsec.db.queries.documents import DocumentRow
from lacsec.db.queries.evidence import evidence_of
from lacsec.db.queries.facts import EventRow, FigureRow, RelationRow

# How many places are quoted for one line.
MOST_PROOFS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One statement: `facts` are the ids of what proves it, `proofs` the words, best first.

    `more` counts the places that are not quoted; a `depth` of 1 hangs below the line above.
    """

    text: str
    facts: tuple[str, ...] = ()
    depth: int = 0
    proofs: tuple[Proof, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; `left_out` counts what there is beyond them."""

    heading: str
    lines: tuple[Line, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """A title, what it is in a few lines, and the sections that are not empty."""

    title: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]


def with_proofs(connection: sqlite3.Connection, report: Report) -> Report:
    """The report without empty sections, each line with the words that prove it."""
    wanted = [fact for s in report.sections for line in s.lines for fact in line.facts]
    found = evidence_of(connection, dict.fromkeys(wanted))
    sections = (
        replace(section, lines=tuple(_proved(line, found) for line in section.lines))
        for section in report.sections
        if section.lines
    )
    return replace(report, sections=tuple(sections))


def _proved(line: Line, found: dict[str, tuple[Proof, ...]]) -> Line:
    proofs = tuple(proof for fact in line.facts for proof in found.get(fact, ()))
    places = {(p.document, p.start, p.end): p for p in reversed(proofs)}
    distinct = [p for p in proofs if places[p.document, p.start, p.end] is p]
    shown = tuple(distinct[:MOST_PROOFS])
    return replace(line, proofs=shown, more=len(distinct) - len(shown))


def figures(heading: str, rows: Iterable[FigureRow], total: int = 0, subject: str = "") -> Section:
    """Figures as lines; the subject is named where it is not the entity with the id `subject`."""
    lines = []
    for row in rows:
        value = wording.amount(row.value, row.value_max, row.unit, row.qualifier)
        own = row.subject is not None and row.subject.id == subject
        text = f"{'' if own else row.subject_name + ', '}{row.metric}: {value}"
        if row.basis and row.basis != "unspecified":
            text += f" ({wording.plain(row.basis)})"
        lines.append(Line(text + _as_of(row.as_of), (row.id,)))
    return Section(heading, tuple(lines), max(0, total - len(lines)))


def events(rows: Page[EventRow]) -> Section:
    """Events as lines: the date as it is known, the role it has, what happened."""
    lines = []
    for row in rows.rows:
        role = "" if row.date_role == "happened" else f" ({wording.plain(row.date_role)})"
        lines.append(Line(f"{row.date}{role}: {row.title}", (row.id,)))
    return Section("Events", tuple(lines), left_out(rows))


def disagreements(rows: Page[DisagreementRow], subject: str = "") -> Section:
    """Disagreements as a line each, with the sides below it."""
    lines: list[Line] = []
    for row in rows.rows:
        own = row.subject is not None and row.subject.id == subject
        name = "" if own else f"{row.subject_name}, "
        reason = wording.plain(row.reason)
        lines.append(Line(f"{name}{row.property}: the documents differ ({reason})"))
        lines += [
            Line(f"{side.value}{_as_of(side.as_of)}", (side.id,), depth=1) for side in row.sides
        ]
    return Section("Disagreements", tuple(lines), left_out(rows))


def relations(heading: str, rows: Iterable[RelationRow], subject: str = "") -> Section:
    """Relations as lines: the other end where one end is `subject`, else both."""
    return Section(heading, tuple(Line(_relation(row, subject), (row.id,)) for row in rows))


def _relation(row: RelationRow, subject: str) -> str:
    if row.predicate == "role":
        role = row.wording or "a role"
        text = f"{row.subject.name}: {role}"
        text += "" if row.object.id == subject else f", {row.object.name}"
    elif row.subject.id == subject:
        text = row.object.name
    elif row.object.id == subject:
        text = row.subject.name
    else:
        names = row.subject.name, row.predicate, row.object.name
        return wording.statement(*names, row.status) + _as_of(row.as_of)
    if row.status != "asserted":
        text += f" ({wording.plain(row.status)})"
    return text + _as_of(row.as_of)


def sentences(heading: str, rows: Iterable[RelationRow]) -> Section:
    """Relations as lines that name both ends."""
    return relations(heading, rows)


def sources(rows: Page[DocumentRow]) -> Section:
    """Documents as lines."""
    return Section("Sources", tuple(Line(citation(row)) for row in rows.rows), left_out(rows))


def citation(row: DocumentRow) -> str:
    """A document in a line: who, when, what, where."""
    who = "; ".join(row.authors) or row.publisher or ""
    parts = [part for part in (who, row.issued or "", row.title, row.url or "", row.id) if part]
    text = ". ".join(part.rstrip(".") for part in parts)
    return text + (f" (near copy of {row.duplicate_of})" if row.duplicate_of else "")


def left_out(page: Page[Row]) -> int:
    """How many rows there are beyond those of a page."""
    return max(0, page.total - page.offset - len(page.rows))


def _as_of(date: str | None) -> str:
    return f", as of {date}" if date else ""

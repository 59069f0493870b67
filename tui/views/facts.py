"""One fact, one line: relations, events and figures with their dates and source marks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from rich.cells import cell_len

from lacsec.db.queries.common import Link
from lacsec.db.queries.facts import EventRow, FigureRow, RelationRow
from lacsec.tui.lines import Line, Span, column, fit, heading, line, safe, span
from lacsec.tui.places import Place
from lacsec.tui.views.sources import Marks, place_of
from lacsec.tui.views.words import (
    PREDICATES,
    STATUS_STYLES,
    STATUS_WORDS,
    amount_words,
    date_words,
)

_DATE = 12
_ROLES = {
    "start": "begins",
    "end": "ends",
    "signature": "signed",
    "launch": "launch",
    "publication": "published",
    "planned": "planned",
    "period": "period",
}


def entity_place(link: Link) -> Place:
    """Where the pane of an entity is."""
    return Place("entity", link.id)


def relation_line(row: RelationRow, other: Link, marks: Marks, width: int) -> Line:
    """The thing at the other end, how sure it is, as of when, and the source."""
    told = [word for word in (STATUS_WORDS[row.status], row.wording or "") if word]
    as_of = date_words(row.as_of)
    note = ", ".join([*told, as_of] if as_of else told)
    mark = marks.mark(row.proof, row.document_count)
    name = safe(other.name)
    room = width - cell_len(mark.text) - 3
    name = fit(name, max(12, room - (cell_len(note) + 2 if note else 0)))
    spans = [span("  "), span(name, f"kind.{other.kind}")]
    left = room - cell_len(name)
    if note and left > 6:
        words = fit(note, left - 2)
        spans.append(span(f"  {words}", STATUS_STYLES[row.status] or "dim"))
        left -= cell_len(words) + 2
    return _ended(
        spans, mark, width, place=entity_place(other), proof=place_of(row.proof), key=row.id
    )


def _ended(
    spans: Sequence[Span], mark: Span, width: int, *, place: Place | None, proof: Place, key: str
) -> Line:
    """A line with its source mark at the right edge."""
    used = sum(cell_len(part.text) for part in spans)
    gap = Span(" " * max(1, width - used - cell_len(mark.text)))
    return line(*spans, gap, mark, place=place, proof=proof, key=key)


def relation_lines(
    rows: Iterable[RelationRow], own: Collection[str], marks: Marks, width: int
) -> list[Line]:
    """Relations seen from one side, under a heading for each predicate and direction.

    `own` are the ids of that side: an entity and, for a programme family, its phases.
    """
    groups: dict[str, list[tuple[RelationRow, Link]]] = {}
    for row in rows:
        outgoing = row.subject.id in own
        title = PREDICATES[row.predicate][0 if outgoing else 1]
        groups.setdefault(title, []).append((row, row.object if outgoing else row.subject))
    lines: list[Line] = []
    for title, found in groups.items():
        lines.append(heading(title.capitalize()))
        lines.extend(relation_line(row, other, marks, width) for row, other in found)
        lines.append(line(still=True))
    return lines[:-1]


def event_line(row: EventRow, marks: Marks, width: int) -> Line:
    """When, what, and the source; the role of the date where it is not simply when it happened."""
    mark = marks.mark(row.proof, row.document_count)
    role = _ROLES.get(row.date_role, "")
    room = width - _DATE - 2 - cell_len(mark.text) - 1
    date = date_words(row.date)
    spans: list[Span] = [column(date, _DATE + 1, "value" if len(date) <= _DATE else "dim")]
    if role:
        role_style = "planned" if row.date_role == "planned" else "dim"
        spans.append(span(f"{role} ", role_style))
        room -= len(role) + 1
    spans.append(span(fit(safe(row.title), room)))
    place = entity_place(row.entities[0]) if row.entities else None
    return _ended(spans, mark, width, place=place, proof=place_of(row.proof), key=row.id)


def figure_line(row: FigureRow, marks: Marks, width: int, *, subject: bool = False) -> Line:
    """The amount, what it measures, of whom where that is not plain, as of when, the source."""
    mark = marks.mark(row.proof, row.document_count)
    amount = amount_words(row)
    basis = row.basis.replace("_", " ") if row.basis else ""
    basis = "" if basis in row.metric else basis
    notes = [part for part in (basis, date_words(row.as_of)) if part]
    wide = min(24, max(14, width // 3))
    spans: list[Span] = [column(amount, wide, "value"), span(" ")]
    room = width - wide - 2 - cell_len(mark.text)
    what = f"{row.subject_name}: {row.metric}" if subject else row.metric
    told = f" ({', '.join(notes)})" if notes else ""
    words = fit(safe(what), max(8, room - cell_len(told)))
    spans.append(span(words))
    if told:
        spans.append(span(fit(told, room - cell_len(words)), "dim"))
    place = entity_place(row.subject) if row.subject is not None else None
    return _ended(spans, mark, width, place=place, proof=place_of(row.proof), key=row.id)

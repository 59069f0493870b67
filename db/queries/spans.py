"""When programmes ran: from the events that mark a start, an end or a period of theirs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from lacsec.db.queries.common import ids


@dataclass(frozen=True, slots=True)
class Span:
    """The life of a programme as far as the documents tell it.

    `start` and `end` are EDTF, `earliest` and `latest` the outermost ISO days they can mean;
    `start_event` and `end_event` are the events that say so. `is_open`: a document says that it
    goes on; an `end` of None without that means that nobody says when it ended.
    """

    start: str | None = None
    earliest: str | None = None
    start_event: str | None = None
    end: str | None = None
    latest: str | None = None
    end_event: str | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    event_id: str
    date: str
    earliest: str | None
    latest: str | None
    role: str


def spans(connection: sqlite3.Connection, programme_ids: Iterable[str]) -> dict[str, Span]:
    """The spans of those programmes and phases that have any; others are left out."""
    marks: dict[str, list[_Mark]] = {}
    # An event that names several programmes is about the first of them.
    for programme, *columns in connection.execute(
        "SELECT w.entity_id, v.id, v.date, v.earliest, v.latest, v.date_role"
        " FROM event_entity w JOIN event v ON v.id = w.event_id"
        " WHERE w.entity_id IN (SELECT value FROM json_each(?))"
        " AND v.date_role IN ('start', 'end', 'period', 'launch')"
        " AND NOT EXISTS (SELECT 1 FROM event_entity b JOIN entity e ON e.id = b.entity_id"
        " WHERE b.event_id = w.event_id AND b.ordinal < w.ordinal AND e.kind = 'programme')"
        " ORDER BY w.entity_id, v.earliest, v.id",
        (ids(programme_ids),),
    ):
        marks.setdefault(programme, []).append(_Mark(*columns))
    found = {programme: span_of(own) for programme, own in marks.items()}
    return {programme: span for programme, span in found.items() if span != Span()}


def span_of(marks: Iterable[_Mark]) -> Span:
    """The first start (a launch, where nothing else starts it) and the last end."""
    marks = list(marks)
    starts = [m for m in marks if m.role in ("start", "period") and m.earliest]
    starts = starts or [m for m in marks if m.role == "launch" and m.earliest]
    ends = [m for m in marks if m.role in ("end", "period") and m.latest]
    first = min(starts, key=lambda m: (m.earliest or "", m.event_id), default=None)
    last = max(ends, key=lambda m: (m.latest or "", m.event_id), default=None)
    still_open = any(m.role == "period" and m.latest is None for m in marks)
    return Span(
        _side(first.date, 0) if first else None,
        first.earliest if first else None,
        first.event_id if first else None,
        _side(last.date, 1) if last else None,
        last.latest if last else None,
        last.event_id if last else None,
        still_open and last is None,
    )


def _side(date: str, side: int) -> str:
    """One end of an interval; the date itself where it is none."""
    first, slash, last = date.partition("/")
    return (first, last)[side] if slash else date


def union(parts: Iterable[Span]) -> Span | None:
    """From the first start to the last end of several spans: a family's, from its phases'."""
    parts = list(parts)
    first = min((s for s in parts if s.earliest), key=lambda s: s.earliest or "", default=None)
    last = max((s for s in parts if s.latest), key=lambda s: s.latest or "", default=None)
    is_open = any(span.is_open for span in parts)
    if first is None and last is None:
        return None
    begin, end = first or Span(), Span() if is_open else last or Span()
    return Span(
        begin.start,
        begin.earliest,
        begin.start_event,
        end.end,
        end.latest,
        end.end_event,
        is_open,
    )

"""Coverage and the spans of programmes, worked out from the facts once they are all in the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

_TOLD = """
SELECT r.subject, r.object,
  max(r.status = 'asserted') AS stated,
  max(r.status IN ('planned', 'under_negotiation')) AS planned,
  max(r.status = 'ended') AS ended,
  max(r.status = 'denied') AS denied,
  max(CASE WHEN r.status = 'asserted' THEN r.latest END) AS stated_latest,
  max(CASE WHEN r.status = 'ended' THEN r.latest END) AS ended_latest
FROM main.relation r JOIN main.entity c ON c.id = r.object AND c.kind = 'country'
WHERE r.predicate = 'covers'
GROUP BY r.subject, r.object
"""
# How sure it is that a programme works in a country, from what all sentences about it say. That it
# ended counts unless it is told again at a later date; `relation` is the first of the state.
_STATE = """
CASE
  WHEN denied AND (stated OR planned OR ended) THEN 'disputed'
  WHEN denied THEN 'denied'
  WHEN ended AND (NOT stated OR stated_latest IS NULL
                  OR coalesce(ended_latest, '9999') >= stated_latest) THEN 'ended'
  WHEN stated THEN 'stated'
  ELSE 'planned'
END
"""
_STATUS_OF = """
CASE state WHEN 'stated' THEN r.status = 'asserted' WHEN 'ended' THEN r.status = 'ended'
  WHEN 'denied' THEN r.status = 'denied' ELSE 1 END
"""
_DIRECT = f"""
INSERT INTO main.coverage_cell
SELECT k.subject, k.object, k.state, max(r.latest), count(*),
  count(DISTINCT coalesce(d.duplicate_of, d.id)), min(CASE WHEN {_STATUS_OF} THEN r.id END)
FROM (SELECT subject, object, {_STATE} AS state FROM ({_TOLD})) k
JOIN main.relation r ON r.subject = k.subject AND r.object = k.object AND r.predicate = 'covers'
JOIN main.evidence x ON x.fact_id = r.id
JOIN main.document d ON d.id = x.document_id
GROUP BY k.subject, k.object
"""
# A programme covers a whole (a region, a community), and a country is part of that whole.
_IMPLIED = """
INSERT INTO main.coverage_cell
SELECT g.subject, m.subject, 'implied', max(g.latest), count(*),
  count(DISTINCT coalesce(d.duplicate_of, d.id)), min(g.id)
FROM main.relation g
JOIN main.entity w ON w.id = g.object AND w.kind <> 'country'
JOIN (SELECT DISTINCT subject, object FROM main.relation
      WHERE predicate IN ('member_of', 'part_of') AND status = 'asserted') m ON m.object = g.object
JOIN main.entity c ON c.id = m.subject AND c.kind = 'country'
JOIN main.evidence x ON x.fact_id = g.id
JOIN main.document d ON d.id = x.document_id
WHERE g.predicate = 'covers' AND g.status = 'asserted'
  AND NOT EXISTS (SELECT 1 FROM main.coverage_cell k
                  WHERE k.programme = g.subject AND k.country = m.subject)
GROUP BY g.subject, m.subject
"""
# An event that names several programmes is about the first of them.
_MARKS = """
SELECT w.entity_id, v.id, v.date, v.earliest, v.latest, v.date_role
FROM main.event v
JOIN main.event_entity w ON w.event_id = v.id
JOIN main.entity p ON p.id = w.entity_id AND p.kind = 'programme'
WHERE v.date_role IN ('start', 'end', 'period', 'launch')
  AND NOT EXISTS (SELECT 1 FROM main.event_entity b JOIN main.entity e ON e.id = b.entity_id
                  WHERE b.event_id = w.event_id AND b.ordinal < w.ordinal
                    AND e.kind = 'programme')
ORDER BY w.entity_id, v.id
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event that marks a start, an end, a launch or a period of a programme."""

    event_id: str
    date: str
    earliest: str | None
    latest: str | None
    role: str


def write(connection: sqlite3.Connection) -> None:
    """Fill `coverage_cell` and `programme_span`."""
    connection.execute(_DIRECT)
    connection.execute(_IMPLIED)
    rows = connection.execute(_MARKS).fetchall()
    spans = []
    for programme, group in groupby(rows, key=lambda row: row[0]):
        span = span_of(Mark(*columns) for _, *columns in group)
        if span != _NO_SPAN:
            spans.append((programme, *span))
    connection.executemany("INSERT INTO main.programme_span VALUES (?, ?, ?, ?, ?, ?, ?, ?)", spans)


_Span = tuple[str | None, str | None, str | None, str | None, str | None, str | None, int]
_NO_SPAN: _Span = (None, None, None, None, None, None, 0)


def span_of(marks: Iterable[Mark]) -> _Span:
    """The first start (a launch, where nothing else starts it) and the last end.

    Each as its EDTF date, its outermost day, and the id of the event; then 1 where a period is
    said to be open and no end is known.
    """
    marks = list(marks)
    starts = [m for m in marks if m.role in ("start", "period") and m.earliest]
    starts = starts or [m for m in marks if m.role == "launch" and m.earliest]
    ends = [m for m in marks if m.role in ("end", "period") and m.latest]
    first = min(starts, key=lambda m: (m.earliest or "", m.event_id), default=None)
    last = max(ends, key=lambda m: (m.latest or "", m.event_id), default=None)
    still_open = any(m.role == "period" and m.latest is None for m in marks)
    return (
        *((_side(first.date, 0), first.earliest, first.event_id) if first else (None,) * 3),
        *((_side(last.date, 1), last.latest, last.event_id) if last else (None,) * 3),
        int(still_open and last is None),
    )


def _side(date: str, side: int) -> str:
    """One end of an interval; the date itself where it is none."""
    first, slash, last = date.partition("/")
    return (first, last)[side] if slash else date

"""When programmes ran: from the events that mark a start, an end or a period of theirs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

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


COLUMNS = 'n.start, n.earliest, n.start_event, n."end", n.latest, n.end_event, n.is_open'


def span(columns: Sequence[Any]) -> Span:
    """A span from `COLUMNS`."""
    found = list(columns)
    found[-1] = bool(found[-1])
    return Span(*found)


def spans(connection: sqlite3.Connection, programme_ids: Iterable[str]) -> dict[str, Span]:
    """The spans of those programmes and phases that have any, by id."""
    rows = connection.execute(
        f"SELECT n.programme, {COLUMNS} FROM programme_span n"
        " WHERE n.programme IN (SELECT value FROM json_each(?)) ORDER BY n.programme",
        (ids(programme_ids),),
    )
    return {programme: span(columns) for programme, *columns in rows}


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

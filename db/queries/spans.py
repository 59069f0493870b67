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


def together(own: Span | None, phases: Sequence[Span | None]) -> Span | None:
    """The span of a family, from the first start to the last end of itself and its phases.

    Its end is known where a document tells it, or tells that of every phase.
    """
    own = own or Span()
    starts = [span for span in (own, *phases) if span is not None and span.earliest]
    first = min(starts, key=lambda span: span.earliest or "", default=own)
    ends = [span for span in phases if span is not None and span.latest]
    last = own
    if ends and (own.latest or len(ends) == len(phases)):
        last = max((own, *ends), key=lambda span: span.latest or "")
    is_open = last.latest is None and any(span and span.is_open for span in (own, *phases))
    found = Span(
        first.start,
        first.earliest,
        first.start_event,
        last.end,
        last.latest,
        last.end_event,
        is_open,
    )
    return None if found == Span() else found

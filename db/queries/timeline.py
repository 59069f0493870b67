"""Everything dated: items between two days, how many a year, and programmes as lanes."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Literal

from lacsec.db import wording
from lacsec.db.queries.common import (
    FIRST,
    LINK_COLUMNS,
    LINK_WIDTH,
    Link,
    Page,
    Proof,
    Window,
    count,
    ids,
    like,
)
from lacsec.db.queries.facts import EventRow, FigureRow, events, figures
from lacsec.db.queries.spans import COLUMNS as SPAN_COLUMNS
from lacsec.db.queries.spans import Span, span
from lacsec.db.text import fold

Record = Literal["event", "figure", "document"]


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """What is wanted: between two ISO days (both included), about any of some entities, …

    `programmes` and `countries` are ids: an item must be about one of each where they are given;
    a programme family stands for its phases too. `kinds` are kinds of event, `roles` date roles.
    The words of `text` are looked for in titles and in the names of who takes part.
    """

    since: str | None = None
    until: str | None = None
    programmes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    document: str | None = None
    records: tuple[Record, ...] = ("event",)
    text: str = ""


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """An event, a figure or a document at its date; `proof` is None for a document.

    `record` says which; in the tray of the undated it may be "relation" too.
    """

    id: str
    record: str
    date: str
    earliest: str | None
    latest: str | None
    precision: str | None
    date_role: str
    kind: str
    title: str
    entities: tuple[Link, ...]
    proof: Proof | None
    evidence_count: int


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many items begin in a year."""

    year: int
    items: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A programme, or a phase of one (after its family), as a bar."""

    programme: Link
    span: Span


_ANY = TimelineFilter()


def items(
    connection: sqlite3.Connection, wanted: TimelineFilter = _ANY, window: Window = FIRST
) -> Page[TimelineItem]:
    """The items that pass a filter, in the order of time."""
    alone = len(wanted.records) == 1  # then the database does the paging
    reach = -1 if window.limit < 0 else window.limit + (0 if alone else window.offset)
    found: list[TimelineItem] = []
    total = 0
    for record in wanted.records:
        where, parameters = _condition(wanted, record)
        total += count(
            connection, f"SELECT count(*) FROM {_TABLES[record]} WHERE {where}", parameters
        )
        part = Window(reach, window.offset if alone else 0)
        found += _items(connection, record, (where, parameters), part)
    if alone:
        return Page(tuple(found), total, window.offset)
    found.sort(key=_in_time)
    end = None if reach < 0 else reach
    return Page(tuple(found[window.offset : end]), total, window.offset)


def position(connection: sqlite3.Connection, day: str, wanted: TimelineFilter = _ANY) -> int:
    """How many of the items that pass a filter begin before an ISO day."""
    total = 0
    for record in wanted.records:
        where, parameters = _condition(wanted, record)
        alias = _TABLES[record].split()[1]
        total += count(
            connection,
            f"SELECT count(*) FROM {_TABLES[record]} WHERE {where}"
            f" AND coalesce({alias}.earliest, {alias}.latest) < ?",
            (*parameters, day),
        )
    return total


def position_of(
    connection: sqlite3.Connection, event_id: str, wanted: TimelineFilter = _ANY
) -> int | None:
    """How many events that pass a filter stand before one; None where it is no dated event.

    Whether it passes the filter itself is not asked.
    """
    where, parameters = _condition(wanted, "event")
    row = connection.execute(
        "SELECT coalesce(earliest, latest), coalesce(latest, ''), id FROM event WHERE id = ?",
        (event_id,),
    ).fetchone()
    if row is None or row[0] is None:
        return None
    return count(
        connection,
        f"SELECT count(*) FROM event v WHERE {where}"
        " AND (coalesce(v.earliest, v.latest), coalesce(v.latest, ''), v.id) < (?, ?, ?)",
        (*parameters, *row),
    )


def marks(
    connection: sqlite3.Connection, wanted: TimelineFilter = _ANY, limit: int = 5000
) -> tuple[tuple[str, str], ...]:
    """The day on which each event that passes a filter begins, and the role of its date."""
    where, parameters = _condition(wanted, "event")
    rows = connection.execute(
        "SELECT coalesce(v.earliest, v.latest), v.date_role FROM event v"
        f" WHERE {where} ORDER BY 1 LIMIT ?",
        (*parameters, limit),
    )
    return tuple((str(day), str(role)) for day, role in rows)


def density(connection: sqlite3.Connection, wanted: TimelineFilter = _ANY) -> tuple[YearCount, ...]:
    """How many items begin (or, with an open beginning, end) in each year, years in order."""
    years: dict[int, int] = {}
    for record in wanted.records:
        where, parameters = _condition(wanted, record)
        alias = _TABLES[record].split()[1]
        for year, number in connection.execute(
            f"SELECT substr(coalesce({alias}.earliest, {alias}.latest), 1, 4), count(*)"
            f" FROM {_TABLES[record]} WHERE {where} GROUP BY 1",
            parameters,
        ):
            years[int(year)] = years.get(int(year), 0) + number
    return tuple(YearCount(year, years[year]) for year in sorted(years))


def kinds(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """The kinds of event that occur with their counts, the most frequent first."""
    rows = connection.execute("SELECT kind, count(*) FROM event GROUP BY kind ORDER BY 2 DESC, 1")
    return tuple((str(kind), int(number)) for kind, number in rows)


def lanes(
    connection: sqlite3.Connection,
    programmes: tuple[str, ...] = (),
    window: Window = FIRST,
    *,
    since: str | None = None,
    until: str | None = None,
) -> Page[Lane]:
    """Programmes with a known span, by start; the phases of a family follow it.

    `programmes` narrows them down to some families (ids) with their phases, `since` and `until`
    to those that ran between two ISO days; one whose end nobody tells is taken to have begun then.
    """
    conditions, given = ["1"], list[Any]()
    if programmes:
        conditions.append(f"e.id IN {_WITH_PHASES}")
        given.append(ids(programmes))
    if until is not None:
        conditions.append("(n.earliest IS NULL OR n.earliest <= ?)")
        given.append(until)
    if since is not None:
        conditions.append("coalesce(n.latest, iif(n.is_open, '9999', n.earliest)) >= ?")
        given.append(since)
    where = " AND ".join(conditions)
    rows = connection.execute(
        f"SELECT {LINK_COLUMNS.format('e')}, {SPAN_COLUMNS} FROM programme_span n"
        f" JOIN entity e ON e.id = n.programme WHERE {where}"
        " ORDER BY min(coalesce(n.earliest, n.latest)) OVER"
        " (PARTITION BY coalesce(e.family, e.id)), coalesce(e.family, e.id),"
        " e.family IS NOT NULL, coalesce(n.earliest, n.latest), e.id"
        " LIMIT ? OFFSET ?",
        (*given, window.limit, window.offset),
    )
    total = count(
        connection,
        f"SELECT count(*) FROM programme_span n JOIN entity e ON e.id = n.programme WHERE {where}",
        given,
    )
    lanes_found = (Lane(Link(*row[:LINK_WIDTH]), span(row[LINK_WIDTH:])) for row in rows)
    return Page(tuple(lanes_found), total, window.offset)


_TABLES = {"event": "event v", "figure": "figure f", "document": "document d"}


def _condition(wanted: TimelineFilter, record: Record) -> tuple[str, list[Any]]:
    alias = _TABLES[record].split()[1]
    conditions = [f"coalesce({alias}.earliest, {alias}.latest) IS NOT NULL"]
    parameters: list[Any] = []
    if wanted.until is not None:
        conditions.append(f"({alias}.earliest IS NULL OR {alias}.earliest <= ?)")
        parameters.append(wanted.until)
    if wanted.since is not None:
        conditions.append(f"({alias}.latest IS NULL OR {alias}.latest >= ?)")
        parameters.append(wanted.since)
    for group in (wanted.programmes, wanted.countries, wanted.entities):
        if group:
            conditions.append(_ABOUT[record])
            parameters.append(ids(group))
    if wanted.document is not None:
        conditions.append(_IN_DOCUMENT[record])
        parameters.append(wanted.document)
    for word in fold(wanted.text).split():
        conditions.append(_TEXT[record])
        parameters += [like(word)] * 2
    for column, values in (("kind", wanted.kinds), ("date_role", wanted.roles)):
        if values:
            is_event = record == "event"
            conditions.append(
                f"v.{column} IN (SELECT value FROM json_each(?))" if is_event else "? IS NULL"
            )
            parameters.append(ids(values))
    return " AND ".join(conditions), parameters


_WITH_PHASES = (
    "(SELECT g.id FROM json_each(?) j CROSS JOIN entity g ON g.id = j.value OR g.family = j.value)"
)
_ABOUT = {
    "event": f"v.id IN (SELECT event_id FROM event_entity WHERE entity_id IN {_WITH_PHASES})",
    "figure": f"f.subject IN {_WITH_PHASES}",
    "document": f"d.id IN (SELECT document_id FROM mention WHERE entity_id IN {_WITH_PHASES})",
}
_TEXT = {
    "event": "(v.title LIKE ? ESCAPE '\\' OR v.id IN (SELECT ve.event_id FROM event_entity ve"
    " JOIN entity e ON e.id = ve.entity_id WHERE e.folded LIKE ? ESCAPE '\\'))",
    "figure": "(f.subject_name LIKE ? ESCAPE '\\' OR f.metric LIKE ? ESCAPE '\\')",
    "document": "(d.title LIKE ? ESCAPE '\\' OR d.publisher LIKE ? ESCAPE '\\')",
}
_IN_DOCUMENT = {
    "event": "v.id IN (SELECT fact_id FROM evidence WHERE document_id = ?)",
    "figure": "f.id IN (SELECT fact_id FROM evidence WHERE document_id = ?)",
    "document": "d.id = ?",
}


def _items(
    connection: sqlite3.Connection, record: Record, condition: tuple[str, list[Any]], part: Window
) -> list[TimelineItem]:
    where, parameters = condition
    order = "coalesce({0}.earliest, {0}.latest), {0}.latest, {0}.id"
    limit, offset = part.limit, part.offset
    if record == "event":
        rows = events(
            connection, where, parameters, order=order.format("v"), limit=limit, offset=offset
        )
        return [_event_item(row) for row in rows]
    if record == "figure":
        found = figures(
            connection, where, parameters, order=order.format("f"), limit=limit, offset=offset
        )
        return [_figure_item(row) for row in found]
    return [
        TimelineItem(*columns)
        for columns in connection.execute(
            "SELECT d.id, 'document', d.issued, d.earliest, d.latest, d.precision, 'publication',"
            f" 'document', d.title, '', NULL, 0 FROM document d WHERE {where}"
            f" ORDER BY {order.format('d')} LIMIT ? OFFSET ?",
            (*parameters, limit, offset),
        )
    ]


def _event_item(row: EventRow) -> TimelineItem:
    return TimelineItem(
        row.id,
        "event",
        row.date,
        row.earliest,
        row.latest,
        row.precision,
        row.date_role,
        row.kind,
        row.title,
        row.entities,
        row.proof,
        row.evidence_count,
    )


def _figure_item(row: FigureRow) -> TimelineItem:
    value = wording.amount(row.value, row.value_max, row.unit, row.qualifier)
    return TimelineItem(
        row.id,
        "figure",
        row.as_of or "",
        row.earliest,
        row.latest,
        row.precision,
        "happened",
        "figure",
        f"{row.subject_name}: {row.metric}, {value}",
        (row.subject,) if row.subject else (),
        row.proof,
        row.evidence_count,
    )


def _in_time(item: TimelineItem) -> tuple[str, str, str, str]:
    begin = item.earliest or item.latest or ""
    return begin, item.latest or "", item.record, item.id

"""Facts that no document dates: the tray under the timeline."""

from __future__ import annotations

import sqlite3
from typing import Any

from lacsec.db import wording
from lacsec.db.queries.common import FIRST, Page, Window, count, ids, like
from lacsec.db.queries.facts import FigureRow, RelationRow, figures, relations
from lacsec.db.queries.timeline import TimelineFilter, TimelineItem
from lacsec.db.text import fold

_ANY = TimelineFilter()
_PHASES = (
    "(SELECT g.id FROM json_each(?) j CROSS JOIN entity g ON g.id = j.value OR g.family = j.value)"
)
_SOURCE = "{0}.id IN (SELECT fact_id FROM evidence WHERE document_id = ?)"


def undated(
    connection: sqlite3.Connection, wanted: TimelineFilter = _ANY, window: Window = FIRST
) -> Page[TimelineItem]:
    """Figures, then relations, that hold for no date that a document gives, as timeline items.

    Of the filter, programmes, countries, entities, the document and the text are heeded.
    """
    where, given = _condition(wanted, "f", ("f.subject",), ("f.subject_name", "f.metric"))
    joined = "figure f LEFT JOIN entity e ON e.id = f.subject"
    many = count(connection, f"SELECT count(*) FROM {joined} WHERE {where}", given)
    found = [
        _figure_item(row)
        for row in figures(connection, where, given, limit=window.limit, offset=window.offset)
    ]
    where, given = _condition(wanted, "r", ("r.subject", "r.object"), ("s.folded", "o.folded"))
    joined = "relation r JOIN entity s ON s.id = r.subject JOIN entity o ON o.id = r.object"
    total = many + count(connection, f"SELECT count(*) FROM {joined} WHERE {where}", given)
    left = window.limit - len(found) if window.limit >= 0 else -1
    if left:
        skipped = max(0, window.offset - many)
        limit = -1 if left < 0 else left + skipped
        rows = relations(connection, where, given, limit=limit)
        found += [_relation_item(row) for row in rows[skipped:]]
    return Page(tuple(found), total, window.offset)


def _condition(
    wanted: TimelineFilter, alias: str, ends: tuple[str, ...], names: tuple[str, ...]
) -> tuple[str, list[Any]]:
    conditions = [f"{alias}.earliest IS NULL AND {alias}.latest IS NULL"]
    parameters: list[Any] = []
    for group in (wanted.programmes, wanted.countries, wanted.entities):
        if group:
            conditions.append("(" + " OR ".join(f"{end} IN {_PHASES}" for end in ends) + ")")
            parameters += [ids(group)] * len(ends)
    if wanted.document is not None:
        conditions.append(_SOURCE.format(alias))
        parameters.append(wanted.document)
    for word in fold(wanted.text).split():
        conditions.append("(" + " OR ".join(f"{n} LIKE ? ESCAPE '\\'" for n in names) + ")")
        parameters += [like(word)] * len(names)
    return " AND ".join(conditions), parameters


def _figure_item(row: FigureRow) -> TimelineItem:
    value = wording.amount(row.value, row.value_max, row.unit, row.qualifier)
    return TimelineItem(
        row.id,
        "figure",
        "",
        None,
        None,
        None,
        "happened",
        "figure",
        f"{row.subject_name}: {row.metric}, {value}",
        (row.subject,) if row.subject else (),
        row.proof,
        row.evidence_count,
    )


def _relation_item(row: RelationRow) -> TimelineItem:
    return TimelineItem(
        row.id,
        "relation",
        "",
        None,
        None,
        None,
        "happened",
        row.predicate,
        wording.statement(row.subject.name, row.predicate, row.object.name, row.status),
        (row.subject, row.object),
        row.proof,
        row.evidence_count,
    )

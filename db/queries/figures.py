"""Figures as a table to sort and filter, and as series to draw. Nothing here adds amounts up."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from lacsec.db.queries.common import FIRST, Link, Page, Window, count, ids
from lacsec.db.queries.facts import FigureRow, figures
from lacsec.db.text import fold

Sort = Literal["subject", "metric", "value", "unit", "as_of", "evidence"]
# What the unit of money looks like: a code of ISO 4217.
IS_MONEY = "(length(f.unit) = 3 AND f.unit = upper(f.unit) AND f.unit GLOB '[A-Z][A-Z][A-Z]')"
_ORDERS: dict[str, tuple[str, str]] = {
    "subject": ("f.subject_name {0}, f.metric, f.unit, f.earliest, f.value, f.id", "ASC"),
    "metric": ("f.metric {0}, f.unit, f.subject_name, f.earliest, f.id", "ASC"),
    "value": ("f.unit, f.value {0}, f.subject_name, f.id", "DESC"),
    "unit": ("f.unit {0}, f.subject_name, f.metric, f.earliest, f.id", "ASC"),
    "as_of": ("f.earliest IS NULL, f.earliest {0}, f.subject_name, f.metric, f.id", "DESC"),
    "evidence": ("t.evidence_count {0}, f.subject_name, f.metric, f.id", "DESC"),
}


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """Which figures: about some entities (a family stands for its phases), in a unit, …

    `text` is looked for in the subject's name and the metric, accents and case aside; `since`
    and `until` are ISO days. `reverse` turns the usual direction round (values and dates fall).
    """

    subjects: tuple[str, ...] = ()
    subject_kind: str | None = None
    text: str = ""
    unit: str | None = None
    basis: str | None = None
    money_only: bool = False
    document: str | None = None
    since: str | None = None
    until: str | None = None
    sort: Sort = "subject"
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The same thing measured several times: points in the order of time, undated ones last.

    Values on different bases are in different series.
    """

    subject: Link | None
    subject_name: str
    metric: str
    unit: str
    basis: str | None
    points: tuple[FigureRow, ...]


_ANY = FigureFilter()


def list_figures(
    connection: sqlite3.Connection, wanted: FigureFilter = _ANY, window: Window = FIRST
) -> Page[FigureRow]:
    """The figures that pass a filter, in its order."""
    where, parameters = _condition(wanted)
    text = fold(wanted.text.strip())
    if text:
        found = _with_text(connection, text, where, parameters)
        where, parameters = "f.id IN (SELECT value FROM json_each(?))", [ids(found)]
    rows = figures(
        connection,
        where,
        parameters,
        order=_order(wanted),
        limit=window.limit,
        offset=window.offset,
    )
    total = count(
        connection,
        f"SELECT count(*) FROM figure f LEFT JOIN entity e ON e.id = f.subject WHERE {where}",
        parameters,
    )
    return Page(rows, total, window.offset)


def position_of(
    connection: sqlite3.Connection, figure_id: str, wanted: FigureFilter = _ANY
) -> int | None:
    """How many figures stand before one in a filtered list; None where it is not in it."""
    where, parameters = _condition(wanted)
    if text := fold(wanted.text.strip()):
        found = _with_text(connection, text, where, parameters)
        where, parameters = "f.id IN (SELECT value FROM json_each(?))", [ids(found)]
    row = connection.execute(
        f"SELECT place FROM (SELECT f.id, row_number() OVER (ORDER BY {_order(wanted)}) - 1"
        " AS place FROM figure f LEFT JOIN entity e ON e.id = f.subject"
        f" LEFT JOIN fact t ON t.id = f.id WHERE {where}) WHERE id = ?",
        (*parameters, figure_id),
    ).fetchone()
    return None if row is None else int(row[0])


def _with_text(
    connection: sqlite3.Connection, text: str, where: str, parameters: list[Any]
) -> list[str]:
    # Accents are folded here: metrics have no folded column, and are few enough to look through.
    rows = connection.execute(
        "SELECT f.id, f.subject_name, f.metric FROM figure f"
        f" LEFT JOIN entity e ON e.id = f.subject WHERE {where}",
        parameters,
    )
    words = text.split()
    return [key for key, name, metric in rows if _has_all(words, fold(f"{name} {metric}"))]


def _has_all(words: list[str], folded: str) -> bool:
    return all(word in folded for word in words)


def _condition(wanted: FigureFilter) -> tuple[str, list[Any]]:
    conditions, parameters = ["1"], list[Any]()
    if wanted.subjects:
        conditions.append(
            "f.subject IN (SELECT g.id FROM json_each(?) j"
            " CROSS JOIN entity g ON g.id = j.value OR g.family = j.value)"
        )
        parameters.append(ids(wanted.subjects))
    if wanted.money_only:
        conditions.append(IS_MONEY)
    for condition, value in (
        ("e.kind = ?", wanted.subject_kind),
        ("f.unit = ?", wanted.unit),
        ("f.basis = ?", wanted.basis),
        ("(f.earliest IS NULL OR f.earliest <= ?)", wanted.until),
        ("(f.latest IS NULL OR f.latest >= ?)", wanted.since),
        ("f.id IN (SELECT fact_id FROM evidence WHERE document_id = ?)", wanted.document),
    ):
        if value is not None:
            conditions.append(condition)
            parameters.append(value)
    if wanted.since is not None or wanted.until is not None:
        conditions.append("coalesce(f.earliest, f.latest) IS NOT NULL")
    return " AND ".join(conditions), parameters


def _order(wanted: FigureFilter) -> str:
    order, direction = _ORDERS[wanted.sort]
    if wanted.reverse:
        direction = "ASC" if direction == "DESC" else "DESC"
    return order.format(direction)


def units(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """The units that occur with their counts, the most frequent first."""
    rows = connection.execute("SELECT unit, count(*) FROM figure GROUP BY unit ORDER BY 2 DESC, 1")
    return tuple((str(unit), int(number)) for unit, number in rows)


def series(rows: Iterable[FigureRow], shortest: int = 2) -> tuple[Series, ...]:
    """Figures grouped by subject, metric, unit and basis; groups with `shortest` points or more."""
    groups: dict[tuple[str, str, str, str], list[FigureRow]] = {}
    for row in rows:
        subject = row.subject.id if row.subject else fold(row.subject_name)
        key = subject, fold(row.metric), row.unit, row.basis or ""
        groups.setdefault(key, []).append(row)
    return tuple(
        Series(
            points[0].subject,
            points[0].subject_name,
            points[0].metric,
            points[0].unit,
            points[0].basis,
            tuple(sorted(points, key=_in_time)),
        )
        for _, points in sorted(groups.items())
        if len(points) >= shortest
    )


def series_of(connection: sqlite3.Connection, figure_id: str) -> Series | None:
    """What was measured like a figure: same subject, metric, unit, basis; None where it is not."""
    own = figures(connection, "f.id = ?", (figure_id,))
    if not own:
        return None
    first = own[0]
    where = "f.subject = ?" if first.subject else "f.subject IS NULL AND f.subject_name = ?"
    given = first.subject.id if first.subject else first.subject_name
    rows = figures(
        connection,
        f"{where} AND f.unit = ? AND coalesce(f.basis, '') = ?",
        (given, first.unit, first.basis or ""),
    )
    alike = (row for row in rows if fold(row.metric) == fold(first.metric))
    return next(iter(series(alike, shortest=1)), None)


def series_heads(
    connection: sqlite3.Connection, window: Window = FIRST
) -> Page[tuple[str, str, int]]:
    """Series of two or more dates, the longest first: a figure's id, what it is, how many points.

    Figures are taken together by subject, metric (case aside), unit and basis.
    """
    grouped = (
        "SELECT min(f.id) AS id, coalesce(e.acronym, f.subject_name) || ': ' || f.metric AS label,"
        " count(*) AS points FROM figure f LEFT JOIN entity e ON e.id = f.subject"
        " WHERE f.earliest IS NOT NULL"
        " GROUP BY coalesce(f.subject, f.subject_name), lower(f.metric), f.unit, f.basis"
        " HAVING count(DISTINCT f.as_of) > 1"
    )
    rows = connection.execute(
        f"{grouped} ORDER BY points DESC, label, id LIMIT ? OFFSET ?",
        (window.limit, window.offset),
    )
    found = tuple((str(key), str(label), int(points)) for key, label, points in rows)
    return Page(found, count(connection, f"SELECT count(*) FROM ({grouped})"), window.offset)


def _in_time(row: FigureRow) -> tuple[str, str, float, str]:
    return row.earliest or "9999", row.latest or "9999", row.value, row.id

"""A country whole: programmes, agreements and their state, money, indicators, events, people."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from lacsec.db.queries.coverage import Matrix, matrix
from lacsec.db.queries.dossier import Dossier, dossier
from lacsec.db.queries.facts import FigureRow, RelationRow
from lacsec.db.queries.figures import Series, series

_IN_LISTS = ("covers", "party_to", "agreement_with", "member_of", "participates_in", "role")


@dataclass(frozen=True, slots=True)
class CountryDossier:
    """`dossier` has names, figures, events, disagreements and sources; the rest is put in order.

    `coverage` has this country as its only column. `agreements` are those it is party to, and
    those that organisations have or negotiate with it (`status` says which). `money` and
    `indicators` are its figures, in money and in anything else.
    """

    dossier: Dossier
    coverage: Matrix
    agreements: tuple[RelationRow, ...]
    memberships: tuple[RelationRow, ...]
    participations: tuple[RelationRow, ...]
    people: tuple[RelationRow, ...]
    money: tuple[FigureRow, ...]
    indicators: tuple[FigureRow, ...]
    series: tuple[Series, ...]
    other: tuple[RelationRow, ...]


def country_dossier(connection: sqlite3.Connection, entity_id: str) -> CountryDossier | None:
    """The dossier of a country; None where there is no such entity."""
    base = dossier(connection, entity_id)
    if base is None:
        return None
    rows = tuple(dict.fromkeys(base.outgoing.rows + base.incoming.rows))
    figures = base.figures.rows
    return CountryDossier(
        base,
        matrix(connection, countries=(entity_id,)),
        _of(rows, "party_to", "agreement_with"),
        _of(rows, "member_of"),
        _of(rows, "participates_in"),
        _of(rows, "role"),
        tuple(row for row in figures if is_money(row)),
        tuple(row for row in figures if not is_money(row)),
        series(figures),
        tuple(row for row in rows if row.predicate not in _IN_LISTS),
    )


def _of(rows: tuple[RelationRow, ...], *predicates: str) -> tuple[RelationRow, ...]:
    return tuple(row for row in rows if row.predicate in predicates)


def is_money(row: FigureRow) -> bool:
    """Whether a figure's unit is a currency (a code of ISO 4217)."""
    unit = row.unit
    return len(unit) == 3 and unit.isascii() and unit.isalpha() and unit.isupper()

"""Which programme works in which country, how sure that is, and the sentences behind a cell."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from lacsec.db.queries.common import Link, Proof, ids, links
from lacsec.db.queries.evidence import evidence_of
from lacsec.db.queries.facts import RelationRow, relations

State = Literal["disputed", "stated", "planned", "ended", "implied", "denied"]
# Of the phases of one family, the first of these that applies is the family's state.
_STRONGEST_FIRST: tuple[State, ...] = (
    "disputed",
    "stated",
    "planned",
    "ended",
    "implied",
    "denied",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A programme in a country; `last_told` is an ISO day, `relation` one that it rests on.

    `n_documents` counts a document and its near copies once.
    """

    programme: str
    country: str
    state: State
    last_told: str | None
    n_evidence: int
    n_documents: int
    relation: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Programmes by name, countries by name, and the cells that are not empty."""

    programmes: tuple[Link, ...]
    countries: tuple[Link, ...]
    cells: tuple[Cell, ...]

    def by_place(self) -> dict[tuple[str, str], Cell]:
        """The cells by (programme id, country id)."""
        return {(cell.programme, cell.country): cell for cell in self.cells}


def matrix(
    connection: sqlite3.Connection,
    *,
    programmes: tuple[str, ...] = (),
    countries: tuple[str, ...] = (),
    by_family: bool = True,
) -> Matrix:
    """The coverage of some programmes and countries (ids), or of all.

    `by_family` puts the phases of a programme family together in one row; without it, each
    phase has a row of its own.
    """
    found = cells(connection, programmes=programmes, countries=countries, by_family=by_family)
    known = links(connection, {c.programme for c in found} | {c.country for c in found})

    def named(keys: Iterable[str]) -> tuple[Link, ...]:
        return tuple(sorted((known[key] for key in keys), key=lambda k: (k.name.casefold(), k.id)))

    return Matrix(named({c.programme for c in found}), named({c.country for c in found}), found)


def cells(
    connection: sqlite3.Connection,
    *,
    programmes: tuple[str, ...] = (),
    countries: tuple[str, ...] = (),
    by_family: bool = False,
) -> tuple[Cell, ...]:
    """The cells of some programmes (a family stands for its phases too) and countries."""
    conditions, parameters = ["1"], list[Any]()
    if programmes:
        conditions.append(
            "programme IN (SELECT g.id FROM json_each(?) j"
            " CROSS JOIN entity g ON g.id = j.value OR g.family = j.value)"
        )
        parameters.append(ids(programmes))
    if countries:
        conditions.append("country IN (SELECT value FROM json_each(?))")
        parameters.append(ids(countries))
    rows = connection.execute(
        "SELECT programme, country, state, last_told, n_evidence, n_documents, relation"
        f" FROM coverage_cell WHERE {' AND '.join(conditions)}",
        parameters,
    )
    found = tuple(Cell(*row) for row in sorted(rows, key=lambda row: (row[0], row[1])))
    return _folded(connection, found) if by_family else found


def _folded(connection: sqlite3.Connection, found: tuple[Cell, ...]) -> tuple[Cell, ...]:
    family = {
        key: link.family or key
        for key, link in links(connection, {cell.programme for cell in found}).items()
    }
    groups: dict[tuple[str, str], list[Cell]] = {}
    for cell in found:
        groups.setdefault((family[cell.programme], cell.country), []).append(cell)
    documents = _document_counts(connection, [g for g in groups.values() if len(g) > 1])
    return tuple(
        _together(place[0], group, documents.get(place)) for place, group in sorted(groups.items())
    )


def _together(family: str, group: list[Cell], n_documents: int | None) -> Cell:
    strongest = min(group, key=lambda c: (_STRONGEST_FIRST.index(c.state), c.relation))
    return replace(
        strongest,
        programme=family,
        last_told=max((c.last_told for c in group if c.last_told), default=None),
        n_evidence=sum(c.n_evidence for c in group),
        n_documents=n_documents or strongest.n_documents,
    )


def _document_counts(
    connection: sqlite3.Connection, groups: list[list[Cell]]
) -> dict[tuple[str, str], int]:
    """In how many documents a family and a country stand together, each counted once."""
    members = [cell for group in groups for cell in group]
    rows = connection.execute(
        "SELECT coalesce(p.family, p.id), r.object,"
        " count(DISTINCT coalesce(d.duplicate_of, d.id))"
        " FROM relation r JOIN entity p ON p.id = r.subject JOIN evidence x ON x.fact_id = r.id"
        " JOIN document d ON d.id = x.document_id WHERE r.predicate = 'covers'"
        " AND r.subject IN (SELECT value FROM json_each(?))"
        " AND r.object IN (SELECT value FROM json_each(?)) GROUP BY 1, 2",
        (ids({cell.programme for cell in members}), ids({cell.country for cell in members})),
    )
    return {(programme, country): number for programme, country, number in rows}


def behind(connection: sqlite3.Connection, programme: str, country: str) -> tuple[RelationRow, ...]:
    """The relations that a cell rests on, those of a family's phases too.

    Where no document names the country itself, these are the whole that the programme covers,
    and the membership of the country in it.
    """
    phases = (
        "r.subject IN (SELECT id FROM entity WHERE id = ?1 OR family = ?1) AND"
        " r.predicate = 'covers'"
    )
    direct = relations(connection, f"{phases} AND r.object = ?2", (programme, country))
    if direct:
        return direct
    wholes = (
        "SELECT m.object FROM relation m WHERE m.subject = ?2"
        " AND m.predicate IN ('member_of', 'part_of') AND m.status = 'asserted'"
    )
    covered = relations(connection, f"{phases} AND r.object IN ({wholes})", (programme, country))
    if not covered:
        return ()
    memberships = relations(
        connection,
        "r.subject = ?1 AND r.predicate IN ('member_of', 'part_of') AND r.status = 'asserted'"
        " AND r.object IN (SELECT value FROM json_each(?2))",
        (country, ids(row.object.id for row in covered)),
    )
    return covered + memberships


def proofs_behind(
    connection: sqlite3.Connection, programme: str, country: str
) -> tuple[Proof, ...]:
    """All the words that a cell rests on, the best of each relation first."""
    rows = behind(connection, programme, country)
    found = evidence_of(connection, [row.id for row in rows])
    return tuple(dict.fromkeys(proof for row in rows for proof in found.get(row.id, ())))

"""All that is known of one entity of any kind: what every dossier has."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from lacsec.db.queries import disagreements, documents, entities
from lacsec.db.queries.common import Link, Page, Window, count, ids
from lacsec.db.queries.disagreements import DisagreementFilter, DisagreementRow
from lacsec.db.queries.documents import DocumentRow
from lacsec.db.queries.entities import EntityRow, NameRow, Spelling
from lacsec.db.queries.facts import EventRow, FigureRow, RelationRow, events, relations
from lacsec.db.queries.figures import FigureFilter, list_figures

# How many rows of a kind a dossier holds at most; its pages tell how many there are.
MOST = 500


@dataclass(frozen=True, slots=True)
class Dossier:
    """An entity with its names and everything it takes part in.

    For a programme family, the facts about its `phases` are in the lists as well, each under
    the phase that it is about. `outgoing` are relations that start from it.
    """

    entity: EntityRow
    names: tuple[NameRow, ...]
    spellings: tuple[Spelling, ...]
    family: Link | None
    phases: tuple[Link, ...]
    outgoing: Page[RelationRow]
    incoming: Page[RelationRow]
    figures: Page[FigureRow]
    events: Page[EventRow]
    disagreements: Page[DisagreementRow]
    sources: Page[DocumentRow]

    @property
    def ids(self) -> tuple[str, ...]:
        """The entity and its phases."""
        return (self.entity.id, *(phase.id for phase in self.phases))


def dossier(connection: sqlite3.Connection, entity_id: str) -> Dossier | None:
    """The dossier of an entity, or None where there is no such id."""
    entity = entities.get(connection, entity_id)
    if entity is None:
        return None
    members = phases_of(connection, entity_id)
    about = (entity_id, *(phase.id for phase in members))
    window = Window(MOST)
    return Dossier(
        entity,
        entities.names(connection, entity_id),
        entities.spellings(connection, entity_id),
        family_of(connection, entity),
        members,
        _relations(connection, "subject", about),
        _relations(connection, "object", about),
        list_figures(connection, FigureFilter(subjects=about), window),
        _events(connection, about),
        disagreements.list_disagreements(connection, DisagreementFilter(about), window),
        documents.sources(connection, about),
    )


def phases_of(connection: sqlite3.Connection, family: str) -> tuple[Link, ...]:
    """The phases of a programme family, by the first date known of each, then by name."""
    rows = connection.execute(
        "SELECT id, kind, name, acronym, iso, family FROM entity WHERE family = ?"
        " ORDER BY earliest IS NULL, earliest, folded, id",
        (family,),
    )
    return tuple(Link(*row) for row in rows)


def family_of(connection: sqlite3.Connection, entity: EntityRow) -> Link | None:
    """The programme family that a phase belongs to."""
    row = connection.execute(
        "SELECT id, kind, name, acronym, iso, family FROM entity WHERE id = ?", (entity.family,)
    ).fetchone()
    return None if row is None else Link(*row)


def _relations(
    connection: sqlite3.Connection, side: str, about: tuple[str, ...]
) -> Page[RelationRow]:
    where = f"r.{side} IN (SELECT value FROM json_each(?))"
    given = (ids(about),)
    rows = relations(connection, where, given, limit=MOST)
    total = len(rows)
    if total == MOST:
        total = count(connection, f"SELECT count(*) FROM relation r WHERE {where}", given)
    return Page(rows, total)


def _events(connection: sqlite3.Connection, about: tuple[str, ...]) -> Page[EventRow]:
    where = (
        "v.id IN (SELECT event_id FROM event_entity"
        " WHERE entity_id IN (SELECT value FROM json_each(?)))"
    )
    given = (ids(about),)
    rows = events(connection, where, given, limit=MOST)
    total = len(rows)
    if total == MOST:
        total = count(connection, f"SELECT count(*) FROM event v WHERE {where}", given)
    return Page(rows, total)

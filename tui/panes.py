"""From an entity's id to the content of its pane: the right dossier, drawn at a width."""

from __future__ import annotations

from dataclasses import dataclass

from lacsec.db.connection import Connection
from lacsec.db.queries import entities
from lacsec.db.queries.country import country_dossier
from lacsec.db.queries.dossier import dossier
from lacsec.db.queries.programme import programme_dossier
from lacsec.tui.lines import Line
from lacsec.tui.views.dossiers import (
    country_sections,
    programme_sections,
    thing_sections,
    title_line,
)
from lacsec.tui.views.pane import Section


@dataclass(frozen=True, slots=True)
class PaneContent:
    """An entity's pane, ready to show."""

    id: str
    kind: str
    name: str
    title: Line
    sections: list[Section]


def pane_of(connection: Connection, entity_id: str, width: int) -> PaneContent | None:
    """The pane of an entity; None where there is none of that id."""
    row = entities.get(connection, entity_id)
    if row is None:
        return None
    if row.kind == "programme" and (programme := programme_dossier(connection, entity_id)):
        sections = programme_sections(programme, width)
        return PaneContent(row.id, row.kind, row.name, title_line(programme.dossier), sections)
    if row.kind == "country" and (country := country_dossier(connection, entity_id)):
        sections = country_sections(country, width)
        return PaneContent(row.id, row.kind, row.name, title_line(country.dossier), sections)
    base = dossier(connection, entity_id)
    if base is None:
        return None
    return PaneContent(row.id, row.kind, row.name, title_line(base), thing_sections(base, width))

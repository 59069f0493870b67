"""What a list can be filtered by, with how many records each choice keeps."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from lacsec.db import wording

# A choice of the filter `facet`: its value for a query, its words, and the records that it keeps.
_MOST = 300
_ENTITIES = (
    "SELECT id, coalesce(acronym || ' · ' || nullif(name, acronym), name), facts FROM entity"
    " WHERE kind = '{0}' AND family IS NULL AND facts > 0 ORDER BY facts DESC, folded LIMIT {1}"
)
_QUERIES = {
    "programme": _ENTITIES.format("programme", _MOST),
    "country": _ENTITIES.format("country", _MOST),
    "document": "SELECT id, title, facts FROM document ORDER BY facts DESC, title, id LIMIT"
    f" {_MOST}",
    "kind": "SELECT kind, kind, count(*) FROM event GROUP BY kind ORDER BY 3 DESC, 1",
    "role": "SELECT date_role, date_role, count(*) FROM event GROUP BY 1 ORDER BY 3 DESC, 1",
    "unit": "SELECT unit, unit, count(*) FROM figure GROUP BY unit ORDER BY 3 DESC, 1 LIMIT"
    f" {_MOST}",
    "basis": "SELECT basis, basis, count(*) FROM figure WHERE basis IS NOT NULL GROUP BY basis"
    " ORDER BY 3 DESC, 1",
    "about": "SELECT e.kind, e.kind, count(*) FROM figure f JOIN entity e ON e.id = f.subject"
    " GROUP BY e.kind ORDER BY 3 DESC, 1",
    "reason": "SELECT reason, reason, count(*) FROM dispute GROUP BY reason ORDER BY 3 DESC, 1",
    "language": "SELECT language, language, count(*) FROM document GROUP BY language"
    " ORDER BY 3 DESC, 1",
    "publisher": "SELECT publisher, publisher, count(*) FROM document WHERE publisher IS NOT NULL"
    " GROUP BY publisher ORDER BY 3 DESC, 1",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter that can be set: `facet` is what is compared, `value` with what."""

    facet: str
    value: str
    label: str
    count: int


def choices(connection: sqlite3.Connection, facets: Iterable[str]) -> tuple[Choice, ...]:
    """The choices of some facets, the most frequent first in each."""
    return tuple(
        Choice(facet, value, wording.plain(label) if value == label else label, number)
        for facet in facets
        for value, label, number in connection.execute(_QUERIES[facet])
    )


FACETS = tuple(_QUERIES)

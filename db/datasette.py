"""Metadata for Datasette: `datasette lacsec.db --metadata FILE` then explains every column."""

from __future__ import annotations

from typing import Any

from lacsec.db.schema.meanings import meanings

_SORTS = {
    "document": {"sort_desc": "earliest"},
    "entity": {"sort": "folded"},
    "passage": {"sort": "number"},
    "event": {"sort": "earliest"},
    "timeline_item": {"sort": "earliest"},
    "programme": {"sort": "name"},
    "country": {"sort": "name"},
    "organisation": {"sort": "name"},
    "figure_by_subject": {"sort": "subject_name"},
}
_LABELS = {"document": "title", "entity": "name", "event": "title", "passage": "text"}
_HIDDEN = ("document_reading", "sketch", "_sqlite_migrations", "search_part", "search_head")


def metadata(database: str = "lacsec") -> dict[str, Any]:
    """The metadata of a database file called `database`.db, ready for `json.dumps`."""
    tables: dict[str, dict[str, Any]] = {}
    for meaning in meanings():
        entry = tables.setdefault(meaning.table, {"columns": {}})
        if meaning.column:
            standard = f" ({meaning.standard})" if meaning.standard else ""
            entry["columns"][meaning.column] = meaning.meaning + standard
        else:
            entry["description"] = meaning.meaning
    for name, entry in tables.items():
        entry.update(_SORTS.get(name, {}))
        if name in _LABELS:
            entry["label_column"] = _LABELS[name]
        if name in _HIDDEN:
            entry["hidden"] = True
    return {
        "title": "Security cooperation between the EU and Latin America & the Caribbean",
        "description": "Facts read from documents, each with the sentence that proves it.",
        "databases": {database: {"tables": tables}},
    }

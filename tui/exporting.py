"""What is listed, as CSV, JSON or Markdown: the records of the interchange format, or lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lacsec.db.connection import Connection
from lacsec.tui.lines import Line

FORMATS = {"CSV": "csv", "JSON": "json", "Markdown": "md"}
Record = Mapping[str, Any]
# Left out of a table that is read, not processed.
_FOR_PROGRAMS = frozenset(
    "record evidence evidence_count method confidence finding start end file sha256"  # noqa: SIM905
    " entities".split()
)


@dataclass(frozen=True, slots=True)
class Table:
    """What is listed under a name: records of a kind by their ids, or `records` as they are.

    `entity` and `document` are ids whose dossier or text is meant where Markdown is asked for.
    """

    name: str
    kind: str = ""
    ids: tuple[str, ...] = ()
    records: Sequence[Record] = ()
    entity: tuple[str, str] | None = None
    document: str | None = None


def rendered(connection: Connection, table: Table, ending: str) -> str:
    """The table in a format: "csv", "json" or "md"."""
    if ending == "md" and (table.entity or table.document):
        return "".join(_dossier(connection, table))
    records = table.records or _records(connection, table.kind, table.ids)
    return {"csv": _csv, "json": _json, "md": _markdown}[ending](table.name, records)


def _dossier(connection: Connection, table: Table) -> Iterator[str]:
    from lacsec.db.export import markdown  # noqa: PLC0415 (only where something is saved)
    from lacsec.db.export.report_entity import entity_report  # noqa: PLC0415
    from lacsec.db.queries import document  # noqa: PLC0415

    if table.entity is not None:
        report = entity_report(connection, *table.entity)
        yield from markdown.render(report) if report else ()
    elif table.document is not None:
        found = document.view(connection, table.document)
        yield from markdown.document_text(found) if found else ()


def _records(connection: Connection, kind: str, ids: Collection[str]) -> list[Record]:
    """The records of some ids, in their order."""
    from lacsec.db.export import records  # noqa: PLC0415 (only where something is saved)

    sources: dict[str, Callable[[Connection, Collection[str]], Iterator[Record]]] = {
        "entity": records.entities,
        "document": records.documents,
        "relation": records.relations,
        "event": records.events,
        "figure": records.figures,
        "disagreement": records.disagreements,
    }
    if kind not in sources:
        return []
    found = {record["id"]: record for record in sources[kind](connection, ids)}
    return [found[key] for key in ids if key in found]


def _flat(records: Sequence[Record]) -> list[dict[str, Any]]:
    from lacsec.db.export.csv import flattened  # noqa: PLC0415 (only where something is saved)

    return [flat for record in records for flat in flattened({"record": "", **record})]


def _csv(name: str, records: Sequence[Record]) -> str:
    from lacsec.db.export.csv import row, safe  # noqa: PLC0415 (only where something is saved)

    flat = _flat(records)
    columns = _columns(flat, frozenset({"record", "evidence", "sides"}))
    return row(columns) + "".join(row([safe(one.get(key)) for key in columns]) for one in flat)


def _json(name: str, records: Sequence[Record]) -> str:
    return json.dumps([dict(record) for record in records], ensure_ascii=False, indent=1) + "\n"


def _markdown(name: str, records: Sequence[Record]) -> str:
    from lacsec.db.export.markdown import escaped  # noqa: PLC0415 (only where something is saved)

    def cell(value: Any) -> str:
        words = ", ".join(map(str, value)) if isinstance(value, list) else value
        return "" if words is None else escaped(str(words))

    flat = _flat(records)
    columns = _columns(flat, _FOR_PROGRAMS | {"sides"})
    rows = [columns, ["---"] * len(columns)]
    rows += [[cell(one.get(key)) for key in columns] for one in flat]
    return f"# {escaped(name)}\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _columns(flat: Sequence[Mapping[str, Any]], left_out: Collection[str]) -> list[str]:
    """The keys that some record has, in the order in which they are met."""
    found = dict.fromkeys(key for one in flat for key in one)
    return [key for key in found if key not in left_out]


def line_records(lines: Sequence[Line]) -> list[Record]:
    """Lines of a pane as records: their words, what they name, and where their proof stands."""
    return [
        {
            "text": " ".join(row.text.split()),
            "id": row.key,
            "link": row.place.link if row.place else "",
            "document": row.proof.id if row.proof else "",
            "start": row.proof.start if row.proof else None,
            "end": row.proof.end if row.proof else None,
        }
        for row in lines
        if not row.still and (row.place or row.proof)
    ]

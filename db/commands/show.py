"""`lacsec show`: one entity's dossier, one document, or one fact."""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Iterable
from typing import Any

from lacsec.db import wording
from lacsec.db.commands.common import add_database, reading, write
from lacsec.db.errors import DONE, NotFound
from lacsec.db.export import dossier_json, markdown, plain
from lacsec.db.export.report import Line, Report, Section, with_proofs
from lacsec.db.export.report_document import document_report
from lacsec.db.export.report_entity import entity_report
from lacsec.db.queries import document
from lacsec.db.queries.resolve import Record, resolve


def add_parser(subcommands: Any) -> None:
    """Describe the subcommand."""
    parser: argparse.ArgumentParser = subcommands.add_parser(
        "show",
        help="print one entity's dossier or one document",
        description="Print one entity's dossier or one document.",
    )
    parser.add_argument("id", nargs="+", metavar="ID", help="an id, a name or a file name")
    add_database(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON")
    form.add_argument("--markdown", action="store_true", help="as Markdown with footnotes")
    form.add_argument(
        "--text", action="store_true", help="as plain text; of a document: its stored text"
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the record, or say that there is none."""
    wanted = " ".join(given.id)
    with reading(given) as connection:
        record = resolve(connection, wanted)
        if record is None:
            raise NotFound(
                f"Nothing in the database is called {wanted!r}.",
                "Look for it with: lacsec search WORDS",
            )
        if given.json:
            write(_json(connection, record))
        elif given.markdown:
            write(_markdown(connection, record))
        else:
            write(_text(connection, record, exact=given.text))
    return DONE


def _json(connection: sqlite3.Connection, record: Record) -> Iterable[str]:
    if record.kind == "entity":
        found = dossier_json.entity(connection, record.id, record.entity_kind or "")
    elif record.kind in ("document", "passage"):
        found = dossier_json.whole_document(connection, record.document or record.id)
    else:
        found = dossier_json.single(connection, record.kind, record.id)
    return [dossier_json.dumps(found)]


def _markdown(connection: sqlite3.Connection, record: Record) -> Iterable[str]:
    if record.kind in ("document", "passage"):
        found = document.view(connection, record.document or record.id)
        return markdown.document_text(found) if found else ()
    return markdown.render(_report(connection, record))


def _text(connection: sqlite3.Connection, record: Record, *, exact: bool) -> Iterable[str]:
    if exact and record.kind == "document":
        return [document.text(connection, record.id) or ""]
    if exact and record.kind == "passage":
        return [record.name, "\n"]
    return plain.render(_report(connection, record))


def _report(connection: sqlite3.Connection, record: Record) -> Report:
    report = None
    if record.kind == "entity":
        report = entity_report(connection, record.id, record.entity_kind or "")
    elif record.kind in ("document", "passage"):
        report = document_report(connection, record.document or record.id)
    return report or _fact(connection, record)


def _fact(connection: sqlite3.Connection, record: Record) -> Report:
    """A single fact, with all the words that prove it."""
    found = dossier_json.single(connection, record.kind, record.id)
    if record.kind == "disagreement":
        lines = tuple(
            Line(side["value"], (f"{record.id}/{number}",))
            for number, side in enumerate(found["sides"])
        )
        title = f"{found['subject_name']}: {found['property']}"
        summary = f"The documents differ: {wording.plain(found['reason'])}."
        return with_proofs(connection, Report(title, (summary,), (Section("Sides", lines),)))
    titles = {
        "relation": "{statement}",
        "event": "{title}",
        "figure": "{subject_name}: {metric}, {value} {unit}",
    }
    if record.kind == "relation":
        names = found["subject_name"], found["predicate"], found["object_name"]
        found["statement"] = wording.statement(*names, found.get("modality", found["status"]))
    title = titles[record.kind].format(**found)
    told = [
        f"{key}: {found[key]}" for key in ("date", "as_of", "status", "basis") if found.get(key)
    ]
    evidence = Section("Evidence", (Line(title, (record.id,)),))
    return with_proofs(connection, Report(title, tuple(told), (evidence,)))

"""Every view as plain text on standard output: for screen readers, braille lines and pipes.

One thing a line, read from top to bottom, nothing drawn and nothing in columns; what proves the
lines of a view is quoted, with numbers, at its end.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from lacsec.db import wording
from lacsec.db.connection import Connection, Database
from lacsec.db.errors import DONE, FAILED, NotFound
from lacsec.db.export import plain, report
from lacsec.db.export.report import Line, Report, Section, with_proofs
from lacsec.db.export.report_document import blocks, document_report, metadata
from lacsec.db.export.report_entity import entity_report
from lacsec.db.model import EntityKind
from lacsec.db.queries import coverage, document, entities, figures, timeline
from lacsec.db.queries.common import Window
from lacsec.db.queries.disagreements import list_disagreements
from lacsec.db.queries.documents import list_documents
from lacsec.db.queries.summary import summary
from lacsec.db.text import clean
from lacsec.tui.places import VIEWS, Place
from lacsec.tui.views.words import date_words

_ALL = Window(-1)
_SECONDS = 60.0
_RESULTS = 50
_KINDS: dict[str, tuple[str, EntityKind]] = {
    "programmes": ("Programmes", "programme"),
    "countries": ("Countries", "country"),
    "organisations": ("Organisations", "organisation"),
    "agreements": ("Agreements", "agreement"),
    "operations": ("Operations", "operation"),
    "people": ("People", "person"),
}


def run(database: Path, place: Place | None) -> int:
    """Print what the app would show at a place (None: what there is); gives the exit status."""
    with Database(database).reading(_SECONDS) as connection:
        for part in text_of(connection, place):
            sys.stdout.write(clean(part))
    sys.stdout.flush()
    return DONE if place is None or place.view != "search" or place.id else FAILED


def text_of(connection: Connection, place: Place | None) -> Iterable[str]:
    """The text of a place, in pieces."""
    if place is None:
        return _overview(connection)
    if place.view == "search":
        return _found(connection, place.id)
    if place.view == "document":
        return _reading(connection, place)
    made = _report(connection, place)
    if made is None:
        raise NotFound(
            f"Nothing in the database has the id {place.id!r}.", "Try: lacsec search WORDS"
        )
    return plain.render(made if place.view == "entity" else with_proofs(connection, made))


def _report(connection: Connection, place: Place) -> Report | None:
    if place.view == "entity":
        row = entities.get(connection, place.id)
        return entity_report(connection, row.id, row.kind) if row else None
    if place.view in _KINDS:
        return _entities(connection, place.view)
    whole = _VIEWS.get(place.view, _documents)(connection)
    return _only(whole, place.id) if place.id else whole


def _only(whole: Report, fact: str) -> Report | None:
    """The line of one fact, with those that hang below it."""
    for section in whole.sections:
        for number, line in enumerate(section.lines):
            if any(own.partition("/")[0] == fact for own in line.facts):
                start = number
                while section.lines[start].depth and start:
                    start -= 1
                end = start + 1
                while end < len(section.lines) and section.lines[end].depth:
                    end += 1
                kept = Section(section.heading, section.lines[start:end])
                return Report(whole.title, (), (kept,))
    return None


def _one(title: str, total: int, section: Section) -> Report:
    return Report(title, (f"{total} in all.",), (section,))


# ---------------------------------------------------------------------- views


def _overview(connection: Connection) -> Iterator[str]:
    """What the database holds, and how to go on."""
    found = summary(connection)
    yield "lacsec\n"
    yield f"{found.documents} documents, {found.entities} entities, {found.relations} relations, "
    yield f"{found.events} events, {found.figures} figures, {found.disagreements} disagreements.\n"
    if found.first_day and found.last_day:
        yield f"From {date_words(found.first_day)} to {date_words(found.last_day)}.\n"
    yield "\nKinds of entities:\n"
    for kind in found.kinds:
        yield f"- {kind.kind}: {kind.entities}\n"
    yield "\nMore as plain text:\n"
    for view in VIEWS:
        if view != "search":
            yield f"- lacsec-tui --plain --view {view}\n"
    yield "- lacsec-tui --plain --open NAME\n- lacsec-tui --plain --find WORDS\n"


def _entities(connection: Connection, view: str) -> Report:
    title, kind = _KINDS[view]
    page = entities.list_entities(connection, entities.EntityFilter(kind=kind), _ALL)
    lines = []
    for row in page.rows:
        years = f"{row.first_year} to {row.last_year}" if row.first_year else "no year told"
        parts = [
            f"{row.name} ({row.acronym})" if row.acronym not in (None, row.name) else row.name,
            f"phase of {row.family_name}" if row.family_name else "",
            f"{row.facts} facts, {row.mentions} mentions",
            years,
            f"id {row.id}",
        ]
        lines.append(Line(", ".join(part for part in parts if part)))
    return _one(title, page.total, Section("By name", tuple(lines)))


def _timeline(connection: Connection) -> Report:
    page = timeline.items(connection, window=_ALL)
    lines = []
    for item in page.rows:
        role = "" if item.date_role == "happened" else f"{wording.plain(item.date_role)}: "
        who = ", ".join(link.name for link in item.entities)
        told = f"{date_words(item.date)}: {role}{item.title}"
        lines.append(Line(f"{told} ({who})" if who else told, (item.id,)))
    return _one("Timeline", page.total, Section("In the order of time", tuple(lines)))


def _matrix(connection: Connection) -> Report:
    """A section a programme, a line a country: a table read aloud is no table."""
    found = coverage.matrix(connection)
    names = {link.id: link.name for link in found.countries}
    sections = []
    for programme in found.programmes:
        cells = [cell for cell in found.cells if cell.programme == programme.id]
        cells.sort(key=lambda cell: names[cell.country].casefold())
        lines = [Line(f"{names[cell.country]}: {cell.state}", (cell.relation,)) for cell in cells]
        sections.append(Section(programme.name, tuple(lines)))
    told = f"{len(found.programmes)} programmes, {len(found.countries)} countries."
    return Report("Coverage: which programme works in which country", (told,), tuple(sections))


def _documents(connection: Connection) -> Report:
    page = list_documents(connection, window=_ALL)
    lines = tuple(Line(f"{row.title}. {metadata(row)}") for row in page.rows)
    return _one("Documents", page.total, Section("The newest first", lines))


def _figures(connection: Connection) -> Report:
    page = figures.list_figures(connection, window=_ALL)
    return _one("Figures", page.total, report.figures("By subject", page.rows))


def _disagreements(connection: Connection) -> Report:
    page = list_disagreements(connection, window=_ALL)
    return _one("Disagreements", page.total, report.disagreements(page))


_VIEWS = {
    "timeline": _timeline,
    "matrix": _matrix,
    "figures": _figures,
    "disagreements": _disagreements,
}


# ---------------------------------------------------------------------- reading and finding


def _reading(connection: Connection, place: Place) -> Iterator[str]:
    """A document's text, a block a line; from a place in it on, where the link says one."""
    found = document.view(connection, place.id)
    if found is None:
        raise NotFound(
            f"There is no document {place.id!r}.", "See: lacsec-tui --plain --view documents"
        )
    yield f"{found.row.title}\n{metadata(found.row)}\n"
    start = place.start or 0
    for first, words in blocks(found):
        if first.start + len(words) <= start:
            continue
        heading = first.kind in ("heading", "title")
        told = " ".join(words.split())
        yield f"\n{told}\n" if heading else f"{told}\n"
    known = document_report(connection, place.id)
    if known is not None and not start:
        yield "\nWhat was read from it\n"
        yield from plain.render(known)


def _found(connection: Connection, words: str) -> Iterator[str]:
    from lacsec.db.search import Engine  # noqa: PLC0415 (it takes time to load)

    if not words:
        yield "Say what to look for: lacsec-tui --plain --find WORDS\n"
        return
    found = Engine(connection).search(words, _RESULTS)
    yield f"{len(found.hits)} found for: {words}\n"
    if found.suggestion:
        yield f"Did you mean: {found.suggestion}?\n"
    for hit in found.hits:
        name = f"{hit.name}, " if hit.name else ""
        snippet = " ".join(hit.snippet.split())
        yield f"{hit.rank}. {name}{hit.entity_kind or hit.kind}, {hit.why}. {snippet}\n"
        link = Place("entity", hit.id) if hit.kind == "entity" else None
        if link is None and hit.document:
            link = Place("document", hit.document, start=hit.start, end=hit.end)
        if link is not None:
            yield f"   {link.link}\n"

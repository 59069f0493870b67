"""The dossier of an entity as a report: of a programme, of a country, of anything else."""

from __future__ import annotations

import sqlite3
from itertools import groupby

from lacsec.db import wording
from lacsec.db.export.report import (
    Line,
    Report,
    Section,
    disagreements,
    events,
    figures,
    left_out,
    relations,
    sentences,
    sources,
    with_proofs,
)
from lacsec.db.queries.common import Link
from lacsec.db.queries.country import country_dossier
from lacsec.db.queries.coverage import Cell, Matrix
from lacsec.db.queries.dossier import Dossier, dossier
from lacsec.db.queries.programme import Phase, programme_dossier
from lacsec.db.queries.spans import Span


def entity_report(connection: sqlite3.Connection, entity_id: str, kind: str) -> Report | None:
    """The dossier of an entity of that kind; None where there is no such entity."""
    makers = {"programme": _programme, "country": _country}
    report = makers.get(kind, _other)(connection, entity_id)
    return None if report is None else with_proofs(connection, report)


def _programme(connection: sqlite3.Connection, entity_id: str) -> Report | None:
    found = programme_dossier(connection, entity_id)
    if found is None:
        return None
    base = found.dossier
    return Report(
        base.entity.name,
        _summary(base, found.span),
        (
            names(base),
            Section("Phases", tuple(_phase(phase) for phase in found.phases)),
            Section("Other phases", tuple(_phase(phase) for phase in found.siblings)),
            relations("Funded by", found.funders, entity_id),
            relations("Implemented by", found.implementers, entity_id),
            relations("Supports", found.supports, entity_id),
            _coverage("Countries", found.coverage, found.coverage.countries),
            figures("Figures", base.figures.rows, base.figures.total, entity_id),
            events(base.events),
            sentences("Parts", found.parts),
            sentences("Successions", found.successions),
            sentences("Other relations", found.other),
            disagreements(base.disagreements, entity_id),
            sources(base.sources),
        ),
    )


def _country(connection: sqlite3.Connection, entity_id: str) -> Report | None:
    found = country_dossier(connection, entity_id)
    if found is None:
        return None
    base = found.dossier
    return Report(
        base.entity.name,
        _summary(base, None),
        (
            names(base),
            _coverage("Programmes", found.coverage, found.coverage.programmes),
            relations("Agreements and negotiations", found.agreements, entity_id),
            relations("Member of", found.memberships, entity_id),
            relations("Takes part in", found.participations, entity_id),
            relations("People", found.people, entity_id),
            figures("Money", found.money, subject=entity_id),
            figures("Indicators", found.indicators, subject=entity_id),
            events(base.events),
            sentences("Other relations", found.other),
            disagreements(base.disagreements, entity_id),
            sources(base.sources),
        ),
    )


def _other(connection: sqlite3.Connection, entity_id: str) -> Report | None:
    base = dossier(connection, entity_id)
    if base is None:
        return None
    return Report(
        base.entity.name,
        _summary(base, None),
        (
            names(base),
            *_by_predicate(base),
            figures("Figures", base.figures.rows, base.figures.total, entity_id),
            events(base.events),
            disagreements(base.disagreements, entity_id),
            sources(base.sources),
        ),
    )


def _by_predicate(base: Dossier) -> list[Section]:
    """A section for each predicate, whichever end of it the entity is."""
    rows = dict.fromkeys(base.outgoing.rows + base.incoming.rows)
    sections = [
        sentences(wording.plain(predicate).capitalize(), group)
        for predicate, group in groupby(
            sorted(rows, key=lambda row: row.predicate), key=lambda row: row.predicate
        )
    ]
    more = left_out(base.outgoing) + left_out(base.incoming)
    if sections and more:
        sections.append(Section(sections[-1].heading, sections.pop().lines, more))
    return sections


def _summary(base: Dossier, span: Span | None) -> tuple[str, ...]:
    entity = base.entity
    kind = f"{entity.kind.capitalize()}{f' ({entity.iso})' if entity.iso else ''}"
    if base.family:
        kind += f", a phase of {base.family.name}"
    times = "once" if entity.mentions == 1 else f"{entity.mentions} times"
    documents = "1 document" if entity.documents == 1 else f"{entity.documents} documents"
    lines = [f"{kind}. Named {times} in {documents}. Id: {entity.id}."]
    if span is not None:
        lines.append(f"Ran: {between(span)}.")
    return tuple(lines)


def between(span: Span) -> str:
    """A span in words; what no document says is a question mark."""
    end = span.end or ("still open" if span.is_open else "?")
    return f"{span.start or '?'} to {end}"


def names(base: Dossier) -> Section:
    """Every name but the preferred one, with its language."""
    lines = []
    for name in base.names:
        if name.value == base.entity.name or name.kind == "hiddenLabel":
            continue
        language = "" if name.language == "und" else f" ({name.language})"
        lines.append(Line(f"{name.value}{language}"))
    return Section("Also known as", tuple(dict.fromkeys(lines)))


def _phase(phase: Phase) -> Line:
    counts = (
        (phase.countries, "country", "countries"),
        (phase.figures, "figure", "figures"),
        (phase.events, "event", "events"),
    )
    told = [f"{n} {one if n == 1 else many}" for n, one, many in counts if n]
    when = between(phase.span) if phase.span else ""
    text = "; ".join(part for part in (when, ", ".join(told)) if part)
    marks = (phase.span.start_event, phase.span.end_event) if phase.span else ()
    facts = tuple(dict.fromkeys(mark for mark in marks if mark))
    return Line(f"{phase.programme.name}{f': {text}' if text else ''}", facts)


def _coverage(heading: str, matrix: Matrix, links: tuple[Link, ...]) -> Section:
    """A line a cell of a matrix that has only one row, or only one column."""
    by_programme = heading == "Programmes"
    cells = {(c.programme if by_programme else c.country): c for c in matrix.cells}
    lines = tuple(_cell(link.name, cells[link.id]) for link in links if link.id in cells)
    return Section(heading, lines)


def _cell(name: str, cell: Cell) -> Line:
    documents = "1 document" if cell.n_documents == 1 else f"{cell.n_documents} documents"
    return Line(f"{name}: {cell.state}, {documents}", (cell.relation,))

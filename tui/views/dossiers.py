"""The panes of programmes, countries and all other things, as sections of lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lacsec.db.queries.common import Link
from lacsec.db.queries.country import CountryDossier
from lacsec.db.queries.coverage import Cell, Matrix
from lacsec.db.queries.dossier import Dossier
from lacsec.db.queries.facts import FigureRow, RelationRow
from lacsec.db.queries.programme import ProgrammeDossier
from lacsec.tui.lines import Line, blank, column, indented, line, span
from lacsec.tui.places import Place
from lacsec.tui.views.bars import life_words, phase_bars
from lacsec.tui.views.facts import event_line, figure_line, relation_line, relation_lines
from lacsec.tui.views.pane import (
    Section,
    all_names_lines,
    disagreement_lines,
    labelled,
    names_lines,
    nothing,
    source_lines,
    titled,
)
from lacsec.tui.views.series import series_lines
from lacsec.tui.views.sources import Marks

STATES = {
    "stated": ("●", "kind.country", "stated"),
    "planned": ("○", "planned", "planned"),
    "ended": ("◌", "ended", "ended"),
    "implied": ("·", "dim", "implied by a region"),
    "disputed": ("!", "disputed", "disputed"),
    "denied": ("×", "disputed", "denied"),
}


def programme_sections(found: ProgrammeDossier, width: int) -> list[Section]:
    """Overview, Countries, Figures, Timeline, Disagreements, Sources."""
    base, marks = found.dossier, Marks.of(found.dossier.sources.rows)
    own = base.entity.id
    overview: list[Line] = []
    if life := life_words(found.span):
        overview.extend(labelled("Ran", life, width, "value"))
    if base.family is not None:
        overview.append(_family_line(base.family))
    overview.extend([blank()] if overview else [])
    overview.extend(titled("Phases", phase_bars(found.phases or found.siblings, width)))
    overview.extend(titled("Money", _money(base.figures.rows, own, marks, width)))
    for rows in (found.funders, found.implementers, found.supports, found.parts):
        overview.extend([*relation_lines(rows, base.ids, marks, width), blank()] if rows else [])
    overview.extend(relation_lines((*found.successions, *found.other), base.ids, marks, width))
    overview = _with_names(overview, base, width)
    covers = {row.id: row for row in base.outgoing.rows}
    countries = _coverage_lines(found.coverage, covers, marks, width)
    return [
        Section("Overview", tuple(overview)),
        _section("Countries", countries, "No document names a country that it covers."),
        *_common(base, marks, width),
    ]


def country_sections(found: CountryDossier, width: int) -> list[Section]:
    """Overview, Programmes, Agreements, Money, Timeline, People, Disagreements, Sources."""
    base, marks = found.dossier, Marks.of(found.dossier.sources.rows)
    own = base.entity.id
    overview: list[Line] = []
    indicators = series_lines(found.series, marks, width)
    in_series = {point.id for series in found.series for point in series.points}
    alone = [row for row in found.indicators if row.id not in in_series]
    indicators.extend(figure_line(row, marks, width) for row in alone)
    overview.extend(titled("Indicators", indicators))
    overview.extend(relation_lines(found.memberships, base.ids, marks, width))
    overview.extend([blank()] if found.memberships else [])
    overview.extend(relation_lines((*found.participations, *found.other), base.ids, marks, width))
    overview = _with_names(overview, base, width)
    covers = {row.id: row for row in (*base.incoming.rows, *base.outgoing.rows)}
    programmes = _coverage_lines(found.coverage, covers, marks, width, countries=False)
    agreements = relation_lines(found.agreements, base.ids, marks, width)
    people = [
        relation_line(row, row.subject if row.object.id == own else row.object, marks, width)
        for row in found.people
    ]
    money = [figure_line(row, marks, width) for row in found.money]
    events = [event_line(row, marks, width) for row in base.events.rows]
    return [
        Section("Overview", tuple(overview)),
        _section("Programmes", programmes, "No document names a programme that covers it."),
        _section("Agreements", agreements, "No document names an agreement of its own."),
        _section("Money", money, "No document gives an amount for it."),
        _section("Timeline", events, "No document dates anything that happened there."),
        _section("People", people, "No document names somebody in office there."),
        *_tail(base, marks, width),
    ]


def thing_sections(found: Dossier, width: int) -> list[Section]:
    """Overview, Figures, Timeline, Disagreements, Sources for any other kind of thing."""
    marks = Marks.of(found.sources.rows)
    rows = tuple(dict.fromkeys(found.outgoing.rows + found.incoming.rows))
    overview = relation_lines(rows, found.ids, marks, width)
    overview = _with_names(overview, found, width)
    return [Section("Overview", tuple(overview)), *_common(found, marks, width)]


def title_line(found: Dossier) -> Line:
    """Name, acronym, kind: the head of a pane."""
    entity = found.entity
    short = f" ({entity.acronym})" if entity.acronym and entity.acronym != entity.name else ""
    told = "found in the text" if entity.discovered else ""
    return line(
        span(entity.name + short, "title"),
        span(f"  {' '.join(filter(None, (entity.iso, entity.kind)))}", f"kind.{entity.kind}"),
        span(f"  {told}", "dim"),
        still=True,
    )


def _common(base: Dossier, marks: Marks, width: int) -> list[Section]:
    figures = [_figure(row, base.entity.id, marks, width) for row in base.figures.rows]
    events = [event_line(row, marks, width) for row in base.events.rows]
    return [
        _section("Figures", figures, "No document gives a figure for it."),
        _section("Timeline", events, "No document dates anything about it."),
        *_tail(base, marks, width),
    ]


def _tail(base: Dossier, marks: Marks, width: int) -> list[Section]:
    disputes = disagreement_lines(base.disagreements.rows, marks, width)
    sources = source_lines(base.sources.rows, marks, width)
    count = len(base.disagreements.rows)
    return [
        Section("Disagreements", tuple(disputes) or nothing("The documents agree."), count),
        Section("Sources", tuple(sources), len(base.sources.rows)),
        Section("Names", tuple(all_names_lines(base, width))),
    ]


def _section(title: str, lines: list[Line], empty: str) -> Section:
    count = sum(1 for entry in lines if not entry.still)
    return Section(title, tuple(lines) or nothing(empty), count)


def _family_line(family: Link) -> Line:
    return line(
        column("Phase of", 14, "dim"),
        span(family.name, "kind.programme"),
        place=Place("entity", family.id),
        key=family.id,
    )


def _with_names(lines: list[Line], base: Dossier, width: int) -> list[Line]:
    """What is known first, then what it is called."""
    while lines and lines[-1] == blank():
        lines.pop()
    names = names_lines(base, width)
    return [*lines, *([blank()] if lines and names else []), *names]


def _money(rows: Iterable[FigureRow], own: str, marks: Marks, width: int) -> list[Line]:
    found = [row for row in rows if row.unit.isupper() and row.basis]
    return [indented(_figure(row, own, marks, width - 2)) for row in found]


def _figure(row: FigureRow, own: str, marks: Marks, width: int) -> Line:
    """A figure of the entity itself, or of a phase of it, which is then named."""
    other = row.subject is not None and row.subject.id != own
    return figure_line(row, marks, width, subject=other)


def _coverage_lines(
    found: Matrix,
    relations: Mapping[str, RelationRow],
    marks: Marks,
    width: int,
    *,
    countries: bool = True,
) -> list[Line]:
    """A line a cell: its state, the country or programme, and the source."""
    named = {link.id: link for link in (found.countries if countries else found.programmes)}
    lines: list[Line] = []
    for cell in found.cells:
        link = named[cell.country if countries else cell.programme]
        lines.append(_cell_line(cell, link, relations.get(cell.relation), marks, width))
    return lines


def _cell_line(
    cell: Cell, link: Link, relation: RelationRow | None, marks: Marks, width: int
) -> Line:
    sign, style, words = STATES[cell.state]
    if relation is None:
        return line(
            span(f"  {sign} ", style),
            span(link.name, f"kind.{link.kind}"),
            place=Place("entity", link.id),
            key=link.id,
        )
    own = relation_line(relation, link, marks, width - 3)
    note = () if cell.state == "stated" else (span(f" {words}", style),)
    return line(
        span(f" {sign} ", style),
        *own.spans[:-2],
        *(note if not relation.status or relation.status == "asserted" else ()),
        *own.spans[-2:],
        place=own.place,
        proof=own.proof,
        key=link.id,
    )

"""Two programmes or two countries side by side: what both have, what only one has, values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lacsec.db.queries.common import Link
from lacsec.db.queries.country import CountryDossier
from lacsec.db.queries.coverage import Cell
from lacsec.db.queries.dossier import Dossier
from lacsec.db.queries.facts import FigureRow, RelationRow
from lacsec.db.queries.programme import ProgrammeDossier
from lacsec.db.text import fold
from lacsec.tui.lines import Line, Span, blank, column, heading, line, span
from lacsec.tui.places import Place
from lacsec.tui.views.bars import life_words
from lacsec.tui.views.dossiers import STATES
from lacsec.tui.views.sources import place_of
from lacsec.tui.views.words import PREDICATES, STATUS_STYLES, STATUS_WORDS, amount_words, date_words

_MANY = 3  # values of one metric that are shown


@dataclass(frozen=True, slots=True)
class Told:
    """What one side says in a row: words with a style, and where they are proved."""

    words: str
    style: str = ""
    proof: Place | None = None


@dataclass(slots=True)
class Side:
    """One of the two: by section, by row, what it says; `labels` are the names of the rows."""

    id: str
    name: str
    kind: str
    sections: dict[str, dict[str, Told]] = field(default_factory=dict)
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)  # by row: name and style

    def tell(self, section: str, key: str, label: str, style: str, told: Told) -> None:
        """Say something in a row; what is said first stays."""
        self.sections.setdefault(section, {}).setdefault(key, told)
        self.labels.setdefault(key, (label, style))


def programme_side(found: ProgrammeDossier) -> Side:
    """A programme: when, where, with whom, how much."""
    side = _side(found.dossier)
    if life := life_words(found.span):
        side.tell("In short", "ran", "Ran", "dim", Told(life))
    if found.phases:
        names = str(len(found.phases))
        side.tell("In short", "phases", "Phases", "dim", Told(names))
    _counts(side, found.dossier)
    countries = {link.id: link for link in found.coverage.countries}
    proofs = {row.id: row for row in found.dossier.outgoing.rows}
    _cells(side, "Countries", found.coverage.cells, countries, proofs, by_country=True)
    rows = (*found.funders, *found.implementers, *found.supports, *found.parts, *found.other)
    _relations(side, rows, found.dossier.ids)
    _figures(side, found.dossier.figures.rows)
    return side


def country_side(found: CountryDossier) -> Side:
    """A country: programmes, agreements, memberships, figures."""
    side = _side(found.dossier)
    _counts(side, found.dossier)
    programmes = {link.id: link for link in found.coverage.programmes}
    proofs = {row.id: row for row in found.dossier.incoming.rows}
    _cells(side, "Programmes", found.coverage.cells, programmes, proofs, by_country=False)
    rows = (*found.agreements, *found.memberships, *found.participations, *found.other)
    _relations(side, rows, found.dossier.ids)
    _figures(side, found.dossier.figures.rows)
    return side


def _side(base: Dossier) -> Side:
    entity = base.entity
    return Side(entity.id, entity.acronym or entity.name, entity.kind)


def _counts(side: Side, base: Dossier) -> None:
    entity = base.entity
    years = f"{entity.first_year or '…'} – {entity.last_year or '…'}"
    for key, label, words in (
        ("years", "Dated facts", years if entity.first_year or entity.last_year else ""),
        ("documents", "Documents", str(entity.documents)),
        ("events", "Events", str(base.events.total)),
        ("disputes", "Disagreements", str(base.disagreements.total)),
    ):
        if words:
            side.tell("In short", key, label, "dim", Told(words))


def _cells(
    side: Side,
    section: str,
    cells: Iterable[Cell],
    links: Mapping[str, Link],
    relations: Mapping[str, RelationRow],
    *,
    by_country: bool,
) -> None:
    for cell in cells:
        link = links[cell.country if by_country else cell.programme]
        sign, style, words = STATES[cell.state]
        when = f", {date_words(cell.last_told)[-4:]}" if cell.last_told else ""
        row = relations.get(cell.relation)
        proof = place_of(row.proof) if row is not None else None
        told = Told(f"{sign} {words}{when}", style, proof)
        side.tell(section, link.id, link.name, f"kind.{link.kind}", told)


def _relations(side: Side, rows: Iterable[RelationRow], own: Sequence[str]) -> None:
    for row in rows:
        if row.predicate == "covers":
            continue
        outgoing = row.subject.id in own
        other = row.object if outgoing else row.subject
        title = PREDICATES[row.predicate][0 if outgoing else 1].capitalize()
        words = ", ".join(
            part for part in (STATUS_WORDS[row.status], row.wording, date_words(row.as_of)) if part
        )
        told = Told(f"● {words}".strip(), STATUS_STYLES[row.status], place_of(row.proof))
        side.tell(title, other.id, other.name, f"kind.{other.kind}", told)


def _figures(side: Side, rows: Iterable[FigureRow]) -> None:
    groups: dict[tuple[str, str, str], list[FigureRow]] = {}
    for row in rows:
        groups.setdefault((fold(row.metric), row.unit, row.basis or ""), []).append(row)
    for (metric, unit, basis), found in sorted(groups.items()):
        found.sort(key=lambda row: row.earliest or "", reverse=True)
        words = "; ".join(
            amount_words(row) + (f" ({date_words(row.as_of)})" if row.as_of else "")
            for row in found[:_MANY]
        )
        more = f"; {len(found) - _MANY} more" if len(found) > _MANY else ""
        label = f"{found[0].metric} ({basis.replace('_', ' ')})" if basis else found[0].metric
        key = f"figure:{metric}:{unit}:{basis}"
        side.tell("Figures", key, label, "", Told(words + more, "value", place_of(found[0].proof)))


def compare_head(left: Side, right: Side, width: int, chosen: int) -> list[Span]:
    """The two names over their columns; the chosen side is marked."""
    label, each = _widths(width)
    spans = [Span(" " * label)]
    for number, side in enumerate((left, right)):
        mark = "▸ " if number == chosen else "  "
        spans += [Span(mark, "match"), column(side.name, each - 2, "title")]
    return spans


def compare_lines(left: Side, right: Side, width: int, chosen: int) -> list[Line]:
    """By section: the rows that both have, then those of the left alone, then of the right."""
    label, each = _widths(width)
    labels = left.labels | right.labels
    lines: list[Line] = []
    for section in dict.fromkeys((*left.sections, *right.sections)):
        one, other = left.sections.get(section, {}), right.sections.get(section, {})
        both = [key for key in one if key in other]
        only = [key for key in one if key not in other], [key for key in other if key not in one]
        many = f"  {len(both)} in both, {len(only[0])} left only, {len(only[1])} right only"
        counted = section not in ("In short", "Figures")
        head = heading(section)
        lines.append(line(*head.spans, span(many if counted else "", "dim"), still=True))
        for key in (*both, *only[0], *only[1]):
            sides = one.get(key), other.get(key)
            lines.append(_row(key, labels[key], sides, (label, each), chosen))
        lines.append(blank())
    return lines[:-1]


def _row(
    key: str,
    named: tuple[str, str],
    sides: tuple[Told | None, Told | None],
    widths: tuple[int, int],
    chosen: int,
) -> Line:
    label, each = widths
    name, style = named
    spans = [column(f"  {name}", label - 1, style), Span(" ")]
    for told in sides:
        words, look = (told.words, told.style) if told is not None else ("–", "rule")
        spans.append(column(f"  {words}", each, look))
    proofs = [told.proof if told is not None else None for told in sides]
    proof = proofs[chosen] or proofs[1 - chosen]
    entity = style.startswith("kind.")
    place = Place("entity", key) if entity else None
    return line(*spans, place=place, proof=proof, still=not (place or proof), key=key)


def _widths(width: int) -> tuple[int, int]:
    label = max(18, min(44, width // 3))
    return label, max(10, (width - label) // 2)

"""What a tabbed pane shows: sections, each a tab with its lines."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from lacsec.db.queries.disagreements import DisagreementRow
from lacsec.db.queries.documents import DocumentRow
from lacsec.db.queries.dossier import Dossier
from lacsec.tui.lines import Line, Span, blank, column, heading, line, safe, span, wrap
from lacsec.tui.places import Place
from lacsec.tui.views.sources import Marks, place_of
from lacsec.tui.views.words import date_words

_LABEL = 14
_LANGUAGES = {
    "und": "Any language",
    "en": "English",
    "es": "Spanish",
    "pt": "Portuguese",
    "fr": "French",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A tab: its title, how many things it holds (None: not counted), and its lines."""

    title: str
    lines: tuple[Line, ...]
    count: int | None = None


def labelled(label: str, words: str, width: int, style: str = "") -> list[Line]:
    """ "Also called   X, Y, Z", wrapped under its own beginning."""
    rows = wrap([span(safe(words), style)], max(10, width - _LABEL))
    found = []
    for number, row in enumerate(rows):
        head = column(label if number == 0 else "", _LABEL, "dim")
        found.append(line(head, *row, still=True))
    return found


def names_lines(dossier: Dossier, width: int) -> list[Line]:
    """How the documents write it, and what else it is called in English."""
    own = dossier.entity.name
    written = [s.exact for s in dossier.spellings if s.exact != own]
    known = [
        name.value
        for name in dossier.names
        if name.language in ("und", "en") and name.kind == "altLabel" and name.value != own
    ]
    lines: list[Line] = []
    if written:
        lines.extend(labelled("Written as", _few(written), width))
    also = [name for name in known if name not in written]
    if also:
        lines.extend(labelled("Also called", _few(also), width))
    return lines


def _few(names: list[str], most: int = 3) -> str:
    """The first names, and how many more there are (the tab of names has them all)."""
    shown = list(dict.fromkeys(names))
    more = f" · {len(shown) - most} more" if len(shown) > most else ""
    return " · ".join(shown[:most]) + more


def all_names_lines(dossier: Dossier, width: int) -> list[Line]:
    """Every name by language, then how the documents write it and how often."""
    groups: dict[str, list[str]] = {}
    for name in dossier.names:
        if name.kind != "hiddenLabel":
            groups.setdefault(_LANGUAGES.get(name.language, name.language), []).append(name.value)
    lines: list[Line] = []
    for label, values in groups.items():
        found = [
            line(span(f"  {value}"), still=False, key=value) for value in dict.fromkeys(values)
        ]
        lines.extend(titled(label, found))
    written = [
        line(span(f"  {s.exact}"), span(f"  {s.mentions}", "dim"), key=f"written {s.exact}")
        for s in dossier.spellings
    ]
    lines.extend(titled("As the documents write it", written))
    return lines[:-1]


def source_lines(sources: tuple[DocumentRow, ...], marks: Marks, width: int) -> list[Line]:
    """The documents that speak of it, with the numbers that mark them."""
    lines: list[Line] = []
    for source in sources:
        number = f"[{marks.number(source.id)}] "
        about = ", ".join(part for part in (source.publisher, date_words(source.issued)) if part)
        rows = wrap([span(source.title, "kind.document")], max(10, width - cell_len(number)))
        for index, row in enumerate(rows):
            head = span(number if index == 0 else " " * cell_len(number), "source")
            lines.append(
                line(
                    head,
                    *row,
                    place=Place("document", source.id) if index == 0 else None,
                    still=index > 0,
                    key=source.id,
                )
            )
        lines.append(line(Span(" " * cell_len(number)), span(about, "dim"), still=True))
        if source.duplicate_of:
            note = "a near copy of another document: counted once"
            lines.append(line(Span(" " * cell_len(number)), span(note, "warn"), still=True))
    return lines


def disagreement_lines(rows: tuple[DisagreementRow, ...], marks: Marks, width: int) -> list[Line]:
    """What is told differently, side under side, each with its source."""
    lines: list[Line] = []
    for row in rows:
        reason = row.reason.replace("_", " ")
        lines.append(
            line(
                span(row.property, "heading"),
                span(f"  {reason}", "warn"),
                place=Place("disagreements", row.id),
                key=row.id,
            )
        )
        for side in row.sides:
            for proof in side.proofs[:1]:
                mark = marks.mark(proof, len({p.document for p in side.proofs}))
                value = column(side.value, width - 4 - cell_len(mark.text))
                lines.append(
                    line(span("  "), value, span(" "), mark, proof=place_of(proof), key=side.id)
                )
        lines.append(blank())
    return lines[:-1]


def nothing(words: str) -> tuple[Line, ...]:
    """A sentence in place of an empty list."""
    return (line(span(words, "dim"), still=True),)


def titled(title: str, lines: list[Line]) -> list[Line]:
    """Lines under a heading, with an empty line after; nothing where there are none."""
    return [heading(title), *lines, blank()] if lines else []

"""The preview: the sentence that proves what is under the cursor, as a strip or a column."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from lacsec.db import wording
from lacsec.db.queries.common import Proof
from lacsec.db.queries.context import Context
from lacsec.db.queries.document import DocumentFactRows
from lacsec.db.queries.facts import EventRow, FigureRow, RelationRow
from lacsec.tui.lines import Line, Span, blank, fit, heading, line, safe, span, wrap
from lacsec.tui.places import Place
from lacsec.tui.told import Read, Told
from lacsec.tui.views.sources import place_of
from lacsec.tui.views.words import amount_words, date_words

_QUOTED = "quote"


def rule(words: str, width: int) -> Line:
    """A rule with words in it, over a part of the screen."""
    shown = fit(safe(words), width - 4)
    if not shown:
        return line(span("─" * width, "rule"), still=True)
    left = width - cell_len(shown) - 3
    parts = Span("─ ", "rule"), Span(shown, "dim"), Span(" " + "─" * max(0, left), "rule")
    return line(*parts, still=True)


def strip(told: Told | None, width: int, height: int, *, empty: str = "") -> list[Line]:
    """The preview below a view: a rule that names the source, and the words in a few rows."""
    if told is None:
        return [rule(empty, width)] if empty else []
    if told.context is None:
        first = told.others[0]
        quoted = [span(first.quote, _QUOTED)]
        return [rule(_source(first.title, first.issued), width), *_rows(quoted, width, height - 1)]
    found = told.context
    quote = span(found.quote, _QUOTED)
    rows = wrap([quote], width - 2)
    parts = [quote]
    if len(rows) < height - 1 and found.after:
        parts += [Span(" "), span(found.after, "dim")]
    return [rule(_from(found), width), *_rows(parts, width, height - 1)]


def column(told: Told | None, width: int, height: int, *, empty: str = "") -> list[Line]:
    """The preview beside a view: the words with those around them, other proofs, what was read."""
    if told is None:
        return [line(span(empty, "dim"), still=True)] if empty else []
    lines: list[Line] = []
    if told.context is not None:
        lines += _context_lines(told.context, width)
    if told.others:
        title = "Also said" if told.context is not None else "Named in"
        lines += [*([blank()] if lines else []), heading(title)]
        for proof in told.others:
            lines += _proof_lines(proof, width)
    facts = fact_lines(told.facts, width - 2) if told.facts is not None else []
    if facts:
        lines += [blank(), heading("Read from this sentence"), *facts]
    return lines[:height]


def _context_lines(found: Context, width: int) -> list[Line]:
    lines = [line(*row, still=True) for row in wrap([span(found.title, "kind.document")], width)]
    about = ", ".join(part for part in (found.publisher or "", date_words(found.issued)) if part)
    lines.append(line(span(fit(safe(about), width), "dim"), still=True))
    path = " › ".join(found.section)
    if path or found.page:
        page = f"page {found.page}" if found.page else ""
        where = "  ".join(part for part in (path, page) if part)
        lines.append(line(span(fit(safe(where), width), "dim"), still=True))
    lines.append(blank())
    parts = (
        (found.before, "dim", 6),
        (found.quote, _QUOTED, 14),
        (found.after, "dim", 6),
    )
    for text, style, most in parts:
        if text:
            lines += [*_rows([span(text, style)], width, most, indent=0), blank()]
    return lines[:-1]


def _proof_lines(proof: Proof, width: int) -> list[Line]:
    head = span(fit(_source(proof.title, proof.issued), width - 2), "source")
    return [line(span("  "), head, still=True), *_rows([span(proof.quote)], width, 4), blank()]


def _rows(parts: Sequence[Span], width: int, most: int, indent: int = 2) -> list[Line]:
    """Wrapped words in `most` rows; an ellipsis where some are left out."""
    rows = wrap(parts, width - indent)
    shown = [list(row) for row in rows[: max(0, most)]]
    if len(rows) > most and shown:
        last = shown[-1]
        text = last[-1].text if last else ""
        room = width - indent - sum(cell_len(part.text) for part in last[:-1])
        last[-1:] = [Span(fit(text + " …", room), last[-1].style if last else "")]
    return [line(Span(" " * indent), *row, still=True) for row in shown]


def _from(found: Context) -> str:
    section = found.section[-1] if found.section else ""
    page = f"page {found.page}" if found.page else ""
    return " · ".join(part for part in (_source(found.title, found.issued), section, page) if part)


def _source(title: str, issued: str | None) -> str:
    return f"{title}, {date_words(issued)}" if issued else title


def fact_lines(facts: DocumentFactRows, width: int) -> list[Line]:
    """A line a fact, as a sentence of ours; each leads to the thing it is about."""
    found = [
        *(_relation(row) for row in facts.relations),
        *(_event(row) for row in facts.events),
        *(_figure(row) for row in facts.figures),
    ]
    return [
        line(
            Span(f"  {sign} ", style),
            span(fit(safe(words), width - 4)),
            place=place,
            proof=proof,
            key=key,
        )
        for sign, style, words, place, proof, key in found
    ]


def read_lines(read: Read, width: int) -> list[Line]:
    """The facts, then the disagreements in which the words are a side."""
    lines = fact_lines(read.facts, width)
    for row in read.disagreements:
        values = " / ".join(dict.fromkeys(side.value for side in row.sides))
        words = f"{row.subject_name}, {row.property}: {values} ({row.reason.replace('_', ' ')})"
        place = Place("disagreements", row.id)
        cells = span(fit(safe(words), width - 4))
        lines.append(line(Span("  ! ", "disputed"), cells, place=place, key=row.id))
    return lines


_Fact = tuple[str, str, str, Place | None, Place, str]


def _relation(row: RelationRow) -> _Fact:
    words = wording.statement(row.subject.name, row.predicate, row.object.name, row.status)
    extra = ", ".join(part for part in (row.wording or "", date_words(row.as_of)) if part)
    place = Place("entity", row.subject.id)
    return (
        "·",
        "source",
        f"{words} ({extra})" if extra else words,
        place,
        place_of(row.proof),
        row.id,
    )


def _event(row: EventRow) -> _Fact:
    place = Place("timeline", row.id)
    words = f"{date_words(row.date)}: {row.title}"
    return "◆", "kind.event", words, place, place_of(row.proof), row.id


def _figure(row: FigureRow) -> _Fact:
    when = f" ({date_words(row.as_of)})" if row.as_of else ""
    words = f"{row.subject_name}, {row.metric}: {amount_words(row)}{when}"
    return "#", "kind.figure", words, Place("figures", row.id), place_of(row.proof), row.id

"""Search results as lines: grouped by kind, the best group first, with what matched and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from lacsec.db.search.query import Filter
from lacsec.db.search.results import Hit, Results
from lacsec.tui.lines import Line, Span, crop, fit, line, marked, safe, span, wrap
from lacsec.tui.places import Place

_TITLES = {
    "entity": "Names",
    "event": "Events",
    "figure": "Figures",
    "passage": "Sentences",
}
_KIND_WIDTH = 13
_INDENT = 2
_ROWS = 2  # of a sentence
_LEAST = 24  # cells, for a part of the sentence beside a name


def result_lines(results: Results, width: int) -> list[Line]:
    """A group a kind: names in one row each, sentences in two."""
    lines: list[Line] = []
    if results.suggestion:
        lines.append(
            line(
                span("Did you mean "),
                span(results.suggestion, "match"),
                span(" ?"),
                place=Place("search", results.suggestion),
                key="suggestion",
            )
        )
    groups: dict[str, list[Hit]] = {}
    for hit in results.hits:
        groups.setdefault(hit.kind, []).append(hit)
    for kind, hits in groups.items():
        many = f" {len(hits)}" if len(hits) > 1 else ""
        lines.append(
            line(span(_TITLES[kind], "heading"), span(many, "dim"), still=True, key=f"group:{kind}")
        )
        for hit in hits:
            lines.extend(_hit_lines(hit, width))
    if not lines and results.query.text:
        lines.append(line(span("Nothing found. Fewer words find more.", "dim"), still=True))
    return lines


def chips(filters: Sequence[Filter], explain: Sequence[str] = ()) -> list[Span]:
    """The filters that were typed; one that was not understood says so."""
    spans: list[Span] = []
    for item in filters:
        if item.understood:
            spans += [span(f" {item.label} ", "chip"), Span("  ")]
        else:
            spans += [span(f" {item.label}: searched as words ", "warn"), Span("  ")]
    return [*spans, *(span(words, "dim") for words in explain)]


def _hit_lines(hit: Hit, width: int) -> Iterable[Line]:
    place = place_of_hit(hit)
    proof = (
        Place("document", hit.document, start=hit.start, end=hit.end)
        if hit.document is not None
        else None
    )
    if hit.name is None:
        yield from _passage_lines(hit, width)
        return
    head = Span(" " * _INDENT)
    if hit.kind == "entity":
        kind = fit(hit.entity_kind or "", _KIND_WIDTH - 1).ljust(_KIND_WIDTH)
        head = Span(" " * _INDENT + kind, f"kind.{hit.entity_kind}")
    room = width - cell_len(head.text)
    style = "value" if hit.kind == "entity" else ""
    name = marked(hit.name, hit.spans, style, "match")
    left = max(0, room - sum(cell_len(part.text) for part in name) - 2)
    tail: tuple[Span, ...] = (span(fit(safe(hit.why), left), "dim"),)
    if hit.kind != "entity" and left > _LEAST:  # what the sentence says of it
        tail = crop(_window(hit.snippet, hit.marks, left, "dim"), left)
    yield line(head, *name, Span("  "), *tail, place=place, proof=proof, key=f"{hit.kind}:{hit.id}")


def _passage_lines(hit: Hit, width: int) -> Iterable[Line]:
    """The sentence in two rows at most, the part around the first match."""
    room = width - _INDENT
    words = _window(hit.snippet, hit.spans, _ROWS * room - 8)
    place = place_of_hit(hit)
    for number, row in enumerate(wrap(words, room)[:_ROWS]):
        yield line(
            Span("· " if number == 0 else " " * _INDENT, "source"),
            *row,
            place=place,
            proof=place,
            still=number > 0,
            key=f"{hit.kind}:{hit.id}" if number == 0 else "",
        )


def place_of_hit(hit: Hit) -> Place | None:
    """Where Enter leads: an entity's pane, or the sentence."""
    if hit.kind == "entity":
        return Place("entity", hit.id)
    if hit.document is not None:
        return Place("document", hit.document, start=hit.start, end=hit.end)
    return None


def _window(
    snippet: str, ranges: Iterable[tuple[int, int]], width: int, style: str = ""
) -> tuple[Span, ...]:
    """The part of a sentence around its first match, cut between words, the matches marked."""
    found = list(ranges)
    first = found[0][0] if found else 0
    start = max(0, min(first - width // 4, len(snippet) - width))
    if start:
        start = snippet.find(" ", start, start + 20) + 1 or start
    end = min(len(snippet), start + width)
    if end < len(snippet):
        end = max(snippet.rfind(" ", start, end), start + width // 2)
    shown = snippet[start:end]
    kept = [
        (max(0, a - start), min(len(shown), b - start))
        for a, b in found
        if b > start and a < start + len(shown)
    ]
    head, tail = ("…" if start else ""), (" …" if end < len(snippet) else "")
    return (Span(head, style), *marked(shown, kept, style, "match"), Span(tail, style))

"""Search results as lines: what was found, why it matched, the letters that did."""

from __future__ import annotations

from collections.abc import Iterable

from lacsec.db.search.results import Hit, Results
from lacsec.tui.lines import Line, Span, fit, line, marked, safe, span, wrap
from lacsec.tui.places import Place

_KINDS = {"entity": "", "passage": "text", "event": "event", "figure": "figure"}
_KIND_WIDTH = 12


def result_lines(results: Results, width: int) -> list[Line]:
    """Two rows a hit: what it is, and the words where it stands or why it matched."""
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
    for hit in results.hits:
        lines.extend(_hit_lines(hit, width))
    if not lines and results.query.text:
        lines.append(line(span("Nothing found.", "dim"), still=True))
    return lines


def _hit_lines(hit: Hit, width: int) -> Iterable[Line]:
    place = place_of_hit(hit)
    proof = (
        Place("document", hit.document, start=hit.start, end=hit.end)
        if hit.document is not None
        else None
    )
    kind = hit.entity_kind or _KINDS.get(hit.kind, "")
    head = Span(
        fit(kind, _KIND_WIDTH - 1).ljust(_KIND_WIDTH), f"kind.{hit.entity_kind or hit.kind}"
    )
    room = width - _KIND_WIDTH
    if hit.name is None:
        yield from _passage_lines(hit, head, room)
        return
    name = marked(hit.name, hit.spans, "value" if hit.kind == "entity" else "", "match")
    why = f"  {safe(hit.why)}" if hit.why else ""
    yield line(head, *name, span(why, "dim"), place=place, proof=proof, key=f"{hit.kind}:{hit.id}")


def _passage_lines(hit: Hit, head: Span, room: int) -> Iterable[Line]:
    """The sentence in two rows at most, the part around the first match."""
    words = _window(hit.snippet, hit.spans, 2 * room - 8)
    place = place_of_hit(hit)
    for number, row in enumerate(wrap(words, room)[:2]):
        yield line(
            head if number == 0 else Span(" " * _KIND_WIDTH),
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


def _window(snippet: str, ranges: Iterable[tuple[int, int]], width: int) -> tuple[Span, ...]:
    """The part of a sentence around its first match, with the matches marked."""
    found = list(ranges)
    first = found[0][0] if found else 0
    start = max(0, min(first - width // 4, len(snippet) - width))
    head = "…" if start else ""
    shown = snippet[start : start + width - len(head)]
    kept = [
        (max(0, a - start), min(len(shown), b - start))
        for a, b in found
        if b > start and a < start + len(shown)
    ]
    return (Span(head), *marked(shown, kept, "", "match"))

"""What stands under the empty search box: a first hint, where one was, searches, examples."""

from __future__ import annotations

from collections.abc import Sequence

from lacsec.db.search.saved import SavedSearch
from lacsec.tui.lines import Line, Span, blank, fit, heading, line, safe, span
from lacsec.tui.places import Place, parse_link

# Shown once, on the very first start.
HINT = (
    "Type to search names, sentences, events and figures; Enter opens the best of what is found.",
    "Esc leaves this box; then ? lists the keys, : the commands, and 1 to 9 open the other views.",
    "Enter on a fact opens the very sentence that proves it; Esc goes back to where you were.",
)
_SHORT_HINT = (
    "Type to search; Enter opens the best of what is found.",
    "Esc leaves this box; then ? lists the keys, 1 to 9 open views.",
    "Enter on a fact opens the sentence that proves it; Esc goes back.",
)
_EXAMPLES = (
    ("copo", "a few letters of a name"),
    ("colombia europol", "what links two things"),
    ("two tons cocaine vessel", "half a memory of a sentence"),
    ("kind:programme country:EC after:2016", "filters"),
    ('"joint teams" -police', "exact words, and words left out"),
)
_WIDEST = 38


def welcome_lines(
    *,
    first: bool,
    last: tuple[str, str],
    saved: Sequence[SavedSearch],
    recent: Sequence[str],
    width: int,
) -> list[Line]:
    """`first`: nobody was here before; `last` are the link and the name of the last place."""
    lines: list[Line] = []
    if first:
        hint = HINT if width > max(map(len, HINT)) + 2 else _SHORT_HINT
        lines += [
            *(line(span(f"▎ {fit(words, width - 2)}", "match"), still=True) for words in hint)
        ]
        lines.append(blank())
    place = parse_link(last[0]) if last[0] else None
    if place is not None and not first:
        words = fit(safe(last[1]), max(8, width - 12))
        lines += [line(Span("Go on at  ", "dim"), span(words, "key"), place=place, key="last")]
        lines.append(blank())
    if saved:
        lines += [heading("Saved searches"), *(_saved(item, width) for item in saved[:6]), blank()]
    if recent:
        lines.append(heading("Recent searches (↑ in the empty box)"))
        lines += [_query(words, "", width) for words in recent[:5]]
        lines.append(blank())
    lines.append(heading("For example"))
    return [*lines, *(_query(words, told, width) for words, told in _EXAMPLES)]


def _saved(item: SavedSearch, width: int) -> Line:
    name = fit(safe(item.name), 24).ljust(26)
    words = fit(safe(item.query), max(8, width - 28))
    place = Place("search", item.query)
    return line(span(f"  {name}", "value"), span(words), place=place, key=f"saved:{item.name}")


def _query(words: str, told: str, width: int) -> Line:
    shown = fit(safe(words), max(8, width - 2)) if not told else safe(words).ljust(_WIDEST)
    note = fit(told, max(0, width - len(shown) - 2))
    place = Place("search", words)
    return line(span(f"  {shown}", "key"), span(note, "dim"), place=place, key=f"query:{words}")

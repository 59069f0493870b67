"""Titles in a row, of which one is open: views above the screen, the tabs of a pane."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from lacsec.tui.lines import Span


def tab_spans(
    titles: Sequence[str], active: int, width: int, keys: Sequence[str] = ()
) -> list[Span]:
    """Titles in a row, the active one marked; those that do not fit are scrolled out of sight.

    `keys` are set before the titles that have one, in place of the space there.
    """
    first = 0
    while first < active and _reach(titles[first : active + 1]) > width - 5:
        first += 1
    spans = [Span("‹", "dim")] if first else []
    used = len(spans)
    for index in range(first, len(titles)):
        size = cell_len(titles[index]) + (3 if index == active else 2)
        if used + size > width - (0 if index == len(titles) - 1 else 2):
            spans += [Span(" " * max(0, width - 1 - used)), Span("›", "dim")]
            break
        used += size
        if index == active:
            spans += [Span(f"[{titles[index]}]", "tab.on"), Span(" ")]
            continue
        key = keys[index] if keys else ""
        spans += [Span(key or " ", "rule" if key else ""), Span(f"{titles[index]} ", "tab")]
    return spans


def _reach(titles: Sequence[str]) -> int:
    return sum(cell_len(title) + 2 for title in titles)

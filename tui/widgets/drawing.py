"""From spans to strips: the one way in which lines reach the screen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from lacsec.tui.lines import Span, crop
from lacsec.tui.style import style


def strip_of(
    spans: Sequence[Span], width: int, base: Style, theme: str, *, plain: bool = False
) -> Strip:
    """A row of the screen, exactly `width` cells; `plain` leaves the styles of the spans out."""
    segments = [
        Segment(part.text, base if plain else base + style(part.style, theme))
        for part in crop(spans, width)
    ]
    return Strip(segments).adjust_cell_length(width, base)

"""What can be copied of a line, and how it reaches the clipboard of the person at the terminal."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from lacsec.db.queries.documents import DocumentRow
from lacsec.tui.lines import Line
from lacsec.tui.places import Place
from lacsec.tui.views.words import date_words

# OSC 52 carries base64; terminals take some 75 kB of it and drop what is longer.
LARGEST = 74_994 * 3 // 4


def choices(line: Line, quote: str, source: DocumentRow | None, here: Place) -> Mapping[str, str]:
    """By name: the citation, the quote, both, the line, its id, its link.

    `here` is the place where one is: its link is offered where the line has none.
    """
    found: dict[str, str] = {}
    if source is not None:
        cited = citation(source)
        if quote:
            found["quote and citation"] = f"“{quote}” ({cited})"
            found["quote"] = quote
        found["citation"] = cited
    row = " ".join(line.text.split())
    if row:
        found["line"] = row
    place = line.place or line.proof or here
    key = line.key if here.view != "document" else here.id
    if key:
        found["id"] = key
    if line.proof is not None:
        found["link to the sentence"] = line.proof.link
    found["link"] = here.link if here.view == "document" else place.link
    return found


def citation(source: DocumentRow) -> str:
    """Authors or publisher, year, title, address: short enough for a footnote."""
    who = "; ".join(source.authors) or source.publisher or ""
    parts = [who, f"“{source.title}”"]
    if source.publisher and source.publisher != who:
        parts.append(source.publisher)
    parts.append(date_words(source.issued))
    if source.url:
        parts.append(source.url)
    return ", ".join(part for part in parts if part)


def osc52(text: str, *, tmux: bool) -> str:
    """The sequence that puts a text on the clipboard. Raises ValueError where it is too long."""
    data = text.encode("utf-8")
    if len(data) > LARGEST:
        raise ValueError(f"{len(data)} bytes are more than a terminal takes ({LARGEST}).")
    sequence = f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\x07"
    return f"\x1bPtmux;\x1b{sequence}\x1b\\" if tmux else sequence

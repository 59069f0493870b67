"""Styled lines: what every view gives and every widget draws.

A view is a pure function from records to lines, so it is tested without an app. Styles are names
(`lacsec.tui.style` gives them colours), and a line may lead somewhere. `safe` is the one place
where text of documents and databases becomes text on the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len, set_cell_size

from lacsec.db.text import clean
from lacsec.tui.places import Place


@dataclass(frozen=True, slots=True)
class Span:
    """Some text in one style. The text holds no line break and no control character."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the screen. `place` is where Enter leads; `proof` is where its source stands.

    A line without either is passed over by the cursor where `still` is set (headings, rules).
    `key` names the record behind it, so that the cursor finds it again after a change.
    """

    spans: tuple[Span, ...] = ()
    place: Place | None = None
    proof: Place | None = None
    still: bool = False
    key: str = ""

    @property
    def text(self) -> str:
        """The line without styles."""
        return "".join(span.text for span in self.spans)

    @property
    def width(self) -> int:
        """In terminal cells."""
        return sum(cell_len(span.text) for span in self.spans)


def safe(text: object) -> str:
    """Data as one line of text: no control, bidirectional or other invisible character."""
    words = clean(str(text))
    return " ".join(words.split("\n")).replace("\t", " ").replace("\u00a0", " ")


def span(text: object, style: str = "") -> Span:
    """Data in a style."""
    return Span(safe(text), style)


def line(
    *parts: Span | str,
    place: Place | None = None,
    proof: Place | None = None,
    still: bool = False,
    key: str = "",
) -> Line:
    """A line of spans; a plain string is our own words, unstyled."""
    spans = tuple(part if isinstance(part, Span) else Span(safe(part)) for part in parts)
    return Line(spans, place=place, proof=proof, still=still, key=key)


def indented(row: Line, by: int = 2) -> Line:
    """The same line some cells to the right."""
    return replace(row, spans=(Span(" " * by), *row.spans))


def blank() -> Line:
    """An empty line that the cursor passes over."""
    return Line(still=True)


def heading(text: str) -> Line:
    """A heading within a pane."""
    return line(span(text, "heading"), still=True)


def fit(text: str, width: int) -> str:
    """Cut to a width in cells, with an ellipsis where something was lost; never padded."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)).rstrip() + "…" if width > 0 else ""


def column(text: object, width: int, style: str = "", *, right: bool = False) -> Span:
    """Data in a column: cut or padded to exactly `width` cells."""
    words = fit(safe(text), width)
    gap = " " * (width - cell_len(words))
    return Span(gap + words if right else words + gap, style)


def crop(spans: Sequence[Span], width: int) -> tuple[Span, ...]:
    """The spans that fit into `width` cells, the last one cut."""
    kept: list[Span] = []
    room = width
    for part in spans:
        size = cell_len(part.text)
        if size <= room:
            kept.append(part)
            room -= size
            continue
        kept.append(replace(part, text=fit(part.text, room)))
        break
    return tuple(kept)


def marked(text: str, ranges: Iterable[tuple[int, int]], style: str, mark: str) -> tuple[Span, ...]:
    """Text in `style`, with ranges (sorted, apart) in `mark`: matched letters, differing words."""
    spans: list[Span] = []
    position = 0
    for start, end in ranges:
        if start > position:
            spans.append(span(text[position:start], style))
        spans.append(span(text[start:end], mark))
        position = end
    if position < len(text):
        spans.append(span(text[position:], style))
    return tuple(part for part in spans if part.text)


def wrap(spans: Sequence[Span], width: int, indent: int = 0) -> list[tuple[Span, ...]]:
    """Break styled text into rows of at most `width` cells, at spaces; later rows are indented."""
    rows: list[list[Span]] = [[]]
    room = width
    for gap, word in _words(spans):
        size = sum(cell_len(part.text) for part in word)
        started = any(part.text.strip() for part in rows[-1])
        if started and size + 1 > room:
            rows.append([Span(" " * indent)] if indent else [])
            room = width - indent
        elif started and gap is not None:
            rows[-1].append(gap)
            room -= 1
        for part in word:
            rest = part
            while cell_len(rest.text) > room:  # longer than a row: an address, say
                head = _head(rest.text, room) if room > 1 else ""
                rows[-1].append(replace(rest, text=head))
                rest = replace(rest, text=rest.text[len(head) :])
                rows.append([Span(" " * indent)] if indent else [])
                room = width - indent
            rows[-1].append(rest)
            room -= cell_len(rest.text)
    return [tuple(_joined(row)) for row in rows]


def _head(text: str, width: int) -> str:
    """The longest beginning that fits; one character where not even that does."""
    kept = set_cell_size(text, width)
    while kept and not text.startswith(kept):  # half of a wide character was made a space
        kept = kept[:-1]
    return kept or text[:1]


def _words(spans: Sequence[Span]) -> Iterable[tuple[Span | None, list[Span]]]:
    """Each word as its styled pieces (no space between them), with the space before it."""
    gap: Span | None = None
    word: list[Span] = []
    for part in spans:
        for index, piece in enumerate(part.text.split(" ")):
            if index:
                if word:
                    yield gap, word
                    word = []
                gap = Span(" ", part.style)
            if piece:
                word.append(replace(part, text=piece))
    if word:
        yield gap, word


def _joined(row: Sequence[Span]) -> Iterable[Span]:
    held: Span | None = None
    for part in row:
        if held is not None and held.style == part.style:
            held = Span(held.text + part.text, held.style)
        else:
            if held is not None:
                yield held
            held = part
    if held is not None:
        yield Span(held.text.rstrip(), held.style) if not held.style else held

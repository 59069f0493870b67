"""The reader: a document's text with its names and facts marked, opened at a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from lacsec.db.queries import document as documents
from lacsec.db.queries.reading import DocumentText, document_marks, document_text
from lacsec.tui.exporting import Table, line_records
from lacsec.tui.history import NOTHING, Mark
from lacsec.tui.lines import Line, Span, line, span
from lacsec.tui.places import Place
from lacsec.tui.screens.listing import Listing
from lacsec.tui.told import read_between
from lacsec.tui.views import detail
from lacsec.tui.views.documents import outline_lines, reader_title
from lacsec.tui.views.finding import Finding, Range, step
from lacsec.tui.views.reader import Reading
from lacsec.tui.widgets.bars import Bar
from lacsec.tui.widgets.field import Field
from lacsec.tui.widgets.line_list import LineList
from lacsec.tui.widgets.view import View

_ACTS = (
    *("open", "follow", "narrow", "next", "previous", "mention.next", "mention.previous"),
    *("facts", "outline", "source", "copy", "export", "switch"),
)
_LEGEND = "# figure  ◆ event  · relation  ! disputed"


class ReaderView(View):
    """One document at a time; the place in each is remembered."""

    DEFAULT_CSS = """
    ReaderView #outline { display: none; margin-right: 2; }
    ReaderView.two #outline { display: block; width: 34; }
    ReaderView .letters { display: none; }
    ReaderView.finding .letters { display: block; }
    """
    acts: ClassVar[frozenset[str]] = frozenset(_ACTS)
    words: ClassVar[dict[str, str]] = {"open": "Facts", "follow": "Names", "next": "Next fact"}

    def __init__(self) -> None:
        super().__init__(id="view-reader")
        self.document: DocumentText | None = None
        self.reading: Reading | None = None
        self._proof: tuple[Range, ...] = ()
        self.finding = Finding("")

    def compose(self) -> ComposeResult:
        """Title, the field to find words, the outline where there is room, the text."""
        palette = self.lacsec.palette
        yield Bar(theme=palette, id="reader-title")
        yield Field("words to find in this text", id="letters-reader", classes="letters")
        with Horizontal():
            yield LineList(theme=palette, id="outline", quiet=True)
            with Vertical():
                yield LineList(theme=palette, id="text", keeps_top=True)

    @property
    def text(self) -> LineList:
        """The document that is read."""
        return self.query_one("#text", LineList)

    @property
    def outline(self) -> LineList:
        """The headings beside it."""
        return self.query_one("#outline", LineList)

    @property
    def field(self) -> Field:
        """The field for the words to find."""
        return self.query_one("#letters-reader", Field)

    # ------------------------------------------------------------------ places

    async def open(self, place: Place, mark: Mark = NOTHING) -> None:
        """A document: at the span that the place gives, as it was left, or where one stopped."""
        if self.document is None or self.document.row.id != place.id:
            found = await self.desk.ask(document_text, place.id)
            if found is None:
                self.lacsec.tell(f"There is no document {place.id} in this database.")
                return
            self._take(found)
        proves = place.start is not None and place.end is not None
        self._proof = ((place.start or 0, place.end or 0),) if proves else ()
        self._light()
        offset = place.start
        if offset is None:
            offset = self.lacsec.state.reading.get(place.id, 0)
        self._fit()
        if mark is not NOTHING:
            told = dict(mark.more)
            self._show_at(int(told.get("cursor", offset)), int(told.get("top", offset)))
        else:
            self._centre(offset)
        self.text.focus()

    def _take(self, document: DocumentText) -> None:
        self.document, self.finding = document, Finding(document.text)
        self.set_class(False, "finding")
        self.reading = Reading(document, self._text_width)
        self._mark(self.reading)

    @work(exclusive=True, exit_on_error=False, group="marks")
    async def _mark(self, reading: Reading) -> None:
        """Names and facts are shown when they are there; the text is read meanwhile."""
        marks = await self.desk.ask(document_marks, reading.document.row.id)
        reading.mark(marks)
        self.text.refresh()
        self.lacsec.look()

    @property
    def _text_width(self) -> int:
        return self.room.pane_width if self.room.two else self.room.stage_width

    @property
    def at(self) -> int:
        """The place of the cursor in the text."""
        current = self.text.current
        return int(current.key) if current is not None and current.key else 0

    @property
    def place(self) -> Place:
        """The document, and the sentence that stands out, or the cursor's."""
        if self.document is None:
            return Place("documents")
        here = self.at
        for start, end in self._proof:
            if start <= here <= end:
                return Place("document", self.document.row.id, start=start, end=end)
        return Place("document", self.document.row.id, start=here)

    @property
    def name_of_place(self) -> str:
        """The title."""
        return self.document.row.title if self.document is not None else "Documents"

    @property
    def mark(self) -> Mark:
        """The offsets of the cursor and of the first row in sight."""
        if self.document is not None:
            self.lacsec.state.read_to(self.document.row.id, self.at)
        more = (("cursor", str(self.at)), ("top", str(self._top_offset)))
        return Mark(more=more)

    @property
    def _top_offset(self) -> int:
        if self.reading is None or not len(self.reading):
            return 0
        rows = self.reading.layout.rows
        return rows[min(self.text.first_in_sight, len(rows) - 1)].start

    def forget(self) -> None:
        """Drop the document."""
        self.document = self.reading = None

    def status(self) -> str:
        """The match, or how far one has read; what the signs mean."""
        if self.reading is None:
            return ""
        share = f"{100 * (self.text.cursor + 1) // max(1, len(self.reading))} %"
        legend = _LEGEND if self.room.width >= 80 else ""
        return f"{self.finding.status(self.at) if self.finding.words else legend}  {share}".strip()

    # ------------------------------------------------------------------ drawing

    def _fit(self) -> None:
        """Lay everything out for the room there is."""
        if self.document is None or self.reading is None:
            return
        self.set_class(self.room.two, "two")
        self.outline.styles.width = self.room.list_width
        self.reading.lay(self._text_width)
        title = reader_title(self.document.row, self.room.stage_width)
        self.query_one("#reader-title", Bar).show(title)
        if self.room.two:
            self.outline.show(outline_lines(self.document.outline, self.room.list_width))

    def _centre(self, offset: int) -> None:
        if self.reading is not None:
            self.text.show(self.reading)
            self.text.centre(self.reading.layout.at(offset))

    def _show_at(self, cursor: int, top: int) -> None:
        """The cursor at an offset, another first in sight; the cursor never leaves the screen."""
        if self.reading is None:
            return
        first, line_ = self.reading.layout.at(top), self.reading.layout.at(cursor)
        height = max(1, self.text.size.height)
        line_ = max(first, min(line_, first + height - 1))
        self.text.show(self.reading, at=(line_, first))

    def on_resize(self) -> None:
        """The same words stay at the top."""
        if self.reading is not None:
            cursor, top = self.at, self._top_offset
            self._fit()
            self._show_at(cursor, top)

    def _light(self) -> None:
        if self.reading is not None:
            self.reading.light(self.finding.places or self._proof)
            self.text.refresh()

    # ------------------------------------------------------------------ actions

    def do(self, action: str) -> bool:
        """Step, find, list facts and names, outline."""
        if self.document is None:
            return False
        if action in ("next", "previous"):
            self._step(forward=action == "next")
        elif action in ("mention.next", "mention.previous"):
            self._to_mention(forward=action == "mention.next")
        elif action == "narrow":
            self.set_class(True, "finding")
            self.field.ask()
        elif action == "outline" or (action == "switch" and not self.room.two):
            self._outline()
        elif action == "switch":
            (self.text if self.outline.focused else self.outline).focus()
        elif action == "open" and self.outline.focused:
            self._jump(self.outline.current)
        elif action in ("open", "facts"):
            self._list_facts()
        elif action == "follow":
            self._list_names()
        else:
            return False
        return True

    def _facts_range(self) -> Range | None:
        """From the first to the last of the sentences in the cursor's row that hold facts."""
        places = self.reading.facts_in(self.text.cursor) if self.reading is not None else ()
        if not places:
            return None
        return min(p.start for p in places), max(p.end for p in places)

    def _step(self, *, forward: bool) -> None:
        """To the next match, or the next sentence from which a fact was read."""
        if self.document is None:
            return
        found = self.finding.places
        facts = self.reading.places if self.reading is not None else ()
        places = found or sorted({(place.start, place.end) for place in facts})
        index = step([start for start, _ in places], self._row_edge(forward), forward=forward)
        if index is None:
            what = "match" if found else "fact"
            self.lacsec.tell(f"This is the {'last' if forward else 'first'} {what}.")
            return
        if not found:
            self._proof = (places[index],)
            self._light()
        self._centre(places[index][0])

    def _row_edge(self, forward: bool) -> int:
        start, end = self.reading.span_of(self.text.cursor) if self.reading else (0, 1)
        return end - 1 if forward else start

    def _to_mention(self, *, forward: bool) -> None:
        if self.reading is None:
            return
        names = self.reading.names
        index = step(names.starts, self._row_edge(forward), forward=forward)
        if index is None:
            self.lacsec.tell(f"This is the {'last' if forward else 'first'} name.")
        else:
            self.text.move_to(self.reading.layout.at(names.starts[index]))

    def _jump(self, chosen: Line | None) -> None:
        if chosen is not None and chosen.key:
            self._centre(int(chosen.key))
            self.text.focus()

    def _outline(self) -> None:
        if self.document is None:
            return
        if not self.document.outline:
            self.lacsec.tell("This document has no headings.")
            return
        if self.room.two:
            self.outline.focus()
            return
        found = self.document.outline
        self.lacsec.push_screen(
            Listing(
                "Outline", lambda width: outline_lines(found, width), theme=self.lacsec.palette
            ),
            lambda key: self._jump(line(key=key)) if key else None,
        )

    @work(exclusive=True, exit_on_error=False, group="facts")
    async def _list_facts(self) -> None:
        between = self._facts_range()
        if self.document is None or between is None:
            self.lacsec.tell("No fact was read from this line.")
            return
        found = await self.desk.ask(read_between, self.document.row.id, *between)
        lines = detail.read_lines(found, self.room.width)
        self._offer("Facts read from this sentence", lines)

    def _list_names(self) -> None:
        named = self.reading.names_in(self.text.cursor) if self.reading is not None else ()
        lines = [
            line(
                span(f"  {name.name}", f"kind.{name.kind}"),
                span(f"  {name.kind}", "dim"),
                place=Place("entity", name.entity),
                key=name.entity,
            )
            for name in named
        ]
        if not lines:
            self.lacsec.tell("Nothing is named in this line.")
        else:
            self._offer("Named in this line", lines)

    def _offer(self, title: str, lines: Sequence[Line]) -> None:
        """Go to the only one, or let one be chosen."""
        places = {row.key: row.place for row in lines if row.place is not None}
        if len(places) == 1:
            self.lacsec.go(next(iter(places.values())))
            return

        def chosen(key: str | None) -> None:
            place = places.get(key or "")
            if place is not None:
                self.lacsec.go(place)

        self.lacsec.push_screen(
            Listing(title, lambda width: lines, theme=self.lacsec.palette), chosen
        )

    # ------------------------------------------------------------------ finding

    @on(Field.Changed)
    def _letters(self, event: Field.Changed) -> None:
        event.stop()
        if self.document is None or event.value == self.finding.words:
            return
        self.finding.seek(event.value)
        self._light()
        first = step(self.finding.starts, self.at - 1, forward=True)
        if self.finding.places:
            self._centre(self.finding.starts[first or 0])
        self.lacsec.tell("")

    @on(Field.Submitted)
    def _letters_done(self, event: Field.Submitted) -> None:
        event.stop()
        self.text.focus()

    def step_back(self) -> bool:
        """Out of the words to find, then out of the outline."""
        if self.has_class("finding"):
            self.set_class(False, "finding")
            with self.prevent(Field.Changed):
                self.field.value = ""
            self.finding.seek("")
            self._light()
            self.text.focus()
            return True
        if self.outline.focused:
            self.text.focus()
            return True
        return False

    def first_focus(self) -> Widget | None:
        """The text."""
        return self.text

    # ------------------------------------------------------------------ what is shown beside it

    async def detail(self, width: int, height: int) -> Sequence[Line]:
        """The facts read from the sentences in the cursor's row."""
        between = self._facts_range()
        if self.document is None or between is None:
            return [detail.rule("no fact was read from this line", width)]
        found = await self.desk.ask(read_between, self.document.row.id, *between)
        lines = detail.read_lines(found, width)
        many = "1 fact" if len(lines) == 1 else f"{len(lines)} facts"
        left = len(lines) - (height - 1)
        if left > 0:
            lines[height - 2 :] = [line(Span("    "), span(f"… and {left + 1} more: x", "dim"))]
        return [detail.rule(f"{many} read from here", width), *lines]

    async def table(self) -> Table | None:
        """All facts of the document; as Markdown, its text."""
        if self.document is None:
            return None
        found = await self.desk.ask(documents.facts, self.document.row.id)
        records = line_records(detail.fact_lines(found, 10_000))
        return Table(self.document.row.title, records=records, document=self.document.row.id)

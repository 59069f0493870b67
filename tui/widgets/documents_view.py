"""The documents, and the reader: text with its names marked, opened at a sentence."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widget import Widget

from lacsec.db.queries import document as documents
from lacsec.db.queries.common import Window
from lacsec.db.queries.document import DocumentView
from lacsec.db.queries.documents import DocumentFilter, DocumentRow, list_documents
from lacsec.tui.places import Place
from lacsec.tui.views.documents import document_lines, reader_title
from lacsec.tui.views.reader import line_at, reader_lines
from lacsec.tui.widgets.bars import Bar
from lacsec.tui.widgets.line_list import LineList
from lacsec.tui.widgets.view import View


class DocumentsView(View):
    """A list of documents; Enter reads one."""

    DEFAULT_CSS = """
    DocumentsView #text { display: none; }
    DocumentsView #reader-title { display: none; }
    DocumentsView.reading #text { display: block; }
    DocumentsView.reading #reader-title { display: block; }
    DocumentsView.reading #documents { display: none; }
    """
    acts: ClassVar[frozenset[str]] = frozenset({"open", "next", "previous", "copy"})

    def __init__(self) -> None:
        super().__init__(id="view-documents")
        self.rows: tuple[DocumentRow, ...] = ()
        self.view: DocumentView | None = None
        self._lit: tuple[int, int] | None = None
        self._at = 0

    def compose(self) -> ComposeResult:
        """The list, and the reader in its place."""
        yield LineList(theme=self.lacsec.palette, id="documents")
        yield Bar(theme=self.lacsec.palette, id="reader-title")
        yield LineList(theme=self.lacsec.palette, id="text")

    @property
    def list(self) -> LineList:
        """The documents."""
        return self.query_one("#documents", LineList)

    @property
    def text(self) -> LineList:
        """The document that is read."""
        return self.query_one("#text", LineList)

    async def open(self, place: Place) -> None:
        """The list, or a document at the span that the place gives."""
        if not self.rows:
            page = await self.desk.ask(list_documents, DocumentFilter(), Window(50_000))
            self.rows = page.rows
        if not place.id:
            self.set_class(False, "reading")
            self.list.show(document_lines(self.rows, self.list.size.width or 78))
            self.list.focus()
            return
        if self.view is None or self.view.row.id != place.id:
            self.view = await self.desk.ask(documents.view, place.id)
        if self.view is None:
            self.lacsec.tell(f"There is no document {place.id}.")
            return
        self.set_class(True, "reading")
        self._lit = (place.start, place.end) if place.start is not None and place.end else None
        self._draw(place.start or 0)
        self.text.focus()

    @property
    def place(self) -> Place:
        """The document and the sentence, or the list."""
        if self.has_class("reading") and self.view is not None:
            current = self.text.current
            start = int(current.key) if current is not None and current.key else 0
            lit = self._lit
            if lit is not None and lit[0] <= start <= lit[1]:
                return Place("document", self.view.row.id, start=lit[0], end=lit[1])
            return Place("document", self.view.row.id, start=start)
        return Place("documents")

    def first_focus(self) -> Widget | None:
        """The text, or the list."""
        return self.text if self.has_class("reading") else self.list

    def status(self) -> str:
        """How many documents, or what is marked."""
        if self.has_class("reading"):
            return "# figure  ◆ event  · relation  ! disputed"
        return f"{len(self.rows)} documents"

    def _draw(self, offset: int) -> None:
        if self.view is None:
            return
        self._at = offset
        width = self.text.size.width or self.lacsec.size.width
        lines = reader_lines(self.view, width, self._lit)
        self.query_one("#reader-title", Bar).show(reader_title(self.view.row).spans)
        self.text.show(lines)
        self.text.centre(line_at(lines, offset))

    @on(LineList.Chosen, "#documents")
    def _chosen(self) -> None:
        self.do("open")

    def do(self, action: str) -> bool:
        """Open a document; step through its names."""
        if action == "open" and not self.has_class("reading"):
            current = self.list.current
            if current is not None and current.place is not None:
                self.lacsec.go(current.place)
            return True
        if action in ("next", "previous") and self.view is not None:
            self._step(forward=action == "next")
            return True
        return False

    def _step(self, *, forward: bool) -> None:
        """To the next sentence, or the one before, from which a fact was read."""
        if self.view is None:
            return
        current = self.text.current
        here = int(current.key) if current is not None and current.key else 0
        starts = sorted({place.start for place in self.view.places})
        later = [start for start in starts if start > here]
        earlier = [start for start in starts if start < here]
        target = (later[0] if later else None) if forward else (earlier[-1] if earlier else None)
        if target is None:
            self.lacsec.tell("There is no further fact.")
            return
        end = next(place.end for place in self.view.places if place.start == target)
        self._lit = (target, end)
        self._draw(target)

    def on_resize(self) -> None:
        """The same words stay at the cursor."""
        if self.has_class("reading"):
            current = self.text.current
            self._redraw(int(current.key) if current is not None and current.key else 0)
        elif self.rows:
            self.list.show(document_lines(self.rows, self.list.size.width or 78))

    @work(exclusive=True, exit_on_error=False)
    async def _redraw(self, offset: int) -> None:
        self._draw(offset)

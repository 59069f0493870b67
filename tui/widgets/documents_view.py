"""The documents: what they are, and how much was read from each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from lacsec.db.queries import document as documents
from lacsec.db.queries.common import Page, Window
from lacsec.db.queries.documents import DocumentFilter, DocumentRow, Sort, list_documents
from lacsec.tui.lines import Line, Span
from lacsec.tui.rows import Drawing
from lacsec.tui.views import detail
from lacsec.tui.views.documents import about_lines, document_heads, document_line
from lacsec.tui.widgets.list_view import ListView


class DocumentsView(ListView[DocumentRow]):
    """A list of documents; Enter reads one."""

    view = "documents"
    kind = "document"
    acts: ClassVar[frozenset[str]] = ListView.acts - {"follow"} | {"source"}
    words: ClassVar[dict[str, str]] = {"open": "Read"}
    sorts: ClassVar[tuple[str, ...]] = ("issued", "title", "publisher", "facts")
    facets: ClassVar[tuple[str, ...]] = ("programme", "country", "language", "publisher")

    async def fetch(self, window: Window) -> Page[DocumentRow]:
        """Documents, those that name a programme and a country where these are chosen."""
        wanted = DocumentFilter(
            text=self.needle,
            entities=(*self.filters.values("programme"), *self.filters.values("country")),
            language=self.filters.value("language"),
            publisher=self.filters.value("publisher"),
            sort=cast(Sort, self.sort),
            reverse=self.reverse,
        )
        return await self.desk.ask(list_documents, wanted, window)

    async def index_of(self, key: str) -> int | None:
        """Documents are few enough to look through."""
        page = await self.fetch(Window(-1))
        return next((number for number, row in enumerate(page.rows) if row.id == key), None)

    def drawing(self, width: int) -> Drawing[DocumentRow]:
        """A line a document."""
        needle = self.needle
        return lambda row, before: document_line(row, needle, width)

    def heads(self, width: int) -> Sequence[Span]:
        """Title, publisher, language, date, facts."""
        return document_heads(width, self.sort, self.reverse)

    async def detail(self, width: int, height: int) -> Sequence[Line]:
        """What the document under the cursor is."""
        row = self.rows.row(self.list.cursor) if self.rows is not None else None
        if row is None:
            return []
        if not self.room.beside:
            return [detail.rule(row.title, width), *about_lines(row, width)][:height]
        outline = await self.desk.ask(documents.outline, row.id)
        return about_lines(row, width, outline, wrapped=True)[:height]

"""Copying what is under the cursor: a choice of quote, citation, line and link."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lacsec.db.queries import document as documents
from lacsec.db.queries.documents import DocumentRow
from lacsec.tui.clipboard import choices, osc52
from lacsec.tui.lines import Line, column, line, span
from lacsec.tui.places import Place
from lacsec.tui.screens.listing import Listing
from lacsec.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from sqlite3 import Connection

    from lacsec.tui.app import LacsecApp


class Takeaway:
    """One copy: asks what of the line is wanted, then sends it to the terminal's clipboard."""

    def __init__(self, app: LacsecApp) -> None:
        self._app = app

    def copy(self) -> None:
        """Ask what to copy of the line under the cursor."""
        focused = self._app.focused
        lists = focused if isinstance(focused, LineList) else self._app.view.query(LineList).first()
        current = lists.current if isinstance(lists, LineList) else None
        if current is None:
            self._app.tell("There is nothing here to copy.")
            return
        self._app.run_worker(self._ask(current), exclusive=True, exit_on_error=False)

    async def _ask(self, current: Line) -> None:
        place = current.proof or current.place or self._app.view.place
        quote, source = await self._app.desk.ask(_quoted, place)
        offered = choices(current, quote, source)

        def lines(width: int) -> list[Line]:
            return [
                line(column(name, 20, "key"), span(" "), span(text), key=name)
                for name, text in offered.items()
            ]

        def chosen(name: str | None) -> None:
            if name is not None:
                self._send(offered[name])

        self._app.push_screen(Listing("Copy", lines, theme=self._app.palette), chosen)

    def _send(self, text: str) -> None:
        try:
            sequence = osc52(text, tmux="TMUX" in os.environ)
        except ValueError as error:
            self._app.tell(f"Not copied: {error}")
            return
        driver = self._app._driver
        if driver is not None:
            driver.write(sequence)
        self._app.tell(f"Copied {len(text)} characters.")


def _quoted(connection: Connection, place: Place) -> tuple[str, DocumentRow | None]:
    """The words at a place in a document, and the document."""
    if place.view != "document":
        return "", None
    text = documents.text(connection, place.id) or ""
    quote = text[place.start : place.end] if place.start is not None and place.end else ""
    return quote, documents.get(connection, place.id)

"""Taking things away: what is under the cursor to the clipboard, what is listed to a file."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from lacsec.db.connection import Connection
from lacsec.db.errors import LacsecError
from lacsec.db.identity import slug
from lacsec.db.queries import document as documents
from lacsec.db.queries.context import context
from lacsec.db.queries.documents import DocumentRow
from lacsec.tui.clipboard import choices, osc52
from lacsec.tui.exporting import FORMATS, Table, rendered
from lacsec.tui.lines import Line, column, line, span
from lacsec.tui.places import Place
from lacsec.tui.screens.listing import Listing
from lacsec.tui.terminal import restricted

if TYPE_CHECKING:
    from lacsec.tui.app import LacsecApp


class Takeaway:
    """Copies, saves, pages; asks first what is wanted."""

    def __init__(self, app: LacsecApp) -> None:
        self._app = app

    # ------------------------------------------------------------------ the clipboard

    def copy(self) -> None:
        """Ask what to copy of the line under the cursor."""
        current = self._app.view.current
        if current is None:
            self._app.tell("There is nothing here to copy.")
            return
        self._app.run_worker(
            self._ask(current), exclusive=True, exit_on_error=False, group="takeaway"
        )

    async def _ask(self, current: Line) -> None:
        here = self._app.view.place
        place = current.proof or current.place or here
        if here.view == "document":
            place = here
        quote, source = await self._app.desk.ask(_quoted, place)
        offered = choices(current, quote, source, here)

        def lines(width: int) -> list[Line]:
            return [
                line(column(name, 20, "key"), span(" "), span(text), key=name)
                for name, text in offered.items()
            ]

        def chosen(name: str | None) -> None:
            if name is not None:
                self.send(offered[name])

        title = "Copy to the clipboard"
        self._app.push_screen(Listing(title, lines, theme=self._app.palette), chosen)

    def send(self, text: str) -> None:
        """Put a text on the clipboard of the person at the terminal."""
        try:
            sequence = osc52(text, tmux="TMUX" in os.environ)
        except ValueError as error:
            self._app.tell(f"Not copied: {error}")
            return
        driver = self._app._driver
        if driver is not None:
            driver.write(sequence)
        hint = " (tmux: set-clipboard on)" if "TMUX" in os.environ else ""
        many = "1 character" if len(text) == 1 else f"{len(text)} characters"
        self._app.tell(f"Copied {many}{hint}.")

    # ------------------------------------------------------------------ files

    def export(self) -> None:
        """Ask for a format, then save what is listed."""
        if not restricted.may(restricted.Deed.WRITE):
            self._app.tell(restricted.why_not(restricted.Deed.WRITE))
            return

        def lines(width: int) -> list[Line]:
            told = {
                "CSV": "a table for a spreadsheet",
                "JSON": "records for a program",
                "Markdown": "a table, dossier or text to read, with its sources",
            }
            return [
                line(column(name, 12, "key"), span(told[name], "dim"), key=name) for name in FORMATS
            ]

        def chosen(name: str | None) -> None:
            if name is not None:
                self._app.run_worker(
                    self._save(FORMATS[name]), exclusive=True, exit_on_error=False, group="takeaway"
                )

        self._app.push_screen(
            Listing("Save what is listed as …", lines, theme=self._app.palette), chosen
        )

    async def _save(self, ending: str) -> None:
        try:
            table = await self._app.view.table()
            if table is None:
                self._app.tell("There is nothing here to save.")
                return
            text = await self._app.desk.ask(rendered, table, ending)
        except LacsecError as error:
            self._app.tell(str(error))
            return
        told = save(text, table, ending, self._folders())
        self._app.tell(told)

    def _folders(self) -> Sequence[Path]:
        chosen = self._app.settings.export_folder
        return [chosen] if chosen is not None else [Path.cwd(), Path.home()]

    # ------------------------------------------------------------------ the pager

    def pager(self) -> None:
        """The text, or the lines on the screen, in $PAGER."""
        if not restricted.may(restricted.Deed.PROGRAM):
            self._app.tell(restricted.why_not(restricted.Deed.PROGRAM))
            return
        self._app.run_worker(self._page(), exclusive=True, exit_on_error=False, group="takeaway")

    async def _page(self) -> None:
        place = self._app.view.place
        if place.view == "document":
            text = await self._app.desk.ask(documents.text, place.id) or ""
        else:
            found = self._app.view.cursor_list
            text = "\n".join(row.text.rstrip() for row in (found.lines if found else ()))
        words = shlex.split(os.environ.get("PAGER", "")) or ["less"]
        program = shutil.which(words[0])
        if program is None:
            self._app.tell(f"There is no program {words[0]}: set $PAGER to one that there is.")
            return
        try:
            with self._app.suspend():
                subprocess.run([program, *words[1:]], input=text, text=True, check=False)
        except SuspendNotSupported as error:
            self._app.tell(f"A pager cannot be started here. {error}")
            return
        self._app.refresh(layout=True)


def save(text: str, table: Table, ending: str, folders: Sequence[Path]) -> str:
    """Write a new file in the first folder that takes it; a sentence on where it went."""
    name = f"lacsec-{slug(table.name)[:50]}"
    stamp = time.strftime("%Y-%m-%d")
    reason = "there is no folder for it"
    for folder in folders:
        for number in range(1, 1000):
            more = "" if number == 1 else f"-{number}"
            path = folder / f"{name}-{stamp}{more}.{ending}"
            try:
                with path.open("x", encoding="utf-8", newline="") as file:
                    file.write(text)
            except FileExistsError:
                continue
            except OSError as error:
                reason = error.strerror or "it cannot be written"
                break
            return f"Saved to {path}"
    return f"Not saved: {reason}."


def _quoted(connection: Connection, place: Place) -> tuple[str, DocumentRow | None]:
    """The words at a place in a document, and the document."""
    if place.view != "document":
        return "", None
    row = documents.get(connection, place.id)
    if place.start is None:
        return "", row
    if place.end is None:
        found = context(connection, place.id, place.start, place.start + 1)
        return (found.quote if found else ""), row
    text = documents.text(connection, place.id) or ""
    return text[place.start : place.end], row

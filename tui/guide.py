"""What stands over the screen: help, commands, about, searches, sources, what to compare with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from lacsec.db.connection import Connection
from lacsec.db.queries import changes, reading
from lacsec.db.queries import document as documents
from lacsec.db.queries.common import Page, Window
from lacsec.db.queries.context import Context, context
from lacsec.db.queries.documents import DocumentRow
from lacsec.db.queries.entities import EntityFilter, EntityRow, get, list_entities
from lacsec.db.queries.summary import Summary, summary
from lacsec.db.search.saved import Searches
from lacsec.tui.lines import Line, column, line
from lacsec.tui.places import Place
from lacsec.tui.screens.listing import Listing
from lacsec.tui.screens.prompt import Prompt
from lacsec.tui.views.about import about_lines, search_lines
from lacsec.tui.views.documents import source_lines
from lacsec.tui.views.help import help_lines, palette_lines

if TYPE_CHECKING:
    from lacsec.tui.app import LacsecApp

_SAVE, _REMOVE, _OPEN = "save:", "remove:", "open:"


class Guide:
    """Offers lists over the screen of an app, and does what is chosen."""

    def __init__(self, app: LacsecApp) -> None:
        self._app = app

    def _offer(
        self,
        title: str,
        lines: Callable[[int], Sequence[Line]],
        then: Callable[[str], None] | None = None,
    ) -> None:
        def chosen(key: str | None) -> None:
            if key is not None and then is not None:
                then(key)

        self._app.push_screen(Listing(title, lines, theme=self._app.palette), chosen)

    # ------------------------------------------------------------------ keys

    def help(self) -> None:
        """The keys that are valid here; Enter does what is under the cursor."""
        unavailable, words = self._app.unavailable, self._app.view.words
        self._offer(
            "Keys that work here (Enter does it)",
            lambda width: help_lines(unavailable, width, words),
            self._act,
        )

    def palette(self) -> None:
        """All commands by name; the last that was done comes first."""
        unavailable = self._app.unavailable
        self._offer("Commands", lambda width: palette_lines(unavailable, width), self._act)

    def _act(self, action: str) -> None:
        self._app.call_later(self._app.action_act, action)

    # ------------------------------------------------------------------ the database

    def about(self) -> None:
        """What the database holds, from what, since when, and what the last import changed."""
        self._app.run_worker(self._about(), exclusive=True, exit_on_error=False, group="guide")

    async def _about(self) -> None:
        found, counts, latest = await self._app.desk.ask(_overview)
        path = self._app.database.path
        problem = self._app.memory.problem
        self._offer(
            "About",
            lambda width: about_lines(found, counts, latest, path, problem, width),
        )

    # ------------------------------------------------------------------ searches

    def searches(self) -> None:
        """Saved and recent searches; the present one can be saved."""
        searches = Searches()
        place = self._app.view.place
        query = place.id if place.view == "search" else ""

        def then(key: str) -> None:
            if key == _SAVE:
                self._ask_name(searches, query)
            elif key.startswith(_REMOVE):
                searches.remove(key.removeprefix(_REMOVE))
                self._app.tell(searches.problem or "Removed.")
            else:
                self._app.go(Place("search", key.removeprefix(_OPEN)))

        self._offer(
            "Searches",
            lambda width: search_lines(searches.saved(), searches.recent(), query, width),
            then,
        )

    def _ask_name(self, searches: Searches, query: str) -> None:
        def named(name: str | None) -> None:
            if name is not None:
                kept = searches.save(name, query)
                problem = searches.problem or "It was not kept."
                self._app.tell(f"Saved as “{name}”: B lists it." if kept else problem)

        prompt = Prompt(f"Save “{query}” as", "a name", theme=self._app.palette)
        self._app.push_screen(prompt, named)

    # ------------------------------------------------------------------ sources

    def source(self) -> None:
        """Where the words come from that prove what is under the cursor."""
        self._app.run_worker(self._source(), exclusive=True, exit_on_error=False, group="guide")

    async def _source(self) -> None:
        current = self._app.view.current
        place = self._app.view.place
        if place.view != "document" and current is not None:
            place = current.proof or current.place or place
        if place.view != "document":
            self._app.tell("No document stands behind this line.")
            return
        row, files, found = await self._app.desk.ask(_source_of, place)
        if row is None:
            self._app.tell(f"There is no document {place.id} in this database.")
            return
        section = found.section if found is not None else ()
        page = found.page if found is not None else None

        def then(key: str) -> None:
            from lacsec.tui.takeaway import Takeaway  # noqa: PLC0415 (only where it is wanted)

            Takeaway(self._app).send(key)

        self._offer(
            "Source (Enter copies a line)",
            lambda width: source_lines(row, files, place, section, page, width),
            then,
        )

    # ------------------------------------------------------------------ comparing

    def compare(self) -> None:
        """Choose what to hold a programme or a country against."""
        self._app.run_worker(self._compare(), exclusive=True, exit_on_error=False, group="guide")

    async def _compare(self) -> None:
        view = self._app.view
        current = view.current
        own = view.place.id if view.place.view == "entity" else current.key if current else ""
        row, others = await self._app.desk.ask(_likes, own)
        if row is None:
            self._app.tell("Programmes and countries can be compared: choose one first.")
            return

        def lines(width: int) -> list[Line]:
            return [
                line(
                    column(other.name, max(20, width - 10), f"kind.{other.kind}"),
                    column(other.facts, 8, "dim", right=True),
                    key=other.id,
                )
                for other in others
                if other.id != own
            ]

        self._offer(
            f"Compare {row.name} with …",
            lines,
            lambda key: self._app.go(Place("compare", f"{own}..{key}")),
        )


def _overview(
    connection: Connection,
) -> tuple[Summary, tuple[tuple[str, str, int], ...], Page[changes.Change]]:
    return (
        summary(connection),
        changes.counts(connection),
        changes.list_changes(connection, window=Window(200)),
    )


def _source_of(
    connection: Connection, place: Place
) -> tuple[DocumentRow | None, tuple[str, ...], Context | None]:
    found = None
    if place.start is not None:
        found = context(connection, place.id, place.start, place.end or place.start + 1)
    return documents.get(connection, place.id), reading.files(connection, place.id), found


def _likes(
    connection: Connection, entity_id: str
) -> tuple[EntityRow | None, tuple[EntityRow, ...]]:
    """An entity and those of its kind, the best known first."""
    row = get(connection, entity_id) if entity_id else None
    if row is None or row.kind not in ("programme", "country"):
        return None, ()
    page = list_entities(connection, EntityFilter(kind=row.kind, sort="facts"), Window(2000))
    return row, page.rows

"""The app: one screen, a view at a time, one registry of actions, a history of places."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from lacsec.db.connection import Database
from lacsec.db.errors import LacsecError
from lacsec.tui.actions import actions
from lacsec.tui.desk import Desk
from lacsec.tui.history import History
from lacsec.tui.lines import Line, Span
from lacsec.tui.places import Place
from lacsec.tui.screens.listing import Listing
from lacsec.tui.style import THEMES
from lacsec.tui.takeaway import Takeaway
from lacsec.tui.terminal.guest import GuestApp
from lacsec.tui.views.help import footer_spans, help_lines
from lacsec.tui.widgets.bars import Bar, tab_spans
from lacsec.tui.widgets.line_list import LineList
from lacsec.tui.widgets.stage import TITLES, Stage
from lacsec.tui.widgets.view import View

_MOVES = {"up": -1, "down": 1}
_PAGES = {"page.up": -1, "page.down": 1}
_APP = "search help palette theme about redraw quit back forward step_back top bottom"
_ALWAYS = frozenset([*_APP.split(" "), *(f"view.{name}" for name in TITLES)])


class LacsecApp(GuestApp):
    """Explores one database. `palette` is one of `lacsec.tui.style.THEMES`."""

    TITLE = "lacsec"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { layout: vertical; background: transparent; }
    #stage { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(action.keys), f"act('{action.id}')", action.title, show=False)
        for action in actions().values()
    ]

    def __init__(
        self, database: Path, *, palette: str = "dark", open_at: Place | None = None
    ) -> None:
        super().__init__(ansi_color=palette in ("ansi", "mono") or None)
        self.animation_level = "none"
        self.database = Database(database)
        self.desk = Desk(self.database)
        self.palette = palette
        self.history = History()
        self._open_at = open_at or Place("search")
        self._told = ""
        self.theme = "textual-light" if palette == "light" else "ansi-dark"

    def compose(self) -> ComposeResult:
        """The names of the views, the view, the keys."""
        yield Bar(theme=self.palette, id="top")
        yield Stage(id="stage")
        yield Bar(theme=self.palette, id="footer")

    @on(events.Mount)
    async def _show_first_place(self) -> None:
        await self._show(self._open_at)

    # ------------------------------------------------------------------ places

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self.query_one(Stage).view

    def go(self, place: Place) -> None:
        """To another place; the present one is remembered."""
        self.history.leave(self.view.place)
        self._go(place)

    @work(exclusive=True, exit_on_error=False, group="go")
    async def _go(self, place: Place) -> None:
        await self._show(place)

    async def _show(self, place: Place) -> None:
        stage = self.query_one(Stage)
        try:
            view = await stage.show(place)
            await view.open(place)
        except LacsecError as error:
            self.tell(str(error))
        self.tell("")

    def follow(self, line: Line | None, *, prefer_proof: bool) -> bool:
        """To the sentence that proves a line, or to what it names."""
        if line is None:
            return False
        place = line.proof or line.place if prefer_proof else line.place or line.proof
        if place is None:
            return False
        self.go(place)
        return True

    # ------------------------------------------------------------------ what is told

    def tell(self, words: str) -> None:
        """Say something at the foot until the next thing happens; else what the view shows."""
        self._told = words or self.view.status()
        self._draw_bars()

    def _draw_bars(self) -> None:
        stage = self.query(Stage).first() if self.query(Stage) else None
        if stage is None or not stage.ready:
            return
        titles = list(TITLES.values())
        active = list(TITLES).index(stage.name_shown)
        width = self.size.width
        spans = tab_spans(titles, active, width)
        self.query_one("#top", Bar).show(spans)
        status = self._told[: max(0, width - 10)]
        self.query_one("#footer", Bar).show(footer_spans(self.unavailable, status, width))

    def on_resize(self, event: events.Resize) -> None:
        """The rows above and below are laid out anew."""
        self._draw_bars()

    @on(Bar.Hit)
    def _hit(self, event: Bar.Hit) -> None:
        if event.bar.id == "top":
            self.go(Place(list(TITLES)[event.index]))

    @on(LineList.Moved)
    def _moved(self) -> None:
        if self._told != self.view.status():
            self.tell("")

    # ------------------------------------------------------------------ actions

    def unavailable(self, action: str) -> str | None:
        """Why an action cannot be done now; None where it can."""
        if action in _ALWAYS or action in _MOVES or action in _PAGES:
            return None
        return self.view.unavailable(action)

    def action_act(self, action: str) -> None:
        """Do an action of the registry, by the view first, then by the app."""
        self._told = ""
        if self.unavailable(action) is not None:
            self.tell(f"{actions()[action].title}: {self.unavailable(action)}")
        elif not self.view.do(action):
            self._do(action)

    def _do(self, action: str) -> None:
        if action.startswith("view."):
            self.go(Place(action.removeprefix("view.")))
        elif action in _MOVES or action in _PAGES or action in ("top", "bottom"):
            self._move(action)
        elif action in ("back", "forward"):
            self._travel(back=action == "back")
        else:
            method = getattr(self, f"_do_{action}", None)
            if method is not None:
                method()

    def _move(self, action: str) -> None:
        focused = self.focused
        lists = focused if isinstance(focused, LineList) else self.view.query(LineList).first()
        if not isinstance(lists, LineList):
            return
        if action in _MOVES:
            lists.move(_MOVES[action])
        elif action in _PAGES:
            lists.page(_PAGES[action])
        else:
            lists.move_to(0 if action == "top" else len(lists.lines) - 1)

    def _travel(self, *, back: bool) -> None:
        step = self.history.back if back else self.history.forward
        place = step(self.view.place)
        if place is None:
            self.tell("This is the first place." if back else "This is the last place.")
        else:
            self._go(place)

    def _do_search(self) -> None:
        self.go(Place("search", ""))

    def _do_step_back(self) -> None:
        if not self.view.step_back():
            self._travel(back=True)

    def _do_quit(self) -> None:
        self.exit()

    def _do_redraw(self) -> None:
        self.redraw()

    def _do_theme(self) -> None:
        names = list(THEMES)
        self.palette = names[(names.index(self.palette) + 1) % len(names)]
        for widget in self.screen.walk_children():
            if isinstance(widget, Bar | LineList):
                widget.theme = self.palette
                widget.refresh()
        self.tell(f"Theme: {self.palette}")

    def _do_copy(self) -> None:
        Takeaway(self).copy()

    def _do_help(self) -> None:
        reason = self.unavailable
        self.push_screen(
            Listing("Keys", lambda width: help_lines(reason, width), theme=self.palette),
            self._chosen,
        )

    def _do_palette(self) -> None:
        def lines(width: int) -> list[Line]:
            return [row for row in help_lines(self.unavailable, width) if not row.still]

        self.push_screen(Listing("Commands", lines, theme=self.palette), self._chosen)

    def _chosen(self, action: str | None) -> None:
        if action is not None:
            self.action_act(action)

    def _do_about(self) -> None:
        self.push_screen(Listing("About", self._about_lines, theme=self.palette))

    def _about_lines(self, width: int) -> list[Line]:
        return self._about

    @property
    def _about(self) -> list[Line]:
        return [Line((Span(f"Database {self.database.path}"),), still=True)]

    def on_unmount(self) -> None:
        """No question is answered any more."""
        self.desk.close()

"""The app: one screen, a view at a time, one registry of actions, a history of places."""

from __future__ import annotations

from asyncio import CancelledError
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.worker import Worker, WorkerCancelled, WorkerFailed, WorkerState

from lacsec.db.connection import Database
from lacsec.db.errors import LacsecError
from lacsec.db.search.results import Cancelled
from lacsec.tui import settings as configuration
from lacsec.tui.actions import actions, textual_key, use_keys
from lacsec.tui.desk import Desk
from lacsec.tui.history import NOTHING, History, Mark, Stop
from lacsec.tui.lines import Line
from lacsec.tui.places import Place
from lacsec.tui.room import Room
from lacsec.tui.settings import Settings
from lacsec.tui.state import Memory
from lacsec.tui.style import THEMES
from lacsec.tui.terminal.guest import GuestApp
from lacsec.tui.views.help import footer_spans
from lacsec.tui.views.tabs import tab_spans
from lacsec.tui.widgets.bars import Bar, Block
from lacsec.tui.widgets.line_list import LineList
from lacsec.tui.widgets.stage import PARENTS, TITLES, Stage
from lacsec.tui.widgets.view import View

_MOVES = {"up": -1, "down": 1}
_PAGES = {"page.up": -2, "page.down": 2, "half.up": -1, "half.down": 1}
_APP = (
    "search help palette theme about redraw quit back forward step_back top bottom preview"
    " searches reload pager"
)
_ALWAYS = frozenset([*_APP.split(), *_MOVES, *_PAGES, *(f"view.{name}" for name in TITLES)])
# Done by other modules, which are loaded when they are wanted.
_ELSEWHERE = {
    **dict.fromkeys(("copy", "export", "pager"), ("takeaway", "Takeaway")),
    **dict.fromkeys(
        ("help", "palette", "about", "searches", "source", "compare"), ("guide", "Guide")
    ),
}
# Groups of workers that the next key waits for.
_FIRST = frozenset({"go", "load", "search", "enter", "jump", "other"})
_LEAVE = "Press q to leave, or Ctrl+C once more."


class Main(Screen[None], inherit_bindings=False):
    """The screen under all others; its keys are those of the registry alone."""


class LacsecApp(GuestApp):
    """Explores one database. `palette` is one of `lacsec.tui.style.THEMES`.

    `settings` are those of the user's configuration file where none are given; raises
    `WrongSettings` where that says something that cannot be done.
    """

    TITLE = "lacsec"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { layout: vertical; background: transparent; }
    #middle { height: 1fr; layout: vertical; }
    #middle.beside { layout: horizontal; }
    #stage { height: 1fr; width: 1fr; }
    #middle.beside #stage { margin-right: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", "Leave", show=False, priority=True)
    ]

    def __init__(
        self,
        database: Path,
        *,
        palette: str = "dark",
        open_at: Place | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(ansi_color=palette in ("ansi", "mono") or None)
        self.animation_level = "none"
        self.settings = configuration.load() if settings is None else settings
        use_keys(self.settings.keys)
        for action in actions().values():
            for key in action.keys:
                self.bind(textual_key(key), f"act('{action.id}')", show=False)
        self.database = Database(database)
        self.desk = Desk(self.database)
        self.palette = palette
        self.history = History()
        self.memory = Memory(database)
        self.state = self.memory.load()
        self.state.preview = self.state.preview and self.settings.preview
        self._open_at = open_at or Place("search")
        self._told = ""
        self._seen: set[str] = set()
        self.theme = "textual-light" if palette == "light" else "ansi-dark"

    def get_default_screen(self) -> Screen[None]:
        """Ours, without Textual's own keys."""
        return Main(id="_default")

    def compose(self) -> ComposeResult:
        """The names of the views, the view with the preview, the keys."""
        yield Bar(theme=self.palette, id="top")
        with Container(id="middle"):
            yield Stage(id="stage")
            yield Block(theme=self.palette, id="detail")
        yield Bar(theme=self.palette, id="footer")

    @on(events.Mount)
    async def _show_first_place(self) -> None:
        self._arrange()
        await self._show(Stop(self._open_at))

    # ------------------------------------------------------------------ places

    @property
    def stage(self) -> Stage:
        """Where the views stand."""
        return self.query_one(Stage)

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self.stage.view

    @property
    def room(self) -> Room:
        """How the screen is divided at its size."""
        return Room(self.size.width, self.size.height, self.state.preview)

    @property
    def stop(self) -> Stop:
        """Where one is, and how it looks."""
        return Stop(self.view.place, self.view.mark)

    def go(self, place: Place) -> None:
        """To another place; the present one is remembered."""
        self.history.leave(self.stop)
        self.screen.set_focus(None)  # keys that come before it is there wait for it
        self._go(Stop(place))

    @work(exclusive=True, exit_on_error=False, group="go")
    async def _go(self, stop: Stop) -> None:
        self.remember()
        await self._show(stop)
        self.remember()

    async def _show(self, stop: Stop) -> None:
        told = ""
        try:
            view = await self.stage.show(stop.place)
            await view.open(stop.place, self._mark_of(stop))
        except LacsecError as error:
            told = str(error)
        self._arrange()
        self.tell(told)
        self.look()

    def _mark_of(self, stop: Stop) -> Mark:
        """How a view looked in the last run, the first time that its list is opened."""
        name = stop.place.view
        first = name not in self._seen
        self._seen.add(name)
        if stop.mark is NOTHING and first and not stop.place.id and name in self.state.marks:
            return replace(self.state.marks[name], needle="")
        return stop.mark

    def remember(self) -> None:
        """Keep where one is for the next run."""
        if not self.stage.ready:
            return
        self.state.hinted = True
        place = self.view.place
        if place.view != "search":
            self.state.last, self.state.last_name = place.link, self.view.name_of_place
        if place.view == self.stage.name_shown:
            self.state.marks[place.view] = self.view.mark
        self.memory.save(self.state)

    def follow(self, line: Line | None, *, prefer_proof: bool) -> bool:
        """To the sentence that proves a line, or to what it names."""
        if line is None:
            return False
        place = line.proof or line.place if prefer_proof else line.place or line.proof
        if place is None:
            return False
        self.go(place)
        return True

    # ------------------------------------------------------------------ what is shown

    def tell(self, words: str) -> None:
        """Say something at the foot until the next thing happens; else what the view shows."""
        self._told = words
        self._draw_bars()

    def _draw_bars(self) -> None:
        stage = self.query(Stage).first() if self.query(Stage) else None
        if stage is None or not stage.ready:
            return
        width = self.size.width
        names = list(TITLES)
        active = names.index(PARENTS.get(stage.name_shown, stage.name_shown))
        keys = [actions()[f"view.{n}"].key if n != "search" else "" for n in names]
        self.query_one("#top", Bar).show(tab_spans(list(TITLES.values()), active, width, keys))
        told = self._told or self.view.status()
        spans = footer_spans(self.unavailable, told, width, self.view.words)
        self.query_one("#footer", Bar).show(spans)

    def _arrange(self) -> None:
        """Put the preview where there is room for it."""
        room, stage = self.room, self.query_one(Stage)
        block = self.query_one("#detail", Block)
        self.query_one("#middle").set_class(room.beside, "beside")
        height = self.view.detail_height if stage.ready else room.detail_height
        block.display = room.beside or (room.below and height > 0)
        block.styles.width = room.detail_width if room.beside else "1fr"
        block.styles.height = "1fr" if room.beside else height

    @work(exclusive=True, exit_on_error=False, group="look")
    async def look(self) -> None:
        """Show the preview of what is under the cursor."""
        block, room = self.query_one("#detail", Block), self.room
        if not block.display or not self.stage.ready:
            return
        height = self.size.height - 2 if room.beside else self.view.detail_height
        try:
            block.show(await self.view.detail(room.detail_width, height))
        except LacsecError as error:
            self.tell(str(error))

    def on_resize(self, event: events.Resize) -> None:
        """Everything is laid out anew, once the app itself has its new size."""
        self.call_later(self._lay_out)

    def _lay_out(self) -> None:
        self._arrange()
        self._draw_bars()
        self.look()

    @on(Bar.Hit)
    def _hit(self, event: Bar.Hit) -> None:
        if event.bar.id == "top":
            shown = [part.text.strip() for part in event.bar.spans if part.style.startswith("tab")]
            titles = {title: name for name, title in TITLES.items()}
            self.go(Place(titles[shown[event.index].strip("[]")]))

    @on(LineList.Moved)
    @on(events.DescendantFocus)
    def _moved(self) -> None:
        self.tell("")
        self.look()

    @on(Worker.StateChanged)
    def heed(self, event: Worker.StateChanged) -> None:
        """Tell what went wrong with a question; a fault of ours ends the app with a report."""
        error = event.worker.error
        if event.state is not WorkerState.ERROR or isinstance(error, CancelledError | Cancelled):
            return
        if isinstance(error, LacsecError):
            self.tell(str(error))
        elif isinstance(error, Exception):
            self._handle_exception(error)

    # ------------------------------------------------------------------ actions

    def unavailable(self, action: str) -> str | None:
        """Why an action cannot be done now; None where it can."""
        return None if action in _ALWAYS else self.view.unavailable(action)

    async def action_act(self, action: str) -> None:
        """Do an action of the registry, by the view first, then by the app.

        What the keys before have begun comes first: a place that opens, a list that loads.
        """
        await self._caught_up()
        if not self.stage.ready:
            return
        self._told = ""
        reason = self.unavailable(action)
        if reason is not None:
            self.tell(f"{actions()[action].title}: {reason}")
        elif self.database.is_stale():
            self.reload("The database was replaced: this is the new one.")
        elif not self.view.do(action):
            self._do(action)

    async def _caught_up(self) -> None:
        begun = [w for w in self.workers if w.group in _FIRST and not w.is_finished]
        if begun:
            with suppress(WorkerCancelled, WorkerFailed):
                await self.workers.wait_for_complete(begun)

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
            elif action in _ELSEWHERE:
                module, name = _ELSEWHERE[action]
                getattr(getattr(import_module(f"lacsec.tui.{module}"), name)(self), action)()

    def _move(self, action: str) -> None:
        lists = self.view.cursor_list
        if lists is None:
            return
        if action in _MOVES:
            lists.move(_MOVES[action])
        elif action in _PAGES:
            lists.page(_PAGES[action])
        else:
            lists.move_to(0 if action == "top" else len(lists.lines) - 1)

    def _travel(self, *, back: bool) -> None:
        step = self.history.back if back else self.history.forward
        stop = step(self.stop)
        if stop is None:
            self.tell("This is the first place." if back else "This is the last place.")
        else:
            self._go(stop)

    @work(exclusive=True, exit_on_error=False, group="go")
    async def reload(self, words: str) -> None:
        """Read the database again, without losing one's place."""
        self.database.reopen()
        self.desk.forget()
        stop = self.stop
        await self.stage.drop_others()
        try:
            await self.view.reload()
        except LacsecError as error:
            words = str(error)
            self.stage.view.forget()
        self.tell(words)
        self.look()
        if self.stop.place.view != stop.place.view:
            await self._show(stop)

    def action_interrupt(self) -> None:
        """Ctrl+C leaves when it is pressed twice."""
        if self._told == _LEAVE:
            self._do_quit()
        self.tell(_LEAVE)

    def _do_search(self) -> None:
        self.go(Place("search", ""))

    def _do_step_back(self) -> None:
        if not self.view.step_back():
            self._travel(back=True)
        else:
            self.tell("")

    def _do_quit(self) -> None:
        self.remember()
        self.exit()

    def _do_redraw(self) -> None:
        self.redraw()

    def _do_reload(self) -> None:
        self.reload("Read again.")

    def _do_preview(self) -> None:
        self.state.preview = not self.state.preview
        self._arrange()
        self.tell("Preview on." if self.state.preview else "Preview off.")
        self.look()

    def _do_theme(self) -> None:
        names = list(THEMES)
        self.palette = names[(names.index(self.palette) + 1) % len(names)]
        for widget in self.screen.walk_children():
            if hasattr(widget, "theme"):
                widget.theme = self.palette
                widget.refresh()
        self.tell(f"Theme: {self.palette}")

    def on_unmount(self) -> None:
        """No question is answered any more."""
        self.desk.close()

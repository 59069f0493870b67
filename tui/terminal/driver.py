"""Textual's driver for lacsec: one thread, whole frames, and only the cells that changed.

Textual repaints widgets; this driver draws what it writes into a grid and sends the difference
to what the terminal shows. While the terminal is busy or the link is behind, nothing is queued:
the next frame that is sent is the newest.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, TextIO

from textual import events
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message
from textual.messages import InBandWindowResize, TerminalSupportsSynchronizedOutput

from lacsec.tui.terminal import ending, restricted
from lacsec.tui.terminal.cells import Grid
from lacsec.tui.terminal.charset import Charset
from lacsec.tui.terminal.controls import let_through
from lacsec.tui.terminal.device import Device
from lacsec.tui.terminal.flow import QUESTION, Flow
from lacsec.tui.terminal.frames import FRAME, FrameReader
from lacsec.tui.terminal.listener import Listener
from lacsec.tui.terminal.looks import Looks
from lacsec.tui.terminal.painter import Painter
from lacsec.tui.terminal.traits import traits

if TYPE_CHECKING:
    from textual.app import App

# Asked in the first cell, which is drawn anew: a terminal that does not know it may show a "p".
_ASK_SYNCHRONIZED = "\x1b[H\x1b[?2026$p"
_LEAST = (20, 5)  # columns and rows
_LONG = 400  # bytes of a frame that is worth showing whole
_SETTLE = 0.02  # seconds in which sizes may follow each other when a window is dragged
_JUST_NOW = 0.5  # seconds after a stop of ours in which being told to go on is no news
_ANSWERED = 1.0  # seconds after which the question for whole frames has been answered, or is not
_LAST_ANSWERS = 0.3  # seconds to wait for the terminal's answers before it is given back


def _told(grid: Grid) -> tuple[int, int]:
    """The size that is told to the app: nothing can be laid out in less than this, so in a smaller
    window its upper left part is shown."""
    return max(grid.width, _LEAST[0]), max(grid.height, _LEAST[1])


class CellDriver(Driver):
    """Sends changed cells. `Device.current` is used where the screen was taken before."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.device = ending.device() or Device(traits(os.environ), mouse=mouse)
        found = self.device.traits
        looks = Looks(found)
        self._fixed_size = size
        self.grid = Grid(*(size or self.device.size))
        self._size = _told(self.grid)
        self.painter = Painter(found, looks, self.grid)
        self._frames = FrameReader(self.grid, looks, Charset(found.glyphs, found.encoding))
        self._flow = Flow()
        self._cursor: tuple[int, int] | None = None
        self._controls = ""
        self._unsent = b""
        self._timer: asyncio.TimerHandle | None = None
        self._resizing: asyncio.TimerHandle | None = None
        self._planned = False
        self._active = False
        self._gone = False
        self._resumed = self._asked = float("-inf")
        self._listener = Listener(
            self.device.input, found.encoding, self.process_message, self._hung_up
        )

    # ------------------------------------------------------------------ starting and stopping

    @property
    def can_suspend(self) -> bool:
        """Not where a shell behind the app is what must not be reached."""
        return restricted.may(restricted.Deed.SUSPEND)

    def start_application_mode(self) -> None:
        """Take the terminal and show the whole screen."""
        self.device.listen()
        self.painter.seed(0, 0, self.device.words)
        self._flow = Flow()
        self._active = True
        self._set_signals()
        self._loop.set_exception_handler(self._failed)
        self._resize()
        self._listener.start(self._loop)
        if self.device.traits.synchronized and not self.device.synchronizes:
            self._controls += _ASK_SYNCHRONIZED
            self._asked = time.monotonic()
            self.painter.spoil()
        self._plan()

    def _set_signals(self) -> None:
        loop = self._loop
        loop.add_signal_handler(signal.SIGWINCH, self._window_changed)
        loop.add_signal_handler(signal.SIGCONT, self._continued)
        if self.can_suspend:
            loop.add_signal_handler(signal.SIGTSTP, self._stop_process)
        else:
            signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        ending.heed_interrupts(True)

    def _failed(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """A fault in a callback of ours: it ends the app like one in a message's handler."""
        error = context.get("exception")
        if isinstance(error, Exception) and "handle" in context:
            self._app._handle_exception(error)

    def disable_input(self) -> None:
        """Take no more keys."""
        self._listener.stop()

    def stop_application_mode(self) -> None:
        """Give the terminal back for good."""
        self.suspend_application_mode()
        ending.begin()

    def suspend_application_mode(self) -> None:
        """Give the terminal back."""
        if not self._active:
            return
        self._active = False
        self.disable_input()
        for timer in (self._timer, self._resizing):
            if timer is not None:
                timer.cancel()
        self._timer = self._resizing = None
        self._loop.remove_writer(self.device.output)
        self._send_controls()
        self.device.cut = bool(self._unsent)
        self._unsent = b""
        self._hear_last_answers()
        # Whoever gets the terminal now is stopped and interrupted by its keys, we with it or not.
        if self.can_suspend:
            self._loop.remove_signal_handler(signal.SIGTSTP)
        ending.heed_interrupts(False)
        self.device.leave()

    def close(self) -> None:
        """Nothing is left to do: no thread, nothing buffered."""

    def _send_controls(self) -> None:
        """Before the terminal is given back: what was copied must reach it."""
        if self._controls and not self._unsent:
            self._transmit(self._controls.encode("ascii", "replace"))
        self._controls = ""

    def _hear_last_answers(self) -> None:
        """Answers that are still on their way would be typed into the shell."""
        end = time.monotonic() + _LAST_ANSWERS
        waited = self._flow.waiting or end - self._asked < _ANSWERED
        while (left := end - time.monotonic()) > 0 and self._flow.waiting:
            if not select.select([self.device.input], [], [], left)[0]:
                break
            try:
                read = os.read(self.device.input, 4096)
            except OSError:
                break
            if not read:
                break
            for _ in range(read.count(b"R")):
                self._flow.answered(time.monotonic())
        if waited:
            self.device.forget_input()

    # ------------------------------------------------------------------ stopping for a while

    def _stop_process(self) -> None:
        """Ctrl+Z: give the terminal back, stop, and take it again when told to go on."""
        if not self._auto_restart:
            return
        self.suspend_application_mode()
        os.kill(0, signal.SIGTSTP)  # the whole job, as the terminal would have done it
        self.resume_application_mode()
        self._resumed = time.monotonic()
        self.send_message(self.SignalResume())

    def _continued(self) -> None:
        """Going on after a stop that was not ours: the screen is taken and drawn anew."""
        if self._active and time.monotonic() - self._resumed > _JUST_NOW:
            self.device.retake()
            self._window_changed()

    def resume_application_mode(self) -> None:
        """Take the terminal again; what it shows is not known."""
        self.start_application_mode()
        self.redraw()

    # ------------------------------------------------------------------ sizes

    def _window_changed(self) -> None:
        if self._resizing is None:
            self._resizing = self._loop.call_later(_SETTLE, self._settled)

    def _settled(self) -> None:
        self._resizing = None
        self._resize()
        self.redraw()

    def _resize(self) -> None:
        found = self._fixed_size or self.device.size
        if found != (self.grid.width, self.grid.height):
            self.grid.resize(*found)
            self.painter.lose()
            self._size = _told(self.grid)
            size = Size(*self._size)
            self.send_message(events.Resize(size, size))

    # ------------------------------------------------------------------ input

    def send_message(self, message: Message) -> None:
        """To the app; all of this runs on its event loop."""
        self._app.post_message(message)

    def process_message(self, message: Message) -> None:
        """A key, a mouse event or an answer of the terminal's."""
        if isinstance(message, events.CursorPosition):
            self._flow.answered(time.monotonic())
            self._plan()
        elif isinstance(message, TerminalSupportsSynchronizedOutput):
            self.device.synchronizes = True
        elif not isinstance(message, InBandWindowResize):
            super().process_message(message)

    def _hung_up(self) -> None:
        """Nobody is there any more: draw nothing, read nothing, end."""
        self._gone = True
        self._listener.stop()
        ending.end(self._app, signal.SIGHUP)

    # ------------------------------------------------------------------ output

    def write(self, data: str) -> None:
        """Draw a frame, or send one of the few sequences that may go through."""
        if FRAME.match(data):
            x, y = self._frames.draw(data)
            self._cursor = min(x, self.grid.width - 1), min(y, self.grid.height - 1)
        else:
            self._controls += let_through(data, clipboard=self.device.traits.paste)
        self._plan()

    def flush(self) -> None:
        """Frames are sent when the loop comes round: several then become one."""

    def redraw(self) -> None:
        """Clear the terminal and show the whole screen again."""
        self.painter.lose()
        self._plan()

    def _plan(self) -> None:
        if self._active and not self._planned:
            self._planned = True
            self._loop.call_soon(self._pump)

    def _pump(self) -> None:
        """Send the newest frame, unless the terminal has not yet taken or shown those before."""
        self._planned = False
        if self._unsent or self._gone or not self._active:
            return
        now = time.monotonic()
        held = self._flow.hold(now)
        if held:
            if self._timer is None:
                self._timer = self._loop.call_later(held, self._again)
            return
        frame = self.painter.frame(self._cursor)
        controls, self._controls = self._controls, ""
        if not frame and not controls:
            return
        if len(frame) > _LONG and self.device.synchronizes:
            frame = f"\x1b[?2026h{frame}\x1b[?2026l"
        asked = bool(frame) and self._flow.asks(now, len(frame))
        self._flow.sent(now, len(frame), asked=asked)
        if self.device.feeds_lines:
            frame = frame.replace("\r\n", "\n")
        data = controls + frame + (QUESTION if asked else "")
        self._transmit(data.encode(self.device.traits.encoding, "replace"))

    def _again(self) -> None:
        self._timer = None
        self._pump()

    def _transmit(self, data: bytes) -> None:
        try:
            rest = data[self.device.write(data) :]
        except OSError:
            self._hung_up()
            return
        if rest and not self._unsent:
            self._loop.add_writer(self.device.output, self._writable)
        self._unsent = rest

    def _writable(self) -> None:
        try:
            self._unsent = self._unsent[self.device.write(self._unsent) :]
        except OSError:
            self._unsent = b""
            self._loop.remove_writer(self.device.output)
            self._hung_up()
            return
        if not self._unsent:
            self._loop.remove_writer(self.device.output)
            self._plan()

    # ------------------------------------------------------------------ what is not done

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """No browser is ever started: the app runs where the reader does not sit."""

    def deliver_binary(  # noqa: PLR0913 (as Textual has it)
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,
        save_path: Path,
        open_method: Literal["browser", "download"] = "download",
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> None:
        """No file is written behind the app's back."""
        binary.close()

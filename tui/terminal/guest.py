"""The manners of an app that is a guest in somebody's terminal, as a base class."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from textual.app import App, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.driver import Driver

from lacsec.tui.terminal import ending, restricted
from lacsec.tui.terminal.traits import PLAIN_DRIVER


class GuestApp(App[None]):
    """Ends with a report of a fault instead of a traceback, stops and goes on, draws anew."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "Stop for a while", show=False)
    ]

    def get_driver_class(self) -> type[Driver]:
        """The driver that sends changed cells, unless it is switched off."""
        if os.environ.get(PLAIN_DRIVER, "").strip() not in ("", "0"):
            return super().get_driver_class()
        from lacsec.tui.terminal.driver import CellDriver  # noqa: PLC0415

        return CellDriver

    def on_mount(self) -> None:
        """Textual's own driver leaves the screen blank after a stop."""
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def redraw(self) -> None:
        """Clear the terminal and draw the whole screen again."""
        redraw = getattr(self._driver, "redraw", None)
        if redraw is not None:
            redraw()
        else:
            self.refresh(layout=True)

    def action_suspend_process(self) -> None:
        """Ctrl+Z, where that is allowed."""
        if restricted.may(restricted.Deed.SUSPEND):
            super().action_suspend_process()

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """The terminal for another program, where one may be started."""
        if not restricted.may(restricted.Deed.PROGRAM):
            raise SuspendNotSupported(restricted.why_not(restricted.Deed.PROGRAM))
        with super().suspend():
            yield

    def _handle_exception(self, error: Exception) -> None:
        """A fault of ours: write a report, say where it is, and end; no traceback, no data."""
        if ending.device() is None:  # in a test, which wants to see the error itself
            super()._handle_exception(error)
            return
        if self._exception is None:
            from lacsec.tui import crash  # noqa: PLC0415 (only where there is one)

            self._exception = error
            self._exception_event.set()
            self._return_code = ending.CRASHED
            ending.set_status(ending.CRASHED)
            ending.say_last(crash.tell(error))
        self._close_messages_no_wait()

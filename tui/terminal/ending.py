"""How the program ends: by a signal, by a person, by a fault; in time, and with which status."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from textual.app import App

    from lacsec.tui.terminal.device import Device

CRASHED = 70  # EX_SOFTWARE
_GRACE = 0.6  # seconds in which the app may end by itself
_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)


class _State:
    """What the whole process shares: one terminal, one end."""

    device: Device | None = None
    app: App[Any] | None = None
    status: int | None = None
    last_words: list[str]
    alarm: int | None = None


_state = _State()
_state.last_words = []


def device() -> Device | None:
    """The terminal that was taken, if any."""
    return _state.device


def hold(taken: Device | None) -> None:
    """Remember the terminal that must be given back, however the program ends."""
    _state.device = taken
    if taken is not None:
        for number in (signal.SIGHUP, signal.SIGTERM):
            signal.signal(number, _signalled)


def say_last(words: str) -> None:
    """Something to tell the person when the terminal is theirs again."""
    from lacsec.db.text import clean  # noqa: PLC0415 (not before the first paint)

    _state.last_words.append(clean(words))


def set_status(status: int) -> None:
    """The exit status; the first reason to end counts."""
    if _state.status is None:
        _state.status = status


def watch(app: App[Any]) -> None:
    """From now on signals end the app, and what does not end in time is ended."""
    _state.app = app
    if _state.alarm is None:
        import threading  # noqa: PLC0415 (with the app, not before the first paint)

        reader, _state.alarm = os.pipe()
        thread = threading.Thread(target=_wait_for_end, args=(reader,), daemon=True, name="ending")
        thread.start()
    for number in _SIGNALS:
        signal.signal(number, _signalled)


def heed_interrupts(heed: bool) -> None:
    """While another program has the terminal, an interrupt is meant for that one alone."""
    if _state.app is not None:
        signal.signal(signal.SIGINT, _signalled if heed else _unheeded)


def _unheeded(_number: int, _frame: FrameType | None) -> None:
    """Not ignored, since that would be handed down to the other program."""


def _signalled(number: int, _frame: FrameType | None) -> None:
    if _state.app is not None:
        end(_state.app, number)
    else:  # so that what is being done can clear up behind itself
        raise SystemExit(128 + number)


def end(app: App[Any], number: int = 0) -> None:
    """Ask the app to end, for a signal; it is ended when it does not in time."""
    if number:
        set_status(128 + number)
    begin()
    loop = app._loop
    if loop is not None and not loop.is_closed():
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(app.exit)


def begin() -> None:
    """The end has begun: from now on the time runs."""
    if _state.alarm is not None:
        with contextlib.suppress(OSError):
            os.write(_state.alarm, b"!")


def _wait_for_end(reader: int) -> None:
    """Wait in a thread for the end to begin; whatever still runs some time later is cut off."""
    with contextlib.suppress(OSError):
        os.read(reader, 1)
    time.sleep(_GRACE)
    leave_process()


def leave_process(status: int | None = None) -> NoReturn:
    """Give the terminal back, say what is left to say, and go without waiting for any thread."""
    if status is not None:
        set_status(status)
    if _state.device is not None:
        _state.device.leave()
    for words in _state.last_words:
        with contextlib.suppress(OSError, ValueError):
            print(words, file=sys.__stderr__)
    for stream in (sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()  # type: ignore[union-attr]
    os._exit(_state.status or 0)

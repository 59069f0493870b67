"""The terminal itself: taken for a while, and given back as it was, whoever comes last.

Nothing here needs Textual, so that the first words stand on the screen before it is loaded.
"""

from __future__ import annotations

import contextlib
import os
import select
import termios
import time
from _thread import allocate_lock
from typing import Any

from lacsec.tui.terminal.traits import Traits

_CANCEL = b"\x18"  # ends whatever sequence was cut short
_ONE_WRITE = 0.25  # seconds that giving the terminal back may take on a link that stands still
_INPUT, _OUTPUT = 0, 1
_RAW_INPUT = (
    termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP
)
_RAW_LOCAL = termios.ECHO | termios.ICANON | termios.IEXTEN

Attributes = list[Any]


class Device:
    """A terminal on standard input and output.

    `enter` takes the screen, `listen` the keys and the mouse; `leave` undoes both. Each may be
    called at any time, also twice, and `leave` from any thread.
    """

    def __init__(self, traits: Traits, *, mouse: bool = True) -> None:
        self.traits = traits
        self.input = _INPUT
        self.output = _own_output()
        self.entered = False
        self.synchronizes = False
        self.cut = False
        """Was the last write cut short?"""
        self.words = ""
        """What stands in the first row since the screen was taken."""
        self._mouse = mouse and traits.mouse
        self._listens = False
        self._before: Attributes | None = None
        self._lock = allocate_lock()

    # ------------------------------------------------------------------ taking and giving back

    def enter(self) -> None:
        """Take the screen: keys are no longer echoed, Ctrl+C still interrupts."""
        with self._lock:
            if self.entered:
                return
            self.entered = True
            with contextlib.suppress(termios.error):
                self._before = termios.tcgetattr(self.input)
                self._set(signals=True)
            self._write_all(self._screen_taken())

    def say(self, words: str) -> None:
        """Show some words (ASCII, one row) before there is anything else to show."""
        self.words = words[: self.size[0]]
        self._write_all(f"\x1b[H{self.words}\x1b[K".encode("ascii", "replace"))

    def listen(self) -> None:
        """Take every key, Ctrl+C and Ctrl+Z too, pasted text, and the mouse where it is wanted."""
        self.enter()
        with self._lock:
            if self._listens:
                return
            self._listens = True
            with contextlib.suppress(termios.error):
                self._set(signals=False)
            self._write_all("".join(self._wishes(on=True)).encode())

    def retake(self) -> None:
        """Set all of it anew: somebody else had the terminal, and may have set it as they like."""
        with self._lock:
            self.entered = self._listens = True
            with contextlib.suppress(termios.error):
                self._set(signals=False)
            undone = "".join(self._wishes(on=False))  # what is stacked must not pile up
            wishes = "".join(self._wishes(on=True))
            self._write_all(self._screen_taken() + f"{undone}{wishes}".encode())

    def leave(self) -> None:
        """Give the terminal back. On a link that stands still, as far as it goes."""
        with self._lock:
            if not self.entered:
                return
            self.entered = False
            parts = [_CANCEL] if self.cut else []
            self.cut = False
            if self.synchronizes:
                parts.append(b"\x1b[?2026l")
            parts.append(b"\x1b[m")
            if self._listens:
                parts.append("".join(self._wishes(on=False)).encode())
            self._listens = False
            self.words = ""
            parts.append(b"\x1b[?7h")
            if not self.traits.alternate or self.traits.glyphs == "console":
                parts.append(b"\x1b[H\x1b[2J")
            if self.traits.alternate:
                parts.append(b"\x1b[?1049l")
            parts.append(b"\x1b[?25h")
            self._write_all(b"".join(parts))
            if self._before is not None:
                with contextlib.suppress(termios.error):
                    termios.tcsetattr(self.input, termios.TCSANOW, self._before)

    def forget_input(self) -> None:
        """Drop what the terminal has answered or the mouse has told, unread."""
        with contextlib.suppress(termios.error):
            termios.tcflush(self.input, termios.TCIFLUSH)

    def _screen_taken(self) -> bytes:
        alternate = b"\x1b[?1049h" if self.traits.alternate else b""
        return alternate + b"\x1b[H\x1b[2J\x1b[?25l\x1b[?7l"

    def _wishes(self, *, on: bool) -> list[str]:
        end = "h" if on else "l"
        wishes = []
        if self._mouse:  # presses, the wheel and dragging; not every movement
            wishes += [f"\x1b[?{mode}{end}" for mode in (1000, 1002, 1006)]
        if self.traits.paste:
            wishes.append(f"\x1b[?2004{end}")
        if self.traits.keys and not os.environ.get("TEXTUAL_DISABLE_KITTY_KEY"):
            wishes.append("\x1b[>1u" if on else "\x1b[<u")
        return wishes

    def _set(self, *, signals: bool) -> None:
        """Single keys, no echo, no flow control; with or without Ctrl+C as a signal."""
        if self._before is None:
            return
        raw = [*self._before]
        raw[6] = [*raw[6]]
        raw[0] &= ~_RAW_INPUT
        raw[3] &= ~(_RAW_LOCAL if signals else _RAW_LOCAL | termios.ISIG)
        raw[6][termios.VMIN], raw[6][termios.VTIME] = 1, 0
        termios.tcsetattr(self.input, termios.TCSANOW, raw)

    # ------------------------------------------------------------------ writing

    @property
    def feeds_lines(self) -> bool:
        """Does a line feed alone go to the first column too (ONLCR)?"""
        if self._before is None:
            return False
        return bool(self._before[1] & termios.OPOST and self._before[1] & termios.ONLCR)

    def write(self, data: bytes) -> int:
        """Write what the terminal takes now; gives the number of bytes. Raises OSError."""
        try:
            return os.write(self.output, data)
        except BlockingIOError:
            return 0

    def _write_all(self, data: bytes) -> None:
        """Write all, waiting a little where the terminal does not take it; never fails."""
        end = time.monotonic() + _ONE_WRITE
        with contextlib.suppress(OSError):
            while data:
                data = data[self.write(data) :]
                left = end - time.monotonic()
                if data and (left <= 0 or not select.select([], [self.output], [], left)[1]):
                    return

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows; 80 by 24 where the terminal does not say."""
        for descriptor in (self.output, self.input):
            with contextlib.suppress(OSError):
                columns, rows = os.get_terminal_size(descriptor)
                if columns > 0 and rows > 0:
                    return columns, rows
        return 80, 24


def _own_output() -> int:
    """A way of our own to the terminal that never waits.

    Not to wait is a property of the opened file, which standard output shares with the shell that
    started us: so it is opened anew. Where that is not allowed, standard output itself is used.
    """
    flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
    with contextlib.suppress(OSError):
        opened = os.open(os.ttyname(_OUTPUT), flags)
        if os.fstat(opened).st_rdev == os.fstat(_OUTPUT).st_rdev:
            return opened
        os.close(opened)
    return _OUTPUT

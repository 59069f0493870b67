"""A program in a pseudo-terminal of its own, as a person at the other end of a line sees it."""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

from .emulator import Emulator

MODES = {
    "alternate screen": "?1049",
    "mouse": "?1000",
    "dragging": "?1002",
    "pasted text": "?2004",
    "whole frames": "?2026",
}
PROGRAM = [sys.executable, "-m", "lacsec.tui.main"]
_WHOLE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[^\[\]P])")


class Session:
    """Runs a command; `text` is its screen. Answers where the cursor is, as terminals do."""

    def __init__(
        self,
        command: list[str],
        *,
        size: tuple[int, int] = (80, 24),
        environment: dict[str, str | None] | None = None,
        answers: bool = True,
    ) -> None:
        self.emulator = Emulator(*size)
        self.raw = b""
        self.answers = answers
        self.reading = True
        self._asked = 0
        self._pending = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.master, slave = pty.openpty()
        self._set_size(*size)
        self.before = termios.tcgetattr(slave)
        variables: dict[str, str | None] = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": os.environ.get("HOME", "/"),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "PYTHONPATH": os.environ.get("PYTHONPATH"),
        } | (environment or {})
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={name: value for name, value in variables.items() if value is not None},
            start_new_session=True,
            preexec_fn=_own_terminal,  # noqa: PLW1509 (there are no other threads)
        )
        self._slave = slave

    # ------------------------------------------------------------------ looking

    @property
    def text(self) -> str:
        self.read(0)
        return "\n".join(self.emulator.rows())

    def read(self, seconds: float) -> bool:
        """Take what comes within some seconds; false where nothing did."""
        if not self.reading or not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.raw += data
        if self.answers:
            for _ in range(self.raw.count(b"\x1b[6n", self._asked)):
                self.send(b"\x1b[1;1R")
            self._asked = max(0, len(self.raw) - 3)
        self._pending += self._decoder.decode(data)
        cut = self._pending.rfind("\x1b")
        if cut < 0 or _WHOLE.match(self._pending, cut):
            cut = len(self._pending)
        self.emulator.feed(self._pending[:cut])
        self._pending = self._pending[cut:]
        return True

    def wait_for(self, words: str, seconds: float = 10) -> None:
        end = time.monotonic() + seconds
        while words not in self.text:
            self.read(0.05)
            if time.monotonic() > end or (self.ended and not self.read(0.1)):
                if words in self.text:
                    return
                raise AssertionError(f"no {words!r} ({self.process.poll()}):\n{self.text}")

    def rest(self, seconds: float = 0.2) -> None:
        """Until nothing comes any more."""
        while self.read(seconds):
            pass

    @property
    def modes(self) -> set[str]:
        """What of the terminal's modes is on."""
        found = set()
        text = self.raw.decode("latin-1")
        for name, mode in MODES.items():
            if text.rfind(f"\x1b[{mode}h") > text.rfind(f"\x1b[{mode}l"):
                found.add(name)
        if text.rfind("\x1b[?25l") > text.rfind("\x1b[?25h"):
            found.add("hidden cursor")
        if text.rfind("\x1b[?7l") > text.rfind("\x1b[?7h"):
            found.add("no wrapping")
        if text.count("\x1b[>1u") > text.count("\x1b[<u"):
            found.add("keys")
        return found

    @property
    def restored(self) -> bool:
        """Is the terminal as it was before the program?"""
        while self.read(0.05):
            pass
        return not self.modes and termios.tcgetattr(self._slave) == self.before

    # ------------------------------------------------------------------ acting

    def send(self, data: bytes) -> None:
        with contextlib.suppress(OSError):
            os.write(self.master, data)

    def resize(self, columns: int, rows: int) -> None:
        self.read(0)
        self.emulator.resize(columns, rows)
        self._set_size(columns, rows)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def signal(self, number: int) -> None:
        os.kill(self.process.pid, number)

    def hang_up(self) -> None:
        """The connection is lost: the terminal is gone."""
        os.close(self._slave)
        os.close(self.master)
        self.reading = False
        self._slave = self.master = -1

    # ------------------------------------------------------------------ ending

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def wait(self, seconds: float = 3) -> int | None:
        """The exit status; None where it still runs. What it writes is read meanwhile."""
        end = time.monotonic() + seconds
        while not self.ended and time.monotonic() < end:
            if not self.read(0.02) and not self.reading:
                time.sleep(0.02)
        return self.process.poll()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self.ended:
            self.process.kill()
        self.process.wait()
        for descriptor in (self.master, self._slave):
            if descriptor >= 0:
                with contextlib.suppress(OSError):
                    os.close(descriptor)


def _own_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTSTP):
        signal.signal(number, signal.SIG_DFL)


def children(pid: int) -> list[int]:
    """Processes that a process has started and that still run (Linux)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parts = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(parts[1]) == pid and parts[0] not in "ZX":
                found.append(int(entry.name))
    return found

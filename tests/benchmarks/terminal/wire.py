"""A program at the far end of a line that may be slow, timed from the near end of it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_PACKET, _OVERHEAD = 1400, 88  # bytes: what is carried at once, and what that costs besides
_QUESTION = b"\x1b[6n"
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07)|[\x00-\x20]")
_QUIET = 0.15  # seconds without a byte after which a screen is taken to be drawn


@dataclass(frozen=True)
class Line:
    """Seconds one way, and bytes a second."""

    delay: float
    rate: float


class Key(NamedTuple):
    """What a key brought: seconds to the first byte (None: nothing came), and bytes."""

    first: float | None
    size: int


class Wire:
    """Runs a command in a pseudo-terminal; times are seconds since it was started."""

    def __init__(self, command: list[str], size: tuple[int, int], line: Line | None = None) -> None:
        self.master, slave = pty.openpty()
        columns, rows = size
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment = {
            name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ
        }
        self._line = line
        self._down: deque[tuple[float, bytes]] = deque()
        self._up: deque[tuple[float, bytes]] = deque()
        self._free = 0.0
        self.log: list[tuple[float, bytes]] = []
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment | {"TERM": "xterm-256color", "LANG": "C.UTF-8"},
            start_new_session=True,
        )
        os.close(slave)

    # ------------------------------------------------------------------ time

    @property
    def now(self) -> float:
        return time.perf_counter() - self.started

    def run(self, seconds: float) -> bool:
        """Carry what is on its way for so long, or until something has arrived (then: true)."""
        end = self.now + seconds
        while True:
            now = self.now
            while self._up and self._up[0][0] <= now:
                with contextlib.suppress(OSError):
                    os.write(self.master, self._up.popleft()[1])
            if self._down and self._down[0][0] <= now:
                self._arrive(*self._down.popleft())
                return True
            due = [end, *(queue[0][0] for queue in (self._up, self._down) if queue)]
            if now >= end:
                return False
            if select.select([self.master], [], [], max(0.0, min(due) - now))[0]:
                try:
                    data = os.read(self.master, 65536)
                except OSError:
                    return False
                self._carry(self.now, data)

    def _carry(self, now: float, data: bytes) -> None:
        if self._line is None:
            self._down.append((now, data))
            return
        for start in range(0, len(data), _PACKET):
            piece = data[start : start + _PACKET]
            self._free = max(now, self._free) + (len(piece) + _OVERHEAD) / self._line.rate
            self._down.append((self._free + self._line.delay, piece))

    def _arrive(self, when: float, data: bytes) -> None:
        self.log.append((when, data))
        for _ in range(data.count(_QUESTION)):
            self.send(b"\x1b[1;1R")

    # ------------------------------------------------------------------ what a person does

    def send(self, data: bytes) -> float:
        """Type something; gives the time."""
        now = self.now
        self._up.append((now + (self._line.delay if self._line else 0.0), data))
        return now

    def rest(self, quiet: float = _QUIET, longest: float = 10.0) -> None:
        """Until nothing comes any more."""
        end = self.now + longest
        while self.run(quiet) and self.now < end:
            pass

    def press(self, key: bytes) -> Key:
        """Type a key and see what it brings."""
        before, when = len(self.log), self.send(key)
        self.rest(_QUIET if self._line is None else 0.6)
        come = self.log[before:]
        return Key(come[0][0] - when if come else None, sum(len(data) for _, data in come))

    def hold(self, key: bytes, seconds: float = 3.0, rate: float = 30.0) -> float:
        """Hold a key down; seconds from the last press to the last byte that it brought."""
        start = self.now
        for number in range(int(seconds * rate)):
            last = self.send(key)
            while self.now < start + (number + 1) / rate:
                self.run(start + (number + 1) / rate - self.now)
        self.rest(0.6, 20.0)
        return max(0.0, self.log[-1][0] - last)

    def until(self, words: bytes, seconds: float = 20.0) -> float:
        """The time when some words stood in what had come."""
        end = self.now + seconds
        while words not in b"".join(data for _, data in self.log):
            if not self.run(0.05) and (self.now > end or self.process.poll() is not None):
                raise SystemExit(f"{words!r} never came")
        return self.log[-1][0]

    # ------------------------------------------------------------------ what is seen

    @property
    def first_paint(self) -> float | None:
        """When the first character came that shows."""
        for when, data in self.log:
            if _SEQUENCE.sub(b"", data):
                return when
        return None

    @property
    def size(self) -> int:
        """Bytes that have come."""
        return sum(len(data) for _, data in self.log)

    @property
    def memory(self) -> float:
        """Resident memory in MiB (Linux), 0 elsewhere."""
        with contextlib.suppress(OSError):
            status = Path(f"/proc/{self.process.pid}/status").read_text()
            return int(status.partition("VmRSS:")[2].split()[0]) / 1024
        return 0.0

    def end(self) -> None:
        """Quit, and wait."""
        self.send(b"\x11")
        self.rest()
        try:
            self.process.wait(2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.master)

"""Long random sessions: what is sent cell by cell shows the same as all that Textual writes."""

from __future__ import annotations

import asyncio
import fcntl
import os
import random
import time
from collections.abc import Iterator
from typing import Any

import pytest

from lacsec.tui.terminal import ending
from lacsec.tui.terminal.device import Device
from lacsec.tui.terminal.driver import CellDriver
from lacsec.tui.terminal.flow import QUESTION
from lacsec.tui.terminal.traits import Traits, traits

from .emulator import Emulator
from .small_app import SmallApp

KEYS = {
    "down": b"\x1b[B",
    "up": b"\x1b[A",
    "pagedown": b"\x1b[6~",
    "pageup": b"\x1b[5~",
    "tab": b"\t",
    "end": b"\x1b[F",
    "home": b"\x1b[H",
    "note": b"\x1bOQ",
    "escape": b"\x1b[27u",
    "turn": b"\x1bOR",
    "redraw": b"\x0c",
}
LETTERS = [b"a", b"0", b"1", b" ", b"\x7f", b"\x7f", b"\x7f"]
STEPS = int(os.environ.get("LACSEC_TEST_STEPS", "50"))
PAUSE = 0.03  # seconds: longer than one frame of Textual's
SIZES = [(80, 24), (100, 30), (60, 15), (33, 11), (40, 9)]


class Far(Device):
    """A terminal at the end of a narrow pipe, which fills; it answers where the cursor is."""

    def __init__(self, found: Traits) -> None:
        super().__init__(found)
        self.input, self._keys = os.pipe()
        self._shown, self.output = os.pipe()
        for descriptor in (self._shown, self.output):
            os.set_blocking(descriptor, False)
        if hasattr(fcntl, "F_SETPIPE_SZ"):
            fcntl.fcntl(self.output, fcntl.F_SETPIPE_SZ, 4096)
        self.entered = True
        self.sent = b""

    def drain(self) -> None:
        """What has come to the far end."""
        try:
            data = os.read(self._shown, 1024)
        except BlockingIOError:
            return
        self.sent += data
        self.press(b"\x1b[1;1R" * data.count(QUESTION.encode()))

    def press(self, key: bytes) -> None:
        os.write(self._keys, key)

    def close(self) -> None:
        for descriptor in (self.input, self._keys, self._shown, self.output):
            os.close(descriptor)

    def listen(self) -> None: ...
    def leave(self) -> None: ...


class Tee(CellDriver):
    """Keeps what Textual writes beside what is sent."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.written: list[str] = []

    def write(self, data: str) -> None:
        self.written.append(data)
        super().write(data)


@pytest.fixture
def device(request: pytest.FixtureRequest) -> Iterator[Far]:
    far = Far(traits({"TERM": request.param}, encoding="utf-8"))
    ending.hold(far)
    yield far
    ending.hold(None)
    far.close()


def compare(device: Far, driver: Tee, plain: Emulator, cells: Emulator) -> None:
    plain.feed("".join(driver.written))
    cells.feed(device.sent.decode())
    driver.written.clear()
    device.sent = b""
    differing = [
        (y, x, one, other)
        for y, rows in enumerate(zip(plain.cells(), cells.cells(), strict=True))
        for x, (one, other) in enumerate(zip(*rows, strict=True))
        if one != other
    ]
    assert not differing[:3], "\n".join(cells.rows())


async def quiet(device: Far, driver: Tee) -> None:
    """Until nothing is written any more, and all that was written has come to the far end."""
    end = time.monotonic() + 10
    seen, since, looks = (-1, -1), time.monotonic(), 0
    while time.monotonic() < end:
        device.drain()
        await asyncio.sleep(0.001)
        now = (len(driver.written), len(device.sent))
        if now != seen or driver.grid.changed:  # a frame may wait for an answer
            seen, since, looks = now, time.monotonic(), 0
        looks += 1  # a busy machine may let the time pass without a look
        if looks > 15 and time.monotonic() - since > PAUSE:
            return
    raise AssertionError("it never comes to rest")


@pytest.mark.parametrize(
    ("device", "seed"), [("xterm-256color", 1), ("screen", 2)], indirect=["device"]
)
async def test_a_random_session(device: Far, seed: int, monkeypatch: Any) -> None:
    monkeypatch.setenv("TERM", device.traits.term)
    app = SmallApp(driver_class=Tee)
    dice = random.Random(seed)
    async with app.run_test(headless=False, size=(80, 24)):
        driver = app._driver
        assert isinstance(driver, Tee)
        plain, cells = Emulator(80, 24), Emulator(80, 24)
        for _ in range(STEPS):
            await quiet(device, driver)
            compare(device, driver, plain, cells)
            if dice.random() < 0.05:
                width, height = dice.choice(SIZES)
                for terminal in (plain, cells):
                    terminal.resize(width, height)
                driver._fixed_size = (width, height)
                driver._settled()
            elif dice.random() < 0.6:
                device.press(dice.choice(list(KEYS.values())))
            else:
                device.press(dice.choice(LETTERS))

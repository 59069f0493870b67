"""Long random sessions: what is sent cell by cell shows the same as all that Textual writes."""

from __future__ import annotations

import asyncio
import os
import random
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
STEPS = int(os.environ.get("LACSEC_TEST_STEPS", "60"))
PAUSE = 0.03  # seconds: longer than one frame of Textual's
SIZES = [(80, 24), (100, 30), (60, 15), (33, 11), (40, 9)]


class Memory(Device):
    """A terminal without a terminal: keeps what is sent, and answers where the cursor is."""

    def __init__(self, found: Traits) -> None:
        super().__init__(found)
        self.input, self._answers = os.pipe()
        self.sent: list[bytes] = []
        self.entered = True

    def write(self, data: bytes) -> int:
        self.sent.append(data)
        os.write(self._answers, b"\x1b[1;1R" * data.count(QUESTION.encode()))
        return len(data)

    def press(self, key: bytes) -> None:
        os.write(self._answers, key)

    def close(self) -> None:
        os.close(self.input)
        os.close(self._answers)

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
def device(request: pytest.FixtureRequest) -> Iterator[Memory]:
    memory = Memory(traits({"TERM": request.param}, encoding="utf-8"))
    ending.hold(memory)
    yield memory
    ending.hold(None)
    memory.close()


def compare(device: Memory, driver: Tee, plain: Emulator, cells: Emulator) -> None:
    plain.feed("".join(driver.written))
    cells.feed(b"".join(device.sent).decode())
    driver.written.clear()
    device.sent.clear()
    differing = [
        (y, x, one, other)
        for y, rows in enumerate(zip(plain.cells(), cells.cells(), strict=True))
        for x, (one, other) in enumerate(zip(*rows, strict=True))
        if one != other
    ]
    assert not differing[:3], "\n".join(cells.rows())


async def quiet(driver: Tee) -> None:
    """Until nothing is written any more, and all that was written is sent."""
    for _ in range(100):
        written = len(driver.written)
        await asyncio.sleep(PAUSE)
        if len(driver.written) == written and not driver.grid.changed:
            return
    raise AssertionError("it never comes to rest")


@pytest.mark.parametrize(
    ("device", "seed"), [("xterm-256color", 1), ("screen", 2)], indirect=["device"]
)
async def test_a_random_session(device: Memory, seed: int, monkeypatch: Any) -> None:
    monkeypatch.setenv("TERM", device.traits.term)
    app = SmallApp(driver_class=Tee)
    dice = random.Random(seed)
    async with app.run_test(headless=False, size=(80, 24)):
        driver = app._driver
        assert isinstance(driver, Tee)
        plain, cells = Emulator(80, 24), Emulator(80, 24)
        for _ in range(STEPS):
            await quiet(driver)
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

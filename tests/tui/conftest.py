"""A small database and an app on it; the developer's own state stays out of the way."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from lacsec.tui.app import LacsecApp
from lacsec.tui.places import Place
from tests.db import fixtures

Start = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
SNAPSHOTS = Path(__file__).with_name("snapshots")


@pytest.fixture(autouse=True)
def _own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fixtures.full(tmp_path_factory.mktemp("tui") / "small.db")


@pytest.fixture
def start(database: Path) -> Start:
    """`async with start(width, height, place) as pilot`: the app, settled."""

    @asynccontextmanager
    async def run(
        width: int = 80, height: int = 24, place: Place | None = None
    ) -> AsyncIterator[Pilot[None]]:
        app = LacsecApp(database, open_at=place)
        async with app.run_test(size=(width, height), notifications=True) as pilot:
            await settle(pilot)
            yield pilot

    return run


async def settle(pilot: Pilot[None]) -> None:
    """Wait until no question is open and nothing is left to draw."""
    for _ in range(3):
        with contextlib.suppress(WorkerCancelled):  # a newer question took its place
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, letting the app answer each."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def write(pilot: Pilot[None], words: str) -> None:
    """Type words into what has the focus."""
    await pilot.press(*("space" if c == " " else c for c in words))
    await settle(pilot)


def screen(pilot: Pilot[None]) -> str:
    """What stands on the screen, as text, without the spaces at the ends of rows."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(s.text for s in strip).rstrip() for strip in strips)


def check_snapshot(name: str, text: str, update: bool) -> None:
    """Compare with the stored picture of the screen; with `--update-screens` store it instead."""
    path = SNAPSHOTS / f"{name}.txt"
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    assert path.exists(), f"no picture of {name}: run pytest --update-screens and look at it"
    assert text + "\n" == path.read_text(encoding="utf-8")

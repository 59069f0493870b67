"""The real program on the embedded documents, in pseudo-terminals that are closed afterwards."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from lacsec.importer.default import build_default

from .session import PROGRAM, Session

Run = Callable[..., Session]


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "default.db"
    build_default(path)
    return path


@pytest.fixture
def run(database: Path, tmp_path: Path) -> Iterator[Run]:
    """Start the program: `run("--view", "timeline", on=path, behind=[...], environment={...})`."""
    if not hasattr(os, "openpty") or not Path("/dev/ptmx").exists():
        pytest.skip("there are no pseudo-terminals here")
    sessions: list[Session] = []

    def start(
        *words: str,
        on: Path | None = None,
        behind: Sequence[str] = (),
        environment: dict[str, str | None] | None = None,
        size: tuple[int, int] = (80, 24),
        answers: bool = True,
    ) -> Session:
        home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}
        sessions.append(
            Session(
                [*behind, *PROGRAM, str(on or database), *words],
                size=size,
                environment={**home, **(environment or {})},
                answers=answers,
            )
        )
        return sessions[-1]

    yield start
    for session in sessions:
        session.__exit__(None, None, None)

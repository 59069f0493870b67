"""Makes `fixtures.py` importable as `db_fixtures`, and keeps the developer's database away."""

from __future__ import annotations

import importlib.util
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lacsec.db.connection import open_read_only

_SPEC = importlib.util.spec_from_file_location(
    "db_fixtures", Path(__file__).with_name("fixtures.py")
)
if _SPEC is None or _SPEC.loader is None:
    raise ImportError("tests/db/fixtures.py is missing")
db_fixtures = importlib.util.module_from_spec(_SPEC)
sys.modules["db_fixtures"] = db_fixtures
_SPEC.loader.exec_module(db_fixtures)


@pytest.fixture(autouse=True)
def _no_database_of_my_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("LACSEC_DB", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def full_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of two documents with a disagreement; tests read it only."""
    return db_fixtures.full(tmp_path_factory.mktemp("full") / "full.db")


@pytest.fixture
def full(full_path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_read_only(full_path)
    yield connection
    connection.close()

"""Makes `world.py` importable as `search_world`, and a database of it, made once."""

from __future__ import annotations

import importlib.util
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lacsec.db.connection import open_read_only
from lacsec.db.search import Engine

_SPEC = importlib.util.spec_from_file_location("search_world", Path(__file__).with_name("world.py"))
if _SPEC is None or _SPEC.loader is None:
    raise ImportError("tests/search/world.py is missing")
search_world = importlib.util.module_from_spec(_SPEC)
sys.modules["search_world"] = search_world
_SPEC.loader.exec_module(search_world)


@pytest.fixture(scope="session")
def world_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of a small world; tests only read it."""
    return search_world.publish(tmp_path_factory.mktemp("world") / "world.db")


@pytest.fixture
def connection(world_path: Path) -> Iterator[sqlite3.Connection]:
    opened = open_read_only(world_path)
    yield opened
    opened.close()


@pytest.fixture
def engine(connection: sqlite3.Connection) -> Engine:
    return Engine(connection)

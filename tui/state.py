"""What is remembered between two runs: where one was, how views looked, places in documents.

A small JSON file in the user's state folder, replaced whole. Nothing about it ever stops the app:
what cannot be read counts as empty, what cannot be written is forgotten, and `problem` holds a
sentence about it. In restricted mode nothing is read or written.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lacsec.tui.history import Mark
from lacsec.tui.terminal import restricted

FILE_NAME = "state.json"
_FORMAT = 1
_MOST_DOCUMENTS = 500
_MOST_DATABASES = 20
_LARGEST = 4 * 1024 * 1024  # bytes


@dataclass(slots=True)
class State:
    """What is remembered of one database, and of the app.

    `last` is the link of the last place and `last_name` what it is called; `marks` are by view;
    `reading` are offsets in documents by their ids.
    """

    hinted: bool = False
    preview: bool = True
    last: str = ""
    last_name: str = ""
    marks: dict[str, Mark] = field(default_factory=dict)
    reading: dict[str, int] = field(default_factory=dict)

    def read_to(self, document: str, offset: int) -> None:
        """Remember a place in a document; the ones read longest ago are forgotten."""
        self.reading.pop(document, None)
        self.reading[document] = offset
        while len(self.reading) > _MOST_DOCUMENTS:
            del self.reading[next(iter(self.reading))]


class Memory:
    """The file in which a state is kept. `database` tells whose marks are meant."""

    def __init__(self, database: Path, path: Path | None = None) -> None:
        self._database = str(database.absolute())
        self._path = path
        self._known: dict[str, Any] = {}
        self.problem = ""

    @property
    def path(self) -> Path:
        """Where the file is, whether or not it exists."""
        if self._path is None:
            self._path = restricted.state_folder() / FILE_NAME
        return self._path

    def load(self) -> State:
        """What was kept; an empty state where there is nothing, or nothing sound."""
        if restricted.is_restricted():
            return State()
        try:
            if self.path.stat().st_size > _LARGEST:
                raise ValueError("too large")
            found = json.loads(self.path.read_text("utf-8"))
            if found["format"] != _FORMAT:
                raise ValueError("another format")
            self._known = dict(found["databases"])
            return _state(found, self._known.get(self._database, {}))
        except FileNotFoundError:
            return State()
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self.problem = f"{self.path} could not be read: lacsec starts afresh."
            self._known = {}
            return State()

    def save(self, state: State) -> bool:
        """Replace the file whole; False where that cannot be done."""
        if restricted.is_restricted():
            return False
        self._known.pop(self._database, None)
        self._known[self._database] = {
            "last": state.last,
            "last_name": state.last_name,
            "marks": {view: _told(mark) for view, mark in state.marks.items()},
        }
        for old in list(self._known)[:-_MOST_DATABASES]:
            del self._known[old]
        data = {
            "format": _FORMAT,
            "hinted": state.hinted,
            "preview": state.preview,
            "reading": state.reading,
            "databases": self._known,
        }
        try:
            _replace(self.path, json.dumps(data, ensure_ascii=False, indent=1))
        except OSError as error:
            if not self.problem:
                self.problem = f"{self.path} could not be written ({error.strerror})."
            return False
        return True


def _state(found: dict[str, Any], own: dict[str, Any]) -> State:
    return State(
        bool(found["hinted"]),
        bool(found["preview"]),
        str(own.get("last", "")),
        str(own.get("last_name", "")),
        {str(view): _mark(told) for view, told in dict(own.get("marks", {})).items()},
        {str(key): int(offset) for key, offset in dict(found["reading"]).items()},
    )


def _told(mark: Mark) -> dict[str, Any]:
    return {
        "line": mark.line,
        "top": mark.top,
        "key": mark.key,
        "needle": mark.needle,
        "more": [list(pair) for pair in mark.more],
    }


def _mark(told: dict[str, Any]) -> Mark:
    more = tuple((str(name), str(value)) for name, value in told["more"])
    return Mark(
        max(0, int(told["line"])),
        max(0, int(told["top"])),
        str(told["key"]),
        str(told["needle"]),
        more,
    )


def _replace(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, draft = tempfile.mkstemp(prefix=".state-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(draft).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise

"""Recent searches and searches saved by name: a small file in the user's state folder.

Nothing here ever stops the program: a file that cannot be read counts as empty, one that cannot be
written leaves things as they were, and `problem` holds a sentence about it.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from lacsec.db.search.query import LONGEST
from lacsec.db.text import clean, fold

FILE_NAME = "searches.json"
MOST_RECENT = 200
MOST_SAVED = 500
_LONGEST_NAME = 80
_LARGEST = 4 * 1024 * 1024  # bytes
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query kept under a name."""

    name: str
    query: str


@dataclass(slots=True)
class _Content:
    recent: list[str] = field(default_factory=list)
    saved: dict[str, str] = field(default_factory=dict)


class Searches:
    """The user's recent and saved searches; each change is in the file at once."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self.problem: str | None = None
        self._unreadable = False

    @property
    def path(self) -> Path:
        """Where the file is, whether or not it exists."""
        if self._path is None:
            from platformdirs import user_state_path  # noqa: PLC0415 (only where it is needed)

            self._path = user_state_path("lacsec", appauthor=False) / FILE_NAME
        return self._path

    def recent(self, beginning: str = "", limit: int = 20) -> list[str]:
        """The latest queries that begin so, the last one first."""
        wanted = fold(beginning.strip())
        found = [query for query in self._read().recent if fold(query).startswith(wanted)]
        return found[:limit]

    def remember(self, query: str) -> bool:
        """Put a query first among the recent ones; False where it could not be kept."""
        query = _line(query, LONGEST)
        if not query:
            return False
        content = self._read()
        same = fold(query)
        content.recent = [query, *(q for q in content.recent if fold(q) != same)][:MOST_RECENT]
        return self._write(content)

    def forget(self, query: str | None = None) -> bool:
        """Take one query out of the recent ones, or all of them."""
        content = self._read()
        content.recent = [q for q in content.recent if query is not None and q != query]
        return self._write(content)

    def saved(self) -> list[SavedSearch]:
        """The saved searches by name."""
        saved = self._read().saved
        return [SavedSearch(name, saved[name]) for name in sorted(saved, key=fold)]

    def find(self, name: str) -> SavedSearch | None:
        """The search saved under that name, whatever its case and accents."""
        wanted = fold(_line(name, _LONGEST_NAME))
        return next((item for item in self.saved() if fold(item.name) == wanted), None)

    def save(self, name: str, query: str) -> bool:
        """Keep a query under a name, in place of what was there; False where it was not kept."""
        name, query = _line(name, _LONGEST_NAME), _line(query, LONGEST)
        if not name or not query:
            self.problem = "A saved search needs a name and a query."
            return False
        content = self._read()
        saved = {n: q for n, q in content.saved.items() if fold(n) != fold(name)}
        if len(saved) >= MOST_SAVED:
            self.problem = f"There are {MOST_SAVED} saved searches already: remove one first."
            return False
        content.saved = {**saved, name: query}
        return self._write(content)

    def remove(self, name: str) -> bool:
        """Drop the search saved under that name; False where there is none."""
        found = self.find(name)
        if found is None:
            return False
        content = self._read()
        content.saved.pop(found.name, None)
        return self._write(content)

    # -- the file ------------------------------------------------------------------------------

    def _read(self) -> _Content:
        try:
            if self.path.stat().st_size > _LARGEST:
                raise ValueError("too large")
            data = json.loads(self.path.read_text("utf-8"))
            recent = [_line(q, LONGEST) for q in data["recent"] if isinstance(q, str)]
            saved = {
                _line(name, _LONGEST_NAME): _line(query, LONGEST)
                for name, query in data["saved"].items()
                if isinstance(query, str)
            }
        except FileNotFoundError:
            return _Content()
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self.problem = f"{self.path} could not be read: recent searches are not shown."
            self._unreadable = True
            return _Content()
        self._unreadable = False
        return _Content([q for q in recent if q], {n: q for n, q in saved.items() if n and q})

    def _write(self, content: _Content) -> bool:
        """Replace the file whole, so that a reader sees the old one or the new one."""
        data = {"format": _FORMAT, "recent": content.recent, "saved": content.saved}
        draft: str | None = None
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._set_aside()
            handle, draft = tempfile.mkstemp(prefix=".searches-", dir=self.path.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(data, file, ensure_ascii=False, indent=1)
            Path(draft).replace(self.path)
        except OSError as error:
            self.problem = f"{self.path} could not be written ({error.strerror})."
            if draft is not None:
                with contextlib.suppress(OSError):
                    Path(draft).unlink()
            return False
        self.problem, self._unreadable = None, False
        return True

    def _set_aside(self) -> None:
        """Keep a copy of a file that could not be read, since it is about to be replaced."""
        if self._unreadable:
            with contextlib.suppress(OSError):
                self.path.replace(self.path.with_suffix(".unreadable.json"))


def _line(text: str, longest: int) -> str:
    """Text on one line, without control characters."""
    return " ".join(clean(text).split())[:longest]

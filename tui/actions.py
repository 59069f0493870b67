"""The one registry of actions, read from `actions.toml`, and how keys are written for people."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_WRITTEN = {
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "f1": "F1",
}


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done. `hint` ranks it in the footer; None keeps it out of there."""

    id: str
    title: str
    help: str
    keys: tuple[str, ...]
    group: str
    hint: int | None = None

    @property
    def key(self) -> str:
        """The key that is shown for it."""
        return written(self.keys[0])


@cache
def actions() -> dict[str, Action]:
    """All actions by id, in the order of the file."""
    source = files("lacsec.tui").joinpath("actions.toml").read_text(encoding="utf-8")
    found = tomllib.loads(source)["action"]
    return {entry["id"]: Action(**entry | {"keys": tuple(entry["keys"])}) for entry in found}


def written(key: str) -> str:
    """A key as a person would write it: "slash" → "/", "ctrl+d" → "Ctrl+D"."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    if key.startswith("shift+"):
        return f"Shift+{written(key[6:])}"
    return _WRITTEN.get(key, key)

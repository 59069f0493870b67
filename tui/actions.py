"""The one registry of actions, read from `actions.toml`, and how keys are written."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

_WRITTEN = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}
NAMED = frozenset(_WRITTEN)
# Where the name that Unicode gives a character is not the one that Textual gives its key.
_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done. `hint` ranks it in the footer; None keeps it out of there.

    `where` is said where it cannot be done; "" for what can be done anywhere.
    """

    id: str
    title: str
    help: str
    keys: tuple[str, ...]
    group: str
    hint: int | None = None
    where: str = ""

    @property
    def key(self) -> str:
        """The key that is shown for it."""
        return written(self.keys[0]) if self.keys else ""


@cache
def defaults() -> Mapping[str, Action]:
    """All actions by id, in the order of the file, with their own keys."""
    source = files("lacsec.tui").joinpath("actions.toml").read_text(encoding="utf-8")
    found = tomllib.loads(source)["action"]
    return {entry["id"]: Action(**entry | {"keys": tuple(entry["keys"])}) for entry in found}


class _Keymap:
    actions: Mapping[str, Action] | None = None


def actions() -> Mapping[str, Action]:
    """All actions by id, with the keys that the user's keymap gives them."""
    return _Keymap.actions or defaults()


def use_keys(keymap: Mapping[str, Sequence[str]]) -> None:
    """Take other keys for some actions (by id) from now on; an empty mapping: the usual ones."""
    changed = {
        key: replace(action, keys=tuple(keymap[key])) if key in keymap else action
        for key, action in defaults().items()
    }
    _Keymap.actions = changed if keymap else None


def written(key: str) -> str:
    """A key as a person would write it: "pageup" → "PgUp", "ctrl+d" → "Ctrl+D"."""
    for prefix, words in (("ctrl+", "Ctrl+"), ("shift+", "Shift+")):
        if key.startswith(prefix):
            rest = written(key.removeprefix(prefix))
            return words + (rest.upper() if len(rest) == 1 else rest)
    return _WRITTEN.get(key, key)


def textual_key(key: str) -> str:
    """The name that Textual has for a key: "/" → "slash"; "ctrl+d" stays."""
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)

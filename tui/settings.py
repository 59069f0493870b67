"""The user's configuration: a TOML file, checked so that a slip is told with its line.

theme = "dark"              # dark, light, ansi, mono, or auto: by the terminal
preview = false             # the sentence that proves the line under the cursor
export_folder = "~/notes"   # where files are saved; else the folder lacsec-tui is started in

[keys]
copy = "Y"                  # an action and its key, or a list of keys
"page.down" = ["pagedown", "ctrl+v"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from lacsec.db.errors import LacsecError
from lacsec.tui.actions import NAMED, defaults
from lacsec.tui.terminal import restricted

FILE_NAME = "config.toml"
_THEMES = ("auto", "dark", "light", "ansi", "mono")
_NAMES = ("theme", "preview", "export_folder", "keys")
# What a terminal sends as another key, or does not send.
_LOST = frozenset(f"ctrl+{letter}" for letter in "chijmsqz") - {"ctrl+s", "ctrl+q"}


class WrongSettings(LacsecError):  # noqa: N818 (named like its kin)
    """The configuration file says something that cannot be done."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose; `keys` gives the keys of some actions by their ids."""

    theme: str = "auto"
    preview: bool = True
    export_folder: Path | None = None
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)


def path() -> Path:
    """Where the file is looked for."""
    from platformdirs import user_config_path  # noqa: PLC0415 (only where it is needed)

    return user_config_path("lacsec", appauthor=False) / FILE_NAME


def load(file: Path | None = None) -> Settings:
    """The settings of a file, the usual ones where there is none. Raises `WrongSettings`."""
    if restricted.is_restricted():
        return Settings()
    place = file or path()
    try:
        text = place.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise WrongSettings(f"{place} cannot be read ({reason}).", "Mend or remove it.") from error
    return read(text, str(place))


def read(text: str, name: str) -> Settings:
    """The settings of a text; `name` is the file's, for messages. Raises `WrongSettings`."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongSettings(f"{name} is not TOML: {error}.") from error
    reader = _Reader(text, name)
    for key in found:
        reader.known(key, _NAMES, "setting")
    theme = found.get("theme", "auto")
    if theme not in _THEMES:
        reader.wrong("theme", f"a theme is one of {', '.join(_THEMES)}")
    preview = found.get("preview", True)
    if not isinstance(preview, bool):
        reader.wrong("preview", "preview is true or false")
    folder = found.get("export_folder")
    if folder is not None and not isinstance(folder, str):
        reader.wrong("export_folder", "a folder is written as text")
    keys = found.get("keys", {})
    if not isinstance(keys, dict):
        reader.wrong("keys", "keys are a table: [keys]")
    return Settings(
        theme, preview, Path(folder).expanduser() if folder else None, reader.keymap(keys)
    )


class _Reader:
    """Tells in which line something is wrong."""

    def __init__(self, text: str, name: str) -> None:
        self._lines = text.splitlines()
        self._name = name

    def wrong(self, key: str, what: str) -> None:
        """Raise `WrongSettings` for a key of the file."""
        raise WrongSettings(f"{self._name}, line {self._line(key)}: {what}.")

    def known(self, key: str, names: Sequence[str], what: str) -> None:
        """Is this a name that means something?"""
        if key not in names:
            near = get_close_matches(key, names, 1, 0.5)
            hint = f"; did you mean “{near[0]}”?" if near else ""
            self.wrong(key, f"there is no {what} “{key}”{hint}".removesuffix("."))

    def keymap(self, given: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
        """The keys of the actions that the file names."""
        names = list(defaults())
        found: dict[str, tuple[str, ...]] = {}
        for action, told in given.items():
            self.known(action, names, "action")
            keys = [told] if isinstance(told, str) else told
            if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
                self.wrong(action, "a key is written as text, several as a list")
            found[action] = tuple(self._key(action, key) for key in keys)
        self._clashes(found)
        return found

    def _key(self, action: str, told: str) -> str:
        key = told if len(told) == 1 else told.lower()
        plain = key.removeprefix("ctrl+").removeprefix("shift+")
        if key in _LOST or key.startswith("ctrl+shift+"):
            self.wrong(action, f"terminals do not send “{told}”, or send it as another key")
        good = (len(plain) == 1 and plain.isprintable()) or plain in NAMED
        if not good:
            self.wrong(action, f"“{told}” is no key: write a character, or ctrl+d, f2, pageup …")
        return " " if key == " " else key

    def _clashes(self, found: Mapping[str, Sequence[str]]) -> None:
        taken: dict[str, str] = {}
        for action in [*found, *(other for other in defaults() if other not in found)]:
            for key in found.get(action, defaults()[action].keys):
                other = taken.setdefault(key, action)
                if other != action:
                    self.wrong(
                        other,
                        f"“{key}” is the key of “{action}” too; give that another one as well",
                    )

    def _line(self, key: str) -> int:
        for number, text in enumerate(self._lines, start=1):
            head = text.partition("=")[0].strip().strip("[]").strip().strip("\"'")
            if head == key:
                return number
        return 1

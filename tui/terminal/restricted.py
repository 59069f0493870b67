"""Restricted mode: the app offered to people who must not get a shell behind it.

It begins once, by `--restricted` or the environment, and never ends while the process lives.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from enum import Enum
from pathlib import Path

VARIABLE = "LACSEC_RESTRICTED"
_NO = ("", "0", "no", "false", "off")
# Variables that make Textual or Python write files, load code or open a console.
_LOOSE = ("TEXTUAL", "PYTHON", "LACSEC_DB", "PAGER", "EDITOR", "VISUAL", "BROWSER", "XDG_")
_LOOSE_EXACTLY = ("LESSOPEN", "LESSCLOSE", "LESS", "MANPAGER", "SHELL")


class Deed(Enum):
    """What could lead out of the app, and why it is not done."""

    PROGRAM = "No other program is started in restricted mode."
    WRITE = "No file is written in restricted mode."
    PATH = "No path can be given in restricted mode."
    SUSPEND = "The app cannot be stopped for a while in restricted mode."


class _State:
    restricted = False


_state = _State()


def wanted(environment: MutableMapping[str, str]) -> bool:
    """Does the environment ask for restricted mode?"""
    return environment.get(VARIABLE, "").strip().lower() not in _NO


def restrict(environment: MutableMapping[str, str] | None = None) -> None:
    """From now on; variables that could widen it are taken out of the environment."""
    _state.restricted = True
    variables = os.environ if environment is None else environment
    for name in list(variables):
        if name.startswith(_LOOSE) or name in _LOOSE_EXACTLY:
            del variables[name]


def is_restricted() -> bool:
    """Is the app in restricted mode?"""
    return _state.restricted


def may(deed: Deed, path: Path | None = None) -> bool:
    """May this be done? A file may be written within the user's own state folder."""
    if not _state.restricted:
        return True
    return deed is Deed.WRITE and path is not None and path.resolve().is_relative_to(_state_home())


def why_not(deed: Deed) -> str:
    """The sentence for someone who asked for it."""
    return deed.value


def state_folder() -> Path:
    """Where the user's own state is kept; in restricted mode no variable moves it."""
    if _state.restricted:
        return _state_home()
    from platformdirs import user_state_path  # noqa: PLC0415 (only where it is needed)

    return user_state_path("lacsec", appauthor=False)


def _state_home() -> Path:
    import pwd  # noqa: PLC0415 (only where it is needed)

    return Path(pwd.getpwuid(os.getuid()).pw_dir, ".local", "state", "lacsec")

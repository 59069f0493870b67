"""The few sequences besides frames that Textual may send through to the terminal."""

from __future__ import annotations

import re

_BELL = "\x07"
# The clipboard, as it is or wrapped for tmux; base64 only, so that nothing can hide in it.
_CLIPBOARD = re.compile(
    r"\x1b\]52;[a-z]?;[A-Za-z0-9+/=]*(?:\x07|\x1b\\)"
    r"|\x1bPtmux;\x1b\x1b\]52;[a-z]?;[A-Za-z0-9+/=]*(?:\x07|\x1b\x1b\\)\x1b\\"
)


def let_through(data: str, *, clipboard: bool = True) -> str:
    """What of a written string is sent as it is: the bell, and, where it is known, the clipboard.

    Modes, queries and pointer shapes are left out: the device sets the modes, and nothing is
    asked that is not needed.
    """
    if data == _BELL:
        return data
    return data if clipboard and _CLIPBOARD.fullmatch(data) else ""

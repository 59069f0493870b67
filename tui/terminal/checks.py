"""Is this a place where a full-screen program can run? If not, what to use instead."""

from __future__ import annotations

import codecs
import os
from collections.abc import Mapping

from lacsec.tui.terminal.traits import is_for_screens

_INSTEAD = "use: lacsec search QUERY, lacsec show ID, or lacsec-tui --plain."


def unfit(environment: Mapping[str, str], encoding: str) -> str | None:
    """Why the app cannot run here, in one line; None where it can."""
    if not all(os.isatty(stream) for stream in (0, 1, 2)):
        return f"lacsec-tui needs a terminal for input and output; without one, {_INSTEAD}"
    term = environment.get("TERM", "")
    if not is_for_screens(term):
        known = f"TERM={ascii(term)[1:-1]}" if term else "no TERM"
        return f"lacsec-tui cannot draw on this terminal ({known}); {_INSTEAD}"
    try:
        if "lacsec \x1b[0m".encode(codecs.lookup(encoding).name) != b"lacsec \x1b[0m":
            raise LookupError
    except (LookupError, UnicodeError):
        return f"lacsec-tui cannot write in this locale's encoding ({encoding!a}); {_INSTEAD}"
    return None

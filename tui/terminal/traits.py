"""What a terminal can do, judged by TERM, the locale and the environment alone.

Nothing is asked of the terminal: an answer would cost a round trip before the first screen.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Literal, NamedTuple

# all: everything. letters: letters, but lines and plots in ASCII. console: the font of the Linux
# console. encoding: what the locale's encoding has. ascii: nothing else.
Glyphs = Literal["all", "letters", "console", "encoding", "ascii"]
PLAIN_DRIVER = "LACSEC_PLAIN_DRIVER"  # a variable: 1 for Textual's own driver
TRUE_COLOUR = 1 << 24


class Traits(NamedTuple):  # not a dataclass: those take longer to load than all the rest here
    """One terminal. `colours` is 0 (none), 16, 256 or 2**24."""

    term: str = "xterm-256color"
    colours: int = 256
    encoding: str = "utf-8"
    glyphs: Glyphs = "all"
    alternate: bool = True
    mouse: bool = True
    paste: bool = True
    keys: bool = True
    """Takes the kitty keyboard protocol, or ignores the request for it."""
    synchronized: bool = True
    """May be asked whether it shows frames whole."""
    fills: bool = True
    """An erased cell gets the background colour."""
    erases: bool = True
    """Knows ECH and CHA."""
    inserts: bool = True
    """Knows IL and DL."""
    switches_off: bool = True
    """Knows SGR 22 to 29, 39 and 49."""


_FAMILIES: dict[str, dict[str, bool]] = {
    "xterm": {},
    "tmux": {"fills": False},
    "screen": {"fills": False, "erases": False, "keys": False, "synchronized": False},
    "linux": {"mouse": False, "paste": False, "keys": False, "synchronized": False},
    "basic": {
        "alternate": False,
        "mouse": False,
        "paste": False,
        "keys": False,
        "synchronized": False,
        "fills": False,
        "erases": False,
        "inserts": False,
        "switches_off": False,
    },
}
_BASIC = ("vt1", "vt2", "vt3", "vt4", "vt5", "ansi", "cons25", "pcansi", "sun", "hurd", "mach")
_NOT_FOR_SCREENS = ("", "dumb", "unknown", "network", "dialup", "switch", "emacs")
_NO_COLOUR_TERMS = ("vt", "sun", "xterm-mono")
_SYSTEMS = {"standard": 16, "256": 256, "truecolor": TRUE_COLOUR}


def is_for_screens(term: str) -> bool:
    """Can a terminal of this type show a full-screen program at all?"""
    return term not in _NOT_FOR_SCREENS and not term.startswith(("vt5x", "vt52", "vt05"))


def family(term: str) -> str:
    """The kind of terminal that TERM names; what is unknown is taken for an xterm."""
    if term.startswith(_BASIC):
        return "basic"
    return next((name for name in ("tmux", "screen", "linux") if term.startswith(name)), "xterm")


def colours(environment: Mapping[str, str]) -> int:
    """How many colours to use: none with NO_COLOR, else by COLORTERM and TERM as Textual does."""
    term = environment.get("TERM", "")
    if "NO_COLOR" in environment or term.startswith(_NO_COLOUR_TERMS):
        return 0
    asked = _SYSTEMS.get(environment.get("TEXTUAL_COLOR_SYSTEM", ""))
    if asked is not None:
        return asked
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return TRUE_COLOUR
    return 256 if term.endswith(("256color", "-kitty", "-direct")) else 16


def traits(
    environment: Mapping[str, str], *, encoding: str = "", ascii_only: bool = False
) -> Traits:
    """The traits of the terminal that an environment speaks of.

    `encoding` is the locale's, "" for that of the standard error stream; `ascii_only` asks for
    lines and plots in ASCII.
    """
    term = environment.get("TERM", "")
    kind = family(term)
    name = (encoding or getattr(sys.__stderr__, "encoding", None) or "utf-8").lower()
    unicode = name.replace("-", "").replace("_", "") in ("utf8", "utf8sig")
    glyphs: Glyphs = "letters" if ascii_only else "all"
    if kind == "basic":
        glyphs = "ascii"
    elif kind == "linux":
        glyphs = "console"
    elif not unicode:
        glyphs = "encoding"
    return Traits(
        term=term,
        colours=colours(environment),
        encoding="utf-8" if unicode else name,
        glyphs=glyphs,
        **_FAMILIES[kind],
    )


def palette(found: Traits, environment: Mapping[str, str], asked: str = "auto") -> str:
    """The theme to use: the one that was asked for, unless there are no colours for it."""
    if found.colours == 0:
        return "mono"
    if asked not in ("", "auto"):
        return asked
    if found.colours < 256:
        return "ansi"
    # rxvt, Konsole and others say what their background is: 7 and 15 are white.
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    return "light" if background in ("7", "15") else "dark"

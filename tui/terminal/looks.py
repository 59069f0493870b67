"""How cells look: SGR strings as small numbers, and the shortest way from one look to another."""

from __future__ import annotations

from typing import NamedTuple

from lacsec.tui.terminal.traits import Traits

_BOLD, _DIM, _ITALIC, _UNDERLINE, _REVERSE, _STRIKE = (1 << n for n in range(6))
# Blinking (5, 6) and concealing (8) are left out: nothing moves, and nothing is hidden.
_ON = {1: _BOLD, 2: _DIM, 3: _ITALIC, 4: _UNDERLINE, 7: _REVERSE, 9: _STRIKE, 21: _UNDERLINE}
_OFF = {22: _BOLD | _DIM, 23: _ITALIC, 24: _UNDERLINE, 27: _REVERSE, 29: _STRIKE}
_CODES = {_BOLD: "1", _DIM: "2", _ITALIC: "3", _UNDERLINE: "4", _REVERSE: "7", _STRIKE: "9"}
_BASIC_FLAGS = _BOLD | _UNDERLINE | _REVERSE
_VISIBLE_ON_BLANKS = _UNDERLINE | _REVERSE | _STRIKE
PLAIN = 0


class Look(NamedTuple):
    """Foreground and background as SGR parameters ("" for the default), and what else is on."""

    foreground: str = ""
    background: str = ""
    flags: int = 0


class Looks:
    """All looks that were met, each with a number; 0 is the terminal's own."""

    def __init__(self, traits: Traits) -> None:
        self._colours = traits.colours
        self._switches_off = traits.switches_off
        self._flags = -1 if traits.switches_off else _BASIC_FLAGS
        self._looks = [Look()]
        self._numbers = {Look(): PLAIN}
        self._parsed: dict[str, int] = {"": PLAIN, "0": PLAIN}
        self._changes: dict[tuple[int, int], str] = {}
        self._blanks: list[str | None] = [""]

    def number(self, parameters: str) -> int:
        """The number of the look that SGR parameters give ("1;38;5;110")."""
        found = self._parsed.get(parameters)
        if found is None:
            look = self._read(parameters)
            found = self._numbers.get(look)
            if found is None:
                found = self._numbers[look] = len(self._looks)
                self._looks.append(look)
                self._blanks.append(None if look.flags & _VISIBLE_ON_BLANKS else look.background)
            self._parsed[parameters] = found
        return found

    def blank(self, number: int) -> str | None:
        """What a space shows of a look: its background; None where it shows a line or a bar."""
        return self._blanks[number]

    def change(self, before: int, after: int) -> str:
        """The sequence that turns one look into another; "" where they are one."""
        if before == after:
            return ""
        known = self._changes.get((before, after))
        if known is None:
            known = self._changes[before, after] = self._shortest(before, after)
        return known

    def _read(self, parameters: str) -> Look:
        codes = [int(part) if part.isdigit() else 0 for part in parameters.split(";")]
        foreground = background = ""
        flags, at = 0, 0
        while at < len(codes):
            code = codes[at]
            if code in (38, 48):
                size = 3 if codes[at + 1 : at + 2] == [5] else 5
                colour = ";".join(str(part) for part in codes[at : at + size])
                whole = len(codes) >= at + size
                if whole and code == 38:
                    foreground = colour
                elif whole:
                    background = colour
                at += size
                continue
            if code == 0:
                foreground, background, flags = "", "", 0
            elif code in _ON:
                flags |= _ON[code]
            elif code in _OFF:
                flags &= ~_OFF[code]
            elif 30 <= code <= 39 or 90 <= code <= 97:
                foreground = "" if code == 39 else str(code)
            elif 40 <= code <= 49 or 100 <= code <= 107:
                background = "" if code == 49 else str(code)
            at += 1
        if not self._colours:
            foreground = background = ""
        return Look(foreground, background, flags & self._flags)

    def _shortest(self, before: int, after: int) -> str:
        old, new = self._looks[before], self._looks[after]
        parts = [code for flag, code in _CODES.items() if new.flags & flag]
        parts += [colour for colour in (new.foreground, new.background) if colour]
        anew = f"\x1b[0;{';'.join(parts)}m" if parts else "\x1b[m"
        if not self._switches_off and (
            old.flags & ~new.flags
            or (old.foreground and not new.foreground)
            or (old.background and not new.background)
        ):
            return anew
        changed = f"\x1b[{';'.join(self._differences(old, new))}m"
        return changed if len(changed) <= len(anew) else anew

    @staticmethod
    def _differences(old: Look, new: Look) -> list[str]:
        parts: list[str] = []
        kept = old.flags
        for code, flags in _OFF.items():
            if kept & flags & ~new.flags:
                parts.append(str(code))
                kept &= ~flags
        parts += [code for flag, code in _CODES.items() if new.flags & flag & ~kept]
        if old.foreground != new.foreground:
            parts.append(new.foreground or "39")
        if old.background != new.background:
            parts.append(new.background or "49")
        return parts

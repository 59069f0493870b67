"""From text to cells: nothing that controls, and nothing that the terminal cannot show.

This is the second fence behind `lacsec.tui.lines.safe`: whatever a widget draws, only characters
that fill cells come out of here, each as wide as Textual took it for.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.cells import get_character_cell_size, split_graphemes

from lacsec.tui.terminal.cells import BLANK, TAIL
from lacsec.tui.terminal.traits import Glyphs

_MOST_MARKS = 4
_UNKNOWN = "\ufffd"
_JOINER = "\u200d"
_JAMO = range(0x1160, 0x1200)  # vowels and finals that join into a syllable
_DRAWINGS = (range(0x2190, 0x2200), range(0x2500, 0x2600), range(0x2800, 0x2900))
_BRAILLE = range(0x2800, 0x2900)
_CONSOLE_LATIN = range(0xA0, 0x100)


class Charset:
    """What of Unicode a terminal shows; the rest is replaced, cell for cell."""

    def __init__(self, glyphs: Glyphs = "all", encoding: str = "utf-8") -> None:
        self._glyphs = glyphs
        self._encoding = encoding
        self._shown: dict[str, str] = {}
        self.cells = lru_cache(maxsize=4096)(self._cells)

    def _cells(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Marks that belong to the character before the text, and the cells of the text."""
        leading = ""
        cells: list[str] = []
        spans, _ = split_graphemes(text)
        for start, end, width in spans:
            first, rest = text[start], text[start + 1 : end]
            if width == 0:
                leading += "" if cells else self._marks(first + rest)
                continue
            shown = self._show(first)
            if len(shown) > 1:  # a wide character of which the terminal knows nothing
                cells += shown
                continue
            # What is joined to a character has no width of its own, so it is left out.
            cells.append(shown + self._marks(rest.partition(_JOINER)[0]) if rest else shown)
            if width > 1:
                cells.append(TAIL if get_character_cell_size(first) > 1 else BLANK)
        return leading, tuple(cells)

    def _marks(self, text: str) -> str:
        kept = [c for c in text if unicodedata.category(c) in ("Mn", "Me") or ord(c) in _JAMO]
        kept = [c for c in kept if not 0xFE00 <= ord(c) <= 0xFE0F and self._has(c)]
        return "".join(kept[:_MOST_MARKS])

    def _show(self, character: str) -> str:
        shown = self._shown.get(character)
        if shown is None:
            shown = self._shown[character] = self._substitute(character)
        return shown

    def _substitute(self, character: str) -> str:
        width = get_character_cell_size(character)
        if controls(character):
            character = _UNKNOWN
        if self._has(character):
            return character * (width if character == _UNKNOWN else 1)
        return _substitutes().get(character, _plain(character)) * width

    def _has(self, character: str) -> bool:
        code = ord(character)
        if code < 0x80 or self._glyphs == "all":
            return True
        if self._glyphs == "letters":
            drawn = any(code in drawing for drawing in _DRAWINGS)
            return not drawn and character not in _drawings()
        if self._glyphs == "console":
            return code in _CONSOLE_LATIN or _encodes(character, "cp437")
        return self._glyphs == "encoding" and _encodes(character, self._encoding)


def controls(character: str) -> bool:
    """Is this a character that a terminal acts upon, or that shows nothing but turns text round?

    C0, C1, delete, format characters (bidirectional and zero-width ones), line and paragraph
    separators, surrogates and code points that are no characters.
    """
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return True
    return category == "Cn" and (
        ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) < 0xFDF0
    )


def _encodes(character: str, encoding: str) -> bool:
    try:
        return len(character.encode(encoding)) > 0
    except (UnicodeEncodeError, LookupError):
        return False


def _plain(character: str) -> str:
    """Dots for Braille, marks for signs, the letter under the accents, "?" for anything else."""
    code = ord(character)
    if code in _BRAILLE:
        dots = (code - _BRAILLE.start).bit_count()
        return " .:#"[(dots > 0) + (dots > 2) + (dots > 5)]
    for drawing, substitute in zip(_DRAWINGS, ">*", strict=False):
        if code in drawing:
            return substitute
    parts = unicodedata.normalize("NFD", character)
    if parts[0].isascii() and all(unicodedata.combining(mark) for mark in parts[1:]):
        return parts[0]
    return "?"


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], frozenset[str]]:
    import tomllib  # noqa: PLC0415 (only where a terminal lacks something)
    from importlib.resources import files  # noqa: PLC0415

    source = files("lacsec.tui.terminal").joinpath("substitutes.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(source)
    found = {
        character: replacement
        for table in (tables["writing"], tables["drawing"])
        for replacement, characters in table.items()
        for character in characters
    }
    return found, frozenset("".join(tables["drawing"].values()))


def _substitutes() -> dict[str, str]:
    return _tables()[0]


def _drawings() -> frozenset[str]:
    return _tables()[1]

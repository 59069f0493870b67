"""Text made safe to store and to show, and a word about it where it held what can do harm."""

from __future__ import annotations

import re
import unicodedata

from lacsec.db.text import clean

# Controls that steer a terminal or turn the direction of text; tabs and line ends are none.
_HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]"
)
_NOTE = "held control characters (for terminals or for the direction of text), which were left out"


class Washer:
    """Cleans the texts of one document and remembers whether any held harmful characters."""

    def __init__(self) -> None:
        self.found = False

    def wash(self, text: str) -> str:
        """The text as `lacsec.db.text.clean` gives it; most lines need nothing done to them."""
        if text.isprintable():  # then all there is to do is to compose its letters
            composed = text.isascii() or unicodedata.is_normalized("NFC", text)
            return text if composed else unicodedata.normalize("NFC", text)
        if not self.found and _HARMFUL.search(text):
            self.found = True
        return clean(text)

    def line(self, text: str) -> str:
        """The text on one line, every run of spaces one space."""
        return self.wash(" ".join(text.split()))

    def metadata(self, found: dict[str, str]) -> dict[str, str]:
        """Values on one line each, the empty ones left out."""
        washed = {key: self.line(value) for key, value in found.items()}
        return {key: value for key, value in washed.items() if value}

    def notes(self) -> tuple[str, ...]:
        """A sentence for the user where something was taken out."""
        return (_NOTE,) if self.found else ()

"""Text as it is compared and as it is shown: folding that keeps offsets, cleaning that is safe."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Bidirectional controls, zero-width marks, soft hyphens, byte-order marks: invisible, and either
# harmful in a terminal or in the way of finding a word.
_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffa\ufffb"
)
_QUOTES = {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"'}
_DASHES = {"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-"}
_SPACES = {"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u2002": " ", "\u2003": " "}


class _FoldTable(dict[int, str]):
    """Maps each character to one folded character, worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _QUOTES.get(char) or _DASHES.get(char) or _SPACES.get(char)
        if folded is None:
            base = next(
                (c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c)),
                char,
            )
            lower = base.lower()
            folded = lower if len(lower) == 1 else base
        self[code] = folded
        return folded


_FOLD = _FoldTable()


def fold(text: str) -> str:
    """Lower-case, accents off, quotes, dashes and spaces made one kind; of the same length.

    Each character becomes exactly one, so an offset into the folded text is an offset into the
    original (`text` should be NFC: a combining mark that stands alone folds to itself).
    """
    return text.translate(_FOLD)


@lru_cache(maxsize=1)
def _clean_table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(c): None for c in _INVISIBLE}
    for code in [*range(0x20), *range(0x7F, 0xA0)]:
        table[code] = None
    for code in (0x0B, 0x0C, 0x85):
        table[code] = "\n"
    table[0x2028] = table[0x2029] = "\n"
    table[ord("\n")] = "\n"
    table[ord("\t")] = "\t"
    for code in range(0xD800, 0xF900):  # surrogates that stand alone, and private use
        table[code] = "\ufffd"
    return table


def clean(text: str) -> str:
    """Text that is safe to store and to show: NFC, "\\n" line ends, no control characters.

    Takes out C0 and C1 controls (ESC among them), bidirectional and zero-width characters and
    soft hyphens; lone surrogates and private-use characters become U+FFFD.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(_clean_table())
    return text if text.isascii() else unicodedata.normalize("NFC", text)

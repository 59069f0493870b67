"""How much of one document is read; what is larger is refused with a sentence."""

from __future__ import annotations

LARGEST_FILE = 64 * 1024 * 1024  # bytes, pictures included
LONGEST_TEXT = 10_000_000  # characters: the longest documents of the field have a tenth

"""Bytes to text: byte-order mark, then UTF-8, then UTF-16 without a mark, then Windows-1252."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> tuple[str, str | None]:
    """The text, and a sentence about what was wrong with it (None where nothing was).

    Windows-1252 is the last resort, as most files of the field that are not UTF-8 are in it; its
    five unassigned bytes become U+FFFD.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    sample = data[:4096]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(sample) > 4 and sample[offset::2].count(0) > len(sample) * 0.3:
            return data.decode(name, "replace"), "was read as UTF-16 without a byte-order mark"
    return data.decode("cp1252", "replace"), "was not UTF-8 and was read as Windows-1252"

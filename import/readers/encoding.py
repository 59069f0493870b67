"""Bytes to text: byte-order mark, UTF-8, UTF-16 without a mark, what is stated, Windows-1252."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What is called Latin-1 is nearly always Windows-1252, with letters where Latin-1 has controls.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
# Names that begin so: one byte a letter, or UTF-8. Others are as good as never in this field, and
# Python's codecs have some among them that are no encodings of text at all.
_BYTE_ENCODINGS = ("utf-8", "cp125", "cp4", "cp8", "iso8859", "mac-", "koi8")
_LOST = 0.001  # of the characters: more than that undecodable, and it is worth a word
_SAMPLE = 4096
_ZEROS = 0.3  # of every second byte: Western text in UTF-16 has nearly all of them


def decode(data: bytes, stated: str | None = None) -> tuple[str, str | None]:
    """The text, and a sentence about what was wrong with it (None where nothing was).

    `stated` is the encoding that the file itself names; UTF-8 that is sound needs no statement.
    Windows-1252 is the last resort, as most files of the field that are not UTF-8 are in it; its
    five unassigned bytes become U+FFFD.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, name)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    sample = data[:_SAMPLE]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(sample) > 4 and sample[offset::2].count(0) > len(sample) / 2 * _ZEROS:
            return data.decode(name, "replace"), "was read as UTF-16 without a byte-order mark"
    codec = known_encoding(stated)
    if codec == "utf-8" or (codec is None and _nearly_utf8(data)):
        return data.decode("utf-8", "replace"), "holds bytes that are not UTF-8, shown as �"
    if codec is not None:
        return _decoded(data, codec)
    return data.decode("cp1252", "replace"), "was not UTF-8 and was read as Windows-1252"


def _decoded(data: bytes, name: str) -> tuple[str, str | None]:
    text = data.decode(name, "replace")
    bad = text.count("\ufffd")
    return text, f"holds bytes that are not {name}, shown as �" if bad > _LOST * len(text) else None


def _nearly_utf8(data: bytes) -> bool:
    """Is it UTF-8 but for a slip: many sound letters beyond ASCII, and hardly a broken one?"""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(data) - len(text)  # each sound letter beyond ASCII has bytes more than characters
    return good > 20 * bad


def known_encoding(stated: str | None) -> str | None:
    """The codec of a text encoding by the name that a file gives it; None where there is none."""
    try:
        name = codecs.lookup((stated or "").strip()[:40]).name
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name) if name.startswith(_BYTE_ENCODINGS) else None

"""What kind of file it is: by its first bytes, and by its ending where these say nothing."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal

from lacsec.importer.readers.blocks import UnreadableError

FileKind = Literal["text", "markdown", "html", "pdf", "docx", "mail"]
ENDINGS: dict[str, FileKind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "mail",
}
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file; save it as .docx or .pdf"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed archive; unpack it first"),
    (b"7z\xbc\xaf", "a compressed archive; unpack it first"),
    (b"Rar!", "a compressed archive; unpack it first"),
    (b"SQLite format 3\0", "a database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF file; save it as .docx or .pdf"),
)
_HTML = re.compile(
    rb"\s{0,200}(?:<!--[^>]{0,400}-->\s{0,40})?<(?:!doctype html|html|head|body)", re.I
)
_MAIL = re.compile(rb"(?:Return-Path|Received|From|Message-ID|MIME-Version|Delivered-To): ", re.I)
_BINARY_SHARE = 0.02  # of the first bytes that no text has


def kind_of(data: bytes, name: str) -> FileKind:
    """The kind of a file. Raises `UnreadableError` for what holds no text that can be read."""
    head = data[:4096]
    ending = ENDINGS.get(PurePath(name).suffix.lower())
    if head.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    for sign, told in _OTHERS:
        if head.startswith(sign):
            raise UnreadableError(f"it is {told}")
    if ending in ("pdf", "docx"):
        raise UnreadableError(f"it ends in {PurePath(name).suffix} but is none")
    if _is_binary(head):
        raise UnreadableError("it is no text")
    if ending == "mail" or (ending is None and _MAIL.match(head)):
        return "mail"
    if ending in ("text", "markdown"):
        return "html" if _HTML.match(head) else ending
    return "html" if ending == "html" or _HTML.match(head) else "text"


def _zip_kind(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableError("it is a broken archive") from error
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise UnreadableError("it is a spreadsheet or a presentation; save it as .pdf")
    raise UnreadableError("it is an archive; unpack it first")


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return False
    zeros = head.count(0)
    if zeros and max(head[0::2].count(0), head[1::2].count(0)) > 0.4 * len(head) / 2:
        return False  # UTF-16 without a mark
    odd = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return bool(head) and odd > _BINARY_SHARE * len(head)

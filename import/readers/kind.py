"""What kind of file it is: by its first bytes, and by its ending where these say nothing."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import Literal

from lacsec.importer.readers.blocks import UnreadableError

FileKind = Literal["text", "markdown", "html", "pdf", "docx", "mail"]
ENDINGS: dict[str, FileKind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".mht": "mail",
    ".mhtml": "mail",
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".eml": "mail",
}
HEAD = 4096  # bytes that tell the kind of nearly every file
# Documents that people keep beside those that are read: in a folder they are named as left out.
OTHER_DOCUMENTS = frozenset({".doc", ".rtf", ".odt", ".epub", ".pages", ".wpd", ".msg"})
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Office file, or one with a password; save it as .docx or .pdf"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1f\x8b", "a compressed archive; unpack it first"),
    (b"BZh", "a compressed archive; unpack it first"),
    (b"\xfd7zXZ", "a compressed archive; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a compressed archive; unpack it first"),
    (b"7z\xbc\xaf", "a compressed archive; unpack it first"),
    (b"Rar!", "a compressed archive; unpack it first"),
    (b"SQLite format 3\0", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"{\\rtf", "an RTF file; save it as .docx or .pdf"),
    (b"%!PS", "a PostScript file; save it as .pdf"),
)
_HTML = re.compile(
    rb"\s{0,200}(?:<\?xml[^>]{0,200}\?>\s{0,40})?(?:<!--[^>]{0,400}-->\s{0,40}){0,3}"
    rb"<(?:!doctype\s{1,4}html|html|head|body)\b",
    re.I,
)
_MAIL = re.compile(rb"(?:Return-Path|Received|From|Message-ID|MIME-Version|Delivered-To): ", re.I)
_MAIL_HEADERS = re.compile(rb"^(?:From|To|Subject|Date|MIME-Version|Content-Type):", re.I | re.M)
_BINARY_SHARE = 0.02  # of the first bytes that no text has
_MARK = b"\xef\xbb\xbf"


def kind_of(data: bytes, name: str) -> FileKind:
    """The kind of a file. Raises `UnreadableError` for what holds no text that can be read."""
    head = data[:HEAD].removeprefix(_MARK)
    ending = ENDINGS.get(PurePath(name).suffix.lower())
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    for sign, told in _OTHERS:
        if head.startswith(sign):
            raise UnreadableError(f"it is {told}")
    if _is_binary(head):
        raise UnreadableError(
            f"it ends in {PurePath(name).suffix} but is none" if ending else "it is no text"
        )
    if ending == "mail" or (ending is None and is_mail(head)):
        return "mail"
    if _HTML.match(_ascii(head)):
        return "html"
    return ending if ending in ("markdown", "html") else "text"


def is_told_by_content(head: bytes) -> bool:
    """Do the first bytes say by themselves that it is a document: a page, a PDF, an archive?"""
    head = head.removeprefix(_MARK)
    return (
        b"%PDF-" in head[:1024]
        or (head.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in head)
        or _HTML.match(_ascii(head)) is not None
    )


def is_mail(head: bytes) -> bool:
    """Does it begin like a message, with several of the headers that each one has?"""
    return _MAIL.match(head) is not None and len(set(_MAIL_HEADERS.findall(head))) >= 2


def _ascii(head: bytes) -> bytes:
    """UTF-16 without its zeros, enough to see what the first letters are."""
    return head[2:].replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head


def _zip_kind(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise UnreadableError("it is a broken archive or Word file") from error
    if any(name.startswith("word/document") for name in names) or "[Content_Types].xml" in names:
        if any(name.startswith(("xl/", "ppt/")) for name in names):
            raise UnreadableError("it is a spreadsheet or a presentation; save it as .pdf")
        return "docx"
    if "mimetype" in names:
        raise UnreadableError("it is an OpenDocument file or an e-book; save it as .docx or .pdf")
    raise UnreadableError("it is an archive; unpack it first")


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    half = max(1, len(head) // 2)
    if max(head[0::2].count(0), head[1::2].count(0)) > 0.4 * half and not _both_zero(head):
        return False  # UTF-16 without a mark
    odd = len(head) - len(head.translate(None, _ODD))
    return odd > _BINARY_SHARE * len(head)


def _both_zero(head: bytes) -> bool:
    return min(head[0::2].count(0), head[1::2].count(0)) > 0.1 * len(head) / 2


_ODD = bytes([*range(9), *range(14, 27), *range(28, 32)])

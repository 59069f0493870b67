from __future__ import annotations

import pytest

from lacsec.importer.readers.blocks import UnreadableError
from lacsec.importer.readers.kind import is_told_by_content, kind_of
from tests.readers.pdffile import At, pdf_file
from tests.readers.wordfile import paragraph, word_file

PDF = pdf_file([[At(70, 700, "Words.")]])
WORD = word_file(paragraph("Words."))
PAGE = b"<!DOCTYPE html><html><body><p>Words.</p></body></html>"


@pytest.mark.parametrize(
    "name", ["a.txt", "a.html", "a.pdf", "a.docx", "a.md", "a", "a.bin", "a.doc"]
)
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, "pdf"),
        (b"\n\n" + PDF, "pdf"),
        (WORD, "docx"),
        (PAGE, "html"),
        (b"\xef\xbb\xbf \n<!-- saved page --><HTML>x", "html"),
        (b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "x"><html>', "html"),
        (PAGE.decode().encode("utf-16"), "html"),
    ],
)
def test_the_content_decides(data: bytes, kind: str, name: str) -> None:
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text"),
        ("a.MD", "markdown"),
        ("a.htm", "html"),
        ("a", "text"),
        ("a.docx", "text"),
        ("a.pdf", "text"),
        ("a.eml", "mail"),
    ],
)
def test_the_ending_decides_where_the_content_is_plain_text(name: str, kind: str) -> None:
    assert kind_of("Señales y palabras.".encode(), name) == kind
    assert kind_of("Señales y palabras en una línea.".encode("utf-16-le"), name) == kind


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (b"\x1f\x8b\x08" + bytes(100), "archive"),
        (b"SQLite format 3\0" + bytes(100), "database"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "old Office"),
        (b"{\\rtf1 Words.}", "RTF"),
        (bytes(range(256)) * 16, "is none"),
        (bytes(5000), "is none"),
        (b"PK\x03\x04" + bytes(500), "broken archive"),
    ],
)
def test_what_holds_no_text_is_told_for_what_it_is(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableError, match=told):
        kind_of(data, "a.txt")


def test_what_its_first_bytes_tell() -> None:
    assert all(is_told_by_content(data[:4096]) for data in (PDF, WORD, PAGE))
    assert not any(map(is_told_by_content, (b"Words.", b"", b"PK\x03\x04", b"\x89PNG", b"{}")))

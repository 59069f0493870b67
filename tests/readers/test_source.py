from __future__ import annotations

import pytest

from lacsec.importer.readers.encoding import decode
from lacsec.importer.readers.front_matter import split_front_matter
from lacsec.importer.readers.source import read_source


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("café".encode(), "café"),
        ("café".encode("utf-8-sig"), "café"),
        ("café".encode("utf-16"), "café"),
        ("café y más".encode("utf-16-le"), "café y más"),
        ("café – “señas”".encode("cp1252"), "café – “señas”"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert decode(data)[0] == text


def test_a_guessed_encoding_is_told() -> None:
    reading = read_source("El señor llegó.".encode("cp1252"), "a.txt")
    assert "Windows-1252" in reading.notes[0] and not reading.problems


def test_front_matter() -> None:
    text = '---\ntitle: "A: b"\nauthors:\n  - One\n  - Two\ndate: 2024\nfoo: bar\n---\n# Body'
    found, body = split_front_matter(text)
    assert found == {"title": "A: b", "authors": "One; Two", "issued": "2024"}
    assert body == "# Body"


@pytest.mark.parametrize("text", ["---\nno end", "--- \ntitle: x", "# x\n---\ntitle: y\n---\n"])
def test_no_front_matter(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


def test_control_characters_never_pass() -> None:
    reading = read_source(b"Title\n\nRed \x1b[31malert\x1b[0m and \xe2\x80\xaebidi.", "a.txt")
    assert [block.text for block in reading.blocks] == ["Title", "Red [31malert[0m and bidi."]

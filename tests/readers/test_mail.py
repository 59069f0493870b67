from __future__ import annotations

import time
from email.message import EmailMessage

import pytest

from lacsec.importer.readers.blocks import UnreadableError
from lacsec.importer.readers.source import read_source


def message(text: str = "", page: str = "", attachment: bytes = b"") -> bytes:
    mail = EmailMessage()
    mail["From"] = "Oficina de Prensa <prensa@enlace.example>"
    mail["To"] = "a@b.example"
    mail["Subject"] = "Señales desde Manta"
    mail["Date"] = "Tue, 18 Apr 2023 09:30:00 +0200"
    mail.set_content(text or "…")
    if page:
        mail.add_alternative(page, subtype="html")
    if attachment:
        mail.add_attachment(attachment, maintype="application", subtype="pdf", filename="n.pdf")
    return mail.as_bytes()


def test_a_message_of_text() -> None:
    reading = read_source(message("Los guardacostas volvieron.\n\n- uno\n- dos"), "a.eml")
    assert [block.kind for block in reading.blocks] == ["paragraph", "list_item", "list_item"]
    assert reading.metadata == {
        "title": "Señales desde Manta",
        "authors": "Oficina de Prensa",
        "issued": "2023-04-18",
    }
    assert reading.media_type == "message/rfc822"


def test_the_page_is_preferred_and_attachments_are_told() -> None:
    reading = read_source(message("x", "<h1>Título</h1><p>Palabras.</p>", b"%PDF"), "a.eml")
    assert [block.text for block in reading.blocks] == ["Título", "Palabras."]
    assert "n.pdf" in reading.notes[0]


def test_a_message_is_known_by_its_headers() -> None:
    assert read_source(message("Palabras."), "message").media_type == "message/rfc822"
    assert read_source(b"From: here, one sees the sea.", "letter").media_type == "text/plain"


def test_a_message_without_text_is_told() -> None:
    mail = EmailMessage()
    mail.add_attachment(b"x", maintype="image", subtype="png", filename="p.png")
    with pytest.raises(UnreadableError, match="without text"):
        read_source(mail.as_bytes(), "a.eml")


@pytest.mark.parametrize(
    "data",
    [
        b"From: a\nSubject: " + b"=?utf-8?q?x?= " * 50_000 + b"\n\nWords.",
        b"From: " + b"<a@b>, " * 100_000 + b"\nTo: x\n\nWords.",
        b"From: " + b"(" * 100_000 + b"\nTo: x\n\nWords.",
        b"Subject: x\nContent-Type: " + b'a="b"; ' * 50_000 + b"\n\nWords.",
        b"From: x\nContent-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * 100_000,
        b"From: x\nContent-Type: text/plain; charset=\xff\xfe\n\nWords \xff.",
        b"From: x\nDate: 99999\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"From: x\nContent-Type: multipart/a; boundary=b\n\n"
        + b"--b\nContent-Type: multipart/a; boundary=b\n\n" * 3_000,
    ],
    ids=range(8),
)
def test_hostile_messages_are_read_or_refused_in_time(data: bytes) -> None:
    started = time.process_time()
    try:
        assert read_source(data, "a.eml").blocks
    except UnreadableError as error:
        assert str(error)
    assert time.process_time() - started < 2

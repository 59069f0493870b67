"""PDF files made by hand, for tests: pages of lines at given places, in two fonts."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass(frozen=True)
class At:
    """Words whose first letter stands at a place, in points from the lower left."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False
    turned: bool = False

    def drawn(self) -> bytes:
        words = self.text.encode("cp1252").replace(b"\\", b"\\\\")
        words = words.replace(b"(", b"\\(").replace(b")", b"\\)")
        matrix = f"0 1 -1 0 {self.x} {self.y}" if self.turned else f"1 0 0 1 {self.x} {self.y}"
        font = "F2" if self.bold else "F1"
        return f"BT /{font} {self.size} Tf {matrix} Tm (".encode() + words + b") Tj ET\n"


def column(
    x: float, top: float, lines: Iterable[str], size: float = 10, drop: float = 12
) -> list[At]:
    """Lines one below the other."""
    return [At(x, top - place * drop, text, size) for place, text in enumerate(lines)]


def pdf_file(
    pages: Sequence[Sequence[At]],
    *,
    info: str = "",
    packed: bool = False,
    password: str = "",
    contents: bytes | None = None,
) -> bytes:
    """The bytes of a file. `contents` takes the place of what is drawn on every page."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = "<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont"
    objects += [f"{font} /{name} >>".encode() for name in ("Helvetica", "Helvetica-Bold")]
    kids = []
    for page in pages:
        drawn = b"".join(words.drawn() for words in page) if contents is None else contents
        data = zlib.compress(drawn) if packed else drawn
        packing = b" /Filter /FlateDecode" if packed else b""
        number = len(objects) + 1
        kids.append(f"{number + 1} 0 R")
        if password:
            data = _encrypted(data, number, password)
        objects.append(
            b"<< /Length %d%s >>\nstream\n" % (len(data), packing) + data + b"\nendstream"
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {number} 0 R"
            " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>".encode()
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    trailer = b""
    if info:
        objects.append(f"<< {info} >>".encode("cp1252"))
        trailer += b" /Info %d 0 R" % len(objects)
    if password:
        objects.append(_encryption(password))
        trailer += b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    return written(objects, trailer)


def written(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects with its table of places; the first is the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, inside in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + inside + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    at = 0
    for place in range(256):
        at = (at + state[place] + key[place % len(key)]) & 255
        state[place], state[at] = state[at], state[place]
    out = bytearray()
    one = other = 0
    for byte in data:
        one = (one + 1) & 255
        other = (other + state[one]) & 255
        state[one], state[other] = state[other], state[one]
        out.append(byte ^ state[(state[one] + state[other]) & 255])
    return bytes(out)


def _key(password: str) -> bytes:
    padded = (password.encode() + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    return hashlib.md5(padded + owner + (0xFFFFFFFC).to_bytes(4, "little") + b"\0").digest()[:5]


def _encryption(password: str) -> bytes:
    padded = (password.encode() + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    user = _rc4(_key(password), _PADDING)
    told = f"/O <{owner.hex()}> /U <{user.hex()}>"
    return f"<< /Filter /Standard /V 1 /R 2 /P -4 {told} >>".encode()


def _encrypted(data: bytes, number: int, password: str) -> bytes:
    salted = _key(password) + number.to_bytes(3, "little") + b"\0\0"
    return _rc4(hashlib.md5(salted).digest()[:10], data)

"""Messages between an importer and the helper that reads its PDFs, over a pipe."""

from __future__ import annotations

import struct
from typing import IO

QUESTION, PAGE, ANSWER = b"Q", b"P", b"A"
_HEADER = struct.Struct("!cQ")


def send(pipe: IO[bytes], kind: bytes, body: bytes) -> None:
    """One message: a letter, the length of the body, the body."""
    pipe.write(_HEADER.pack(kind, len(body)))
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[bytes, bytes]:
    """The next message. Raises `EOFError` where the other side has gone."""
    head = pipe.read(_HEADER.size)
    if len(head) < _HEADER.size:
        raise EOFError
    kind, length = _HEADER.unpack(head)
    body = pipe.read(length)
    if len(body) < length:
        raise EOFError
    return kind, body

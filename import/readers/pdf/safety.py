"""Is a PDF safe to open: streams that unpack to more than any page needs are refused beforehand."""

from __future__ import annotations

import re
import zlib

from lacsec.importer.readers.blocks import UnreadableError

_STREAM = re.compile(rb"stream\r?\n")
_LARGEST_STREAM = 60_000_000  # bytes unpacked; the words of a thousand pages have some 30 million
_LARGEST_SUM = 400_000_000
_PIECE = 1 << 16
_DICTIONARY = 1_000  # bytes before a stream in which its dictionary stands


def refuse_bombs(data: bytes) -> None:
    """Raises `UnreadableError` where packed streams, pictures aside, would fill the memory."""
    total = 0
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - _DICTIONARY) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        if b"FlateDecode" not in head and b"/Fl" not in head:
            continue
        if head.count(b"FlateDecode") > 1:
            raise UnreadableError("it has a stream that is packed several times over")
        if b"/Image" not in head:
            total += _unpacked(data, match.end())
        if total > _LARGEST_SUM:
            raise UnreadableError("it would unpack to more than any such file needs")


def _unpacked(data: bytes, start: int) -> int:
    """How much a stream unpacks to, without keeping it."""
    unpacker = zlib.decompressobj()
    size = 0
    view = memoryview(data)[start:]
    position = 0
    try:
        while not unpacker.eof and position < len(view):
            piece = view[position : position + _PIECE]
            position += len(piece)
            size += len(unpacker.decompress(piece, _LARGEST_STREAM))
            while unpacker.unconsumed_tail and size <= _LARGEST_STREAM:
                size += len(unpacker.decompress(unpacker.unconsumed_tail, _LARGEST_STREAM))
            if size > _LARGEST_STREAM:
                raise UnreadableError(
                    f"a stream in it would unpack to more than {_LARGEST_STREAM // 10**6} MB,"
                    " as only a file has that is meant to fill the memory"
                )
    except zlib.error:
        pass  # a broken stream: the library decides what to make of it
    return size

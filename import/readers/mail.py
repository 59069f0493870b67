"""Messages (.eml, .mht): the body as its text or page part says it, with who wrote it and when."""

from __future__ import annotations

import email
import re
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from lacsec.importer.readers.blocks import Reading, UnreadableError
from lacsec.importer.readers.encoding import decode
from lacsec.importer.readers.html.read import read_page
from lacsec.importer.readers.plain import plain_blocks
from lacsec.importer.readers.washing import Washer

_LARGEST = 40_000_000  # bytes
_LONGEST_HEAD = 200_000
_LONGEST_FIELD = 8_000  # bytes of one header
_MOST_PARTS = 1_000
_DEEPEST = 50  # parts within parts; the library recurses
_FIELD_START = re.compile(rb"\n(?![ \t])")
_PART_FIELD = re.compile(rb"^Content-[^\n]*(?:\n[ \t][^\n]*)*", re.M | re.I)


def read_mail(data: bytes) -> Reading:
    """Read a message: its page part where it has one, else its text part; attachments are named.

    Raises `UnreadableError` where it holds neither.
    """
    _refuse_hostile(data)
    try:
        message = email.message_from_bytes(data)
        parts = _parts(message)
    except (ValueError, LookupError, IndexError, AttributeError, RecursionError) as error:
        raise UnreadableError("it is a broken message") from error
    bodies = {part.get_content_type(): part for part in reversed(parts) if not _is_attached(part)}
    washer = Washer()
    notes = tuple(f"has an attachment, {name}, that was not read" for name in _attached(parts))
    if "text/html" in bodies:
        page = read_page(_text(bodies["text/html"]))
        blocks, metadata, problems = page.blocks, dict(page.metadata), page.problems
    elif "text/plain" in bodies:
        blocks = tuple(plain_blocks(washer.wash(_text(bodies["text/plain"])))[0])
        metadata, problems = {}, ()
    else:
        raise UnreadableError("it is a message without text")
    metadata |= washer.metadata(_headers(message))
    return Reading(blocks, "message/rfc822", metadata, problems, notes=(*notes, *washer.notes()))


def _refuse_hostile(data: bytes) -> None:
    """What makes the library of Python take a time that grows with the square of the size."""
    if len(data) > _LARGEST:
        raise UnreadableError(f"it is larger than {_LARGEST // 10**6} MB")
    head = data[:_LONGEST_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    longest = max(len(field) for field in _FIELD_START.split(head))
    part_heads = (match.end() - match.start() for match in _PART_FIELD.finditer(data))
    if max(longest, *part_heads, 0) > _LONGEST_FIELD:
        raise UnreadableError("it has a header far longer than any message has")
    if data.count(b"\n--") > _MOST_PARTS or data.lower().count(b"boundary=") > _DEEPEST:
        raise UnreadableError("it has far more parts than any message has")


def _parts(message: Message) -> list[Message]:
    return [part for part in message.walk() if not part.is_multipart()]


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _attached(parts: list[Message]) -> list[str]:
    names = [part.get_filename() for part in parts if _is_attached(part)]
    return [" ".join(str(name or "without a name").split())[:80] for name in names[:20]]


def _text(part: Message) -> str:
    """The words of a part; what its transfer encoding cannot be undone for stays as it is."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    return decode(raw, part.get_content_charset())[0]


def _headers(message: Message) -> dict[str, str]:
    """Subject, sender and day; "" for what the headers do not say."""
    name, address = parseaddr(_decoded(message["From"]))
    try:
        issued = parsedate_to_datetime(_decoded(message["Date"])).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        issued = ""
    return {"title": _decoded(message["Subject"]), "authors": name or address, "issued": issued}


def _decoded(raw: object) -> str:
    """A header without the encoding of its words; as it stands where that is broken."""
    if raw is None:
        return ""
    try:
        return str(make_header(decode_header(str(raw))))
    except (ValueError, LookupError):
        return str(raw)

"""Messages (.eml, .mht): the body as its text or page part says it, with who wrote it and when."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime

from lacsec.importer.readers.blocks import Reading, UnreadableError
from lacsec.importer.readers.encoding import decode
from lacsec.importer.readers.html.read import read_page
from lacsec.importer.readers.plain import plain_blocks
from lacsec.importer.readers.washing import Washer

_MOST_PARTS = 1_000
_LARGEST = 40_000_000  # bytes
_DEEPEST = 50  # parts within parts; the library recurses


def read_mail(data: bytes) -> Reading:
    """Read a message: its page part where it has one, else its text part; attachments are named.

    Raises `UnreadableError` where it holds neither.
    """
    if len(data) > _LARGEST:
        raise UnreadableError(f"it is larger than {_LARGEST // 10**6} MB")
    if data.lower().count(b"boundary=") > _DEEPEST:
        raise UnreadableError("its parts are nested too deeply to be read")
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
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


def _parts(message: Message) -> list[Message]:
    found: list[Message] = []
    for part in message.walk():
        if len(found) >= _MOST_PARTS:
            break
        if not part.is_multipart():
            found.append(part)
    return found


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
    found = {"title": "", "publisher": "", "issued": ""}
    if not isinstance(message, EmailMessage):
        return found
    try:
        name, address = parseaddr(str(message.get("From", "")))
        found["title"] = str(message.get("Subject", ""))
        found["publisher"] = name or address
        found["issued"] = parsedate_to_datetime(str(message["Date"])).date().isoformat()
    except (ValueError, TypeError, LookupError, AttributeError):
        pass
    found["authors"] = found.pop("publisher")
    return found

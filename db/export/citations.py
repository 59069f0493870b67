"""What a citation is made of: the date of a document in parts, its kind, a key for it."""

from __future__ import annotations

import re

from lacsec.db import edtf
from lacsec.db.identity import slug

_NOT_ALNUM = re.compile(r"[^a-z0-9]+")


def date_parts(issued: str | None) -> list[list[int]]:
    """One or two dates as [year, month, day], as exact as `issued` says; empty where unknown.

    A decade, a century and a season are no parts: see `edtf.parse` for their bounds.
    """
    if not issued or edtf.parse(issued) is None:
        return []
    parts = [_parts(side) for side in issued.split("/")]
    return [part for part in parts if part]


def _parts(side: str) -> list[int]:
    numbers: list[int] = []
    for place, piece in enumerate(side.rstrip("?~%").split("T")[0].split("-")):
        if not piece.isdecimal() or (place == 1 and int(piece) > 12):
            break
        numbers.append(int(piece))
    return numbers


def is_doubtful(issued: str | None) -> bool:
    """Whether the date is marked as uncertain or approximate."""
    bounds = edtf.parse(issued) if issued else None
    return bounds is not None and (bounds.uncertain or bounds.approximate)


def csl_type(media_type: str, url: str | None) -> str:
    """The CSL type of a document, as far as its file tells."""
    if "html" in media_type or (url and media_type.startswith("text/")):
        return "webpage"
    return "report" if "pdf" in media_type or "word" in media_type else "document"


def key(who: str | None, issued: str | None, document_id: str) -> str:
    """A citation key that stays the same: who, year, and the start of the id."""
    name = _NOT_ALNUM.sub("", slug(who)) if who else "anonymous"
    parts = date_parts(issued)
    year = str(parts[0][0]) if parts else "nd"
    return f"{name[:24]}{year}-{document_id.removeprefix('d-')[:8]}"

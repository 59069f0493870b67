"""Where one can be in the app, and the `lacsec://` links that lead there."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

VIEWS = (
    "search",
    "programmes",
    "countries",
    "organisations",
    "agreements",
    "operations",
    "people",
    "things",
    "timeline",
    "matrix",
    "figures",
    "disagreements",
    "documents",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A view, or a record shown in it: an entity's pane, a document at an offset, a fact.

    `view` is one of `VIEWS`, or "entity", "document" (the reader), "map" (of a programme),
    "series" (of a figure), or "compare" (two entities: their ids with ".." between them).
    `start` and `end` are offsets into a document's text; `tab` is the section of a pane.
    """

    view: str
    id: str = ""
    tab: str = ""
    start: int | None = None
    end: int | None = None

    @property
    def link(self) -> str:
        """The place as an address that can be copied and given to `--open`."""
        asked = {
            key: value
            for key, value in (("tab", self.tab), ("start", self.start), ("end", self.end))
            if value not in ("", None)
        }
        query = f"?{urlencode(asked)}" if asked else ""
        return f"lacsec://{self.view}/{quote(self.id, safe='')}{query}"


def parse_link(link: str) -> Place | None:
    """The place behind a `lacsec://` link; None where it is none."""
    parts = urlsplit(link)
    if parts.scheme != "lacsec" or not parts.netloc:
        return None
    asked = parse_qs(parts.query)
    numbers = [asked.get(key, [""])[0] for key in ("start", "end")]
    start, end = (int(number) if number.isdigit() else None for number in numbers)
    return Place(
        parts.netloc, unquote(parts.path.lstrip("/")), asked.get("tab", [""])[0], start, end
    )

"""What the styles and lists of a Word file mean: headings, captions, quotes, markers of items."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from lacsec.importer.readers.docx.package import Element

Role = Literal["title", "heading", "caption", "quote", "contents", "list", "text"]
_HEADING = re.compile(r"heading (\d)$")
_CONTENTS = re.compile(r"(?:toc \d|toc heading|table of figures|index \d|index heading)$")
_MOST_BASES = 20  # styles upon styles
_PLACEHOLDER = re.compile(r"%(\d)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ListPlace = tuple[str, int]  # the id of a list, and the depth in it from 0


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that local name."""
    if element is None:
        return None
    return next((item for item in element if local(item) == name), None)


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    return next((v for key, v in element.attrib.items() if key.rpartition("}")[2] == name), None)


def number(raw: str | None, default: int) -> int:
    """A whole number as an attribute gives it."""
    return int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) < 9 else default


@dataclass(frozen=True, slots=True)
class Style:
    """What paragraphs of a style are; `place` is the list that they are items of."""

    role: Role = "text"
    level: int = 0
    place: _ListPlace | None = None


@dataclass(slots=True)
class _Raw:
    name: str
    base: str | None
    outline: int | None
    place: tuple[str | None, int] | None


class Styles:
    """The styles of one file by id."""

    def __init__(self, root: Element | None) -> None:
        self._raw: dict[str, _Raw] = {}
        self._known: dict[str, Style] = {}
        self.default: str | None = None
        for element in root if root is not None else ():
            if local(element) != "style" or value(element, "type") != "paragraph":
                continue
            identifier = value(element, "styleId") or ""
            properties = child(element, "pPr")
            self._raw[identifier] = _Raw(
                (value(child(element, "name")) or "").lower(),
                value(child(element, "basedOn")),
                outline_of(properties),
                list_place(properties),
            )

    def get(self, identifier: str | None) -> Style:
        """What a style means, with what it takes from the styles that it is based on."""
        if identifier is None:
            return _PLAIN
        if identifier not in self._known:
            self._known[identifier] = self._resolved(identifier)
        return self._known[identifier]

    def _resolved(self, identifier: str) -> Style:
        chain: list[_Raw] = []
        current: str | None = identifier
        while current in self._raw and len(chain) < _MOST_BASES:
            chain.append(self._raw[current])
            current = self._raw[current].base
        place = _settled(
            next((raw.place for raw in chain if raw.place and raw.place[0]), None),
            next((raw.place[1] for raw in chain if raw.place), 0),
        )
        for raw in chain:
            role, level = _role(raw)
            if role != "text":
                return Style(role, level, place)
        return Style("list" if place else "text", 0, place)


_PLAIN = Style()


def _role(raw: _Raw) -> tuple[Role, int]:
    match = _HEADING.match(raw.name)
    if match is not None:
        return "heading", int(match[1])
    if _CONTENTS.match(raw.name):
        return "contents", 0
    named: dict[str, tuple[Role, int]] = {
        "title": ("title", 1),
        "caption": ("caption", 0),
        "quote": ("quote", 0),
        "intense quote": ("quote", 0),
        "block text": ("quote", 0),
    }
    if raw.name in named:
        return named[raw.name]
    return ("heading", raw.outline + 1) if raw.outline is not None else ("text", 0)


def outline_of(properties: Element | None) -> int | None:
    """The level in the outline that paragraph properties give, from 0; None for body text."""
    level = number(value(child(properties, "outlineLvl")), 9)
    return level if level < 9 else None


def list_place(properties: Element | None) -> tuple[str | None, int] | None:
    """The list and the depth that paragraph properties name; the list may be left open."""
    found = child(properties, "numPr")
    if found is None:
        return None
    return value(child(found, "numId")), number(value(child(found, "ilvl")), 0)


def _settled(place: tuple[str | None, int] | None, depth: int) -> _ListPlace | None:
    if place is None or place[0] is None or place[0] == "0":
        return None
    return place[0], depth


@dataclass(slots=True)
class _Level:
    form: str = "bullet"
    pattern: str = ""
    start: int = 1


@dataclass(slots=True)
class Lists:
    """The lists of one file: their signs, and how far each has counted."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _of: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Element | None) -> Lists:
        """From the part `numbering.xml`."""
        lists = cls()
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                identifier = value(element, "abstractNumId") or ""
                lists._levels[identifier] = {
                    number(value(item, "ilvl"), 0): _level(item)
                    for item in element
                    if local(item) == "lvl"
                }
            elif local(element) == "num":
                abstract = value(child(element, "abstractNumId")) or ""
                lists._of[value(element, "numId") or ""] = abstract
        return lists

    def marker(self, place: _ListPlace) -> str:
        """The sign of the next item at a place: "-", "3.", "b)", "2.1"."""
        identifier, depth = place
        levels = self._levels.get(self._of.get(identifier, ""), {})
        level = levels.get(depth, _Level())
        counts = self._counts.setdefault(identifier, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.form in ("bullet", "none", "") or "%" not in level.pattern:
            return "-"

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at, _Level("decimal"))
            form = "decimal" if at != depth and other.form == "bullet" else other.form
            return _counted(counts.get(at, other.start), form)

        return _PLACEHOLDER.sub(shown, level.pattern).strip() or "-"


def _level(element: Element) -> _Level:
    return _Level(
        value(child(element, "numFmt")) or "decimal",
        (value(child(element, "lvlText")) or "")[:40],
        number(value(child(element, "start")), 1),
    )


def _counted(count: int, form: str) -> str:
    """A number as a list shows it: "3", "c", "III"."""
    if form.endswith("Letter") and count > 0:
        letters = _LETTERS[(count - 1) % 26] * min(3, 1 + (count - 1) // 26)
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman") and 0 < count < 4000:
        letters, rest = "", count
        for size, sign in _ROMAN:
            letters += sign * (rest // size)
            rest %= size
        return letters.upper() if form.startswith("upper") else letters
    return str(count)

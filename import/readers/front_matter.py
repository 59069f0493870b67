"""Front matter: flat `key: value` lines between two lines of dashes at the top of a file."""

from __future__ import annotations

import re

KEYS = ("title", "publisher", "authors", "issued", "language", "url", "licence")
_SAME = {
    "author": "authors",
    "date": "issued",
    "published": "issued",
    "lang": "language",
    "source": "url",
    "link": "url",
    "address": "url",
    "license": "licence",
    "rights": "licence",
}
_LINE = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*:[ \t]*(.*)$")
_LONGEST = 200  # lines


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The keys that are known, and the text after them (all of it where there is none).

    A list (`[a, b]`, or `- a` lines) becomes one value joined by "; ".
    """
    if not text.startswith("---\n"):
        return {}, text
    lines = text.split("\n", _LONGEST)
    close = next((i for i, line in enumerate(lines[1:_LONGEST], 1) if line.strip() == "---"), None)
    if close is None:
        return {}, text
    found: dict[str, str] = {}
    key = ""
    for line in lines[1:close]:
        if (match := _LINE.match(line)) is not None:
            key = _SAME.get(match[1].lower(), match[1].lower())
            found[key] = _value(match[2])
        elif key and line.startswith((" ", "\t", "-")):
            item = _value(line.strip().removeprefix("-"))
            separator = "; " if line.lstrip().startswith("-") else " "
            found[key] = f"{found[key]}{separator}{item}" if found[key] else item
    known = {key: value for key, value in found.items() if key in KEYS and value}
    return known, "\n".join(lines[close + 1 :])


def _value(raw: str) -> str:
    value = raw.strip()
    if value.startswith("[") and value.endswith("]"):
        return "; ".join(_unquoted(item) for item in value[1:-1].split(",") if item.strip())
    return "" if value in ("null", "~", "|", ">") else _unquoted(value)


def _unquoted(raw: str) -> str:
    value = raw.strip()
    quoted = len(value) >= 2 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if quoted else value

"""Marks inside a line (links, emphasis, escapes) taken off; what was bold is remembered."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DEEPEST = 3  # marks within a link's words within a link's words …
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# No alternative can match what another can begin with, so a scan is linear in the text.
_MARK = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\[\^(?P<note>\w{1,8})\]"
    r"|!?\[(?P<label>(?:[^\[\]\\\n]|\\.)*)\]\((?P<address>[^()\s]*(?:\([^()\s]*\)[^()\s]*)?)"
    r"(?:\s\"[^\"\n]*\")?\)"
    r"|<(?P<auto>(?:https?://|mailto:)[^<>\s]+|[\w.+-]+@[\w.-]+)>"
    r"|</?(?:br|b|i|em|strong|sup|sub|u|span|p)\b[^<>]{0,200}>"
    r"|(?P<strong>\*\*|__)"
    r"|(?P<emphasis>[*_])"
    r"|`(?P<code>[^`\n]*)`"
)


@dataclass(frozen=True, slots=True)
class Inline:
    """Text without its marks, the spans that were bold, and the addresses that were linked."""

    text: str
    strong: tuple[tuple[int, int], ...] = ()
    addresses: tuple[str, ...] = ()


class _Scanner:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.strong: list[tuple[int, int]] = []
        self.addresses: list[str] = []
        self.opened: int | None = None

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def toggle(self) -> None:
        if self.opened is None:
            self.opened = self.length
        else:
            if self.length > self.opened:
                self.strong.append((self.opened, self.length))
            self.opened = None

    def scan(self, text: str, depth: int = 0) -> None:
        position = 0
        for match in _MARK.finditer(text):
            self.add(text[position : match.start()])
            position = match.end()
            self._mark(match, text, depth)
        self.add(text[position:])

    def _mark(self, match: re.Match[str], text: str, depth: int) -> None:
        if match["label"] is not None:
            self._link(match, depth)
        elif match["strong"] is not None and _flanks(text, match.start(), match.end()):
            self.toggle()
        elif match["emphasis"] is not None and _flanks(text, match.start(), match.end()):
            pass
        elif match["auto"] is not None:
            self.addresses.append(match["auto"])
            self.add(match["auto"])
        elif match["note"] is not None:
            self.add(match["note"].translate(_SUPERSCRIPT))
        else:
            kept = next((x for x in (match["escaped"], match["code"]) if x is not None), None)
            tag = match[0].startswith("<")
            self.add(kept if kept is not None else "" if tag else match[0])

    def _link(self, match: re.Match[str], depth: int) -> None:
        if match["address"] not in ("", "#"):
            self.addresses.append(match["address"])
        if depth < _DEEPEST:
            self.scan(match["label"], depth + 1)
        else:
            self.add(match["label"])


def _flanks(text: str, start: int, end: int) -> bool:
    """Is the mark at one edge of a word (an emphasis), rather than between two or in a space?"""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isspace() and after.isspace():
        return False
    if before.isalnum() and after.isalnum():
        return text[start] == "*"
    # A lone asterisk at the very beginning of a line is a note's sign.
    return not (start == 0 and text[start:end] == "*" and "*" not in text[end:])


def strip_inline(text: str) -> Inline:
    """Marks off: "[fight](#) **drugs**" → "fight drugs", with "drugs" remembered as bold."""
    if not any(sign in text for sign in "[*_\\<`"):
        return Inline(text)
    scanner = _Scanner()
    scanner.scan(text)
    return Inline("".join(scanner.parts), tuple(scanner.strong), tuple(scanner.addresses))

"""The words of a paragraph of a Word file: runs joined, what is deleted or hidden left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from lacsec.importer.readers.blocks import Strong
from lacsec.importer.readers.docx.package import Element
from lacsec.importer.readers.washing import Washer

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Marks among the collected words; they count as spaces, so none is ever left in a text.
_BOLD, _PLAIN = "\x1d", "\x1e"
_OFF = frozenset({"0", "false", "off", "none"})
# Elements whose inside is not shown, or is shown elsewhere.
_SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "pict", "fldData"}
)
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}


@dataclass(slots=True)
class Notes:
    """The notes that a text refers to, in the order of their signs."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)  # by kind and id

    def sign(self, kind: str, identifier: str) -> str:
        """The number of a "footnote" or "endnote", a new one where it is met for the first time."""
        return str(self.numbers.setdefault((kind, identifier), len(self.numbers) + 1))


@dataclass(slots=True)
class Words:
    """A paragraph's text and its bold spans; text boxes anchored in it; page breaks passed."""

    text: str = ""
    strong: tuple[Strong, ...] = ()
    boxes: list[Element] = field(default_factory=list)
    breaks: int = 0


class WordReader:
    """Reads the words of paragraphs of one document, whose tags have the namespace `space`."""

    def __init__(self, space: str, washer: Washer, notes: Notes) -> None:
        self._washer = washer
        self._notes = notes
        self._run = f"{space}r"
        self._text = f"{space}t"
        self._properties = f"{space}rPr"
        self._value = f"{space}val"
        self._id = f"{space}id"
        self._bold = f"{space}b"
        self._raised = f"{space}vertAlign"
        self._hidden = f"{space}vanish"
        self._has_bold = False

    def read(self, paragraph: Element) -> Words:
        """The words of a paragraph."""
        words = Words()
        parts: list[str] = []
        self._has_bold = False
        stack = [paragraph]
        while stack:
            element = stack.pop()
            if element.tag == self._run:
                self._read_run(element, parts, words)
                continue
            name = element.tag.rpartition("}")[2]
            if name == "t":  # a formula
                parts.append(element.text or "")
            elif name == "txbxContent":
                words.boxes.append(element)
            elif name not in _SKIPPED:
                stack.extend(reversed(element))
        raw = "".join(parts)
        words.text = self._washer.line(raw)
        if self._has_bold and words.text:
            words.strong = self._strong(raw, words.text)
        return words

    def _read_run(self, run: Element, parts: list[str], words: Words) -> None:
        bold = raised = False
        for element in run:
            tag = element.tag
            if tag == self._text:
                text = element.text or ""
                if raised and text.strip().isdigit() and text.isascii():
                    text = text.strip().translate(_SUPERSCRIPT)
                parts.append(text)
            elif tag == self._properties:
                if self._is_on(element.find(self._hidden)):
                    return
                bold = self._is_on(element.find(self._bold))
                lifted = element.find(self._raised)
                raised = lifted is not None and lifted.get(self._value) == "superscript"
                if bold:
                    self._has_bold = True
                    parts.append(_BOLD)
            else:
                self._sign(element, parts, words)
        if bold:
            parts.append(_PLAIN)

    def _is_on(self, switch: Element | None) -> bool:
        return switch is not None and switch.get(self._value) not in _OFF

    def _sign(self, element: Element, parts: list[str], words: Words) -> None:
        """What stands between the words of a run: tabs, breaks, references, drawings."""
        name = element.tag.rpartition("}")[2]
        if name in _SIGNS:
            parts.append(_SIGNS[name])
        elif name in ("footnoteReference", "endnoteReference"):
            kind = name.removesuffix("Reference")
            sign = self._notes.sign(kind, element.get(self._id) or "")
            parts.append(sign.translate(_SUPERSCRIPT))
        elif name == "lastRenderedPageBreak":
            words.breaks += 1
        elif name in ("drawing", "AlternateContent", "object", "pict"):
            words.boxes.extend(_boxes(element))

    def _strong(self, raw: str, text: str) -> tuple[Strong, ...]:
        """Where in the text the bold words stand; bold runs side by side are one span."""
        spans: list[Strong] = []
        position = 0
        for piece in raw.replace(_PLAIN + _BOLD, "").split(_BOLD)[1:]:
            bold = self._washer.line(piece.split(_PLAIN, 1)[0])
            at = text.find(bold, position) if bold else -1
            if at >= 0:
                position = at + len(bold)
                spans.append((at, position))
        return tuple(spans)


def _boxes(element: Element) -> list[Element]:
    """The text boxes in a drawing, each once: what older programs get instead is passed over."""
    found: list[Element] = []
    stack = [element]
    while stack:
        item = stack.pop()
        name = str(item.tag).rpartition("}")[2]
        if name == "txbxContent":
            found.append(item)
        elif name != "Fallback":
            stack.extend(reversed(item))
    return found

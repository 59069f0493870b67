"""Where sentences end: a stop, then a space, then what can begin a sentence."""

from __future__ import annotations

import re
from functools import cache

from lacsec.importer.data import words

_STOP = re.compile(
    r"(?<![.!?…])[.!?…]{1,8}[\"'”’»)\]]{0,3}[⁰¹²³⁴⁵⁶⁷⁸⁹]{0,4}(?P<gap>\s+)"
    r"(?=[\"'“‘«(\[¿¡]{0,3}(?P<next>\S))"
)
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«]{1,12}$")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(words("structure", "sentences", "abbreviations"))


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences in a paragraph; spaces between them belong to none."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        if _ends_sentence(text, match):
            spans.append((start, match.start("gap")))
            start = match.end()
    if start < len(text):
        end = len(text.rstrip())
        if end > start:
            spans.append((start, end))
    return spans


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    following = match["next"]
    if following.islower() or following in ",;:.-–—%":
        return False
    if match[0][0] != "." or match[0].startswith(".."):
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - 12), match.start())
    word = before[0] if before else ""
    if len(word) == 1 and word.isupper():  # an initial: "J. A. Sanahuja"
        return False
    if word.lower() in _abbreviations():
        return False
    # "3. Colombia": the number of an item, not the end of a sentence, at the very beginning.
    return not (word.isdigit() and len(word) <= 2 and match.start() <= len(word) + 1)

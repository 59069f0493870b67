"""What surrounds the text of a page: navigation, banners, hidden parts, lists of other pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from selectolax.lexbor import LexborNode

from lacsec.importer.data import words

_MOST = 0.4  # of the page's text: what holds more than that is the text, whatever it is called
_NAME_PART = re.compile(r"[a-z]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LINKED = 0.9  # of a list's letters: more than that in links, and it leads elsewhere
_FEWEST_LINKS = 3
_MOST_LOOKS = (
    30  # times the page's text: a page nested to make us look again and again gets no more
)
_ALWAYS = frozenset({"b", "br", "em", "h1", "i", "strong", "sub", "sup", "tbody", "u", "wbr"})
_NEVER = frozenset({"html", "body", "main", "article", "h1", "h2", "h3", "p", "tr", "td", "tbody"})


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(words("html", key))


class Surroundings:
    """Tells of an element of one page whether it is left out, with all that is inside."""

    def __init__(self, root: LexborNode, *, is_main: bool) -> None:
        self._root = root
        self._is_main = is_main
        self._whole = 0
        self._looked = 0  # letters, in all that was measured

    def holds(self, node: LexborNode, tag: str) -> bool:
        """Is the element no part of the text?"""
        if tag in _ALWAYS:
            return False
        if tag in _set("skip_tags"):
            # An old page may keep its whole text in what is meant for something else.
            return tag in ("script", "style", "head", "template") or not self._is_most(node)
        attributes = node.attributes
        if attributes and self._by_attributes(tag, attributes):
            return not self._is_most(node)
        if self._is_main:
            return False
        if tag in ("ul", "ol"):
            return not self._is_tired() and self._leads_elsewhere(node)
        return tag == "header" and not self._is_most(node) and node.css_first("h1") is None

    def _by_attributes(self, tag: str, attributes: Mapping[str, str | None]) -> bool:
        role = attributes.get("role") or ""
        if role in _set("skip_roles"):
            return True
        marks = _marks(attributes)
        if marks & _set("skip_words") and tag not in _NEVER:
            return True
        if not _is_hidden(attributes):
            return False
        return not (marks & _set("keep_words") or role in _set("keep_roles"))

    def _is_most(self, node: LexborNode) -> bool:
        return self._is_tired() or self._length(node) > _MOST * self._whole

    def _is_tired(self) -> bool:
        if not self._whole:
            self._whole = len(self._root.text(deep=True))
        return self._looked > _MOST_LOOKS * self._whole

    def _length(self, node: LexborNode) -> int:
        length = len(node.text(deep=True))
        self._looked += length
        return length

    def _leads_elsewhere(self, node: LexborNode) -> bool:
        """Is a list nothing but links? Outside the main part of a page that is navigation."""
        length = self._length(node)
        links = node.css("a[href]")
        if len(links) < _FEWEST_LINKS:
            return False
        linked = sum(len(link.text(deep=True).strip()) for link in links)
        return linked >= _LINKED * len("".join(node.text(deep=True).split())) and length > 0


def _marks(attributes: Mapping[str, str | None]) -> set[str]:
    """The words in the class and id of an element: "page-shareBox" has "page", "share", "box"."""
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if names == " ":
        return set()
    return set(_NAME_PART.findall(_HUMP.sub(" ", names).lower()))


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    classes = attributes.get("class")
    if classes and not _set("skip_classes").isdisjoint(classes.lower().split()):
        return True
    style = attributes.get("style")
    if not style:
        return False
    plain = style.replace(" ", "").lower()
    return "display:none" in plain or "visibility:hidden" in plain

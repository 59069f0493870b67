"""Short forms that a document defines itself: "Long Form (ACR)", "ACR (Long Form)", "ACR: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from lacsec.db.text import fold
from lacsec.importer.names.authority import looks_like_acronym
from lacsec.importer.names.kinds import head_kind, head_words, joiners
from lacsec.importer.names.wordlists import word_set
from lacsec.importer.structure.text import Span, Text

_BRACKET = re.compile(r"\((?P<inner>[^()\n]{2,120})\)")
_SHORT = re.compile(r"[^\W\d_][\w+&./-]{1,19}(?: (?:[IVX]{1,4}|\d(?:\.\d)?))?$")
_SEVERAL = re.compile(r"[^\W\d_][\w-]{3,14}(?: [^\W\d_][\w-]{3,14}){1,2}$")  # "PUENTE NORTE"
_TOKEN = re.compile(r"[DdLl][’'](?=\w)|[^\W_][\w’'.+-]*[\w+]|[^\W_]|&")
_IN_QUOTES = re.compile(r"[\"'«“‘„] ?([^\"«»“”„\n()]{5,120}?) ?[\"'»”’“] ?$")
_ROMAN = re.compile(r"[IVXLCDM]+$")
_NUMERAL = re.compile(r"[IVX]{1,4}|\d(?:\.\d)?")
_BOUNDARY = re.compile(r"[.;:()\n\t•«»“”\"]")
_AND_THE = frozenset(
    f"{joint} {article}"
    for joint, articles in (("and", "the"), ("y", "el la los las"), ("e", "o a os as"))
    for article in articles.split()
) | frozenset(("et le", "et la", "et les", "et l"))
_FARTHEST = 150  # characters between the first word of a long form and its short form
_MOST_WORDS = 18
_ALIKE = 0.6  # of the letters of a short form that are initials of the long one
_SURE = 0.8
_MADE_OF = 0.75  # of the initials of a long form in brackets
_LANGUAGES = ("en", "es", "pt", "fr")


@dataclass(frozen=True, slots=True)
class Definition:
    """A long form and its short form, both as places in the text."""

    long: Span
    short: Span


class _Word(NamedTuple):
    start: int
    end: int
    folded: str
    capital: bool
    small: bool
    after_comma: bool


def find_definitions(text: Text) -> list[Definition]:
    """All definitions of a document, in the order of the text."""
    found = [*_bracketed(text), *_glossary(text)]
    return sorted(found, key=lambda definition: definition.long)


def is_short_form(value: str) -> bool:
    """Could this be an acronym, rather than a word, a numeral or a code of money?"""
    if _SEVERAL.match(value) and value.isupper():
        return True
    if not _SHORT.match(value) or _ROMAN.match(value) or value in {"EUR", "USD", "GBP", "TBC"}:
        return False
    first = value.split(" ", 1)[0]
    return looks_like_acronym(first.removesuffix("s")) or sum(map(str.isupper, first)) > 1


@cache
def _joiners() -> frozenset[str]:
    return frozenset().union(*(joiners(language) for language in _LANGUAGES))


def spells(long: str, short: str) -> bool:
    """Do the initials of the long form's words give the short form, in any order but few left?"""
    return _alike(_initials(fold(long)), _letters(short)) >= _ALIKE or _prefixes(long, short)


def _letters(short: str) -> str:
    plural = len(short) > 2 and short.endswith("s") and short[-2].isupper()
    return "".join(filter(str.isalpha, fold(short[:-1] if plural else short)))


def _initials(folded: str) -> str:
    small = _joiners()
    return "".join(
        piece[0]
        for match in _TOKEN.finditer(folded)
        if match[0] not in small
        for piece in re.split(r"[-'’]", match[0])
        if piece and piece[0].isalpha() and piece not in small
    )


def _alike(initials: str, letters: str) -> float:
    """The share of letters that two strings have in common, in any order."""
    rest, shared = letters, 0
    for letter in initials:
        if letter in rest:
            rest = rest.replace(letter, "", 1)
            shared += 1
    return shared / max(len(initials), len(letters), 1)


def _prefixes(long: str, short: str) -> bool:
    """ "Seaport Cooperation" spells SEACOP: the short form is made of beginnings of words."""
    rest = "".join(c for c in fold(short) if c.isalpha())
    for match in _TOKEN.finditer(fold(long)):
        if match[0] in _joiners():
            continue
        shared = 0
        while shared < min(len(rest), len(match[0])) and rest[shared] == match[0][shared]:
            shared += 1
        rest = rest[shared:]
    return not rest


def _made_of(long: str, short: str) -> bool:
    """Are nearly all initials of the long form, the first one too, among the short form's?"""
    initials, letters = _initials(fold(long)), _letters(short)
    shared = _alike(initials, letters) * max(len(initials), len(letters), 1)
    within = shared >= _MADE_OF * max(2, len(initials))
    return within and fold(long)[0] == fold(short)[0]


def _bracketed(text: Text) -> list[Definition]:
    found: list[Definition] = []
    for match in _BRACKET.finditer(text.value):
        inner = match["inner"]
        head = re.split(r"[,;:]| - | – ", inner, maxsplit=1)[0].strip(" '\"‘’“”")
        at = match.start("inner") + inner.index(head) if head else 0
        if head and is_short_form(head):
            long = _long_before(text, match.start(), head)
            if long is not None:
                found.append(Definition(long, (at, at + len(head))))
                continue
        before = _short_before(text.value, match.start())
        if before is not None and " " in inner and inner[:1].isupper():
            short = text.value[before[0] : before[1]]
            for words_in in dict.fromkeys((inner.split(", ", maxsplit=1)[0], inner.rstrip())):
                if spells(words_in, short) or _made_of(words_in, short):
                    at = match.start("inner")
                    found.append(Definition((at, at + len(words_in)), before))
                    break
    return found


def _short_before(value: str, bracket: int) -> Span | None:
    """The word right before a bracket, where it may be a short form."""
    end = len(value[:bracket].rstrip(" '\"’”"))
    start = _word_start(value, end)
    if _NUMERAL.fullmatch(value, start, end) and value[start - 1] == " ":
        start = _word_start(value, start - 1)  # "PAJED 2 (Programme d'Appui …)"
    word = value[start:end].strip("'\"‘“")
    return (end - len(word), end) if is_short_form(word) else None


def _word_start(value: str, end: int) -> int:
    return max(value.rfind(mark, 0, end) for mark in " \n(") + 1


def _words_before(text: Text, bracket: int) -> list[_Word]:
    """The words of the clause before a bracket, commas let through."""
    sentence = text.sentence_at(bracket)
    low = max(sentence.start, bracket - _FARTHEST)
    for match in _BOUNDARY.finditer(text.value, low, bracket):
        if match.end() < bracket - 2 or match[0] in "()":
            low = match.end()
    value, stretch = text.value, text.folded[low:bracket]
    found: list[_Word] = []
    end = 0
    for match in _TOKEN.finditer(stretch):
        start = match.start()
        folded = match[0]
        comma = "," in stretch[end:start]
        capital = value[low + start].isupper()
        small = folded in _joiners()
        found.append(_Word(low + start, low + match.end(), folded, capital, small, comma))
        end = match.end()
    if stretch[end:].strip(" '\","):
        return []
    return found[-_MOST_WORDS:]


def _long_before(text: Text, bracket: int, short: str) -> Span | None:
    """The phrase before a bracket whose initials are the short form's letters, in any order; or,
    where they are not (an acronym of another language), the phrase that a head noun opens.
    """
    quoted = _IN_QUOTES.search(text.value, max(0, bracket - _FARTHEST), bracket)
    if quoted is not None and " " in quoted[1] and _opens_alike(quoted[1], short):
        return quoted.span(1)
    found = _words_before(text, bracket)
    start = _by_initials(found, short)
    if start is None:
        start = _by_head(text, found, short)
    if start is None or len(found) - start < 2:
        return None
    last = found[-1]
    end = last.end - 2 if last.folded.endswith("'s") else last.end
    return found[start].start, end


def _opens_alike(long: str, short: str) -> bool:
    """Do both begin with the same letter, a capital?"""
    return long[0].isupper() and fold(long)[0] == fold(short)[0]


def _by_initials(found: Sequence[_Word], short: str) -> int | None:
    """The start that has the most of the short form's letters for initials, and few others."""
    letters, initials = _letters(short), ""
    best, best_score = None, 0.0
    lower = far = False  # far: beyond a comma or "and the"
    for index in range(len(found) - 1, -1, -1):
        word = found[index]
        if word.small and not (word.capital and word.folded[0] in letters):
            far = far or word.after_comma or _and_the(found, index)
            continue
        if "-" in word.folded or "'" in word.folded:
            initials += "".join(piece[0] for piece in re.split(r"[-']", word.folded) if piece)
        else:
            initials += word.folded[0]
        lower = lower or not word.capital
        if (
            word.capital
            and not word.folded.isdigit()
            and word.folded not in word_set("kinds", "openers")
        ):
            score = _alike(initials, letters)
            if far:
                score -= 0.1
            if word.folded in head_words():
                score += 0.05
            elif index + 1 < len(found) and found[index + 1].capital:
                score += 0.01
            if score >= (_SURE if lower or far else _ALIKE) and score > best_score:
                best, best_score = index, score
        far = far or word.after_comma
    return best


def _and_the(found: Sequence[_Word], index: int) -> bool:
    """Does "and the Council" stand here: a word that begins another name?"""
    if index + 2 >= len(found) or found[index + 2].folded not in head_words():
        return False
    article = found[index + 1].folded.strip("'")
    return f"{found[index].folded} {article}" in _AND_THE


def _by_head(text: Text, found: Sequence[_Word], short: str) -> int | None:
    """The start of the run of capitalised and small words before a bracket, if it names a body."""
    first = None
    for index in range(len(found) - 1, -1, -1):
        word = found[index]
        if word.folded.endswith("'s") or _and_the(found, index):
            break
        if (
            word.capital
            and not word.folded.isdigit()
            and word.folded not in word_set("kinds", "openers")
        ):
            first = index
        elif not word.small:
            break
        if word.after_comma:
            break
    if first is not None and _names_a_body(text, found[first:], short):
        return first
    for index in range(len(found) - 2, max(-1, len(found) - 8), -1):
        word = found[index]
        if word.capital and word.folded in head_words() and text.language != "en":
            return index
    return None


def _names_a_body(text: Text, found: Sequence[_Word], short: str) -> bool:
    phrase = text.value[found[0].start : found[-1].end]
    return head_kind(phrase, text.language) is not None or _prefixes(phrase, short)


def _glossary(text: Text) -> list[Definition]:
    """Lines of a glossary: the short form, a colon, the long form up to the first stop."""
    found: list[Definition] = []
    for block in text.blocks:
        if block.role != "glossary" or block.label is None:
            continue
        start, end = block.label
        short = text.value[start:end]
        if not is_short_form(short.split(" ", 1)[0]):
            continue
        end = start + len(short.split(" ", 1)[0])
        rest = text.value[block.label[1] : block.end]
        long = re.split(r"[.(;]", rest.lstrip(": "), maxsplit=1)[0].strip()
        at = text.value.find(long, block.label[1])
        if len(long) > 4 and at >= 0:
            found.append(Definition((at, at + len(long)), (start, end)))
    return found

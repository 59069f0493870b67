"""Short forms that a document defines itself: "Long Form (ACR)", "ACR (Long Form)", "ACR: …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lacsec.db.text import fold
from lacsec.importer.names.authority import looks_like_acronym
from lacsec.importer.names.kinds import joiners
from lacsec.importer.structure.text import Text

_BRACKET = re.compile(r"\((?P<inner>[^()\n]{2,90})\)")
_SHORT = re.compile(r"[A-ZÀ-Ý][\w+&./-]{1,19}(?: (?:[IVX]{1,4}|\d(?:\.\d)?))?$")
_TOKEN = re.compile(r"[^\W_][\w'’.+-]*[\w+]|[^\W_]|&")
_ROMAN = re.compile(r"[IVXLCDM]+$")
_FARTHEST = 120  # characters between the first word of a long form and its short form


@dataclass(frozen=True, slots=True)
class Definition:
    """A long form and its short form, both as places in the text."""

    long: tuple[int, int]
    short: tuple[int, int]


def find_definitions(text: Text) -> list[Definition]:
    """All definitions of a document, in the order of the text."""
    found = [*_bracketed(text), *_glossary(text)]
    return sorted(found, key=lambda definition: definition.long)


def is_short_form(value: str) -> bool:
    """Could this be an acronym, rather than a word, a numeral or a code of money?"""
    if not _SHORT.match(value) or _ROMAN.match(value) or value in {"EUR", "USD", "GBP", "TBC"}:
        return False
    return looks_like_acronym(value.split(" ", 1)[0])


def _bracketed(text: Text) -> list[Definition]:
    found: list[Definition] = []
    for match in _BRACKET.finditer(text.value):
        inner = match["inner"]
        head = re.split(r"[,;/:]| - | – ", inner, maxsplit=1)[0].strip(" '\"‘’“”")
        at = match.start("inner") + inner.index(head) if head else 0
        if head and is_short_form(head):
            long = _long_before(text, match.start(), head)
            if long is not None:
                found.append(Definition(long, (at, at + len(head))))
                continue
        before = _short_before(text.value, match.start())
        if before is not None and spells(inner, text.value[before[0] : before[1]]):
            at = match.start("inner")
            found.append(Definition((at, at + len(inner.rstrip())), before))
    return found


def _short_before(value: str, bracket: int) -> tuple[int, int] | None:
    """The word right before a bracket, where it may be a short form."""
    end = len(value[:bracket].rstrip(" '\"’”"))
    start = max(value.rfind(" ", 0, end), value.rfind("\n", 0, end), value.rfind("(", 0, end)) + 1
    word = value[start:end].strip("'\"‘“")
    return (end - len(word), end) if is_short_form(word) else None


def spells(long: str, short: str) -> bool:
    """Do the initials of the long form's words give the short form, for most letters of it?"""
    wanted = [c for c in fold(short) if c.isalpha()]
    words = [match[0] for match in _TOKEN.finditer(fold(long))]
    if len(words) < 2 or not long[:1].isupper():
        return False
    position = 0
    for word in words:
        if position < len(wanted) and word[0] == wanted[position]:
            position += 1
            for letter in word[1:]:
                if position < len(wanted) and letter == wanted[position] and len(words) < 4:
                    position += 1
    return position >= max(2, round(0.7 * len(wanted)))


def _long_before(text: Text, bracket: int, short: str) -> tuple[int, int] | None:
    """The capitalised phrase before a bracket: as far back as the short form's letters reach,
    or, where they do not fit (an acronym of another language), as far as the capitals do.
    """
    sentence = text.sentence_at(bracket)
    low = max(sentence.start, bracket - _FARTHEST)
    stretch = text.value[low:bracket].rstrip(" '\"’”»")
    tokens = list(_TOKEN.finditer(stretch))
    if not tokens or stretch[tokens[-1].end() :].strip(" '\"’”»)"):
        return None
    small = joiners(text.language) | joiners("en")
    first = _capitalised_run(stretch, tokens, small)
    if first is None:
        return None
    initials = _initials_start(tokens[first:], short)
    start = first + initials if initials is not None else _after_opener(tokens, first)
    if len(tokens) - start < 2:
        return None
    return low + tokens[start].start(), low + tokens[-1].end()


def _capitalised_run(
    stretch: str, tokens: list[re.Match[str]], small: frozenset[str]
) -> int | None:
    """The index of the first token of the run of capitalised and small words at the end."""
    first: int | None = None
    for index in range(len(tokens) - 1, -1, -1):
        word = tokens[index][0]
        if index + 1 < len(tokens):
            gap = stretch[tokens[index].end() : tokens[index + 1].start()]
            if gap.strip(" ,-–/'’"):
                break
            if "," in gap and not _in_series(tokens, index, small):
                break
        if word[0].isupper() or word[0].isdigit():
            first = index
            if word.endswith(("'s", "’s")) and index + 1 < len(tokens):
                return index + 1
        elif fold(word) not in small:
            break
    return first


def _in_series(tokens: list[re.Match[str]], index: int, small: frozenset[str]) -> bool:
    """Is the comma after this token inside a name ("Crime, Security and Law")?"""
    later = [token[0] for token in tokens[index + 1 :]]
    return tokens[index][0][0].isupper() and any(fold(word) in small for word in later[1:3])


def _initials_start(tokens: list[re.Match[str]], short: str) -> int | None:
    """The token at which words begin whose initials spell the short form, nearest the bracket."""
    letters = "".join(c for c in fold(short) if c.isalpha())
    for start in range(len(tokens) - 2, -1, -1):
        phrase = " ".join(token[0] for token in tokens[start:])
        if fold(phrase)[0] == letters[0] and _spells_all(phrase, letters):
            return start
    return None


def _spells_all(phrase: str, letters: str) -> bool:
    initials = [match[0][0] for match in _TOKEN.finditer(fold(phrase))]
    position = 0
    for initial in initials:
        if position < len(letters) and initial == letters[position]:
            position += 1
    return position == len(letters)


def _after_opener(tokens: list[re.Match[str]], first: int) -> int:
    """Skip a capitalised word that only opens the sentence ("The", "In", "El")."""
    while first < len(tokens) - 1:
        word = fold(tokens[first][0])
        if any(word in joiners(language) for language in ("en", "es", "pt", "fr")):
            first += 1
        else:
            break
    return first


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

"""Noun phrases around a quantity, as far as stop words tell where they begin and end."""

from __future__ import annotations

import re

from lacsec.importer.data import lexicon
from lacsec.importer.figures.nouns import words_behind
from lacsec.importer.figures.patterns import words_of
from lacsec.importer.names.found import Names
from lacsec.importer.structure.text import Span, Text

_WORD = re.compile(r"[\w][\w'&/-]*")
_OF = re.compile(
    r" (?:share )?(?:(?:of|del|de|du|des|do|da|dos|das)(?!\w)|d')"
    r"(?: (?:the|all|total|la|el|los|las|les|l'|its|their|our))? ?"
)
_BEFORE_OF = re.compile(r"([\w'-]+) (?:of|de|du|des|do|da|d'|del)(?: [\w']+){0,3} ?$")
_CLAUSE = re.compile(r"[,;:.()–\t\n]")
_LEADING = re.compile(r"(?:the|a|an|el|la|los|las|o|os|as|le|les|l')\s+", re.IGNORECASE)
_OBJECT = re.compile(r" (?:\d|the |a |an |some |over |more |about |nearly |almost |up )")
_MOST = 7  # words
_REACH = 80  # characters
_CLAUSE_WORDS = 9
_LANGUAGES = ("en", "es", "pt", "fr")
_THAT = ("that", "que", "qu'")
_INTO = ("in", "of", "en", "de", "em", "da", "do", "des", "du")
_JOIN = frozenset(("of", "de", "del", "do", "da", "dos", "das", "du", "des", "and", "y", "e", "et"))


class Phrases:
    """Finds the phrases of one text. Places are offsets; a phrase is a span of them."""

    def __init__(self, text: Text, names: Names) -> None:
        self._text = text
        self._names = names
        self._folded = text.folded
        self._language = text.language
        self._stops = words_of("stops", self._language if self._language in _LANGUAGES else "en")

    def quote(self, start: int, end: int) -> str:
        """The words at a place, without a leading article; a sentence's capital is lowered."""
        words = self._text.quote(start, end)
        article = _LEADING.match(words)
        if article is not None:
            return words[article.end() :]
        second = words[1:2]
        return words[0].lower() + words[1:] if second.islower() and self._opens(start) else words

    def _opens(self, start: int) -> bool:
        """Does a sentence begin here, and not with a name?"""
        if self._names.at(start) is not None:
            return False
        before = self._folded[max(0, start - 2) : start].rstrip(" ")
        return not before or before[-1] in ".\n\t:"

    def goes_on(self, end: int) -> bool:
        """Does a word follow at this place?"""
        return self._folded[end : end + 1] == " " and self._folded[end + 1 : end + 2].isalpha()

    def at(self, start: int, limit: int, *, joined: bool = False) -> Span | None:
        """The phrase that begins at a place, up to a stop word; `joined` keeps "of" and "de"."""
        end = start
        spans = words_behind(self._folded, start, min(limit, start + _REACH))
        for count, (a, b) in enumerate(spans):
            word = self._folded[a:b]
            if count >= _MOST or (word in self._stops and not (joined and word in _JOIN)):
                break
            if joined and word in words_of("change", "words"):
                break
            if word not in self._stops:
                end = b
        return (start, end) if end > start else None

    def of_behind(self, end: int, limit: int) -> Span | None:
        """What stands behind "of": "61 % of global production"."""
        of = _OF.match(self._folded, end, limit)
        return None if of is None else self.at(of.end(), limit)

    def with_complement(self, end: int, limit: int) -> int:
        """The end of a phrase with its "of …", where that is a noun and not an action."""
        more = self.of_behind(end, limit)
        if more is None:
            return end
        first = _WORD.match(self._folded, more[0])
        action = self._language == "en" and first is not None and first[0].endswith("ing")
        return end if action else more[1]

    def start(self, end: int, floor: int) -> int:
        """Where the phrase begins that goes on at `end`."""
        start = end
        for match in reversed(list(_WORD.finditer(self._folded, max(floor, end - 40), end))):
            if match[0] in self._stops or self._folded[match.end() : start].strip():
                break
            if match[0].endswith("ing") or match[0][0].isdigit():
                break
            start = match.start()
        return start

    def before_of(self, start: int, floor: int) -> Span | None:
        """The phrase before "of" and a quantity: "legal coca cultivation of 22 000 hectares"."""
        match = _BEFORE_OF.search(self._folded, max(floor, start - 50), start)
        if match is None or match[1] in self._stops:
            return None
        return self.start(match.start(1), floor), match.end(1)

    def changing(self, start: int, floor: int) -> Span | None:
        """The clause before a verb of change: "coca cultivation rose by …"."""
        change = words_of("change", "words")
        low = max(floor, start - 2 * _REACH)
        for match in reversed(list(_WORD.finditer(self._folded, low, start))):
            if match[0] in change and match.start() > low:
                return self.clause(match.start(), floor)
        return None

    def clause(self, end: int, floor: int) -> Span | None:
        """What stands in the clause before a place, where it is no more than nine words."""
        low = max(floor, end - 2 * _REACH)
        cuts = [match.end() for match in _CLAUSE.finditer(self._folded, low, end)]
        start = cuts[-1] if cuts else low
        words = list(_WORD.finditer(self._folded, start, end))
        said = [index for index, word in enumerate(words) if word[0] in _THAT]
        words = words[said[-1] + 1 :] if said else words
        while words and words[-1][0] in self._stops:
            words.pop()
        while words and (words[0][0] in self._stops or words[0][0].isdigit()):
            words.pop(0)
        if not words or len(words) > _CLAUSE_WORDS:
            return None
        return words[0].start(), words[-1].end()

    def rate(self, start: int, floor: int) -> Span | None:
        """The rate before a value: "the homicide rate", "la tasa de homicidios"."""
        rates = lexicon("figures_metric")["rates"].get(self._language, ())
        for match in reversed(list(_WORD.finditer(self._folded, floor, start))):
            if match[0] not in rates:
                continue
            if self._language == "en":
                return self.start(match.start(), floor), match.end()
            return self.at(match.start(), start, joined=True) or match.span()
        return None

    def change_behind(self, end: int, limit: int) -> Span | None:
        """ "a 416 % increase in the cocaine market": the change and in what."""
        spans = words_behind(self._folded, end, min(limit, end + _REACH))
        increases = words_of("increase", "words", table="figures_metric")
        if not spans or self._folded[slice(*spans[0])] not in increases:
            return None
        if len(spans) < 2 or self._folded[slice(*spans[1])] not in _INTO:
            return spans[0]
        skip = 2 + (len(spans) > 2 and self._folded[slice(*spans[2])] in self._stops)
        phrase = self.at(spans[skip][0], limit) if len(spans) > skip else None
        return (spans[0][0], phrase[1]) if phrase else spans[0]

    def direction(self, start: int, floor: int) -> str:
        """ "increase" or "decrease" where a verb before the quantity says so."""
        words = set(_WORD.findall(self._folded, max(floor, start - 40), start))
        for key, name in (("up", "increase"), ("down", "decrease")):
            if words & words_of("increase", key, table="figures_metric"):
                return name
        return ""

    def participle_behind(self, end: int, limit: int) -> str:
        """ "had been trained" behind a noun."""
        table = lexicon("figures_metric")
        auxiliaries = words_of("auxiliaries", "words", table="figures_metric")
        endings = tuple(table["participle_endings"].get(self._language, ()))
        spans = words_behind(self._folded, end, min(limit, end + 50))
        for index, (a, b) in enumerate(spans):
            word = self._folded[a:b]
            if word in auxiliaries:
                continue
            if not word.endswith(endings) or (index == 0 and _OBJECT.match(self._folded, b)):
                return ""
            more = self._folded[b : b + 4] == " out"
            return self._text.quote(a, b + 4 * more)
        return ""

    def participle_before(self, start: int, floor: int) -> str:
        """ "seized 20 kg": the participle of the verb right before a quantity."""
        verbs = lexicon("figures_metric")["participles"].get(self._language, {})
        between = words_of("objects", "words", table="figures_metric")
        for match in reversed(list(_WORD.finditer(self._folded, max(floor, start - 40), start))):
            if match[0] in verbs:
                return str(verbs[match[0]])
            if self._language == "en" and match[0].endswith("ed"):
                return "" if match[0] in words_of("change", "words") else match[0]
            if match[0] == "out":
                continue
            if match[0] not in between or match[0].isdigit():
                return ""
        return ""

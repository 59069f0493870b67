"""What a quantity measures, in a few words of the text: "cocaine seized", "homicide rate"."""

from __future__ import annotations

import re
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.figures.candidates import unit_class
from lacsec.importer.figures.found import Quantity
from lacsec.importer.figures.nouns import words_behind
from lacsec.importer.figures.patterns import words_of
from lacsec.importer.reading import ReadDocument
from lacsec.importer.structure.text import Placed, Sentence

_WORD = re.compile(r"[\w][\w'&/-]*")
_OF = re.compile(r" (?:share )?(?:of|de|du|des|do|da|dos|das|d'|del)(?: (?:the|all|total|la|el|los|las|les|l'|its|their))? ?")
_IN = re.compile(r"(?:in|of|de|du|des|do|da|dos|das|del|d'|en|no|na|nas|nos)(?: (?:the|la|el|los|las|les|l'))? ?")
_MOST = 7  # words
_LEFT = 90
_JOIN = frozenset(("of", "de", "del", "do", "da", "dos", "das", "du", "des", "and", "y", "e", "et", "for", "d"))


class Metrics:
    """Names what quantities measure, one after another in the order of the text."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._text = read.text
        self._folded = read.text.folded
        self._language = read.text.language
        self._last: tuple[int, str, str] | None = None  # sentence, unit, metric

    def of(self, quantity: Quantity, basis: str | None, cue: str | None) -> str:
        """A short phrase; never empty."""
        sentence = self._text.sentence_at(quantity.start)
        block = self._text.block_of(sentence)
        metric = self._named(quantity, sentence, block, basis, cue)
        metric = " ".join(metric.split()) or quantity.unit
        self._last = (sentence.number, quantity.unit, metric)
        return metric

    def _named(
        self, quantity: Quantity, sentence: Sentence, block: Placed, basis: str | None, cue: str | None
    ) -> str:
        if quantity.rule == "table" or (block.cells and not quantity.noun):
            return self._of_column(quantity, block)
        if quantity.rule == "label" and block.label is not None:
            return self._text.quote(*block.label)
        if quantity.rule == "carried" and self._last is not None and self._last[1] == quantity.unit:
            return self._last[2]
        kind = unit_class(quantity)
        if kind == "money":
            return cue or lexicon("figures_metric")["names"][basis or "unspecified"]
        if kind == "share":
            return self._of_share(quantity, sentence)
        if kind == "mass":
            return self._of_mass(quantity, sentence)
        if kind == "time":
            return self._of_time(quantity, sentence)
        return self._of_count(quantity, sentence)

    def _of_column(self, quantity: Quantity, block: Placed) -> str:
        for index, (start, end) in enumerate(block.cells):
            if start <= quantity.start < end and index < len(block.columns):
                return block.columns[index]
        first = block.cells[0] if block.cells else (quantity.start, quantity.end)
        return self._text.quote(*first)

    def _of_count(self, quantity: Quantity, sentence: Sentence) -> str:
        start, end = quantity.noun or (quantity.start, quantity.end)
        of = _OF.match(self._folded, end)
        if of is not None and end < sentence.end:
            more = self._phrase(of.end(), sentence.end)
            end = more[1] if more is not None and more[1] - end < 60 else end
        return f"{self._text.quote(start, end)} {self._participle(quantity, end, sentence)}"

    def _of_mass(self, quantity: Quantity, sentence: Sentence) -> str:
        of = _OF.match(self._folded, quantity.end)
        phrase = self._phrase(of.end() if of else quantity.end + 1, sentence.end)
        if phrase is None or (of is None and not self._folded[quantity.end : quantity.end + 1] == " "):
            phrase = self._before(quantity, sentence)
        if phrase is None:
            return self._last[2] if self._last is not None and self._last[1] == quantity.unit else ""
        named = self._text.quote(*phrase)
        return f"{named} {self._participle(quantity, phrase[1], sentence)}"

    def _of_share(self, quantity: Quantity, sentence: Sentence) -> str:
        rate = self._rate(quantity, sentence)
        if rate is not None and (quantity.unit != "%" or quantity.start - rate[1] < _LEFT):
            return self._text.quote(*rate)
        if quantity.unit == "per_100k":
            counted = self._text.quote(*quantity.noun) if quantity.noun else ""
            return f"{counted} per 100 000" if counted else "rate per 100 000"
        of = _OF.match(self._folded, quantity.end)
        if of is not None:
            phrase = self._phrase(of.end(), sentence.end)
            return f"share of {self._text.quote(*phrase)}" if phrase else "share"
        words = words_behind(self._folded, quantity.end, min(sentence.end, quantity.end + 60))
        if words and self._folded[slice(*words[0])] in words_of_metric("increase", "words"):
            change = self._text.quote(*words[0])
            into = _IN.match(self._folded, words[0][1] + 1)
            phrase = self._phrase(into.end(), sentence.end) if into else None
            return f"{change} in {self._text.quote(*phrase)}" if phrase else change
        before = self._before(quantity, sentence)
        named = self._text.quote(*before) if before else ""
        left = set(_WORD.findall(self._folded[max(sentence.start, quantity.start - 40) : quantity.start]))
        if left & words_of_metric("increase", "up"):
            return f"increase in {named}" if named else "increase"
        if left & words_of_metric("increase", "down"):
            return f"decrease in {named}" if named else "decrease"
        phrase = self._phrase(quantity.end + 1, sentence.end)
        return self._text.quote(*phrase) if phrase else named or "share"

    def _of_time(self, quantity: Quantity, sentence: Sentence) -> str:
        of = _OF.match(self._folded, quantity.end)
        phrase = self._phrase(of.end() if of else quantity.end + 1, sentence.end)
        named = self._text.quote(*phrase) if phrase else ""
        if of is not None and named:
            return f"{quantity.unit} of {named}"
        hyphened = "-" in self._folded[quantity.start : quantity.end]
        return f"duration of {named}" if hyphened and named else "duration"

    def _rate(self, quantity: Quantity, sentence: Sentence) -> tuple[int, int] | None:
        """The noun phrase of a rate before the quantity: "the homicide rate", "la tasa de …"."""
        rates = lexicon("figures_metric")["rates"].get(self._language, ())
        floor = max(sentence.start, quantity.start - 2 * _LEFT)
        for match in reversed(list(_WORD.finditer(self._folded, floor, quantity.start))):
            if match[0] not in rates:
                continue
            if self._language == "en":
                start = self._phrase_start(match.start(), sentence.start)
                return start, match.end()
            phrase = self._phrase(match.start(), quantity.start, joined=True)
            return phrase or match.span()
        return None

    def _phrase_start(self, end: int, floor: int) -> int:
        """Where the noun phrase begins that goes on at `end`."""
        start = end
        stops = words_of("stops", "en")
        for match in reversed(list(_WORD.finditer(self._folded, max(floor, end - 40), end))):
            if match[0] in stops or self._folded[match.end() : start].strip():
                break
            start = match.start()
        return start

    def _phrase(self, start: int, limit: int, *, joined: bool = False) -> tuple[int, int] | None:
        """The noun phrase that begins at a place, without what follows a stop word."""
        stops = words_of("stops", self._language) if self._language in _LANGUAGES else words_of("stops", "en")
        end = start
        for count, (a, b) in enumerate(words_behind(self._folded, start, min(limit, start + 80))):
            word = self._folded[a:b]
            if count >= _MOST or (word in stops and not (joined and word in _JOIN)):
                break
            if word not in stops:
                end = b
        return (start, end) if end > start else None

    def _before(self, quantity: Quantity, sentence: Sentence) -> tuple[int, int] | None:
        """The noun phrase at the head of the clause before a verb of change."""
        floor = max(sentence.start, quantity.start - 2 * _LEFT)
        change = words_of("change", "words")
        for match in reversed(list(_WORD.finditer(self._folded, floor, quantity.start))):
            if match[0] in change and match.start() > floor:
                start = match.start() - 1
                while start > floor and self._folded[start - 1] not in ",;:.()–":
                    start -= 1
                phrase = self._text.quote(start, match.start())
                lead = len(phrase) - len(phrase.lstrip())
                return (start + lead, match.start() - 1) if len(phrase.split()) <= 9 else None
        return None

    def _participle(self, quantity: Quantity, end: int, sentence: Sentence) -> str:
        """What was done with it: behind ("had been trained") or before ("seized 20 kg")."""
        table = lexicon("figures_metric")
        auxiliaries = words_of_metric("auxiliaries", "words")
        endings = tuple(table["participle_endings"].get(self._language, ()))
        for index, (a, b) in enumerate(words_behind(self._folded, end, min(sentence.end, end + 50))):
            word = self._folded[a:b]
            if word in auxiliaries:
                continue
            if word.endswith(endings) and (index or self._language == "en"):
                return self._text.quote(a, b)
            break
        verbs = table["participles"].get(self._language, {})
        before = _WORD.findall(self._folded[max(sentence.start, quantity.start - 40) : quantity.start])
        return next((verbs[word] for word in reversed(before[-6:]) if word in verbs), "")


_LANGUAGES = ("en", "es", "pt", "fr")


@cache
def words_of_metric(*path: str) -> frozenset[str]:
    """A word list of figures_metric.toml as a set, for asking only."""
    table = lexicon("figures_metric")
    for key in path:
        table = table[key]
    return frozenset(table)

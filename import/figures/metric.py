"""What a quantity measures, in a few words of the text: "cocaine seized", "homicide rate"."""

from __future__ import annotations

from lacsec.importer.data import lexicon
from lacsec.importer.figures.candidates import unit_class
from lacsec.importer.figures.found import Quantity
from lacsec.importer.figures.patterns import words_of
from lacsec.importer.figures.phrases import Phrases
from lacsec.importer.reading import ReadDocument
from lacsec.importer.structure.text import Placed, Sentence, Span

_NEAR = 90  # characters: from a rate to its value
_GAP = 20  # characters: "and some "
_LIST = (", ", " and ", " y ", " e ", " et ", ", and ", " or ", " o ", " ou ")


class Metrics:
    """Names what quantities measure, one after another in the order of the text."""

    def __init__(self, read: ReadDocument) -> None:
        self._text = read.text
        self._folded = read.text.folded
        self._phrases = Phrases(read.text, read.names)
        self._last: tuple[int, str, str] = (-1, "", "")  # sentence, unit, metric
        self._mass: tuple[int, str] = (-1, "")  # block, what was weighed in it last
        self._verb: tuple[int, str] = (-1, "")  # where the named thing ends, what was done with it

    def of(self, quantity: Quantity, basis: str | None, cue: Span | None) -> str:
        """A short phrase; never empty. `cue` is the word that tells what kind of money it is."""
        sentence = self._text.sentence_at(quantity.start)
        block = self._text.block_of(sentence)
        metric = self._named(quantity, sentence, block, basis, cue)
        metric = " ".join(metric.split()) or quantity.unit
        self._last = (sentence.number, quantity.unit, metric)
        return metric

    def _named(
        self,
        quantity: Quantity,
        sentence: Sentence,
        block: Placed,
        basis: str | None,
        cue: Span | None,
    ) -> str:
        if quantity.rule == "table" or (block.cells and not quantity.noun):
            return self._of_column(quantity, block)
        if quantity.rule == "label" and block.label is not None:
            return self._text.quote(*block.label)
        again = self._last[2] if self._last[:2] == (sentence.number, quantity.unit) else ""
        if again and (quantity.rule == "carried" or self._in_bracket(quantity)):
            return again
        if quantity.money:
            return self._of_money(quantity, basis, cue, sentence)
        named = {"share": self._of_share, "mass": self._of_mass, "time": self._of_time}
        return named.get(unit_class(quantity), self._of_count)(quantity, sentence, again)

    def _in_bracket(self, quantity: Quantity) -> bool:
        """Does the quantity stand alone in a bracket: "Peru (26 %)"?"""
        before = self._folded[max(0, quantity.start - 14) : quantity.start]
        return "(" in before and ")" not in before and not self._phrases.goes_on(quantity.end)

    def _of_column(self, quantity: Quantity, block: Placed) -> str:
        for index, (start, end) in enumerate(block.cells):
            if start <= quantity.start < end and index < len(block.columns):
                return block.columns[index]
        first = block.cells[0] if block.cells else (quantity.start, quantity.end)
        return self._text.quote(*first)

    def _of_money(
        self, quantity: Quantity, basis: str | None, cue: Span | None, sentence: Sentence
    ) -> str:
        table = lexicon("figures_metric")
        if cue is None or self._folded[slice(*cue)] not in words_of_money():
            return str(table["names"][basis or "unspecified"])
        start = cue[0]
        if self._text.language == "en":
            floor = quantity.end if quantity.end <= start else sentence.start
            start = self._phrases.start(start, floor)
        return self._phrases.quote(start, cue[1])

    def _of_count(self, quantity: Quantity, sentence: Sentence, again: str) -> str:
        start, end = quantity.noun or (quantity.start, quantity.end)
        end = self._phrases.with_complement(end, sentence.end)
        return f"{self._text.quote(start, end)} {self._done(quantity, end, sentence)}"

    def _of_mass(self, quantity: Quantity, sentence: Sentence, again: str) -> str:
        phrase = self._phrases.of_behind(quantity.end, sentence.end)
        if phrase is None and self._folded[quantity.end : quantity.end + 1] == " ":
            phrase = self._phrases.at(quantity.end + 1, sentence.end)
        if phrase is None:
            before = self._phrases.before_of(quantity.start, sentence.start)
            if before is None and again:
                return again
            before = before or self._phrases.changing(quantity.start, sentence.start)
            if before is None and self._mass[0] == sentence.block:
                return self._mass[1]
            return self._phrases.quote(*before) if before else "quantity"
        metric = f"{self._text.quote(*phrase)} {self._done(quantity, phrase[1], sentence)}"
        self._mass = (sentence.block, metric)
        return metric

    def _of_share(self, quantity: Quantity, sentence: Sentence, again: str) -> str:
        floor = max(sentence.start, quantity.start - 2 * _NEAR)
        if quantity.unit == "times":
            named = self._phrases.clause(quantity.start, sentence.start)
            return f"growth of {self._phrases.quote(*named)}" if named else "growth"
        rate = self._phrases.rate(quantity.start, floor)
        if rate is not None and (quantity.unit != "%" or quantity.start - rate[1] < _NEAR):
            return self._phrases.quote(*rate)
        if quantity.unit == "per_100k":
            counted = self._text.quote(*quantity.noun) if quantity.noun else "rate"
            return f"{counted} per 100 000"
        of = self._phrases.of_behind(quantity.end, sentence.end)
        if of is not None:
            return f"share of {self._text.quote(*of)}"
        change = self._phrases.change_behind(quantity.end, sentence.end)
        if change is not None:
            return self._text.quote(*change)
        return self._share_that_changes(quantity, sentence) or again or "share"

    def _share_that_changes(self, quantity: Quantity, sentence: Sentence) -> str:
        """ "homicides rose 407 %" → "increase in homicides"; "a 90 % approval rating"."""
        before = self._phrases.changing(quantity.start, sentence.start)
        named = self._phrases.quote(*before) if before else ""
        direction = self._phrases.direction(quantity.start, sentence.start)
        if direction:
            return f"{direction} in {named}" if named else direction
        phrase = self._phrases.at(quantity.end + 1, sentence.end)
        return self._text.quote(*phrase) if phrase else named

    def _of_time(self, quantity: Quantity, sentence: Sentence, again: str) -> str:
        of = self._phrases.of_behind(quantity.end, sentence.end)
        if of is not None:
            return f"{quantity.unit} of {self._text.quote(*of)}"
        if "-" in self._folded[quantity.start : quantity.end]:
            phrase = self._phrases.at(quantity.end + 1, sentence.end)
            phrase = phrase and (phrase[0], self._phrases.with_complement(phrase[1], sentence.end))
            return f"duration of {self._text.quote(*phrase)}" if phrase else "duration"
        return "duration"

    def _done(self, quantity: Quantity, end: int, sentence: Sentence) -> str:
        """What was done with the thing: behind it, before it, or with the one before in a list."""
        behind = self._phrases.participle_behind(end, sentence.end)
        done = behind or self._phrases.participle_before(quantity.start, sentence.start)
        if not done and self._verb[0] >= sentence.start:
            gap = self._folded[self._verb[0] : quantity.start]
            done = self._verb[1] if gap.startswith(_LIST) and len(gap) <= _GAP else ""
        self._verb = (end, "" if behind else done)
        return done


def words_of_money() -> frozenset[str]:
    """Cues of money that are nouns."""
    return words_of("money", "nouns", table="figures_metric")

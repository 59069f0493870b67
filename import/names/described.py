"""Agreements without a name of their own: "the EU and Brazil signed an international agreement".

Each is told by what the text says of it: its kind, its parties, its date, what it is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lacsec.importer.dates.found import Dated, Dates
from lacsec.importer.names.agreement_words import (
    AgreementKind,
    cue_set,
    cue_words,
    kind_matcher,
    kind_of,
    narrower,
)
from lacsec.importer.names.found import Naming
from lacsec.importer.names.parties import Parties, unique
from lacsec.importer.structure.text import Sentence, Span, Text

_MOST_PARTIES = 8
_TOPIC_WORDS = 16
_NEAR = 16  # characters between a phrase and its date ("of", ", signed on")
_YEARS_BEFORE = re.compile(r"((?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?) ['\"]?$")
_YEARS_BEHIND = re.compile(r",? \(?((?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?)(?![\d-])")
_TOPIC_WORD = re.compile(r"[^\s,;:.()\"]+")
_ABOUT_NOTHING = frozenset({"references", "disclaimer", "contents"})


@dataclass(frozen=True, slots=True)
class Described:
    """What a text says of an agreement.

    `span` is the phrase, `name` its English, `words` are the words there, `full` those with the
    parties and the topic behind it. `made`: signed, adopted … according to the sentence.
    `definite`: "the agreement", without a word of whose it is.
    """

    span: Span
    kind: AgreementKind
    name: str
    words: str
    full: str
    parties: tuple[str, ...]
    dated: Dated | None
    years: str | None
    topic: str | None
    made: bool
    definite: bool = False


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A kind at its place, with the words that narrow it."""

    start: int
    end: int
    kind: AgreementKind
    name: str


@dataclass(slots=True)
class _Said:
    """What stands around a phrase: parties, where they end, and the word that joins them."""

    parties: list[str]
    end: int
    joint: str


def find_described(
    text: Text, namings: Sequence[Naming], demonyms: Sequence[Naming], dates: Dates
) -> list[Described]:
    """All agreements that the text describes, well enough or not, in order."""
    return list(_Finder(text, namings, demonyms, dates).find())


class _Finder:
    def __init__(
        self,
        text: Text,
        namings: Sequence[Naming],
        demonyms: Sequence[Naming],
        dates: Dates,
    ) -> None:
        self._text = text
        self._named = namings
        self._taken = [naming.start for naming in namings]
        self._parties = Parties(text, namings, demonyms)
        self._dates = dates
        self._lead: str | None = None  # the body whose agreements were told last

    def find(self) -> Iterable[Described]:
        for hit in kind_matcher().find(self._text.value, self._text.folded):
            sentence = self._text.sentence_at(hit.start)
            if self._inside_name(hit.start, hit.end):
                continue
            if self._text.block_of(sentence).role in _ABOUT_NOTHING:
                continue
            phrase = self._phrase(hit.start, hit.end)
            if self._parties.word_before(phrase.start) in cue_set("vague", self._text.language):
                continue
            found = self._describe(phrase, sentence)
            bodies = [p for p in found.parties if self._is_body(p)]
            if found.kind.group == "pact" and bodies:
                self._lead = bodies[0]
            yield found

    def _is_body(self, party: str) -> bool:
        return any(n.entity == party and n.kind == "organisation" for n in self._named)

    def _inside_name(self, start: int, end: int) -> bool:
        place = bisect_left(self._taken, end) - 1
        return place >= 0 and self._named[place].end > start

    # ---- the phrase

    def _phrase(self, start: int, end: int) -> _Phrase:
        """The kind with the words that narrow it: before it in English, else behind it."""
        folded, kind = self._text.folded, kind_of(self._text.folded[start:end])
        narrow: list[str] = []
        table = dict(narrower(self._text.language))
        if self._text.language == "en":
            while (word := self._parties.word_before(start)) in table and folded[start - 1] == " ":
                start -= len(word) + 1
                narrow.insert(0, table[word])
            while narrow and narrow[0] == "and":
                narrow.pop(0)
                start = folded.find(" ", start) + 1
        else:
            while (form := self._narrowing(end)) is not None:
                end += len(form) + 1
                end += folded.startswith("s", end)
                narrow.insert(0, table[form])
        return _Phrase(start, end, kind, " ".join([*filter(None, narrow), kind.name]))

    def _narrowing(self, end: int) -> str | None:
        folded = self._text.folded
        for form, _ in narrower(self._text.language):
            last = end + 1 + len(form)
            if folded.startswith(f" {form}", end):
                last += folded.startswith("s", last)
                if not folded[last : last + 1].isalpha():
                    return form
        return None

    # ---- what is said of it

    def _describe(self, phrase: _Phrase, sentence: Sentence) -> Described:
        said = self._said_of(phrase, sentence)
        topic, topic_end = self._topic(said.end, sentence)
        pact = phrase.kind.group == "pact"
        made = self._parties.last_cue("made", sentence.start, sentence.end)
        if pact and topic and len(said.parties) < 2:
            said.parties.extend(self._parties.between(said.end, sentence.end)[0])
        if pact and not said.parties and made and made[0] > phrase.end:
            said.parties.extend(self._parties.between(made[1], sentence.end)[0])
        definite = self._definite(phrase, said, topic)
        parties = unique(said.parties)
        one_side = not parties or said.joint in cue_set("with", self._text.language)
        if one_side and not definite and phrase.kind.group != "plan":
            parties = unique((*self._others(phrase, sentence, parties), *parties))
        if not parties and phrase.kind.group == "text":
            parties = unique(self._parties.named_next(phrase.end, sentence.end))
        end = max(said.end, topic_end)
        return Described(
            span=(phrase.start, phrase.end),
            kind=phrase.kind,
            name=phrase.name,
            words=self._text.value[phrase.start : phrase.end],
            full=self._text.value[phrase.start : end],
            parties=parties[:_MOST_PARTIES],
            dated=self._dated(phrase, end, sentence, made is not None),
            years=self._years(phrase, sentence),
            topic=topic,
            made=made is not None or self._dated_at_once(phrase),
            definite=definite,
        )

    def _dated_at_once(self, phrase: _Phrase) -> bool:
        """ "a resolution of 14 February": only what exists has a date."""
        near = self._dates.within(phrase.end, phrase.end + 6)
        return phrase.kind.group == "text" and bool(near) and near[0].modifier is None

    def _said_of(self, phrase: _Phrase, sentence: Sentence) -> _Said:
        before, _ = self._parties.before(phrase.start, sentence.start)
        behind, end, joint = self._parties.behind(phrase.end, sentence.end)
        if joint in ("of", "de", "d") and phrase.kind.group == "pact":
            behind, end, joint = [], phrase.end, ""
        if not before and not behind:
            behind, end = self._of_document(phrase, sentence)
        return _Said([*before, *behind], end, joint)

    def _of_document(self, phrase: _Phrase, sentence: Sentence) -> tuple[list[str], int]:
        """Where the phrase is the title of the document, its parties stand in the next line."""
        if not self._is_title(phrase, sentence):
            return [], phrase.end
        line = self._text.sentences[sentence.number + 1]
        return self._parties.first_of(line.start, line.end), phrase.end

    def _is_title(self, phrase: _Phrase, sentence: Sentence) -> bool:
        whole = phrase.start == sentence.start and phrase.end == sentence.end
        return whole and sentence.block <= 1 and sentence.number + 1 < len(self._text.sentences)

    def _definite(self, phrase: _Phrase, said: _Said, topic: str | None) -> bool:
        word = self._parties.word_before(phrase.start).rsplit("'", 1)[0]
        return (
            word in cue_set("definite", self._text.language) and not said.parties and topic is None
        )

    def _others(self, phrase: _Phrase, sentence: Sentence, parties: tuple[str, ...]) -> list[str]:
        """The side that signed "with Panama", or all who signed."""
        span = phrase.start, phrase.end
        found = self._parties.who_made(span, sentence, phrase.kind)
        found = [party for party in unique(found) if party not in parties]
        if parties:
            found = found[-1:] if phrase.kind.plural or len(parties) > 1 else found[-2:]
        if parties and not found and self._lead not in (None, *parties):
            found = [self._lead or ""]
        if phrase.kind.name == "joint declaration" and len({*found, *parties}) < 2:
            found.extend(self._parties.named_lately(sentence, 2))
        return found

    # ---- date and topic

    def _dated(self, phrase: _Phrase, end: int, sentence: Sentence, made: bool) -> Dated | None:
        """Its date: right behind it, else the date of the clause in which it was made."""
        found = self._dates.within(sentence.start, sentence.end)
        if self._is_title(phrase, sentence):
            last = self._text.sentences[min(sentence.number + 3, len(self._text.sentences) - 1)]
            return next(iter(self._dates.within(sentence.start, last.end)), None)
        for dated in found:
            if 0 <= dated.start - phrase.end <= _NEAR or 0 <= dated.start - end <= _NEAR:
                return dated
        if not made:
            return None
        verb = self._parties.last_cue("made", phrase.end, sentence.end)
        for dated in found:
            if verb is not None and 0 <= dated.start - verb[1] <= _NEAR:
                return dated
            if dated.start - sentence.start < 4 and dated.end <= phrase.start:
                return dated if "/" not in dated.edtf else None
        return None

    def _years(self, phrase: _Phrase, sentence: Sentence) -> str | None:
        """The years before the phrase or its parties ("2013-2015 EU-CELAC …"), or behind it."""
        _, start = self._parties.before(phrase.start, sentence.start)
        for place in dict.fromkeys((phrase.start, start)):
            match = _YEARS_BEFORE.search(self._text.folded, max(0, place - 12), place)
            if match:
                return match[1]
        if phrase.kind.group != "plan":
            return None
        match = _YEARS_BEHIND.match(self._text.folded, phrase.end)
        return match[1] if match else None

    def _topic(self, start: int, sentence: Sentence) -> tuple[str | None, int]:
        """What it is about: from "on …" or "to …" up to the end of the phrase."""
        folded = self._text.folded
        for cue in cue_words("about", self._text.language):
            first = start + len(cue) + 2
            if folded.startswith(f" {cue} ", start):
                end = self._topic_end(first, sentence.end)
                return (
                    (self._text.value[start + 1 : end], end) if end > first + 2 else (None, start)
                )
        return None, start

    def _topic_end(self, start: int, limit: int) -> int:
        stop = cue_set("ends", self._text.language)
        dates = {dated.start for dated in self._dates.within(start, limit)}
        edge = start
        for count, match in enumerate(_TOPIC_WORD.finditer(self._text.folded, start, limit)):
            gap = self._text.folded[edge : match.start()]
            if gap.strip(" ") or count >= _TOPIC_WORDS or match.start() in dates:
                break
            if match[0] in stop or match[0] == "-":
                break
            edge = match.end()
        return edge

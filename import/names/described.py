"""Agreements without a name of their own: "the EU and Brazil signed an international agreement".

Each is told by what the text says of it: its kind, its parties, its date, what it is about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from lacsec.importer.dates.found import Dated, Dates
from lacsec.importer.names.agreement_phrases import (
    Phrase,
    find_phrases,
    topic_behind,
    word_before,
    years_beside,
)
from lacsec.importer.names.agreement_words import AgreementKind, cue_set
from lacsec.importer.names.automaton import Hit
from lacsec.importer.names.found import Naming
from lacsec.importer.names.parties import Parties, unique
from lacsec.importer.structure.text import Sentence, Span, Text

_MOST_PARTIES = 8
_NEAR = 16  # characters between a phrase and its date ("of", ", signed on")
_CLOSE = 40  # characters between "signed" and what was signed
_ABOUT_NOTHING = frozenset({"references", "disclaimer", "contents"})
_JOINT = "joint declaration"
_EU = "european-union"


@dataclass(frozen=True, slots=True)
class Described:
    """What a text says of an agreement.

    `span` is the phrase, `name` its English, `words` are the words there, `full` those with the
    parties and the topic behind it. `made`: signed, adopted … according to the sentence.
    `definite`: "the agreement", without a word of whose it is. `sided`: "… with Panama".
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
    sided: bool = False


@dataclass(slots=True)
class _Said:
    """What stands around a phrase: parties, where they end, and the word that joins them."""

    parties: list[str]
    end: int
    joint: str
    topic: str | None = None
    definite: bool = False


def find_described(
    text: Text,
    phrases: Sequence[Hit],
    namings: Sequence[Naming],
    demonyms: Sequence[Naming],
    dates: Dates,
) -> list[Described]:
    """All agreements that the text describes, well enough or not, in order.

    `phrases` are where the words for kinds of agreements stand.
    """
    return list(_Finder(text, namings, demonyms, dates).find(phrases))


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
        self._bodies = {n.entity for n in namings if n.kind == "organisation"}
        self._parties = Parties(text, namings, demonyms)
        self._demonyms = demonyms
        self._dates = dates
        self._lead: str | None = None  # the body whose agreements were told last

    @cached_property
    def _owners(self) -> Parties:
        """Who may have a plan: programmes too."""
        return Parties(self._text, self._named, self._demonyms, programmes=True)

    def find(self, phrases: Sequence[Hit]) -> Iterable[Described]:
        for phrase in find_phrases(self._text, phrases):
            sentence = self._text.sentence_at(phrase.start)
            before = word_before(self._text, phrase.start)
            if (
                self._inside_name(phrase.start, phrase.end)
                or self._text.block_of(sentence).role in _ABOUT_NOTHING
                or before in cue_set("vague", self._text.language)
            ):
                continue
            found = self._describe(phrase, sentence)
            bodies = [party for party in found.parties if party in self._bodies]
            if found.kind.group == "pact" and bodies:
                self._lead = bodies[0]
            yield found

    def _inside_name(self, start: int, end: int) -> bool:
        place = bisect_left(self._taken, end) - 1
        return place >= 0 and self._named[place].end > start

    def _describe(self, phrase: Phrase, sentence: Sentence) -> Described:
        said, topic_end = self._said_of(phrase, sentence)
        made = self._made(phrase, sentence)
        if phrase.kind.group == "pact":
            parties = self._of_pact(phrase, sentence, said)
        elif phrase.kind.group == "text":
            parties = self._of_text(phrase, sentence, said)
        else:
            parties = self._of_plan(phrase, sentence, said)
        end = max(said.end, topic_end)
        first = self._parties.before(phrase.start, sentence.start)[1]
        return Described(
            span=(phrase.start, phrase.end),
            kind=phrase.kind,
            name=phrase.name,
            words=self._text.value[phrase.start : phrase.end],
            full=self._text.value[phrase.start : end],
            parties=parties[:_MOST_PARTIES],
            dated=self._dated(phrase, end, sentence, made),
            years=years_beside(self._text, phrase, first, said.end),
            topic=said.topic,
            made=made or self._dated_at_once(phrase) or self._presupposed(phrase, sentence, said),
            definite=said.definite and not parties,
            sided=said.joint in cue_set("with", self._text.language),
        )

    def _made(self, phrase: Phrase, sentence: Sentence) -> bool:
        """Was it signed, adopted …? Where the sentence also negotiates, only right before it."""
        made = self._parties.last_cue("made", sentence.start, sentence.end)
        if made is None or self._parties.last_cue("unmade", sentence.start, sentence.end) is None:
            return made is not None
        before = self._parties.last_cue("made", sentence.start, phrase.start)
        return before is not None and phrase.start - before[1] < _CLOSE

    def _dated_at_once(self, phrase: Phrase) -> bool:
        """ "a resolution of 14 February": only what exists has a date."""
        near = self._dates.within(phrase.end, phrase.end + 6)
        return phrase.kind.group == "text" and bool(near) and near[0].modifier is None

    def _presupposed(self, phrase: Phrase, sentence: Sentence, said: _Said) -> bool:
        """ "the treaty between Peru and Spain": there is one, unless it is being negotiated."""
        if phrase.kind.group != "pact" or len(unique(said.parties)) < 2:
            return False
        first = self._parties.before(phrase.start, sentence.start)[1]
        article = word_before(self._text, first).rsplit("'", 1)[0]
        if article not in cue_set("definite", self._text.language):
            return False
        return self._parties.last_cue("unmade", sentence.start, sentence.end) is None

    # ---- parties

    def _said_of(self, phrase: Phrase, sentence: Sentence) -> tuple[_Said, int]:
        """Parties beside the phrase, its topic, and where the topic ends."""
        parties = self._owners if phrase.kind.group == "plan" else self._parties
        before, _ = parties.before(phrase.start, sentence.start)
        behind, end, joint = parties.behind(phrase.end, sentence.end)
        if joint in cue_set("of", self._text.language) and phrase.kind.group == "pact":
            behind, end, joint = [], phrase.end, ""
        if not before and not behind and self._is_title(phrase, sentence):
            line = self._text.sentences[sentence.number + 1]
            behind = parties.first_of(line.start, line.end)
        said = _Said([*before, *behind], end, joint)
        said.topic, topic_end = topic_behind(self._text, end, sentence, self._dates)
        word = word_before(self._text, phrase.start).rsplit("'", 1)[0]
        untold = not said.parties and said.topic is None
        said.definite = untold and word in cue_set("definite", self._text.language)
        return said, topic_end

    def _is_title(self, phrase: Phrase, sentence: Sentence) -> bool:
        """Is the phrase the whole title of the document? Its parties stand in the next line."""
        whole = phrase.start == sentence.start and phrase.end == sentence.end
        return whole and sentence.block <= 1 and sentence.number + 1 < len(self._text.sentences)

    def _of_pact(self, phrase: Phrase, sentence: Sentence, said: _Said) -> tuple[str, ...]:
        found = list(said.parties)
        if said.topic and len(found) < 2:
            found.extend(self._parties.between(said.end, sentence.end)[0])
        behind = self._parties.last_cue("made", phrase.end, sentence.end)
        if not found and behind is not None:
            found.extend(self._parties.between(behind[1], sentence.end)[0])
            found.extend(self._parties.by(behind[1], sentence.end))
        if not found and said.definite and phrase.narrowed and behind is not None:
            found.extend(self._parties.all_of(behind[1], sentence.end)[-2:])
        parties = unique(found)
        if said.definite or (parties and said.joint not in cue_set("with", self._text.language)):
            return parties
        others = [p for p in self._makers(phrase, sentence) if p not in parties]
        if parties:
            others = others[-1:] if phrase.kind.plural or len(parties) > 1 else others[-2:]
        if parties and not others and self._lead not in (None, *parties):
            others = [self._lead or ""]
        return unique((*others, *parties))

    def _of_text(self, phrase: Phrase, sentence: Sentence, said: _Said) -> tuple[str, ...]:
        parties = unique(said.parties)
        issued = self._parties.last_cue("made", phrase.end, phrase.end + _NEAR) is not None
        if not parties and (not said.definite or (issued and phrase.kind.name == _JOINT)):
            parties = self._makers(phrase, sentence)
            parties = parties or unique(self._parties.named_next(phrase.end, sentence.end))
        elif said.definite:
            return ()
        if phrase.kind.by:
            return tuple(party for party in parties if party in phrase.kind.by)
        if phrase.kind.name == _JOINT and len(parties) < 2:
            lately = self._parties.named_lately(sentence, 2)
            union = (_EU,) if _EU in self._bodies else ()
            parties = unique((*parties, *lately, *union))[:2]
        return parties

    def _of_plan(self, phrase: Phrase, sentence: Sentence, said: _Said) -> tuple[str, ...]:
        if said.parties or self._parties.before(phrase.start, sentence.start)[0]:
            return unique(said.parties)
        years = years_beside(self._text, phrase, phrase.start)
        return unique(self._owners.programmes_of(sentence.start, phrase.start)) if years else ()

    def _makers(self, phrase: Phrase, sentence: Sentence) -> tuple[str, ...]:
        span = phrase.start, phrase.end
        return unique(self._parties.who_made(span, sentence, phrase.kind))

    # ---- date

    def _dated(self, phrase: Phrase, end: int, sentence: Sentence, made: bool) -> Dated | None:
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

"""Whose an agreement is: the countries and bodies named beside it, behind it or before its verb."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from lacsec.importer.names.agreement_phrases import word_before
from lacsec.importer.names.agreement_words import AgreementKind, cue_set, cue_words, signs_for
from lacsec.importer.names.found import Naming
from lacsec.importer.structure.text import Sentence, Span, Text

_PARTY_KINDS = frozenset({"organisation", "country", "group", "region"})
_NEXT = 40  # characters between a text with its date and its issuer
_FAR = 160  # characters between the issuer of a text and its verb
_PREFIX_GAP = re.compile(r"(?:'s?)?(?: ?- ?| )?(?:(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)? )?['\"]?$")
_SERIES_GAP = re.compile(
    r"(?: ?\([\w /-]{2,30}\))?(?:,? (?:and|y|e|et)|,|;)?(?: [a-z']{1,12}){0,5}[ ']?$"
)
_OF = re.compile(r" (?:of|de|del|da|do|du|d')(?: ?(?:the|la|el|los|las|republic of|republica))* ?")
_DASH = re.compile(r" ?- ?")
_BETWEEN = re.compile(r" (?:between|entre) ")
_WHICH = re.compile(r",? (?:which|que) ")
_CLAUSE = re.compile(r" (?:when|while|which|that|where|quando|cuando|lorsque|que|qui|dont) |; ")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_PRONOUNS = frozenset({"it", "they", "elle", "il", "ela", "ele"})


class Parties:
    """The possible parties of one document, in the order of the text."""

    def __init__(
        self,
        text: Text,
        namings: Sequence[Naming],
        demonyms: Sequence[Naming],
        *,
        programmes: bool = False,
    ) -> None:
        self._text = text
        kinds = _PARTY_KINDS | {"programme"} if programmes else _PARTY_KINDS
        found = [naming for naming in namings if naming.kind in kinds]
        self._all = sorted((*found, *demonyms), key=lambda naming: naming.start)
        self._starts = [naming.start for naming in self._all]
        self._in = frozenset(cue_words("places", text.language))

    def _within(self, start: int, end: int) -> list[Naming]:
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, start: int, limit: int) -> tuple[list[str], int]:
        """Parties right before a phrase ("EU-Peru …", "Peru's …"), and where the first begins."""
        found: list[str] = []
        for naming in reversed(self._within(limit, start)):
            if not _PREFIX_GAP.fullmatch(self._text.folded, naming.end, start):
                break
            found.insert(0, naming.entity)
            start = naming.start
        return found, start

    def behind(self, start: int, limit: int) -> tuple[list[str], int, str]:
        """Parties behind a phrase, where the last ends, and the word that joins them to it."""
        folded = self._text.folded
        compound = self._compound(start, limit)
        if compound:
            return [n.entity for n in compound], compound[-1].end, "-"
        for word in cue_words("between", self._text.language):
            if folded.startswith((f" {word} ", f" {word}'"), start):
                found, end = self.series(start + len(word) + 1, limit)
                return (found, end, word) if found else ([], start, "")
        return [], start, ""

    def _compound(self, start: int, limit: int) -> list[Naming]:
        """ "Accord Europol - Colombie", "acuerdo UE-Chile"."""
        found = self._within(start, min(limit, start + 60))[:2]
        if len(found) < 2 or found[0].start > start + 1:
            return []
        return found if _DASH.fullmatch(self._text.folded, found[0].end, found[1].start) else []

    def series(self, start: int, limit: int) -> tuple[list[str], int]:
        """Parties one after another from a place on: "the Prosecution Services of Bolivia, …"."""
        found: list[str] = []
        edge, kind = start, ""
        for naming in self._within(start, limit):
            gap = self._text.folded[edge : naming.start]
            if not _SERIES_GAP.fullmatch(gap) or self._verb_in(gap):
                break
            theirs = kind == "organisation" and naming.kind == "country" and _OF.fullmatch(gap)
            if not theirs:  # "the Ministry of the Interior of Chile" is one party
                found.append(naming.entity)
            edge, kind = naming.end, naming.kind
        return found, edge

    def _verb_in(self, gap: str) -> bool:
        verbs = cue_set("made", self._text.language) | cue_set("ends", self._text.language)
        return any(len(word) > 3 and word in verbs for word in gap.split())

    def between(self, start: int, end: int) -> tuple[list[str], int]:
        """Two or more behind "between": "… of data between Europol and Peru"."""
        for match in _BETWEEN.finditer(self._text.folded, start, end):
            found, last = self.series(match.end() - 1, end)
            if len(found) > 1:
                return found, last
        return [], start

    def by(self, start: int, end: int) -> list[str]:
        """Who is named behind "by": "signed by Europol and Jamaica"."""
        for word in cue_words("by", self._text.language):
            if self._text.folded.startswith(f" {word} ", start):
                return self.series(start + len(word) + 1, end)[0]
        return []

    def who_made(self, phrase: Span, sentence: Sentence, kind: AgreementKind) -> list[str]:
        """Who signed or adopted it: named before the verb, or behind it."""
        verb = self.last_cue("made", sentence.start, phrase[0])
        if verb is not None:
            return self._subject(verb[0], sentence, kind)
        found: list[str] = []
        after = self.last_cue("made", phrase[1], sentence.end)
        which = _WHICH.match(self._text.folded, phrase[1])
        if after is not None and which is not None:
            found, _ = self.series(which.end() - 1, after[0])
        return found or self._subject(phrase[0], sentence, kind)

    def last_cue(self, table: str, start: int, end: int) -> Span | None:
        """The last word of a table in a stretch."""
        wanted = cue_set(table, self._text.language)
        found: Span | None = None
        for match in _WORD.finditer(self._text.folded, start, end):
            if match[0] in wanted:
                found = match.span()
        return found

    def _subject(self, offset: int, sentence: Sentence, kind: AgreementKind) -> list[str]:
        """The parties named before a verb in its clause, or those that its pronoun stands for."""
        folded = self._text.folded
        start = sentence.start
        for match in _CLAUSE.finditer(folded, start, offset):
            start = match.end()
        words = folded[start:offset].split()[-3:]
        if any(word in _PRONOUNS for word in words):
            return self._stood_for(sentence, offset)
        found = [naming for naming in self._within(start, offset) if not self._is_place(naming)]
        if kind.group == "text":
            found = [naming for naming in found if offset - naming.end < _FAR][-2:]
        return [naming.entity for naming in found[-4:]]

    def _is_place(self, naming: Naming) -> bool:
        bracket = self._text.value[naming.start - 1 : naming.start] == "("
        word = word_before(self._text, naming.start)
        if word in cue_set("definite", self._text.language):
            word = word_before(self._text, naming.start - len(word) - 1)
        return naming.kind == "region" or bracket or word in self._in

    def _stood_for(self, sentence: Sentence, offset: int) -> list[str]:
        """Whom "it" stands for: the body that this sentence or one before it began with."""
        bodies = [n for n in self._within(sentence.start, offset) if n.kind == "organisation"]
        if bodies:
            return [bodies[0].entity]
        return self.named_lately(sentence, 1)

    def named_lately(self, sentence: Sentence, most: int) -> list[str]:
        """The bodies that the sentences before this one named first, nearest sentence first."""
        for number in range(sentence.number - 1, max(-1, sentence.number - 4), -1):
            earlier = self._text.sentences[number]
            bodies = [
                n for n in self._within(earlier.start, earlier.end) if n.kind == "organisation"
            ]
            if bodies:
                return [n.entity for n in bodies[:most]]
        return []

    def named_next(self, start: int, end: int) -> list[str]:
        """The first body named behind a phrase, close by: "In a resolution of …, Parliament"."""
        bodies = [n for n in self._within(start, end) if n.kind == "organisation"]
        near = bodies and bodies[0].start - start < _NEXT
        return [bodies[0].entity] if near else []

    def all_of(self, start: int, end: int) -> list[str]:
        """All parties named in a stretch."""
        return [n.entity for n in self._within(start, end)]

    def programmes_of(self, start: int, end: int) -> list[str]:
        """The last programme named in a stretch."""
        return [n.entity for n in self._within(start, end) if n.kind == "programme"][-1:]

    def first_of(self, start: int, end: int) -> list[str]:
        """The bodies named in a stretch, each once."""
        return [n.entity for n in self._within(start, end) if n.kind == "organisation"]


def unique(parties: Iterable[str]) -> tuple[str, ...]:
    """Each party once; who signs for another is that other."""
    return tuple(dict.fromkeys(signs_for().get(party, party) for party in parties))

"""What two names say by standing side by side: "INTERPOL's REFINE", "the GIFP project DISRUPT"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

from lacsec.db.model import Predicate
from lacsec.db.text import fold
from lacsec.importer.names.found import Naming
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.data import table
from lacsec.importer.relations.facts import Fact
from lacsec.importer.relations.grammar import donors, grammar, joined, tokens

_ASIDE = re.compile(r"\s*\([^()]*\)")
_ITS = re.compile(r"(?<!\w)(?P<word>[^\W\d_]{2,5}) (?P<rest>(?:[^\W\d_]+ ){0,3}(?:[^\W\d_]+, )?)$")
_FARTHEST = 48
_MOST_WORDS = 5
_PARTS = ("system", "organisation", "operation", "programme")
_OWNERS = ("organisation", "programme", "country", "instrument")
_LONGEST = 500  # characters of a bracket
_MADE_OF: dict[str, Predicate] = {
    "organisation": "member_of",
    "programme": "covers",
    "operation": "participates_in",
}
_SKIPPED = ("references", "contents", "disclaimer", "glossary")


@cache
def _words(name: str, language: str) -> frozenset[str]:
    found = table("grammar")[name]
    return frozenset(fold(word) for word in found.get(language, found["en"]))


class Neighbours:
    """Facts told by two names of which one owns, runs or contains the other."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._folded = read.text.folded
        self._language = read.text.language

    def facts(self) -> list[Fact]:
        """One fact for each pair of names that touch in one of these ways."""
        namings = self._read.names.namings
        found = [fact for naming in namings for fact in self._bracketed(naming)]
        for naming in namings:
            if naming.kind in ("system", "organisation"):
                fact = self._own(naming)
                if fact is not None:
                    found.append(fact)
        for first, second in itertools.pairwise(namings):
            if second.start - first.end > _FARTHEST or first.entity == second.entity:
                continue
            fact = self._fact(first, second)
            if fact is not None:
                found.append(fact)
        return found

    def _bracketed(self, naming: Naming) -> Iterator[Fact]:
        """ "CLASI (Peru, Chile and Panama)": the countries that it is made of or works in."""
        if naming.kind not in _MADE_OF or not self._folded.startswith(" (", naming.end):
            return
        close = self._folded.find(")", naming.end, naming.end + _LONGEST)
        inside = self._read.names.within(naming.end, close) if close > 0 else []
        countries = dict.fromkeys(name.entity for name in inside if name.kind == "country")
        if len(countries) < 2 or any(name.kind != "country" for name in inside):
            return
        gaps = itertools.pairwise(inside)
        if inside[0].start - naming.end > 30 or not all(
            joined(self._folded[one.end : other.start], self._language) for one, other in gaps
        ):
            return
        sentence = self._read.text.sentence_at(naming.start)
        if close - inside[-1].end > 2 or self._read.text.block_of(sentence).role in _SKIPPED:
            return
        for country in countries:
            predicate = _MADE_OF[naming.kind]
            ends = (naming.entity, country) if predicate == "covers" else (country, naming.entity)
            yield Fact(
                ends[0], predicate, ends[1], "asserted", (sentence,), "bracketed-countries",
                "named", naming.start,
            )  # fmt: skip

    def _own(self, naming: Naming) -> Fact | None:
        """ "Its Humanitarian Office": a part of what the text speaks of."""
        match = _ITS.search(self._folded, max(0, naming.start - _FARTHEST), naming.start)
        if match is None or match["word"] not in _words("own", self._language):
            return None
        rest = tokens(match["rest"])
        if any(word in _words("not_own", self._language) for word in rest):
            return None
        owner = self._read.focus.referent(match.start("word"), ("programme", "organisation"))
        if owner is None or owner == naming.entity or self._family(owner) == naming.entity:
            return None
        sentence = self._read.text.sentence_at(naming.start)
        return Fact(
            naming.entity, "part_of", owner, "asserted", (sentence,), "its-own", "anaphor",
            naming.start,
        )  # fmt: skip

    def _fact(self, first: Naming, second: Naming) -> Fact | None:
        gap = self._folded[first.end : second.start]
        if "\n" in gap:
            return None
        if self._owns(gap, first, second):
            return self._told(second, first, "neighbour-possessive")
        if self._belongs(gap, first, second):
            return self._told(first, second, "neighbour-of")
        return None

    def _owns(self, gap: str, first: Naming, second: Naming) -> bool:
        """ "A's B", "A project B", "A B": the first is the owner of the second."""
        if first.kind not in _OWNERS or second.kind not in _PARTS:
            return False
        possessive = gap.startswith(("'s ", "' "))
        rest = tokens(_ASIDE.sub(" ", gap.removeprefix("'s").removeprefix("'")))
        if len(rest) > _MOST_WORDS:
            return False
        nouns = _words("kind_nouns", self._language)
        known = grammar(self._language)
        if any(word in known.auxiliaries or word in known.copulas for word in rest):
            return False
        if possessive:
            return first.kind != "country" and all(
                word.isalpha() and word not in known.prepositions and (word,) not in known.joins
                for word in rest
            )
        if self._language != "en" or first.kind == "country" or "(" in gap:
            return False
        if first.kind == "organisation" and second.kind == "organisation":
            return gap == " " and first.entity not in donors()
        return all(word in nouns for word in rest) and "," not in gap

    def _belongs(self, gap: str, first: Naming, second: Naming) -> bool:
        """ "B of A", "B de la A": the first is a part of the second."""
        if first.kind not in ("system", "organisation", "operation", "programme"):
            return False
        if second.kind not in ("organisation", "programme"):
            return False
        if first.kind == "organisation" and second.kind == "programme":
            return False
        words = " ".join(_ASIDE.sub(" ", gap).lstrip(")").split())
        if first.kind == "programme" and second.kind == "organisation":
            words = words.removeprefix(", ")  # "el programa X, de la UNODC"
        return words in _words("of", self._language)

    def _told(self, part: Naming, owner: Naming, method: str) -> Fact | None:
        predicate = self._predicate(part, owner)
        sentence = self._read.text.sentence_at(part.start)
        if predicate is None or self._read.text.block_of(sentence).role in _SKIPPED:
            return None
        if self._family(part.entity) == self._family(owner.entity):
            return None
        return Fact(
            part.entity, predicate, owner.entity, "asserted", (sentence,), method, "named",
            part.start,
        )  # fmt: skip

    def _family(self, entity: str) -> str:
        return self._read.names.entities[entity].family or entity

    @staticmethod
    def _predicate(part: Naming, owner: Naming) -> Predicate | None:
        """A programme of a body is carried out by it, or paid for by a donor; the rest is part."""
        if part.kind == "programme":
            if owner.kind == "instrument":
                return "funded_by"
            given = owner.kind == "programme" or owner.entity in donors()
            return "part_of" if given else "implemented_by"
        if owner.kind == "instrument":
            return None
        return "part_of"

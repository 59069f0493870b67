"""The names around a place: what is listed after it, and what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lacsec.db.model import EntityKind
from lacsec.importer.names.found import Names, Naming
from lacsec.importer.relations.grammar import grammar, joined, tokens
from lacsec.importer.structure.text import Text

_COMPOUND = re.compile(r"-[^\W\d_]")
_POSSESSIVE = re.compile(r"'s?(?=\s)")
_NEXT_WORD = re.compile(r"\s([^\W\d_]+)")
_INSERTED = re.compile(
    r"\s?,\s(?P<word>[^\W_]+)\s[^;:.]*[,)]\s(?:and|e|y|et|as well as|asi como)\s"
    r"(?:the\s|la\s|el\s|o\s|a\s|le\s|l')?$"
)
_BORDERS = re.compile(
    r"[)\s]*[,;]?\s*[^,;:().]{3,60}\((?:entre\s|between\s)?(?:the\s|la\s|el\s|le\s|les\s|a\s|o\s|l')?$"
)
_UNNAMED = re.compile(
    r"(?:[,;]|\s(?:and|y|e|et))\s[^,;:().]{2,60}(?:,|\s(?:and|y|e|et|as well as))\s.{0,8}$"
)
_LAST = re.compile(r"[)\s]*(?:and|y|e|et)\s")
_NEW_LIST = re.compile(r"[)\s]*,\s(?:and|y|e|et)\s")
_ASIDES = re.compile(r"\([^()]*\)")
_SUCH_AS = re.compile(r"\([^()]*\)|\b(?:tels|telles|ainsi) que\b")
# "… and several countries of the region such as"
_KIN = re.compile(
    r"[)\s]*(?:,|,? (?:and|y|e|et)) (?:[^\W\d_]+ ){0,2}"
    r"(?:countries|states|paises|pays|estados|etats)"
    r"(?: [^\W\d_]+){0,7} $"
)
# "Brazil, Chile and Peru on one side of the Atlantic, and Belgium …"
_GROUPED = re.compile(
    r" (?:on|from|for|por|de|del|do|du|cote) [^,;:().]{2,40}, "
    r"(?:and|y|e|et)(?: the| la| el| o| a)? $"
)
_OWNED = re.compile(r", (?:of|de|del|da|do|du|de l')(?: the| la)? ?$")
_NOUNS_BETWEEN = re.compile(
    r" (?:project|programme|program|initiative|proyecto|programa|projeto|projet) $"
)
_KIND_NOUN = re.compile(r" (?:project|programme|program|initiative) ")
_MOST = 60


class Surroundings:
    """Lists and neighbours among the names of one document."""

    def __init__(self, text: Text, names: Names) -> None:
        self.text = text
        self.names = names
        self.language = text.language
        self.grammar = grammar(text.language)

    def following(
        self,
        start: int,
        end: int,
        kinds: tuple[EntityKind, ...],
        reach: int,
        *,
        partners: str = "",
    ) -> list[Naming]:
        """The list whose first member of these kinds begins within `reach` after `start`."""
        namings = iter(self.names.within(start, end))
        first = self._first(namings, start, kinds, reach, end)
        if first is None:
            return []
        found = [first]
        last = first
        closed = False
        for naming in namings:
            if naming.entity == last.entity and naming.start - last.end < 4:
                last = naming  # its acronym in brackets
                continue
            if self._is_aside(naming, last.end):
                continue
            gap = self.text.folded[last.end : naming.start]
            if self._locates(kinds, naming, gap) or self._in_brackets(last, naming, gap):
                last = naming  # "ALTHEA in Bosnia and ATALANTA off Somalia": where it is
                continue
            if self._elsewhere(found, naming, gap):
                break
            if naming.kind == "organisation" and _OWNED.match(gap) and last.kind == "programme":
                last = naming  # "the programme X, of UNODC": its owner
                continue
            if gap.count("(") > gap.count(")") and naming.kind != last.kind and last.kind in kinds:
                last = naming  # "(under president N N) and …": a word on the last member
                continue
            if len(gap) > 2 * _MOST:
                break
            goes_on = _KIN.match(gap) is not None or last.kind == "region"
            if closed and _NEW_LIST.match(gap) and not goes_on:
                break
            opens = last.kind not in kinds and gap.strip() == "("
            if not (self._goes_on(gap, partners) or opens or _alike(last, naming, gap)):
                break
            closed = closed or _LAST.match(gap) is not None
            if naming.kind in kinds and not self._is_modifier(naming, kinds, end):
                found.append(naming)
            elif self._is_modifier(naming, kinds, end):
                continue
            last = naming
        return found

    def _first(
        self,
        namings: Iterator[Naming],
        start: int,
        kinds: tuple[EntityKind, ...],
        reach: int,
        end: int,
    ) -> Naming | None:
        for naming in namings:
            if naming.start - start > reach:
                return None
            between = _SUCH_AS.sub(" ", self.text.folded[start : naming.start])
            if any(word in self.grammar.breaks or word == ";" for word in tokens(between)):
                return None
            if naming.kind in kinds and not self._is_modifier(naming, kinds, end):
                return naming
        return None

    def _goes_on(self, gap: str, partners: str) -> bool:
        if joined(gap, self.language, partners) or _KIN.match(gap) is not None:
            return True
        if _BORDERS.match(gap):  # "Rumichaca (Colombia-Ecuador), Desaguadero (Peru-Bolivia)"
            return True
        inserted = _INSERTED.match(gap)
        if inserted is not None:
            return inserted["word"] in self.grammar.relatives
        if len(gap) <= _MOST and _UNNAMED.match(gap):
            return not any(word in self.grammar.breaks for word in tokens(gap))
        return False

    def _locates(self, kinds: tuple[EntityKind, ...], naming: Naming, gap: str) -> bool:
        """Does it only say where the last member of the list is?"""
        if naming.kind not in ("country", "region") or naming.kind in kinds:
            return False
        words = tokens(_ASIDES.sub(" ", gap))
        if not words or len(words) > 5:
            return False
        return words[0] in self.grammar.prepositions and "," not in words

    @staticmethod
    def _in_brackets(before: Naming, naming: Naming, gap: str) -> bool:
        """A country in brackets after an organisation says where that one is."""
        return gap.strip() == "(" and naming.kind == "country" and before.kind == "organisation"

    def _elsewhere(self, found: list[Naming], naming: Naming, gap: str) -> bool:
        """ "… and Europol, in Brussels, in Belgium": a place, and no member of the list."""
        if naming.kind not in ("country", "region"):
            return False
        words = tokens(gap)
        if not words or words[-1] in ("the", "la", "el"):
            words = words[:-1]
        if not words or words[-1] not in self.grammar.locatives:
            return False
        first = found[0].start
        opening = tokens(self.text.folded[max(0, first - 8) : first])
        return not any(word in self.grammar.locatives for word in opening)

    def qualifies(self, naming: Naming) -> bool:
        """Is it only a part of a compound ("EU-funded") or an owner ("UNODC's")?"""
        folded = self.text.folded
        return (
            _COMPOUND.match(folded, naming.end) is not None
            or _POSSESSIVE.match(folded, naming.end) is not None
            or folded.startswith((" funded", " led", " backed", " member"), naming.end)
        )

    def _is_modifier(self, naming: Naming, kinds: tuple[EntityKind, ...], end: int) -> bool:
        """Does it only qualify what follows: "EU-funded …", "the EU's platform X", "EU experts"?"""
        folded = self.text.folded
        if _COMPOUND.match(folded, naming.end):
            following = self.names.at(naming.end + 1)
            return following is None
        if _POSSESSIVE.match(folded, naming.end):
            return (
                any(
                    later.kind in kinds and later.start - naming.end < _MOST
                    for later in self.names.within(naming.end, end)
                )
                or naming.kind == "organisation"
            )
        noun = _KIND_NOUN.match(folded, naming.end) if naming.kind == "programme" else None
        if noun is not None:  # "the GIFP project DISRUPT"
            behind = self.names.at(noun.end())
            return behind is not None and behind.kind == "programme"
        if self.language == "en" and naming.kind == "organisation":
            word = _NEXT_WORD.match(folded, naming.end)
            if word is not None and (word[1] == "member" or self._is_noun(word[1], word.start(1))):
                return True
        return False

    def _is_aside(self, naming: Naming, floor: int) -> bool:
        """ "French Guiana (an overseas department of France)": named by the way."""
        low = max(floor, naming.start - _MOST)
        opened = self.text.folded.rfind("(", low, naming.start)
        if opened < 0 or ")" in self.text.folded[opened : naming.start]:
            return False
        if self.names.within(opened, naming.start):
            return False
        known = self.grammar
        return any(
            word.isalpha() and word not in known.prepositions and (word,) not in known.fillers
            for word in tokens(self.text.folded[opened : naming.start])
        )

    def _is_noun(self, word: str, place: int) -> bool:
        known = self.grammar
        if (word,) in known.joins or (word,) in known.fillers or word in known.light:
            return False
        small = (known.prepositions, known.breaks, known.spokesmen, known.verbs)
        if any(word in words for words in small):
            return False
        return not (word.endswith(("ly", "ed", "ing")) or self.names.at(place) is not None) and (
            word.endswith(
                ("s", "ers", "ion", "ment", "ort", "ity", "ance", "sion", "work", "group")
            )
        )

    def listed_before(
        self, naming: Naming, kinds: tuple[EntityKind, ...], floor: int
    ) -> list[Naming]:
        """The naming, and the members of its list that stand before it, in order."""
        found = [naming]
        first = naming
        conjoined = False
        for earlier in reversed(self.names.within(floor, naming.start)):
            if earlier.entity == first.entity and first.start - earlier.end < 4:
                if found[-1] is first:
                    found[-1] = earlier
                first = earlier
                continue
            if self._is_aside(earlier, floor):
                continue
            gap = self.text.folded[earlier.end : first.start]
            if len(gap) > _MOST or not joined(gap, self.language):
                break
            if not conjoined and set(tokens(gap)) <= {",", "the", "la", "el", "le"}:
                break  # an English or Romance list ends in "and"; a bare comma is an apposition
            if conjoined and _LAST.match(gap):
                break  # "A and B, and C is …": C begins a clause of its own
            if not conjoined and _NEW_LIST.match(gap) and self._ends_list(earlier, floor):
                break
            conjoined = True
            if earlier.kind in kinds:
                found.append(earlier)
            first = earlier
        return found[::-1]

    def _ends_list(self, naming: Naming, floor: int) -> bool:
        """Does "and" stand before this name, so that its list ends with it?"""
        before = self.names.before(naming.start)
        if before is None or before.start < floor or naming.start - before.end > _MOST:
            return False
        return _LAST.match(self.text.folded, before.end, naming.start) is not None

    def behind_preposition(self, naming: Naming, floor: int) -> bool:
        """Does it hang on something else ("of X", "under X"), unless that lets it through?"""
        known = self.grammar
        before = tokens(self.text.folded[max(floor, naming.start - _MOST) : naming.start])
        index = len(before) - 1
        while index >= 0:
            word = before[index]
            if word in known.prepositions:
                if word in ("of", "de", "del", "do", "da", "du", "des", "d'", "dos", "das"):
                    return not any(
                        noun in known.open_nouns for noun in before[max(0, index - 3) : index]
                    )
                return True
            if (word,) in known.fillers or word in known.open_nouns or word in ('"', "'", "["):
                index -= 1
                continue
            return word.isalpha() and self._attributive(word, before, index)
        return False

    def _attributive(self, word: str, before: list[str], index: int) -> bool:
        """An adjective between preposition and name ("under the new X")."""
        return index > 0 and before[index - 1] in self.grammar.prepositions


def _alike(last: Naming, naming: Naming, gap: str) -> bool:
    """Do two things of one kind stand side by side, with words between that no list has?"""
    if last.kind != naming.kind:
        return False
    between = {"programme": _NOUNS_BETWEEN, "country": _GROUPED}.get(last.kind)
    return between is not None and between.match(gap) is not None

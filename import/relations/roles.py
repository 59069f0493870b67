"""What people are: the role beside a name, before or after it, and whom they hold it for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lacsec.db.model import EntityKind, Finding, Status
from lacsec.db.text import fold
from lacsec.importer.names.found import Naming
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.facts import Fact, less_sure
from lacsec.importer.relations.data import table
from lacsec.importer.relations.grammar import grammar
from lacsec.importer.relations.triggers import spelled_out
from lacsec.importer.structure.text import Sentence

_TOKEN = re.compile(r"[^\W_]+(?:[-'/.][^\W_]+)*'?|[^\w\s]")
_BEFORE = 150  # characters of a title before its name, as far as it may reach
_AFTER = 170
_MOST_WORDS = 16
_HOLDERS: tuple[EntityKind, ...] = ("organisation", "country", "programme", "group", "system")
_OPENS = re.compile(r"\s*(?:\([^()]{0,30}\)\s*)?(?:,|-|\()\s*")
_OF_BODY = re.compile(
    r",? (?P<of>of|de|del|da|do|du|from)(?: the| la| el| l')? ?(?=\S)"
)
_ENDS = frozenset(",;:.()-?!")
_ANDS = ("and", "y", "e", "et")
_NEXT = 30
_LINKS = ("", "mr", "mr.", "ms", "ms.", "mrs", "mrs.", "dr", "dr.", "sr.", "sra.", "m.", "mme")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class _Role:
    """The words of a role at their place; `head` is where its title begins."""

    start: int
    end: int
    head: int
    title: str
    status: Status


@cache
def _set(name: str, language: str) -> frozenset[str]:
    found = table("roles")[name]
    words = found.get(language) or found.get("all") or found["en"]
    return frozenset(one for word in words for one in spelled_out(word))


@cache
def _offices() -> tuple[tuple[str, str], ...]:
    found = [
        (fold(title), holder)
        for holder, titles in table("roles")["offices"].items()
        for title in titles
    ]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))


class Roles:
    """Reads the roles of the people whom one document names."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._text = read.text
        self._folded = read.text.folded
        self._language = read.text.language
        self._grammar = grammar(read.text.language)
        self.holders: dict[str, str] = {}  # the first body each person is said to act for

    def facts(self) -> list[Fact]:
        """One fact for each role beside a name; the fuller wording of the same one stays."""
        found: list[Fact] = []
        taken = -1  # the end of the last role after a name: it is not the next name's title
        for naming in self._read.names.namings:
            if naming.kind != "person":
                continue
            sentence = self._text.sentence_at(naming.start)
            if self._text.block_of(sentence).role in ("references", "contents", "disclaimer"):
                continue
            before = self._before(naming, sentence, taken)
            after = self._after(naming, sentence) or self._below(naming, sentence)
            if after is not None and before is not None and self._of_next(after, sentence):
                after = None
            if after is not None:
                taken = after.end
            for role, side in ((before, "before"), (after, "after")):
                for part in self._parts(role):
                    found.extend(self._fact(naming, part, sentence, side))
        return _fullest(found)

    def _of_next(self, role: _Role, sentence: Sentence) -> bool:
        """"the director, N N, and the minister of X, M M": that title is of the next person."""
        later = self._read.names.within(role.start, min(sentence.end, role.end + _NEXT))
        return any(
            naming.kind == "person" and self._folded[role.end : naming.start].strip(" ,-") in _LINKS
            for naming in later
        )

    def _words(self, start: int, end: int) -> list[_Word]:
        return [
            _Word(match.start(), match.end(), match[0])
            for match in _TOKEN.finditer(self._folded, start, end)
        ]

    def _in(self, name: str, word: str) -> bool:
        return word.rstrip("'") in _set(name, self._language)

    def _title_in(self, words: list[_Word], index: int) -> bool:
        word = words[index].folded
        return self._in("titles", word) or (
            "-" in word and self._in("titles", word.rsplit("-", 1)[1])
        )

    def _before(self, naming: Naming, sentence: Sentence, taken: int) -> _Role | None:
        """"Europol's Executive Director, N N"; "President N N"; "the minister of X, N N"."""
        low = max(sentence.start, naming.start - _BEFORE, taken)
        words = self._words(low, naming.start)
        while words and (self._in("honorifics", words[-1].folded) or words[-1].folded in ".\"'["):
            words.pop()
        comma = bool(words) and words[-1].folded in (",", "-")
        if comma:
            words.pop()
        elif len(words) > 1 and self._in("presidencies", words[-2].folded):
            words.pop()  # "the interim presidency of N N"
            return self._role_of(words, len(words) - 1)
        first = self._chunk(words, comma=comma)
        return None if first is None else self._role_of(words, first)

    def _role_of(self, words: list[_Word], first: int) -> _Role:
        end = words[-1].end
        start = self._widened(words, first)
        wording = self._folded[start:end]
        title = words[first].folded
        return _Role(start, end, words[first].start, title, self._status(wording))

    def _chunk(self, words: list[_Word], *, comma: bool) -> int | None:
        """The index of the leftmost title from which all words up to the end are one phrase."""
        first: int | None = None
        depth = 0
        for index in range(len(words) - 1, max(-1, len(words) - _MOST_WORDS), -1):
            word = words[index].folded
            if word == ")":
                depth += 1
            elif word == "(" and depth:
                depth -= 1
            elif depth == 0 and (word in _ENDS or self._in("breaks", word)):
                break
            elif self._title_in(words, index):
                first = index
            elif first is None and not comma and not self._may_touch(words, index):
                break
        return first

    def _may_touch(self, words: list[_Word], index: int) -> bool:
        """Between a title and the name right behind it: capitals, small words, demonyms."""
        word = words[index]
        if self._text.value[word.start].isupper():
            return True
        small = self._grammar.prepositions
        if word.folded in small or (word.folded,) in self._grammar.fillers or word.folded == "and":
            return True
        return self._demonym(word.start, word.end) is not None

    def _widened(self, words: list[_Word], first: int) -> int:
        """Where the role begins: qualifiers, demonyms, capitals and possessors before its title."""
        start = words[first].start
        for index in range(first - 1, -1, -1):
            word = words[index]
            capital = self._text.value[word.start].isupper()
            if word.folded in ("'", "-", "’"):
                continue
            if word.folded in _ENDS or word.folded in ("the", "el", "la", "o", "a", "le", "l'"):
                break
            naming = self._read.names.at(word.start)
            if naming is not None and naming.kind in _HOLDERS and naming.start >= words[0].start:
                start = naming.start
                continue
            if word.start > start:
                continue  # inside a name that was taken whole
            known = self._in("qualifiers", word.folded) or word.folded.endswith(("'s", "s'"))
            if not (known or capital or self._demonym(word.start, word.end)):
                break
            opens = word.start == self._text.sentence_at(word.start).start
            if opens and not (known or self._read.names.at(word.start)):
                break
            start = word.start
        return start

    def _after(self, naming: Naming, sentence: Sentence) -> _Role | None:
        """"N N, director of X"; "N N, who heads X"; "N N – a former minister of X –"."""
        member = self._belongs(naming, sentence)
        if member is not None:
            return member
        appointed = self._appointed(naming, sentence)
        if appointed is not None:
            return appointed
        opened = _OPENS.match(self._folded, naming.end, sentence.end)
        if opened is None:
            return None
        words = self._words(opened.end(), min(sentence.end, opened.end() + _AFTER))
        if not words or self._text.value[words[0].start : words[0].end] in _ANDS:
            return None
        index, planned, verb = self._skip_opening(words)
        if index >= len(words) or (words[index].folded,) in self._grammar.joins:
            return None
        if verb:
            end = self._phrase_end(words, index)
            return _Role(words[index].start, end, words[index].start, words[index].folded, "asserted")
        title = next((i for i in range(index, min(index + 6, len(words))) if self._title_in(words, i)), None)
        if title is None or any(
            words[i].folded in _ENDS or self._in("breaks", words[i].folded)
            for i in range(index, title)
        ):
            return None
        end = self._phrase_end(words, title)
        status = "planned" if planned else self._status(self._folded[words[index].start : end])
        return _Role(words[index].start, end, words[title].start, words[title].folded, status)

    def _below(self, naming: Naming, sentence: Sentence) -> _Role | None:
        """A name that stands alone, as under an article, with the role in the next line."""
        alone = sentence.end - sentence.start - (naming.end - naming.start) <= 3
        if not alone or sentence.number + 1 >= len(self._text.sentences):
            return None
        later = self._text.sentences[sentence.number + 1]
        words = self._words(later.start, min(later.end, later.start + _AFTER))
        title = next((i for i in range(min(4, len(words))) if self._title_in(words, i)), None)
        if title is None:
            return None
        start, end = words[0].start, min(later.end, later.start + _AFTER)
        return _Role(start, end, words[title].start, words[title].folded, "asserted")

    def _parts(self, role: _Role | None) -> list[_Role]:
        """"MAS candidate and former finance minister": each role by itself."""
        if role is None:
            return []
        words = self._words(role.start, role.end)
        parts: list[_Role] = []
        first = 0
        for index, word in enumerate(words):
            last = index == len(words) - 1
            if not last and word.folded not in ("and", "y", "e", "et"):
                continue
            part = words[first : index + 1] if last else words[first:index]
            title = next((i for i in range(len(part)) if self._title_in(part, i)), None)
            if title is None:
                if not last:
                    continue
                break
            people = self._read.names.within(part[0].start, part[-1].end)
            if any(naming.kind == "person" for naming in people):
                first = index + 1
                continue  # "HR/VP Borrell and Foreign Minister …": that one is of somebody else
            wording = self._folded[part[0].start : part[-1].end]
            status = self._status(wording) if role.status == "asserted" else role.status
            head = part[title]
            parts.append(_Role(part[0].start, part[-1].end, head.start, head.folded, status))
            first = index + 1
        covered = parts and parts[-1].end == role.end
        return parts if covered else [role]

    def _appointed(self, naming: Naming, sentence: Sentence) -> _Role | None:
        """"to appoint N N – … – as EU envoy for X"."""
        before = self._words(max(sentence.start, naming.start - 30), naming.start)[-3:]
        if not any(self._in("appoints", word.folded) for word in before):
            return None
        words = self._words(naming.end, min(sentence.end, naming.end + _AFTER))
        for index, word in enumerate(words[:-1]):
            if word.folded in ("as", "como", "comme"):
                following = range(index + 1, min(index + 6, len(words)))
                title = next((i for i in following if self._title_in(words, i)), None)
                if title is not None:
                    start, end = words[index + 1].start, self._phrase_end(words, title)
                    head = words[title]
                    return _Role(start, end, head.start, head.folded, "asserted")
        return None

    def _belongs(self, naming: Naming, sentence: Sentence) -> _Role | None:
        """"N N of ADN", "N N, da Polícia Federal": no title, but a body right behind the name."""
        match = _OF_BODY.match(self._folded, naming.end, sentence.end)
        if match is None:
            return None
        body = self._read.names.at(match.end())
        if body is None or body.kind not in ("organisation", "group") or body.start != match.end():
            return None
        start = match.start("of")
        return _Role(start, body.end, start, "", "asserted")

    def _skip_opening(self, words: list[_Word]) -> tuple[int, bool, bool]:
        """Past articles and "who is"; whether it lies ahead; whether a verb says it."""
        index, planned = 0, False
        while index < len(words) and index < 5:
            word = words[index].folded
            pair = " ".join(w.folded for w in words[index : index + 2])
            if self._in("verbs", word):
                return index, planned, index > 0
            if word == "and" or self._in("future", word) or self._in("future", pair):
                planned = planned or word != "and"
            elif not (
                self._in("articles", word) or self._in("copulas", word)
            ):
                break
            index += 1
        return index, planned, False

    def _phrase_end(self, words: list[_Word], first: int) -> int:
        """Where the noun phrase that begins at a title ends: at a stop, a comma, a new clause."""
        end = words[first].end
        depth = 0
        for word in words[first + 1 : first + 1 + _MOST_WORDS + 4]:
            if word.folded == "(":
                depth += 1
                continue
            if word.folded == ")":
                depth -= 1
                if depth < 0:
                    break
                continue
            if depth:
                continue
            if word.folded in _ENDS or (
                self._in("breaks", word.folded) and word.folded not in ("to", "on", "with", "a")
            ):
                break
            end = word.end
        return end

    def _status(self, wording: str) -> Status:
        parts = re.split(r"[\s-]+", wording)
        return "ended" if any(self._in("former", word) for word in parts) else "asserted"

    def _demonym(self, start: int, end: int) -> str | None:
        for naming in self._read.names.demonyms:
            if naming.start >= end:
                break
            if start <= naming.start and naming.kind == "country":
                return naming.entity
        return None

    def _fact(self, person: Naming, role: _Role, sentence: Sentence, side: str) -> Iterator[Fact]:
        holder = self._holder(role, sentence, person)
        if holder is None:
            return
        entity, finding = holder
        self.holders.setdefault(person.entity, entity)
        wording = " ".join(self._text.value[role.start : role.end].split()).strip(" '’\"")
        yield Fact(
            person.entity, "role", entity, role.status, (sentence,), f"role-{side}",
            less_sure("named", finding), person.start, wording,
        )  # fmt: skip

    def _holder(
        self, role: _Role, sentence: Sentence, person: Naming
    ) -> tuple[str, Finding] | None:
        """Whom the role is held for: named in it, by a demonym, by the office, by the context."""
        inside = self._read.names.within(role.start, role.end)
        others = [n.entity for n in inside if n.kind == "person" and n.entity in self.holders]
        if others:
            return self.holders[others[0]], "anaphor"  # "Petro's predecessor"
        named = [naming for naming in inside if naming.kind in _HOLDERS]
        if named:
            behind = [naming for naming in named if naming.start > role.head]
            return (behind or named)[0].entity, "named"
        country = self._demonym(role.start, role.end)
        if country is not None:
            return country, "named"
        wording = self._folded[role.start : role.end]
        for title, entity in _offices():
            if title in wording:
                known = self._read.names.entities
                body = entity if entity in known else "european-union"
                if body in known:
                    return body, "named"
        return self._from_context(role, sentence, person)

    def _from_context(
        self, role: _Role, sentence: Sentence, person: Naming
    ) -> tuple[str, Finding] | None:
        focus = self._read.focus
        for word in self._words(role.head, role.end)[1:]:
            kinds = tuple(kind for kind in focus.kinds_of(word.folded) if kind in _HOLDERS)
            entity = focus.referent(word.start, kinds, word.folded) if kinds else None
            if entity is not None:
                return entity, "anaphor"
        if person.entity in self.holders:
            return self.holders[person.entity], "anaphor"
        block = self._text.block_of(sentence)
        national = self._in("national", role.title) or self._in("national", role.title.split("-")[-1])
        if national:
            near = {
                naming.entity
                for naming in (
                    *self._read.names.within(sentence.start, sentence.end),
                    *self._read.names.demonyms,
                )
                if naming.kind == "country" and sentence.start <= naming.start < sentence.end
            }
            if len(near) == 1:
                return next(iter(near)), "anaphor"
        if national:
            near = {n.entity for n in self._read.names.within(block.start, sentence.end) if n.kind == "country"}
            if len(near) == 1:
                return next(iter(near)), "anaphor"
        wanted: tuple[EntityKind, ...] = (
            ("country",) if national else ("organisation", "programme")
        )
        found = focus.section(block, wanted) or focus.topic(wanted)
        return None if found is None else (found.entity, found.finding)


def _fullest(facts: list[Fact]) -> list[Fact]:
    """Of one person's roles for one holder, those whose words are not all in another one."""
    kept: list[Fact] = []
    for fact in facts:
        words = set(fold(fact.wording or "").split())
        same = [
            other
            for other in facts
            if (other.subject, other.object, other.status) == (fact.subject, fact.object, fact.status)
            and other is not fact
        ]
        larger = [
            other for other in same
            if words < set(fold(other.wording or "").split())
        ]  # fmt: skip
        if not larger:
            kept.append(fact)
    return kept

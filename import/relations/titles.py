"""The titles of people: which words beside a name say what somebody is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lacsec.db.model import EntityKind, Status
from lacsec.importer.names.found import Naming
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.data import table
from lacsec.importer.relations.grammar import grammar
from lacsec.importer.relations.triggers import spelled_out
from lacsec.importer.structure.text import Sentence

_TOKEN = re.compile(r"[dl]'(?=[^\W_])|[^\W_]+(?:[-'/.][^\W_]+)*'?|[^\w\s]")
_BEFORE = 150  # characters of a title before its name, as far as it may reach
_AFTER = 170
_MOST_WORDS = 16
HOLDERS: tuple[EntityKind, ...] = ("organisation", "country", "programme", "group", "system")
_OPENS = re.compile(r"\s*(?:\([^()]{0,30}\)\s*)?(?:,|-|\()\s*")
_OF_BODY = re.compile(r",? (?P<of>of|de|del|da|do|du|from)(?: the| la| el| l')? ?(?=\S)")
_ENDS = frozenset(",;:.()-?!")
_ANDS = ("and", "y", "e", "et")
_IN_BRACKETS = re.compile(r" \((?=[^\W_])")
_BODIES = ("organisation", "programme", "group")


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word at its place in the text."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class Role:
    """The words of a role at their place; `head` is where its title begins."""

    start: int
    end: int
    head: int
    title: str
    status: Status
    holder: str | None = None


@cache
def _set(name: str, language: str) -> frozenset[str]:
    found = table("roles")[name]
    words = found.get(language) or found.get("all") or found["en"]
    return frozenset(
        form
        for word in words
        for one in (["é"] if word == "é" else spelled_out(word))
        for form in (one, one.removesuffix("."))
    )


@cache
def _headed_by(language: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_set("headed_by", language)))
    honorifics = "|".join(re.escape(word) for word in sorted(_set("honorifics", language)))
    return re.compile(rf"(?<!\w)(?:{words})(?: (?:{honorifics}))? ?$")


class Titles:
    """Finds the words of a role beside the name of a person."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._text = read.text
        self._folded = read.text.folded
        self._language = read.text.language
        self._grammar = grammar(read.text.language)

    def words(self, start: int, end: int) -> list[Word]:
        """The words of a stretch of text."""
        return [
            Word(match.start(), match.end(), self._is_or_and(match))
            for match in _TOKEN.finditer(self._folded, start, end)
        ]

    def _is_or_and(self, match: re.Match[str]) -> str:
        """Portuguese "é" is a verb, "e" is none: the only words told apart by an accent."""
        return "é" if match[0] == "e" and self._text.value[match.start()] in "éÉ" else match[0]

    def says(self, name: str, word: str) -> bool:
        """Is a word in one of the word lists of the language?"""
        return word.rstrip("'") in _set(name, self._language)

    def _title_in(self, words: list[Word], index: int) -> bool:
        word = words[index].folded
        parts = (word, word.rsplit("-", 1)[-1], word.removeprefix("co"))
        return any(self.says("titles", part) for part in dict.fromkeys(parts))

    def before(self, naming: Naming, sentence: Sentence, taken: int) -> Role | None:
        """ "Europol's Executive Director, N N"; "President N N"; "the minister of X, N N"."""
        headed = self._headed(naming, sentence)
        if headed is not None:
            return headed
        low = max(sentence.start, naming.start - _BEFORE, taken)
        words = self.words(low, naming.start)
        while words and (self.says("honorifics", words[-1].folded) or words[-1].folded in ".\"'["):
            words.pop()
        comma = bool(words) and words[-1].folded in (",", "-")
        if comma:
            words.pop()
        elif len(words) > 1 and self.says("presidencies", words[-2].folded):
            words.pop()  # "the interim presidency of N N"
            return self._role_of(words, len(words) - 1)
        first = self._chunk(words, comma=comma)
        return None if first is None else self._role_of(words, first)

    def _role_of(self, words: list[Word], first: int) -> Role:
        end = words[-1].end
        start = self._widened(words, first)
        wording = self._folded[start:end]
        title = words[first].folded
        return Role(start, end, words[first].start, title, self._status(wording))

    def _chunk(self, words: list[Word], *, comma: bool) -> int | None:
        """The index of the leftmost title from which all words up to the end are one phrase."""
        first: int | None = None
        depth = 0
        for index in range(len(words) - 1, max(-1, len(words) - _MOST_WORDS), -1):
            word = words[index].folded
            if word == ")":
                depth += 1
            elif word == "(" and depth:
                depth -= 1
            elif depth == 0 and (word in _ENDS or self.says("breaks", word)):
                if word in _ENDS or not (index and self._title_in(words, index - 1)):
                    break  # "the ambassador to X" goes on
            elif self._title_in(words, index):
                first = index
            elif first is None and not comma and not self._may_touch(words, index):
                break
        return first

    def _may_touch(self, words: list[Word], index: int) -> bool:
        """Between a title and the name right behind it: capitals, small words, demonyms."""
        word = words[index]
        if self._text.value[word.start].isupper():
            return True
        small = self._grammar.prepositions
        if word.folded in small or (word.folded,) in self._grammar.fillers or word.folded == "and":
            return True
        return self.demonym(word.start, word.end) is not None

    def _widened(self, words: list[Word], first: int) -> int:
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
            if naming is not None and naming.kind in HOLDERS and naming.start >= words[0].start:
                start = naming.start
                continue
            if word.start > start:
                continue  # inside a name that was taken whole
            known = self.says("qualifiers", word.folded) or word.folded.endswith(("'s", "s'"))
            if not (known or capital or self.demonym(word.start, word.end)):
                break
            opens = word.start == self._text.sentence_at(word.start).start
            if opens and not (known or self._read.names.at(word.start)):
                break
            start = word.start
        return start

    def after(self, naming: Naming, sentence: Sentence) -> Role | None:
        """ "N N, director of X"; "N N, who heads X"; "N N – a former minister of X –"."""
        member = self._belongs(naming, sentence)
        if member is not None:
            return member
        appointed = self._appointed(naming, sentence)
        if appointed is not None:
            return appointed
        opened = _OPENS.match(self._folded, naming.end, sentence.end)
        start = opened.end() if opened is not None else naming.end
        words = self.words(start, min(sentence.end, start + _AFTER))
        if opened is None and not self._predicates(words):
            return None
        if not words or self._text.value[words[0].start : words[0].end] in _ANDS:
            return None
        index, planned, verb = self._skip_opening(words)
        if index >= len(words) or (words[index].folded,) in self._grammar.joins:
            return None
        if verb or (opened is None and self.says("verbs", words[0].folded)):
            end = self._phrase_end(words, index)
            if not self._holds_something(words[index].start, end):
                return None
            return Role(
                words[index].start, end, words[index].start, words[index].folded, "asserted"
            )
        title = next(
            (i for i in range(index, min(index + 6, len(words))) if self._title_in(words, i)), None
        )
        if title is None or any(
            words[i].folded in _ENDS or self.says("breaks", words[i].folded)
            for i in range(index, title)
        ):
            return None
        end = self._phrase_end(words, title)
        if opened is not None and self._folded[opened.end() - 1] == "(":
            end = self._body_behind(end, sentence) or end
        status = "planned" if planned else self._status(self._folded[words[index].start : end])
        return Role(words[index].start, end, words[title].start, words[title].folded, status)

    def _body_behind(self, end: int, sentence: Sentence) -> int | None:
        """ "(Executive Director, Europol)": the body behind the title's comma."""
        named = self._read.names.within(end, min(sentence.end, end + 8))
        if named and named[0].kind in _BODIES and self._folded[end : named[0].start] == ", ":
            return named[0].end
        return None

    def _predicates(self, words: list[Word]) -> bool:
        """ "N N is the director of X", "N N heads X": a verb right behind the name."""
        if not words or self._text.value[words[0].start : words[0].end] in _ANDS:
            return False
        if self.says("verbs", words[0].folded):
            end = words[min(4, len(words) - 1)].end
            named = self._read.names.within(words[0].end, end)
            return any(naming.kind in _BODIES for naming in named[:1])
        return self.says("copulas", words[0].folded)

    def _holds_something(self, start: int, end: int) -> bool:
        """Is a body named or taken up in these words? "who chaired the meeting" is no office."""
        if any(naming.kind in HOLDERS for naming in self._read.names.within(start, end)):
            return True
        return self._read.focus.taken_up(start, end, ("organisation", "programme")) is not None

    def _headed(self, naming: Naming, sentence: Sentence) -> Role | None:
        """ "Europol, headed by N N": the body that stands before the verb."""
        low = max(sentence.start, naming.start - _BEFORE)
        match = _headed_by(self._language).search(self._folded, low, naming.start)
        if match is None:
            return None
        body = self._read.names.before(match.start())
        if body is None or body.kind not in _BODIES or body.start < low:
            return None
        gap = self.words(body.end, match.start())
        if any(not self.says("copulas", word.folded) and word.folded not in ",)" for word in gap):
            return None
        return Role(match.start(), naming.start, match.start(), "", "asserted", holder=body.entity)

    def below(self, naming: Naming, sentence: Sentence) -> Role | None:
        """A name that stands alone, as under an article, with the role in the next line."""
        alone = sentence.end - sentence.start - (naming.end - naming.start) <= 3
        if not alone or sentence.number + 1 >= len(self._text.sentences):
            return None
        later = self._text.sentences[sentence.number + 1]
        words = self.words(later.start, min(later.end, later.start + _AFTER))
        title = next((i for i in range(min(4, len(words))) if self._title_in(words, i)), None)
        if title is None:
            return None
        start, end = words[0].start, min(later.end, later.start + _AFTER)
        return Role(start, end, words[title].start, words[title].folded, "asserted")

    def parts(self, role: Role | None) -> list[Role]:
        """ "MAS candidate and former finance minister": each role by itself."""
        if role is None:
            return []
        words = self.words(role.start, role.end)
        parts: list[Role] = []
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
            parts.append(Role(part[0].start, part[-1].end, head.start, head.folded, status))
            first = index + 1
        covered = parts and parts[-1].end == role.end
        return parts if covered else [role]

    def _appointed(self, naming: Naming, sentence: Sentence) -> Role | None:
        """ "to appoint N N – … – as EU envoy for X"."""
        before = self.words(max(sentence.start, naming.start - 30), naming.start)[-3:]
        if not any(self.says("appoints", word.folded) for word in before):
            return None
        words = self.words(naming.end, min(sentence.end, naming.end + _AFTER))
        for index, word in enumerate(words[:-1]):
            if word.folded in ("as", "como", "comme"):
                following = range(index + 1, min(index + 6, len(words)))
                title = next((i for i in following if self._title_in(words, i)), None)
                if title is not None:
                    start, end = words[index + 1].start, self._phrase_end(words, title)
                    head = words[title]
                    return Role(start, end, head.start, head.folded, "asserted")
        return None

    def _belongs(self, naming: Naming, sentence: Sentence) -> Role | None:
        """ "N N of ADN", "N N, da Polícia Federal": no title, but a body right behind the name."""
        bracket = _IN_BRACKETS.match(self._folded, naming.end, sentence.end)
        match = bracket or _OF_BODY.match(self._folded, naming.end, sentence.end)
        if match is None:
            return None
        body = self._read.names.at(match.end())
        if body is None or body.kind not in _BODIES or body.start != match.end():
            return None
        if bracket and self._folded[body.end : body.end + 1] != ")":
            return None
        start = match.end() if bracket else match.start("of")
        return Role(start, body.end, start, "", "asserted")

    def _skip_opening(self, words: list[Word]) -> tuple[int, bool, bool]:
        """Past articles and "who is"; whether it lies ahead; whether a verb says it."""
        index, planned = 0, False
        while index < len(words) and index < 5:
            word = words[index].folded
            pair = " ".join(w.folded for w in words[index : index + 2])
            if self.says("verbs", pair):
                return index, planned, True
            if self.says("verbs", word):
                return index, planned, index > 0
            if word == "and" or self.says("future", word) or self.says("future", pair):
                planned = planned or word != "and"
            elif not (self.says("articles", word) or self.says("copulas", word)):
                break
            index += 1
        return index, planned, False

    def _phrase_end(self, words: list[Word], first: int) -> int:
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
                self.says("breaks", word.folded) and word.folded not in ("to", "on", "with", "a")
            ):
                break
            end = word.end
        return end

    def _status(self, wording: str) -> Status:
        parts = re.split(r"[\s-]+", wording)
        return "ended" if any(self.says("former", word) for word in parts) else "asserted"

    def demonym(self, start: int, end: int) -> str | None:
        """The country that a demonym in a stretch of text points at."""
        for naming in self._read.names.demonyms:
            if naming.start >= end:
                break
            if start <= naming.start and naming.kind == "country":
                return naming.entity
        return None

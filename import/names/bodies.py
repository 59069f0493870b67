"""Bodies, programmes and texts whose name is a phrase of capitalised words with a head noun."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from lacsec.db.model import EntityKind
from lacsec.db.text import fold
from lacsec.importer.data import lexicon
from lacsec.importer.names.kinds import joiners
from lacsec.importer.names.runs import Run, Scene, Spans, Word
from lacsec.importer.names.wordlists import word_list, word_set
from lacsec.importer.structure.text import Span

_TABLE = "names_bodies"
_KINDS: tuple[EntityKind, ...] = (
    "organisation",
    "programme",
    "agreement",
    "system",
    "group",
    "instrument",
)
_MOST_JOINS = 4
_NEXT_WORD = re.compile(r"[ '’]([^\W\d_][\w-]*)")
_AND = ("and", "y", "e", "et", "&")
_MOST_COMPLEMENTS = 9
_LEAST_COMPLEMENTS = 2  # that make a French name by themselves: "Office central de lutte contre …"
_LONGEST_GAP = 18  # characters of small words inside a name
_LEAST_WORDS = 2
_MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class Body:
    """A phrase that names something, and what its head noun says it is.

    `place` ends before the country that ends the name, which is named there for itself.
    """

    name: str
    kind: EntityKind
    place: Span


@cache
def _heads() -> dict[str, EntityKind]:
    table = lexicon(_TABLE)["heads"]
    return {word: kind for kind in reversed(_KINDS) for word in table[kind]}


def find_bodies(
    scene: Scene, known: Iterable[Span], countries: Collection[Span], people: Iterable[Span]
) -> list[Body]:
    """Phrases with a head noun that are names.

    `known` are the places of names known already, `countries` and `people` those of them that
    name a country or a person.
    """
    return _Bodies(scene, Spans(known), countries, Spans(people)).find()


class _Bodies:
    def __init__(
        self, scene: Scene, known: Spans, countries: Collection[Span], people: Spans
    ) -> None:
        self._scene = scene
        self._text = scene.text
        self._runs = scene.runs
        self._countries = countries
        self._people = people
        self._known = known
        self._small = joiners("en") | joiners(scene.text.language)

    def find(self) -> list[Body]:
        found: list[Body] = []
        edge = 0
        for index, run in enumerate(self._runs):
            if run.start < edge or not any(word.folded in _heads() for word in run.words):
                continue
            body = self._english(index) if self._text.language == "en" else self._romance(index)
            if body is not None:
                found.append(body)
                edge = body.place[1]
        return self._kept(found)

    # ---- where a phrase begins and ends

    def _romance(self, index: int) -> Body | None:
        """The head opens the phrase: "Oficina de Recuperación y Gestión de Activos"."""
        run = self._runs[index]
        for place, word in enumerate(run.words):
            kind = _heads().get(word.folded)
            if kind is None or self._known.reach(word.start, word.end):
                continue
            if place and run.words[place - 1].folded == "de":
                continue  # "Reunião de Chefes de Polícia": the word says what kind they are
            if kind == "programme" and self._known.around(word.end + 1) is not None:
                return None  # "Proyecto GAR-SI": the name is known
            return self._made(run.words[place:], index, kind)
        return None

    def _english(self, index: int) -> Body | None:
        """The head closes the first part: "Royal Guard of the Coast", "Special Tax Court"."""
        run = self._runs[index]
        part = list(run.words)
        for word in run.words[:-1]:
            own = word.folded.removesuffix("'s") in word_set("people", "roles")
            if word.folded.endswith(("'s", "s'")) != own:
                part = [other for other in run.words if other.start > word.start]
        while part and (part[0].folded in word_set("kinds", "openers") or part[0].small):
            part.pop(0)
        head = next((word for word in reversed(part) if word.folded in _heads()), None)
        if head is None or self._known.reach(head.start, head.end):
            return None
        kind = _heads()[head.folded]
        if kind == "programme" and self._known.reach(part[0].start, part[-1].end):
            return None  # "the SEACOP Project": the name is known
        if part[0].start == run.start:
            part = [*self._joined_before(index), *part]
        return self._made(part, index, kind)

    def _joined_before(self, index: int) -> Sequence[Word]:
        """ "the Maritime Analysis and" before "Operations Centre"."""
        if index == 0:
            return ()
        before, run = self._runs[index - 1], self._runs[index]
        if self._text.folded[before.end : run.start] not in (" and ", " & "):
            return ()
        words = before.words
        articled = self._text.folded[max(0, before.start - 4) : before.start].endswith("the ")
        if words[0].folded == "the":
            articled, words = True, words[1:]
        plain = not any(word.folded in _heads() for word in words)
        if not plain or not articled or self._known.reach(before.start, before.end):
            return ()
        return words

    def _made(self, part: Sequence[Word], index: int, kind: EntityKind) -> Body | None:
        start, end = part[0].start, part[-1].end
        if end == self._runs[index].end:
            end = self._extended(index, end)
            if self._text.language != "en" and len(part) == 1:
                end = max(end, self._with_complements(end))
        person = self._people.first_in(start, end)
        if person is not None:  # "Office of Justice Ana Diaz"
            end = max(start, person[0] - 1)
        value = self._text.value[start:end]
        if fold(value).endswith("'s"):
            value = value[:-2]
        last = self._before_country(start, start + len(value))
        if not self._is_name(value, start) or self._is_any_countrys(start, last, len(value)):
            return None
        return Body(value, kind, (start, last))

    def _is_any_countrys(self, start: int, end: int, whole: int) -> bool:
        """ "Office of Ecuador": nothing but a head noun and a country."""
        words = self._text.folded[start:end].split()
        if end == start + whole or (words[-1:] and words[0] in word_set(_TABLE, "countrywide")):
            return False
        return all(word in word_set(_TABLE, "alone") or word in _heads() for word in words)

    def _before_country(self, start: int, end: int) -> int:
        """The end of the phrase without "of PERU": the country stays a name of its own."""
        last = self._known.ending(end)
        if last is None or last not in self._countries:
            return end
        kept = self._text.folded[start : last[0]].rstrip(" '")
        while kept.rsplit(" ", 1)[-1].split("'")[-1] in self._small and " " in kept:
            kept = kept.rsplit(" ", 1)[0]
        return start + len(kept)

    def _with_complements(self, end: int) -> int:
        """ "Centre de coopération policière de Saint-Laurent": small letters, then a place."""
        allowed = word_set(_TABLE, "complements")
        at = last = end
        told = 0
        joint = False  # "and" stands before
        for _ in range(_MOST_COMPLEMENTS):
            match = _NEXT_WORD.match(self._text.value, at)
            if match is None:
                break
            word = fold(match[1])
            if match[1][0].isupper():
                if joint:
                    break
                number = self._scene.starts.get(match.start(1))
                return match.end() if number is None else self._runs[number].end
            joint = word in _AND or (joint and word not in allowed)
            if word in allowed:
                told, last = told + 1, match.end()
            elif word not in self._small:
                break
            at = match.end()
        return last if self._text.language == "fr" and told >= _LEAST_COMPLEMENTS else end

    def _extended(self, index: int, end: int) -> int:
        """The end of the phrase with what small words join to it."""
        for following in self._runs[index + 1 : index + 1 + _MOST_JOINS]:
            if not self._joins(self._text.folded[end : following.start], following):
                break
            end = following.end
        return end

    def _joins(self, gap: str, following: Run) -> bool:
        small = gap.replace("'", "' ").split()
        if not small or len(gap) > _LONGEST_GAP:
            return False
        if any(word not in self._small and word.strip("'") not in self._small for word in small):
            return False
        first = following.words[0]
        if small[0] in _AND:
            known = self._known.reach(first.start, first.end)
            return len(small) == 1 and first.folded not in _heads() and not known
        if self._text.value[following.start - len(gap) :].startswith((" à ", " às ")):
            return True  # "Estratégia de Combate à Corrupção"; folded it is as any "a"
        return small[0] not in word_set(_TABLE, "outside")

    # ---- is it a name

    def _is_name(self, value: str, start: int) -> bool:
        folded = fold(value)
        found = folded.replace("'", " ").split()
        shouted = value.isupper() and len(found) > _LEAST_WORDS
        if shouted or not _LEAST_WORDS <= len(found) <= _MOST_WORDS:
            return False
        special = [
            word for word in found if word not in word_set(_TABLE, "alone") and word not in _heads()
        ]
        if not special or folded.startswith(word_list(_TABLE, "opens")):
            return False
        return not self._in_title(start, len(found))

    def _in_title(self, start: int, size: int) -> bool:
        sentence = self._text.sentence_at(start)
        if sentence.kind not in ("heading", "title"):
            return False
        others = self._text.value[sentence.start : sentence.end].split()
        capitals = sum(word[0].isupper() for word in others if len(word) > 3)
        return len(others) > size and capitals >= 0.7 * sum(len(word) > 3 for word in others)

    def _kept(self, found: Sequence[Body]) -> list[Body]:
        """Without phrases that stand in headings only."""
        told = Counter(body.name for body in found if not self._heading(body))
        return [body for body in found if told[body.name] or not self._heading(body)]

    def _heading(self, body: Body) -> bool:
        return self._text.sentence_at(body.place[0]).kind in ("heading", "title")

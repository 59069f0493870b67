"""People: a known first name or a role beside capitalised words, and the bare surname later."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from lacsec.db.text import fold
from lacsec.importer.data import lexicon
from lacsec.importer.names.authority import authority
from lacsec.importer.names.kinds import head_words
from lacsec.importer.names.roles import Roles, bare, blocking, roles
from lacsec.importer.names.runs import CAPITALS, NAME_WORD, Run, Scene, Spans, Word
from lacsec.importer.names.wordlists import word_set
from lacsec.importer.structure.text import Span

_MOST_WORDS = 6  # capitalised words of a full name


@dataclass
class Person:
    """A person, the places of the full name, and those of a bare surname, in order."""

    name: str
    key: tuple[str, ...]
    full: list[Span] = field(default_factory=list)
    short: list[Span] = field(default_factory=list)


@cache
def first_names() -> frozenset[str]:
    """Folded first names that are no common word."""
    return frozenset(lexicon("first_names")["names"].split())


@cache
def _reversed() -> re.Pattern[str]:
    last = rf"{NAME_WORD}(?:[ -]{NAME_WORD}){{0,2}}"
    first = rf"[{CAPITALS}]\w+(?: [{CAPITALS}]\w+)?(?: [{CAPITALS}]\.)?"
    return re.compile(
        rf"(?<!\w)(?P<last>{last})(?:, (?P<first>{first})(?=,| and| y| e| et|\.)"
        rf"| (?P<initials>(?:[{CAPITALS}]\. ?){{1,2}})(?=,))"
    )


@cache
def _no_names() -> frozenset[str]:
    """Words that are no part of a person's name."""
    return roles() | word_set("people", "titles") | word_set("people", "never") | _things()


@cache
def _things() -> frozenset[str]:
    """Words that make a name before them the name of a body or a place ("… Avenue")."""
    return head_words() | word_set("people", "behind")


@cache
def _before_names() -> frozenset[str]:
    return roles() | word_set("people", "titles") | word_set("people", "around")


def find_people(scene: Scene, known: Iterable[Span]) -> list[Person]:
    """All people named in full at least once. `known` are the places that name something else."""
    return _People(scene, Spans(known)).find()


class _People:
    def __init__(self, scene: Scene, known: Spans) -> None:
        self._scene = scene
        self._text = scene.text
        self._known = known
        self._roles = Roles(scene)
        self._people: list[Person] = []

    def find(self) -> list[Person]:
        cued: list[tuple[Word, ...]] = []
        for run in self._scene.runs:
            if len(run.words) > 1 and not self._is_known(run):
                for name, first_name in self._full_names(run):
                    if first_name:
                        self._add(name)
                    else:
                        cued.append(name)
        self._find_reversed()
        table = self._surname_table()
        for name in cued:
            if _key(name) not in table:
                self._add(name)
        if self._people:
            self._find_short(self._surname_table())
        return self._people

    # ---- full names

    def _full_names(self, run: Run) -> Iterable[tuple[tuple[Word, ...], bool]]:
        """The parts of a run that are full names, and whether a first name says so."""
        part: list[Word] = []
        head: Word | None = None  # the last word of a body or a place in this run
        for word in run.words:
            stop = not word.small and self._no_name(word)
            if not stop:
                part.append(word)
                if not word.folded.endswith(("'s", "s'")):
                    continue
            name = self._name(_trimmed(part), head)
            if name is not None and not (stop and bare(word.folded) in _things()):
                yield name
            if stop and bare(word.folded) in blocking():
                head = word
            part = []
        name = self._name(_trimmed(part), head)
        if name is not None:
            yield name

    def _is_known(self, run: Run) -> bool:
        """Is the run the name of something else as a whole?"""
        around = self._known.around(run.start)
        return around is not None and around[1] >= run.end

    def _no_name(self, word: Word) -> bool:
        if bare(word.folded) in _no_names() or word.folded in word_set("people", "titles"):
            return True
        return self._known.around(word.start) is not None

    def _name(
        self, part: tuple[Word, ...], head: Word | None
    ) -> tuple[tuple[Word, ...], bool] | None:
        """The name in a part of a run, and whether it has a known first name."""
        if len(part) < 2 or sum(not word.small for word in part) < 2:
            return None
        place = next((i for i, w in enumerate(part) if self._is_first_name(w)), None)
        if place is not None and place > 0 and not self._roles.beside(part[0].start):
            part = part[place:]
        if not self._plausible(part):
            return None
        start, end = part[0].start, part[-1].end
        cued = self._roles.before(start) or self._roles.after(end)
        cued = cued or self._roles.apposed(start, end)
        blocked = head is not None and not cued
        if blocked or self._roles.named_after(part[0].start, cued=cued):
            return None
        if place is None:
            return (part, False) if cued and not self._of_common_words(part) else None
        return (part, True) if cued or self._stands_alone(part) else None

    def _of_common_words(self, part: tuple[Word, ...]) -> bool:
        """Are these words of names of bodies and programmes, or words the document also uses?"""
        pieces = {piece for word in part if not word.small for piece in _pieces(word.folded)}
        return bool(pieces & self._scene.lower) or pieces <= authority().vocabulary

    def _stands_alone(self, part: tuple[Word, ...]) -> bool:
        """Is this a name though no role says so? Its surname is no word of the document."""
        rest = [word for word in part[1:] if not word.small]
        if any(piece in self._scene.lower for word in rest for piece in _pieces(word.folded)):
            return False
        turned = self._text.folded[: part[0].start].endswith(", ")
        if turned and all(self._is_first_name(word) or len(word.folded) < 3 for word in rest):
            return False
        return not self._in_title(part)

    def _is_first_name(self, word: Word) -> bool:
        known = first_names()
        if word.folded not in known:
            pieces = word.folded.split("-")
            if len(pieces) < 2 or not all(piece in known for piece in pieces):
                return False
        letters = self._text.value[word.start : word.end]
        return len(letters) > 3 or not letters.isupper()

    def _plausible(self, part: tuple[Word, ...]) -> bool:
        """Could these words be a name? Two to six, no acronym among them, no figures."""
        texts = [self._text.value[w.start : w.end] for w in part if not w.small]
        if not 2 <= len(texts) <= _MOST_WORDS:
            return False
        if any(c.isdigit() or c == "+" for t in texts for c in t):
            return False
        upper = [t for t in texts if len(t) > 2 and t.isupper()]
        return not upper or texts[0] not in upper or len(upper) == len(texts)

    def _in_title(self, part: tuple[Word, ...]) -> bool:
        """Is this in a heading whose words all begin with a capital, other words beside it?"""
        sentence = self._text.sentence_at(part[0].start)
        if sentence.kind not in ("heading", "title"):
            return False
        others = [
            word
            for word in self._text.value[sentence.start : sentence.end].split()
            if word[0].isalpha() and len(word) > 3
        ]
        capitals = sum(word[0].isupper() for word in others)
        return len(others) > len(part) + 1 and capitals >= 0.8 * len(others)

    # ---- one record for each person

    def _add(self, name: tuple[Word, ...]) -> None:
        span = name[0].start, _end(name[-1])
        self._put(_spelled(self._text.value[span[0] : span[1]]), _key(name), span)

    def _put(self, name: str, key: tuple[str, ...], span: Span) -> None:
        for person in self._people:
            if _same(person.key, key):
                person.full.append(span)
                person.key = max(person.key, key, key=len)
                return
        self._people.append(Person(name, key, [span]))

    def _find_reversed(self) -> None:
        """Authors of a list of sources: "Surname Surname, First Name", "Surname I."."""
        for block in self._text.blocks:
            if block.role != "references":
                continue
            for match in _reversed().finditer(self._text.value, block.start, block.end):
                first = match["first"] or match["initials"]
                folded = re.split(r"[ .-]", fold(first))[0]
                if folded in first_names() or len(folded) == 1:
                    name = f"{first} {match['last']}"
                    self._put(name, tuple(re.findall(r"\w+", fold(name))), match.span())

    # ---- bare surnames

    def _surname_table(self) -> dict[tuple[str, ...], list[Person]]:
        table: dict[tuple[str, ...], list[Person]] = {}
        for person in self._people:
            for form in _surnames(person.key):
                table.setdefault(form, []).append(person)
        return table

    def _find_short(self, table: dict[tuple[str, ...], list[Person]]) -> None:
        taken = {span[0] for person in self._people for span in person.full}
        lasts = {form[-1] for form in table}
        for run in self._scene.runs:
            last = run.words[-1].folded
            if "-" in last or "'" in last:
                last = (_pieces(last) or [""])[-1]
            if last in lasts:
                self._short_in(run, table, taken)

    def _short_in(
        self, run: Run, table: dict[tuple[str, ...], list[Person]], taken: set[int]
    ) -> None:
        name = [w for w in run.words if self._known.around(w.start) is None]
        while name and (bare(name[0].folded) in _before_names() or name[0].small):
            name = name[1:]
        if not name or name[0].start in taken:
            return
        key = _key(name)
        found = table.get(key)
        if found is None and len(key) > 1 and key[0] in word_set("people", "never"):
            name, key = name[1:], key[1:]
            found = table.get(key)
        if not found or self._roles.named_after(name[0].start):
            return
        plain = len(key) == 1 and key[0] in self._scene.lower
        if plain and not self._roles.before(name[0].start):
            return
        span = name[0].start, _end(name[-1])
        earlier = [person for person in found if person.full[0][0] < span[0]] or found
        max(earlier, key=lambda person: _last_before(person, span[0])).short.append(span)


def _last_before(person: Person, offset: int) -> int:
    """Where the full name stood last before an offset, or first at all."""
    return max((start for start, _ in person.full if start < offset), default=-person.full[0][0])


def _end(word: Word) -> int:
    """The end of a word without its possessive."""
    return word.end - 2 if word.folded.endswith("'s") else word.end


def _pieces(folded: str) -> list[str]:
    return [piece for piece in folded.removesuffix("'s").rstrip("'").split("-") if piece]


def _trimmed(part: list[Word]) -> tuple[Word, ...]:
    while part and part[0].small:
        part = part[1:]
    while part and part[-1].small:
        part = part[:-1]
    return tuple(part)


def _key(name: Sequence[Word]) -> tuple[str, ...]:
    """The capitalised and small words of a name, folded, hyphens as spaces."""
    return tuple(piece for word in name for piece in _pieces(word.folded.strip(".")))


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Are these two full names of one person: the words of one in the other, first name first?"""
    short, long = sorted((one, other), key=len)
    if short[0] != long[0] or len(short) < 2:
        return short == long
    rest = iter(long)
    return all(word in rest for word in short)


def _surnames(key: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The ways in which a person may be named later: last names, with and without particles."""
    small = word_set("people", "particles")
    known = first_names()
    start = 1
    while start < len(key) - 1 and (key[start] in known or len(key[start]) == 1):
        start += 1
    rest = key[start:]
    forms = {rest: None}
    for cut in range(len(rest)):
        forms.setdefault(rest[cut:])
        forms.setdefault(rest[: cut + 1])
    if start > 1:
        forms.setdefault(key[1:])
    return [form for form in forms if form and form[-1] not in small]


def _spelled(name: str) -> str:
    """A name as it is shown: words in capitals get small letters where others have them."""
    parts = name.replace("\u00a0", " ").split(" ")
    if any(p.isupper() and len(p) > 2 for p in parts):
        return " ".join(p.title() if p.isupper() and len(p) > 2 else p for p in parts)
    return name

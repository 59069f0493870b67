"""What people are: the role beside a name, before or after it, and whom they hold it for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lacsec.db.model import EntityKind, Finding
from lacsec.db.text import fold
from lacsec.importer.names.found import Naming
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.data import table
from lacsec.importer.relations.facts import Fact, less_sure
from lacsec.importer.relations.titles import HOLDERS, Role, Titles
from lacsec.importer.structure.text import Sentence

_NEXT = 30


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
        self._titles = Titles(read)
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
            before = self._titles.before(naming, sentence, taken)
            after = self._titles.after(naming, sentence) or self._titles.below(naming, sentence)
            if after is not None and self._of_next(after, sentence, sure=before is not None):
                after = None
            if after is not None:
                taken = after.end
            for role, side in ((before, "before"), (after, "after")):
                for part in self._titles.parts(role):
                    found.extend(self._fact(naming, part, sentence, side))
        return _fullest(found)

    def _of_next(self, role: Role, sentence: Sentence, *, sure: bool) -> bool:
        """ "the director, N N, and the minister of X, M M": that title is of the next person.

        Where nothing says what the first one is, an article before the title does ("N N, la
        ministra de X, M M").
        """
        opening = self._titles.words(max(sentence.start, role.start - 8), role.start)[-1:]
        if not sure and not any(self._titles.says("articles", word.folded) for word in opening):
            return False
        later = self._read.names.within(role.start, min(sentence.end, role.end + _NEXT))
        return any(
            naming.kind == "person" and self._only_honorifics(role.end, naming.start)
            for naming in later
        )

    def _only_honorifics(self, start: int, end: int) -> bool:
        return all(
            word.folded in ",.-" or self._titles.says("honorifics", word.folded)
            for word in self._titles.words(start, end)
        )

    def _fact(self, person: Naming, role: Role, sentence: Sentence, side: str) -> Iterator[Fact]:
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

    def _holder(self, role: Role, sentence: Sentence, person: Naming) -> tuple[str, Finding] | None:
        """Whom the role is held for: named in it, by a demonym, by the office, by the context."""
        if role.holder is not None:
            return role.holder, "named"
        if self._titles.says("envoys", role.title):
            sender = self._sender(role)
            if sender is not None:
                return sender, "named"
        inside = self._read.names.within(role.start, role.end)
        others = [n.entity for n in inside if n.kind == "person" and n.entity in self.holders]
        if others:
            return self.holders[others[0]], "anaphor"  # "Petro's predecessor"
        named = [naming for naming in inside if naming.kind in HOLDERS]
        if named:
            behind = [naming for naming in named if naming.start > role.head]
            return (behind or named)[0].entity, "named"
        country = self._titles.demonym(role.start, role.end)
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

    def _sender(self, role: Role) -> str | None:
        """ "EU Ambassador to Ecuador", "embajador de Francia en Perú": who sent them."""
        inside = [n for n in self._read.names.within(role.start, role.end) if n.kind in HOLDERS]
        before = [n for n in inside if n.end <= role.head]
        if before:
            return before[-1].entity
        country = self._titles.demonym(role.start, role.end)
        if country is not None:
            return country
        for naming in inside:
            words = self._titles.words(role.head, naming.start)
            if any(self._titles.says("of", word.folded) for word in words[-2:]):
                return naming.entity
        return None

    def _from_context(
        self, role: Role, sentence: Sentence, person: Naming
    ) -> tuple[str, Finding] | None:
        focus = self._read.focus
        for word in self._titles.words(role.head, role.end)[1:]:
            kinds = tuple(kind for kind in focus.kinds_of(word.folded) if kind in HOLDERS)
            entity = focus.referent(word.start, kinds, word.folded) if kinds else None
            if entity is not None:
                return entity, "anaphor"
        if person.entity in self.holders:
            return self.holders[person.entity], "anaphor"
        block = self._text.block_of(sentence)
        national = self._titles.says("national", role.title) or self._titles.says(
            "national", role.title.split("-")[-1]
        )
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
            near = {
                n.entity
                for n in self._read.names.within(block.start, sentence.end)
                if n.kind == "country"
            }
            if len(near) == 1:
                return next(iter(near)), "anaphor"
        wanted: tuple[EntityKind, ...] = ("country",) if national else ("organisation", "programme")
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
            if (other.subject, other.object, other.status)
            == (fact.subject, fact.object, fact.status)
            and other is not fact
        ]
        larger = [
            other for other in same
            if words < set(fold(other.wording or "").split())
        ]  # fmt: skip
        if not larger:
            kept.append(fact)
    return kept

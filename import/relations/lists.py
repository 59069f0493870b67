"""Lists that stand outside the sentence that introduces them: items below a colon, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lacsec.db.model import EntityKind
from lacsec.importer.names.found import Naming
from lacsec.importer.relations.spots import Ends
from lacsec.importer.relations.surroundings import Surroundings
from lacsec.importer.structure.text import Placed, Sentence, Text

_MARK = re.compile(r"(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|\[\^?(?P<bracketed>\w{1,4})\]")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ITEM_REACH = 90  # characters to the first name: a label may stand before it
_NOTE_REACH = 40
_MOST_ITEMS = 60
_HEADS = ("organisation", "programme", "system", "operation", "agreement")


class Lists:
    """Finds what an introducing sentence of a document lists."""

    def __init__(self, text: Text, around: Surroundings) -> None:
        self._text = text
        self._around = around

    def below(
        self, sentence: Sentence, after: int, kinds: tuple[EntityKind, ...], *, notes: bool
    ) -> tuple[Ends | None, tuple[Sentence, ...]]:
        """All that is listed under a sentence that ends in a colon, or in the note it points to."""
        entities: dict[str, None] = {}
        proofs: list[Sentence] = []
        for item in self._items(sentence):
            for part in self._text.sentences_of(item.number)[:1]:
                named = self._around.following(part.start, part.end, kinds, _ITEM_REACH)
                if named and not self._headed(part, named[0]):
                    entities.update(dict.fromkeys(naming.entity for naming in named))
                    proofs.append(part)
        if not entities and notes:
            for note in self._notes(sentence, after):
                named = self._around.following(note.start, note.end, kinds, _NOTE_REACH)
                entities.update(dict.fromkeys(naming.entity for naming in named))
                if named:
                    proofs.extend(self._text.sentences_of(note.number)[:1])
        if not entities:
            return None, (sentence,)
        return Ends(tuple(entities), "list", after, after), (*proofs, sentence)

    def _headed(self, part: Sentence, listed: Naming) -> bool:
        """ "Fusion Centre, in Trinidad": the item is about something else than the country."""
        first = self._around.names.within(part.start, part.end)[0]
        return listed.kind == "country" and first.kind in _HEADS and first.start < listed.start

    def heads(
        self, sentence: Sentence, kinds: tuple[EntityKind, ...]
    ) -> Iterator[tuple[str, Sentence]]:
        """The thing that each item below is about: its first name of these kinds."""
        for item in self._items(sentence):
            for part in self._text.sentences_of(item.number)[:1]:
                named = self._around.following(part.start, part.end, kinds, _ITEM_REACH)
                if named:
                    yield named[0].entity, part

    def pairs(
        self,
        sentence: Sentence,
        subjects: tuple[EntityKind, ...],
        objects: tuple[EntityKind, ...],
    ) -> Iterator[tuple[str, str, Sentence]]:
        """ "Brazil in the X mission, and later in Y": what each item below lists, and with what."""
        for item in self._items(sentence):
            for part in self._text.sentences_of(item.number)[:1]:
                named = self._around.following(part.start, part.end, subjects, 4)
                if not named:
                    continue
                last = named[-1].end
                for other in self._around.names.within(last, part.end):
                    if other.kind in objects:
                        for naming in named:
                            yield naming.entity, other.entity, part

    def _items(self, sentence: Sentence) -> list[Placed]:
        """The list items right below the block of a sentence that introduces them."""
        block = self._text.block_of(sentence)
        ending = self._text.value[sentence.start : sentence.end].rstrip()
        if not ending.endswith(":") or sentence.end < block.end - 2:
            return []
        found: list[Placed] = []
        for later in self._text.blocks[block.number + 1 :]:
            if later.kind == "list_item":
                found.append(later)
            elif later.kind not in ("caption",) or not found:
                break
            if len(found) >= _MOST_ITEMS:
                break
        return found

    def _notes(self, sentence: Sentence, after: int) -> list[Placed]:
        value = self._text.value
        found: list[Placed] = []
        for match in _MARK.finditer(value, after, min(len(value), sentence.end + 6)):
            sign = (match["raised"] or match["bracketed"] or "").translate(_PLAIN)
            number = self._text.notes.get(sign)
            if number is not None:
                found.append(self._text.blocks[number])
        return found

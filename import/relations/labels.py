"""Fact sheets: "Countries: …", "Financiación | Unión Europea": a label says what follows it is."""

from __future__ import annotations

from collections.abc import Iterator

from lacsec.db.model import EntityKind
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.facts import Fact
from lacsec.importer.relations.surroundings import Surroundings
from lacsec.importer.relations.tables import CELLS, SUBJECTS, meaning
from lacsec.importer.structure.text import Placed

_MOST_WORDS = 6
_REACH = 60
_REACH_BELOW = 4  # the value is the list itself
_LONGEST = 44
_MOST_LABEL_WORDS = 4
_ORDER: tuple[tuple[EntityKind, ...], ...] = (("programme",), SUBJECTS)


class Labels:
    """The facts of labelled lines and of tables that have two columns, label and content."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._text = read.text
        self._around = Surroundings(read.text, read.names)

    def facts(self) -> list[Fact]:
        """A fact for each thing listed behind a label that says how it stands to the subject."""
        found: list[Fact] = []
        for block in self._text.blocks:
            if block.kind in ("table_row", "table_header") and len(block.cells) == 2:
                (start, end), (after, last) = block.cells
                found.extend(self._line(block, (start, end), (after, last)))
            elif block.kind in ("paragraph", "list_item") and block.label is not None:
                start, end = block.label
                found.extend(self._line(block, (start, end), (end, block.end)))
            elif block.kind in ("paragraph", "list_item", "heading"):
                later = self._value_of(block)
                if later is not None:
                    place = (block.start, block.end)
                    found.extend(self._line(block, place, (later.start, later.end), later))
        return found

    def _value_of(self, block: Placed) -> Placed | None:
        """The block that holds the value, where a short block is nothing but a label."""
        words = self._text.value[block.start : block.end]
        if len(words) > _LONGEST or words.endswith((".", ",", ";")):
            return None
        if len(words.split()) > _MOST_LABEL_WORDS or meaning(words) is None:
            return None
        later = self._text.blocks[block.number + 1 : block.number + 2]
        return later[0] if later and later[0].kind in ("paragraph", "list_item") else None

    def _line(
        self,
        block: Placed,
        label: tuple[int, int],
        content: tuple[int, int],
        later: Placed | None = None,
    ) -> Iterator[Fact]:
        words = self._text.value[slice(*label)].strip(" :*")
        predicate = meaning(words)
        if predicate is None or len(words.split()) > _MOST_WORDS:
            return
        if self._read.names.within(*label):
            return
        subject = next(
            (
                found
                for kinds in _ORDER
                if (
                    found := self._read.focus.section(block, kinds) or self._read.focus.topic(kinds)
                )
            ),
            None,
        )
        if subject is None:
            return
        sentence = self._text.sentence_at(label[0] if later is None else later.start)
        last = min(content[1], max(sentence.end, label[1] + 2))
        reach = _REACH if later is None else _REACH_BELOW
        listed = self._around.following(
            content[0], last, CELLS[predicate], reach, partners="partners"
        )
        for naming in listed:
            pair = (subject.entity, naming.entity)
            one, other = pair[::-1] if predicate == "member_of" else pair
            yield Fact(
                one, predicate, other, "asserted", (sentence,), f"label-{predicate}",
                subject.finding, naming.start,
            )  # fmt: skip

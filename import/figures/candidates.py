"""The entities that a quantity could be said of, each with marks of how it stands to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cache, cached_property

from lacsec.db.model import EntityKind
from lacsec.importer.data import lexicon
from lacsec.importer.figures.found import Quantity
from lacsec.importer.figures.patterns import words_of
from lacsec.importer.figures.roles import SUBJECT, role_of
from lacsec.importer.names.found import Naming
from lacsec.importer.reading import ReadDocument
from lacsec.importer.structure.text import Placed, Sentence

_GROUPS: dict[EntityKind, str] = {
    "programme": "programme",
    "operation": "operation",
    "system": "system",
    "agreement": "agreement",
    "instrument": "agreement",
    "organisation": "organisation",
    "group": "group",
    "person": "person",
    "country": "country",
    "region": "region",
}
_TAKEN_UP: tuple[tuple[EntityKind, ...], ...] = (
    ("programme", "operation"),
    ("organisation",),
    ("agreement",),
    ("country",),
    ("system",),
)
_TOPICS: tuple[tuple[str, tuple[EntityKind, ...]], ...] = (
    ("topic", ("programme", "operation")),
    ("topic:body", ("organisation", "agreement", "instrument", "system")),
    ("topic:place", ("country", "region")),
)
_CLASSES = {
    **dict.fromkeys(("t", "kg", "g", "ha", "km", "km2", "m2", "m3", "litres"), "mass"),
    **dict.fromkeys(("%", "percentage points", "per_100k", "times"), "share"),
    **dict.fromkeys(("years", "months", "weeks", "days", "hours", "minutes", "decades"), "time"),
    **dict.fromkeys(("countries", "states", "members", "member states", "partners"), "states"),
}
_BREAK = re.compile(r"[;:]| - |, (?:and|while|whereas|y|mientras|e|enquanto|et|tandis que) ")
_PAIR = re.compile(
    r" ?\)?(?: (?:were|was|people|persons))? ?(?:in|en|em|au|aux|no|na|for|from|to|de|of) "
    r"(?:the |el |la |los |las |o |a |le |l')?$"
)
_AND = re.compile(r",? (?:and|y|e|et|while|but|pero|mas|mais) ")
_APPOSED = re.compile(
    r"(?: \([^()]{1,40}\))?, (?:which|whose|that|que|qui|a|an|the|una?|uma?|une?|la|el|o|le|l') ?"
)
_ATTACHED = re.compile(r" ?(?:with|con|com|avec|has|had|tiene|tem|a)? ?(?:about |some |only )?")
_BRACKET = re.compile(r"[ '\")]*\((?:with |about |over |some )?[^()]{0,12}$")
_WORD = re.compile(r"[\w']+")
_FAR_BACK = 4  # sentences
_CLAUSE = 300  # characters before a quantity in which an actor counts
_MOST = 24  # namings on either side
_BARE_MARKS = ("previous", "earlier", "anaphor", "heading", "topic", "title", "first")


class Candidates:
    """Collects the candidates for one quantity after another, in the order of the text."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._text = read.text
        self._folded = read.text.folded
        entities = read.names.entities
        self._groups = {entity: _GROUPS[entities[entity].kind] for entity in entities}
        self._demonym_starts = [demonym.start for demonym in read.names.demonyms]
        self._previous: tuple[int, int, str] | None = None  # heading, block, subject
        self._cached: dict[int, list[tuple[Naming, str]]] = {}
        self._anaphors: tuple[int, list[tuple[int, str, str]]] = (-1, [])
        self._around: tuple[int, list[tuple[str, str]]] = (-1, [])

    def settle(self, quantity: Quantity, entity: str) -> None:
        """Tell what was chosen: the next quantity may be of the same."""
        block = self._text.block_of(self._text.sentence_at(quantity.start))
        self._previous = (block.heading or -1, block.number, entity)

    def of(self, quantity: Quantity) -> dict[str, tuple[str, ...]]:
        """Every entity that a quantity could be said of, with its marks."""
        sentence = self._text.sentence_at(quantity.start)
        block = self._text.block_of(sentence)
        kind = unit_class(quantity)
        found: list[tuple[str, str]] = []
        named = self._near(quantity, self._named(sentence))
        bare = not any(role == SUBJECT and naming.end <= quantity.start for naming, role in named)
        self._left(quantity, block, named, kind, found)
        self._right(quantity, named, kind, found)
        self._of_demonyms(quantity, sentence, kind, found)
        found += self._of_surroundings(sentence, block)
        anaphors = self._of_anaphors(quantity, sentence)
        found += anaphors
        found += [(entity, f"anaphor:{kind}") for entity, _ in anaphors]
        if self._previous is not None and self._previous[0] == (block.heading or -1):
            same = "previous" if self._previous[1] == block.number else "previous:section"
            found.append((self._previous[2], same))
        floor = max(sentence.start, quantity.start - _CLAUSE)
        words = frozenset(_WORD.findall(self._folded, floor, quantity.start))
        actors = tuple(name for name in ("state", "project") if words & _acting(name))
        if anaphors and bare:
            actors = (*actors, "displaced")
        return self._marked(found, kind, actors, bare=bare)

    def _marked(
        self, found: list[tuple[str, str]], kind: str, actors: tuple[str, ...], *, bare: bool
    ) -> dict[str, tuple[str, ...]]:
        marks: dict[str, dict[str, None]] = {}
        for entity, mark in found:
            own = marks.get(entity)
            if own is None:
                own = marks[entity] = {}
            own[mark] = None
            if mark.startswith(_BARE_MARKS):
                own.update(_expanded(mark, self._group(entity), bare))
        for entity, own in marks.items():
            taken = "anaphor" in own or "anaphor:opens" in own
            own.update(_of_kind(kind, self._group(entity), "in" not in own, taken, actors))
        return {entity: tuple(own) for entity, own in marks.items()}

    def _group(self, entity: str) -> str:
        return self._groups[entity]

    def _left(
        self,
        quantity: Quantity,
        block: Placed,
        named: list[tuple[Naming, str]],
        kind: str,
        found: list[tuple[str, str]],
    ) -> None:
        nearest = True
        near: set[str] = set()
        for naming, role in reversed(named):
            if naming.end > quantity.start:
                continue
            group = _GROUPS[naming.kind]
            between = self._folded[naming.end : quantity.start]
            marks = [
                "in",
                f"left:{role}",
                f"left:{group}",
                f"left:{role}:{group}",
                f"{kind}:left:{group}",
            ]
            marks.append(f"{kind}:left:{role}")
            if nearest:
                marks.append("nearest")
            if group not in near:
                marks.append(f"nearest:{group}")
            if _BREAK.search(between):
                marks.append("beyond")
            elif not _AND.search(between) and role == SUBJECT:
                marks.append("clause")
            if _APPOSED.match(between):
                marks += ["apposed", f"apposed:{group}"]
            if between[:1] == ":":
                marks.append("introduced")
            if _ATTACHED.fullmatch(between):
                marks += ["attached", f"attached:{quantity.rule}"]
            if naming is named[0][0]:
                marks.append("opens")
            if _BRACKET.match(between):
                marks.append("bracket")
            if block.cells and naming.end <= block.cells[0][1]:
                marks.append("row")
            near.add(group)
            nearest = False
            found += [(naming.entity, mark) for mark in marks]

    def _right(
        self,
        quantity: Quantity,
        named: list[tuple[Naming, str]],
        kind: str,
        found: list[tuple[str, str]],
    ) -> None:
        nearest = True
        for naming, role in named:
            if naming.end <= quantity.start:
                continue
            group = _GROUPS[naming.kind]
            if naming.start < quantity.end:
                found += [(naming.entity, "inside"), (naming.entity, f"inside:{group}")]
                continue
            between = self._folded[quantity.end : naming.start]
            marks = [
                "in",
                f"right:{role}",
                f"right:{group}",
                f"right:{role}:{group}",
                f"{kind}:right:{group}",
            ]
            if nearest:
                marks.append("next")
            if _BREAK.search(between) or "." in between:
                marks.append("beyond:right")
            if _PAIR.match(between):
                marks += ["pair", f"pair:{quantity.rule}", f"pair:{kind}:{group}"]
            nearest = False
            found += [(naming.entity, mark) for mark in marks]

    def _named(self, sentence: Sentence) -> list[tuple[Naming, str]]:
        """The namings of a sentence with their roles; "US" in "US$" is none."""
        if sentence.number not in self._cached:
            self._cached[sentence.number] = [
                (naming, role_of(self._folded, naming.start, naming.end, sentence.start))
                for naming in self._read.names.within(sentence.start, sentence.end)
                if self._folded[naming.end : naming.end + 1] != "$"
            ]
        return self._cached[sentence.number]

    def _near(
        self, quantity: Quantity, named: list[tuple[Naming, str]]
    ) -> list[tuple[Naming, str]]:
        """The namings around a quantity; those far away in an endless sentence are left out."""
        at = bisect_left(named, quantity.start, key=lambda pair: pair[0].start)
        return named[max(0, at - _MOST) : at + _MOST]

    def _of_demonyms(
        self, quantity: Quantity, sentence: Sentence, kind: str, found: list[tuple[str, str]]
    ) -> None:
        demonyms = self._read.names.demonyms
        low = bisect_left(self._demonym_starts, sentence.start)
        high = bisect_left(self._demonym_starts, sentence.end)
        middle = bisect_left(self._demonym_starts, quantity.start)
        for demonym in demonyms[max(low, middle - _MOST) : min(high, middle + _MOST)]:
            side = "left" if demonym.end <= quantity.start else "right"
            if side == "right" and demonym.start < quantity.end:
                side = "inside"
            marks = ("demonym", f"demonym:{side}", f"demonym:{kind}")
            found += [(demonym.entity, mark) for mark in marks]

    def _of_anaphors(self, quantity: Quantity, sentence: Sentence) -> list[tuple[str, str]]:
        """What "the programme", "su" and the like take up; looked for once in a sentence."""
        if self._anaphors[0] != sentence.number:
            found = []
            any_kind = tuple(kind for kinds in _TAKEN_UP for kind in kinds)
            first = self._read.focus.taken_up(sentence.start, sentence.end, any_kind)
            for kinds in () if first is None else _TAKEN_UP:
                taken = self._read.focus.taken_up(sentence.start, sentence.end, kinds)
                if taken is not None and taken.place is not None:
                    opens = taken.place[0] <= sentence.start + 2
                    mark = "anaphor:opens" if opens else "anaphor"
                    found.append((taken.place[1], taken.entity, mark))
            self._anaphors = (sentence.number, found)
        return [(e, mark) for end, e, mark in self._anaphors[1] if end <= quantity.start]

    def _of_surroundings(self, sentence: Sentence, block: Placed) -> list[tuple[str, str]]:
        """Marks of label, headings, title, caption, and the sentences before."""
        if self._around[0] == sentence.number:
            return self._around[1]
        found: list[tuple[str, str]] = []
        names = self._read.names
        if block.label is not None:
            labels = names.within(*block.label)
            found += [(labels[0].entity, "label")] if labels else []
        heading = block.heading
        for level in ("heading", "over"):
            if heading is None:
                break
            above = self._text.blocks[heading]
            inside = dict.fromkeys(n.entity for n in names.within(above.start, above.end))
            mark = level if len(inside) == 1 else f"{level}s"
            found += [(entity, mark) for entity in inside]
            heading = above.heading
        if block.caption is not None:
            caption = self._text.blocks[block.caption]
            found += [(n.entity, "caption") for n in names.within(caption.start, caption.end)]
        found += self._of_document
        found += self._of_earlier(sentence, block)
        self._around = (sentence.number, found)
        return found

    def _of_earlier(self, sentence: Sentence, block: Placed) -> list[tuple[str, str]]:
        """What the sentences before this one are about: in the paragraph, then in the section."""
        found: list[tuple[str, str]] = []
        floor = self._text.blocks[block.heading].start if block.heading is not None else 0
        first = self._text.sentences_of(block.number)[0]
        if first.number != sentence.number:
            opening = next((n for n, role in self._named(first)[:_MOST] if role == SUBJECT), None)
            if opening is not None:
                found.append((opening.entity, "first"))
        for back in range(1, _FAR_BACK):
            if sentence.number - back < 0:
                break
            earlier = self._text.sentences[sentence.number - back]
            if earlier.start < floor:
                break
            place = "" if earlier.block == sentence.block else ":above"
            for index, (naming, role) in enumerate(self._named(earlier)[:_MOST]):
                main = role == SUBJECT or index == 0
                if main:
                    found.append((naming.entity, f"earlier{min(back, 3)}{place}"))
                elif back == 1:
                    found.append((naming.entity, f"earlier:other{place}"))
        return found

    @cached_property
    def _of_document(self) -> list[tuple[str, str]]:
        """Entities that the title names, and those that most of the document is about."""
        found: list[tuple[str, str]] = []
        names = self._read.names
        if self._text.blocks:
            first = self._text.blocks[0]
            found += [(n.entity, "title") for n in names.within(first.start, first.end)]
        for mark, kinds in _TOPICS:
            counted = Counter(n.entity for n in names.namings if n.kind in kinds)
            ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:2]
            total = sum(counted.values())
            for index, (entity, count) in enumerate(ranked):
                found.append((entity, f"{mark}{index + 1}"))
                if index == 0 and 2 * count >= total and count > 1:
                    found.append((entity, f"{mark}:most"))
        return found


@cache
def _expanded(mark: str, group: str, bare: bool) -> dict[str, None]:
    """A mark by the kind of its bearer, and where the sentence has no subject of its own."""
    return dict.fromkeys((f"{mark}:{group}", f"{mark}:bare") if bare else (f"{mark}:{group}",))


@cache
def _of_kind(
    kind: str, group: str, away: bool, taken: bool, actors: tuple[str, ...]
) -> dict[str, None]:
    """Marks of what is measured together with the kind of the candidate."""
    found = [f"{kind}:{group}"]
    if away:
        found += [f"away:{group}", f"away:{kind}:{group}"]
        found += [f"{actor}:{group}" for actor in actors if actor != "displaced" or not taken]
        if "displaced" in actors and not taken:
            found.append("displaced")
    return dict.fromkeys(found)


@cache
def _acting(name: str) -> frozenset[str]:
    return frozenset(lexicon("figures_roles")[name]["words"])


def unit_class(quantity: Quantity) -> str:
    """money, mass, share, time, states, persons or count."""
    if quantity.money:
        return "money"
    if quantity.unit in _CLASSES:
        return _CLASSES[quantity.unit]
    return "harm" if quantity.unit in words_of("harm", "units") else "count"


def group_of(kind: EntityKind) -> str:
    """The group of kinds that weigh the same as subjects."""
    return _GROUPS[kind]

"""Makes a database as large as the app has to bear: many entities and documents, one very long.

The words mean nothing; they are the same on every machine.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lacsec.db.identity import document_id
from lacsec.db.model import (
    Disagreement,
    Document,
    DocumentFacts,
    Entity,
    Event,
    Evidence,
    Figure,
    Mention,
    Name,
    Passage,
    Relation,
    Side,
    SourceFile,
)
from lacsec.db.store import Draft

SYLLABLES = (
    *("ba", "co", "di", "fu", "gra", "he", "ilo", "jun", "kar", "lem", "mor", "nal"),
    *("osta", "per", "quin", "ros", "sul", "tra", "uve", "vin", "zar"),
)
KINDS = ("programme",) * 30 + ("organisation",) * 12 + ("person", "agreement", "operation")
METRICS = ("budget", "seizures", "officers trained", "share of production", "homicide rate")
UNITS = ("EUR", "kg", "persons", "%", "per_100k")
COUNTRIES = (
    *(("Argentina", "AR"), ("Bolivia", "BO"), ("Brazil", "BR"), ("Chile", "CL")),
    *(("Colombia", "CO"), ("Costa Rica", "CR"), ("Cuba", "CU"), ("Ecuador", "EC")),
    *(("Guatemala", "GT"), ("Guyana", "GY"), ("Haiti", "HT"), ("Honduras", "HN")),
    *(("Jamaica", "JM"), ("Mexico", "MX"), ("Nicaragua", "NI"), ("Panama", "PA")),
    *(("Paraguay", "PY"), ("Peru", "PE"), ("Suriname", "SR"), ("Uruguay", "UY")),
)


@dataclass(frozen=True)
class Size:
    """How much of each; `longest` is the number of lines of the longest document."""

    entities: int = 50_000
    documents: int = 2_000
    sentences: int = 40
    longest: int = 20_000


FULL = Size()
SMALL = Size(entities=500, documents=20, sentences=20, longest=400)


@dataclass
class _Text:
    """A document being written."""

    name: str
    parts: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    at: int = 0

    @property
    def id(self) -> str:
        return document_id(_sha(self.name))

    def say(self, words: str, block: int, kind: str = "sentence") -> Evidence:
        start, end = self.at, self.at + len(words)
        section = (f"Part {block // 40 + 1}",)
        level = 1 if kind == "heading" else 0
        self.passages.append(Passage(kind, start, end, section, level=level, block=block))  # type: ignore[arg-type]
        self.parts.append(words)
        self.at = end + 2
        return Evidence(self.id, start, end, words, "generated", "named", 0.9)


def _sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _word(chance: random.Random, most: int = 3) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, most)))


def entities(size: Size) -> list[Entity]:
    """Countries, then programmes, organisations and others under made-up names."""
    chance = random.Random(1)
    found = [
        Entity(name.lower().replace(" ", "-"), "country", name, iso=iso) for name, iso in COUNTRIES
    ]
    while len(found) < size.entities:
        number = len(found)
        name = " ".join(_word(chance).capitalize() for _ in range(chance.randint(1, 4)))
        kind = KINDS[number % len(KINDS)]
        label = f"{name} {number}"
        names = (Name(label, "prefLabel", "en"), Name(f"Proyecto {name}", "altLabel", "es"))
        found.append(Entity(f"e-{number}", kind, label, names=names))  # type: ignore[arg-type]
    return found


def documents(size: Size) -> Iterator[DocumentFacts]:
    """The documents: every sentence names two things and states a fact about them."""
    known = entities(size)
    for number in range(size.documents):
        length = size.longest if number == 0 else size.sentences
        yield _document(number, length, known, size)


def _document(number: int, length: int, known: list[Entity], size: Size) -> DocumentFacts:
    chance = random.Random(number + 2)
    text = _Text(f"document-{number}")
    share = max(2, size.entities // size.documents)
    first = number * share
    own = known[first : first + share] or known[:share]
    facts = _Facts(text, chance, own, known[: len(COUNTRIES)])
    for block in range(length):
        if block % 40 == 0:
            text.say(f"Part {block // 40 + 1} of {_word(chance)}", block, "heading")
        else:
            facts.sentence(block)
    year = 1990 + number % 35
    document = Document(
        text.id,
        f"{text.name}.txt",
        f"Report {number} on {_word(chance)} and {_word(chance)}",
        f"Institute {number % 17}",
        f"{year}-{number % 12 + 1:02}",
        ("en", "es", "pt")[number % 3],
        None,
        _sha(text.name),
        "text/plain",
    )
    return DocumentFacts(
        document,
        "\n\n".join(text.parts),
        tuple(text.passages),
        tuple({e.id: e for e in (*own, *known[: len(COUNTRIES)])}.values()),
        tuple(facts.mentions),
        tuple(facts.relations),
        tuple(facts.events),
        tuple(facts.figures),
        sketch=(number,),
    )


@dataclass
class _Facts:
    """The facts of a document being written."""

    text: _Text
    chance: random.Random
    own: list[Entity]
    countries: list[Entity]
    mentions: list[Mention] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def sentence(self, block: int) -> None:
        """A sentence in which a thing and a country stand, and one fact of it."""
        chance = self.chance
        thing, country = chance.choice(self.own), chance.choice(self.countries)
        tail = " ".join(_word(chance) for _ in range(chance.randint(4, 14)))
        words = f"{thing.name} works with {country.name} on {tail}."
        start = self.text.at
        proof = (self.text.say(words, block),)
        self.mentions.append(Mention(thing.id, start, start + len(thing.name), "name", 0.9))
        at = start + len(thing.name) + len(" works with ")
        self.mentions.append(Mention(country.id, at, at + len(country.name), "name", 0.9))
        year = chance.randint(1985, 2027)
        if block % 3 == 0 and thing.kind == "programme":
            self.relations.append(
                Relation(thing.id, "covers", country.id, "asserted", proof, as_of=str(year))
            )
        elif block % 3 == 1:
            role = chance.choice(("happened", "start", "end", "launch"))
            date = f"{year}-{chance.randint(1, 12):02}"
            ids = (thing.id, country.id)
            title = f"{thing.name} {_word(chance)}"
            self.events.append(Event(date, role, title, "meeting", ids, proof))  # type: ignore[arg-type]
        else:
            which = chance.randrange(len(METRICS))
            value = float(chance.randint(1, 9_000_000))
            basis = "budget" if UNITS[which] == "EUR" else None
            self.figures.append(
                Figure(
                    thing.id,
                    thing.name,
                    METRICS[which],
                    value,
                    UNITS[which],
                    proof,
                    basis=basis,
                    as_of=str(year),
                )
            )


def disagreements(found: list[DocumentFacts], most: int = 1000) -> list[Disagreement]:
    """Figures of the same thing that differ."""
    first: dict[tuple[str | None, str], Figure] = {}
    clashes: list[Disagreement] = []
    for facts in found:
        for figure in facts.figures:
            key = (figure.subject, figure.metric)
            other = first.setdefault(key, figure)
            if other is not figure and other.value != figure.value and len(clashes) < most:
                sides = tuple(
                    Side(f"{f.value:.0f} {f.unit}", f.as_of, f.evidence) for f in (other, figure)
                )
                label = f"{figure.metric} {len(clashes)}"
                clashes.append(Disagreement(figure.subject or "", label, "unexplained", sides))
    return clashes


def make(path: Path, size: Size = FULL) -> Path:
    """The database at a path; one that is there is taken as it is."""
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    kept: list[DocumentFacts] = []
    with Draft(path, fresh=True) as draft:
        for number, facts in enumerate(documents(size)):
            source = SourceFile(f"/generated/{facts.document.file}", facts.document.sha256, 1, 1)
            draft.add(facts, [source])
            if 0 < number <= 60:
                kept.append(facts)
        draft.set_disagreements(disagreements(kept))
        draft.publish()
    return path

"""Small documents made of marked-up sentences, for tests of the database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
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

KESTREL = Entity(
    "kestrel",
    "programme",
    "KESTREL",
    acronym="KESTREL",
    names=(
        Name("KESTREL", "prefLabel", "und", True),
        Name("Programa Cernícalo", "altLabel", "es"),
        Name("Kestral", "hiddenLabel", "und"),
    ),
)
KESTREL_II = Entity("kestrel-ii", "programme", "KESTREL II", family="kestrel")
PERU = Entity(
    "peru",
    "country",
    "Peru",
    iso="PE",
    names=(Name("Peru", "prefLabel", "en"), Name("Perú", "prefLabel", "es")),
)
CHILE = Entity("chile", "country", "Chile", iso="CL")
ANDES = Entity("andean-states", "organisation", "Andean States", acronym="AS")
AGENCY = Entity("harbour-agency", "organisation", "Harbour Agency", acronym="HA")
CUSTOMS = Entity("coastal-customs", "organisation", "Coastal Customs", discovered=True)
PACT = Entity("lima-pact", "agreement", "Lima Pact")
MARIA = Entity("maria-ortega", "person", "Maria Ortega", discovered=True)
ALL = (KESTREL, KESTREL_II, PERU, CHILE, ANDES, AGENCY, CUSTOMS, PACT, MARIA)


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def doc_id(name: str) -> str:
    return document_id(sha(name))


@dataclass
class Builder:
    """Collects the records of one document; every fact is proved by the sentence it is said in."""

    name: str
    title: str = "A briefing"
    issued: str | None = "2021-05-04"
    publisher: str | None = "Harbour Watch"
    sentences: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return doc_id(self.name)

    def say(self, sentence: str, *named: Entity, kind: str = "sentence") -> Evidence:
        """Add a sentence; each entity is mentioned where its name stands in it."""
        start = sum(len(s) + 2 for s in self.sentences)
        self.sentences.append(sentence)
        self.kinds.append(kind)
        for entity in named:
            self.entities[entity.id] = entity
            known = [entity.name, *(n.value for n in entity.names), entity.acronym or entity.name]
            found = next((name for name in known if name in sentence), None)
            if found:
                at = start + sentence.index(found)
                self.mentions.append(Mention(entity.id, at, at + len(found), "name", 0.9))
        return Evidence(self.id, start, start + len(sentence), sentence, "test", "named", 0.9)

    def knows(self, *entities: Entity) -> Builder:
        for entity in entities:
            self.entities[entity.id] = entity
        return self

    def relate(self, subject: Entity, predicate: str, target: Entity, sentence: str, **more):
        status = more.pop("status", "asserted")
        proof = self.say(sentence, subject, target)
        self.relations.append(
            Relation(subject.id, predicate, target.id, status, (proof,), **more)  # type: ignore[arg-type]
        )
        return self

    def happen(self, date: str, title: str, who: Sequence[Entity], sentence: str, **more):
        proof = self.say(sentence, *who)
        role, kind = more.pop("role", "happened"), more.pop("kind", "meeting")
        ids = tuple(entity.id for entity in who)
        self.events.append(Event(date, role, title, kind, ids, (proof,)))
        return self

    def count(self, subject: Entity | str, metric: str, value: float, unit: str, sentence, **more):
        named = () if isinstance(subject, str) else (subject,)
        proof = self.say(sentence, *named)
        key = None if isinstance(subject, str) else subject.id
        label = subject if isinstance(subject, str) else subject.name
        self.figures.append(Figure(key, label, metric, value, unit, (proof,), **more))
        return self

    def build(self) -> DocumentFacts:
        passages, at = [], 0
        for block, (sentence, kind) in enumerate(zip(self.sentences, self.kinds, strict=True)):
            passages.append(
                Passage(kind, at, at + len(sentence), ("Part one",), block=block)  # type: ignore[arg-type]
            )
            at += len(sentence) + 2
        return DocumentFacts(
            Document(
                self.id,
                f"{self.name}.txt",
                self.title,
                self.publisher,
                self.issued,
                "en",
                None,
                sha(self.name),
                "text/plain",
            ),
            "\n\n".join(self.sentences),
            tuple(passages),
            tuple(self.entities.values()),
            tuple(self.mentions),
            tuple(self.relations),
            tuple(self.events),
            tuple(self.figures),
            sketch=(3, 1, 2**64 - 1),
        )


def briefing() -> DocumentFacts:
    """A document with a fact of every kind."""
    b = Builder("briefing", "KESTREL at sea").knows(KESTREL, KESTREL_II, ANDES)
    b.say("KESTREL at sea", KESTREL, kind="title")
    b.relate(KESTREL, "covers", PERU, "KESTREL works in Peru.", as_of="2021")
    b.relate(KESTREL, "covers", CHILE, "KESTREL will reach Chile.", status="planned")
    b.relate(KESTREL, "implemented_by", AGENCY, "The Harbour Agency runs KESTREL.")
    b.relate(PERU, "party_to", PACT, "Peru signed the Lima Pact.", as_of="2019-03")
    b.relate(
        MARIA, "role", AGENCY, "Maria Ortega heads the Harbour Agency.", wording="Executive head"
    )
    b.happen("2016-08", "KESTREL begins", [KESTREL], "KESTREL began in August 2016.", role="start")
    b.happen("2019-03-02", "Lima Pact signed", [PERU, PACT], "Peru joined the Lima Pact then.")
    b.count(
        KESTREL,
        "budget",
        12_500_000,
        "EUR",
        "KESTREL costs 12.5 million euros.",
        basis="budget",
        as_of="2021",
    )
    b.count(PERU, "cocaine seized", 2897, "kg", "Peru seized 2 897 kg in 2020.", as_of="2020")
    return b.build()


def note() -> DocumentFacts:
    """A second document that says some of the same, something more, and something else."""
    b = Builder("note", "Note on KESTREL", "2022-11").knows(KESTREL, KESTREL_II)
    b.relate(KESTREL, "covers", PERU, "Since 2016, Peru takes part in KESTREL.", as_of="2022")
    b.relate(KESTREL_II, "part_of", KESTREL, "KESTREL II is a phase of the programme KESTREL.")
    b.relate(KESTREL_II, "supports", CUSTOMS, "KESTREL II helps Coastal Customs.")
    b.happen(
        "2022/2025", "KESTREL II runs", [KESTREL_II], "KESTREL II runs to 2025.", role="period"
    )
    b.count(
        KESTREL,
        "budget",
        13_000_000,
        "EUR",
        "KESTREL has a budget of 13 million euros.",
        basis="commitment",
        as_of="2022",
    )
    b.count("ports of the coast", "ports searched", 14, "ports", "Fourteen ports were searched.")
    return b.build()


def clash() -> Disagreement:
    """What the two documents say differently."""
    first, second = briefing().figures[0], note().figures[0]
    return Disagreement(
        "kestrel",
        "budget",
        "different_basis",
        (
            Side("12,500,000 EUR", "2021", first.evidence),
            Side("13,000,000 EUR", "2022", second.evidence),
        ),
    )


def source(name: str, folder: str = "/in") -> SourceFile:
    return SourceFile(f"{folder}/{name}.txt", sha(name), 100, 1)


def publish(path: Path, documents: Iterable[DocumentFacts], **more) -> Path:
    """A database of these documents."""
    disagreements = more.pop("disagreements", None)
    with Draft(path, **more) as draft:
        for facts in documents:
            draft.add(facts, [source(facts.document.file.removesuffix(".txt"))])
        if disagreements is not None:
            draft.set_disagreements(disagreements)
        draft.publish()
    return path


def full(path: Path) -> Path:
    """A database with both documents and their disagreement."""
    return publish(path, [briefing(), note()], disagreements=[clash()])


def renamed(facts: DocumentFacts, name: str) -> DocumentFacts:
    """The same words from other bytes: a reprint."""
    new = doc_id(name)

    def moved(fact):
        return replace(fact, evidence=tuple(replace(e, document=new) for e in fact.evidence))

    document = replace(facts.document, id=new, sha256=sha(name), file=f"{name}.txt")
    return replace(
        facts,
        document=document,
        relations=tuple(map(moved, facts.relations)),
        events=tuple(map(moved, facts.events)),
        figures=tuple(map(moved, facts.figures)),
    )

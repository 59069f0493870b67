"""The relations of a document: every rule's facts, told once each, with all their evidence."""

from __future__ import annotations

from lacsec.db.model import Evidence, Relation
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.actors import Actors
from lacsec.importer.relations.clauses import Clauses
from lacsec.importer.relations.facts import Fact, confidence
from lacsec.importer.relations.inside_names import InsideNames
from lacsec.importer.relations.labels import Labels
from lacsec.importer.relations.neighbours import Neighbours
from lacsec.importer.relations.phases import Phases
from lacsec.importer.relations.roles import Roles
from lacsec.importer.relations.settle import settled
from lacsec.importer.relations.tables import Tables
from lacsec.importer.structure.text import Sentence

_MOST_EVIDENCE = 8


def find_relations(read: ReadDocument) -> tuple[Relation, ...]:
    """All relations of a document in the order of the text; the same one told twice comes once."""
    roles = Roles(read)
    inside = InsideNames(read)
    facts = [*roles.facts(), *Clauses(read, inside, roles.holders).facts(), *inside.facts()]
    for reader in (Neighbours, Phases, Actors, Tables, Labels):
        facts.extend(reader(read).facts())
    told: dict[tuple[str, ...], list[Fact]] = {}
    for fact in settled(facts, read.names.entities):
        key = (fact.subject, fact.predicate, fact.object, fact.status, fact.wording or "")
        told.setdefault(key, []).append(fact)
    return tuple(_relation(read, same) for same in told.values())


def _relation(read: ReadDocument, facts: list[Fact]) -> Relation:
    first = facts[0]
    proofs: dict[tuple[int, int], Evidence] = {}
    for fact in facts:
        for sentence in fact.sentences:
            proof = read.proof(
                sentence, fact.method, fact.finding, confidence(fact.finding, fact.predicate)
            )
            proofs.setdefault((proof.start, proof.end), proof)
    return Relation(
        subject=first.subject,
        predicate=first.predicate,
        object=first.object,
        status=first.status,
        evidence=tuple(proofs.values())[:_MOST_EVIDENCE],
        as_of=_as_of(read, first.sentences[0], first.place),
        wording=first.wording,
    )


def _as_of(read: ReadDocument, sentence: Sentence, place: int) -> str | None:
    """The date nearest to the words in their sentence, else the document's own."""
    dates = read.dates.within(sentence.start, sentence.end)
    if not dates:
        return read.document.issued
    return min(dates, key=lambda dated: (abs(dated.start - place), dated.start)).stated

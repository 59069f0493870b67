"""What is said at a place, for the preview: the words around it, other proofs, what was read."""

from __future__ import annotations

from dataclasses import dataclass

from lacsec.db.connection import Connection
from lacsec.db.queries import document as documents
from lacsec.db.queries.common import Proof
from lacsec.db.queries.context import Context, context, first_mentions, passages_between
from lacsec.db.queries.disagreements import DisagreementRow, at_place
from lacsec.db.queries.document import DocumentFactRows
from lacsec.db.queries.evidence import evidence
from lacsec.tui.lines import Line


@dataclass(frozen=True, slots=True)
class Told:
    """The place itself, other sentences that say the same (or name it), and the facts read there.

    For an entity without a place, `context` is None and `others` are the sentences that name it.
    """

    context: Context | None
    others: tuple[Proof, ...] = ()
    facts: DocumentFactRows | None = None


def told_of(connection: Connection, line: Line, *, much: bool) -> Told | None:
    """What is told about a line: `much` asks for other proofs and facts as well."""
    proof = line.proof
    if proof is None and line.place is not None and line.place.view == "document":
        proof = line.place
    if proof is not None and proof.start is not None:
        return told_at(connection, proof.id, proof.start, proof.end, fact=line.key, much=much)
    if line.place is not None and line.place.view == "entity":
        found = first_mentions(connection, line.place.id, limit=6 if much else 1)
        return Told(None, found) if found else None
    return None


def told_at(
    connection: Connection,
    document: str,
    start: int,
    end: int | None,
    *,
    fact: str = "",
    much: bool = True,
) -> Told | None:
    """What is told at a place of a document."""
    found = context(connection, document, start, end or start + 1)
    if found is None:
        return None
    if not much:
        return Told(found)
    others = tuple(
        proof
        for proof in (evidence(connection, fact) if fact else ())
        if (proof.document, proof.start) != (document, start)
    )
    return Told(found, others[:6], documents.facts(connection, document, found.passage))


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from some sentences, and what other documents say differently."""

    facts: DocumentFactRows
    disagreements: tuple[DisagreementRow, ...]


def read_between(connection: Connection, document: str, start: int, end: int) -> Read:
    """What was read from the sentences of which some part lies between two offsets."""
    numbers = passages_between(connection, document, start, end)
    found = [documents.facts(connection, document, number) for number in numbers]
    facts = DocumentFactRows(
        tuple(dict.fromkeys(row for one in found for row in one.relations)),
        tuple(dict.fromkeys(row for one in found for row in one.events)),
        tuple(dict.fromkeys(row for one in found for row in one.figures)),
    )
    return Read(facts, at_place(connection, document, start, end))

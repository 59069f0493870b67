"""The records of the explorer: what a document is, what was read from it, and what proves it.

Everything here is plain, immutable data. Words follow the field's standards: SKOS for names,
EDTF (ISO 8601-2 level 1) for dates, ISO 3166-1 alpha-2 and ISO 4217 for countries and money,
W3C Web Annotation for places in a text (`start`, `end`, end excluded, in Unicode code points).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

EntityKind = Literal[
    "programme",
    "country",
    "region",
    "organisation",
    "agreement",
    "operation",
    "instrument",
    "system",
    "person",
    "group",
]
Predicate = Literal[
    "covers",
    "part_of",
    "successor_of",
    "implemented_by",
    "funded_by",
    "member_of",
    "party_to",
    "participates_in",
    "supports",
    "agreement_with",
    "role",
]
Status = Literal["asserted", "planned", "under_negotiation", "ended", "denied"]
DateRole = Literal[
    "happened", "start", "end", "signature", "launch", "publication", "period", "planned"
]
Qualifier = Literal["over", "under", "about", "up_to"]
Basis = Literal[
    "commitment",
    "disbursement",
    "budget",
    "indicative_allocation",
    "contribution",
    "expenditure",
    "pledge",
    "loan",
    "market_value",
    "unspecified",
]
Reason = Literal[
    "rounding",
    "different_basis",
    "different_date",
    "different_scope",
    "different_phase",
    "name",
    "unexplained",
]
NameKind = Literal["prefLabel", "altLabel", "hiddenLabel"]
PassageKind = Literal[
    "title", "heading", "sentence", "list_item", "table_row", "footnote", "caption", "quote"
]
# How the subject of a fact was found; from the surest to the least sure.
Finding = Literal["named", "list", "anaphor", "section", "topic"]
RecordKind = Literal["document", "entity", "relation", "event", "figure", "disagreement"]

ENTITY_KINDS: tuple[str, ...] = get_args(EntityKind)
PREDICATES: tuple[str, ...] = get_args(Predicate)
STATUSES: tuple[str, ...] = get_args(Status)
DATE_ROLES: tuple[str, ...] = get_args(DateRole)
RECORD_KINDS: tuple[str, ...] = get_args(RecordKind)
QUALIFIERS: tuple[str, ...] = get_args(Qualifier)
BASES: tuple[str, ...] = get_args(Basis)
REASONS: tuple[str, ...] = get_args(Reason)
NAME_KINDS: tuple[str, ...] = get_args(NameKind)
PASSAGE_KINDS: tuple[str, ...] = get_args(PassageKind)
FINDINGS: tuple[str, ...] = get_args(Finding)
# Between the headings of a section's path, and between authors, where they are one text.
SECTION_JOINT = " › "
AUTHOR_JOINT = "; "


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a fact: `quote` is exactly `text[start:end]` of the stored document.

    `method` names the rule that read it, `finding` how its subject was found, `confidence` is
    the share of facts of that kind that were right when measured (0..1).
    """

    document: str
    start: int
    end: int
    quote: str
    method: str
    finding: Finding
    confidence: float


@dataclass(frozen=True, slots=True)
class Document:
    """One source text. `id` is derived from the bytes of the file, so a renamed file is no news."""

    id: str
    file: str
    title: str
    publisher: str | None
    issued: str | None
    language: str
    url: str | None
    sha256: str
    media_type: str
    authors: tuple[str, ...] = ()
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file on disk that holds a document: size in bytes, `mtime_ns` in nanoseconds since 1970."""

    path: str
    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, list item, table row, heading …: the unit that is searched, quoted and shown.

    `section` is the path of headings above it. `level` is the depth of a heading (1 is the top)
    or of a list item. `page` is the page of the original, where it has pages. `block` numbers
    the paragraph, list item or row that the passage is part of, from 0 within its document.
    """

    kind: PassageKind
    start: int
    end: int
    section: tuple[str, ...] = ()
    level: int = 0
    block: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A name that an entity goes by: `language` is BCP 47, or "und" where it is any."""

    value: str
    kind: NameKind
    language: str = "und"
    acronym: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing with an identity. `discovered`: read from a document, not from the authority file."""

    id: str
    kind: EntityKind
    name: str
    acronym: str | None = None
    iso: str | None = None
    family: str | None = None
    names: tuple[Name, ...] = ()
    discovered: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity named at a place in a text (the offsets are of the document's stored text)."""

    entity: str
    start: int
    end: int
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Relation:
    """`subject` and `object` are entity ids. For a `role`, `wording` holds the words of it."""

    subject: str
    predicate: Predicate
    object: str
    status: Status
    evidence: tuple[Evidence, ...]
    as_of: str | None = None
    wording: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated. `entities` are ids in the order of the text; `kind` names what happened."""

    date: str
    date_role: DateRole
    title: str
    kind: str
    entities: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that says something. Money is in `unit` EUR, USD …; `subject` is an entity id.

    `subject_name` is what the text calls the subject where it is no entity; `value_max` closes a
    range; `basis` is kept for money only.
    """

    subject: str | None
    subject_name: str
    metric: str
    value: float
    unit: str
    evidence: tuple[Evidence, ...]
    value_max: float | None = None
    qualifier: Qualifier | None = None
    basis: Basis | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as a document writes it, with a sentence; `language` is that of the document."""

    entity: str
    exact: str
    language: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that clash, with the sentences that give it."""

    value: str
    as_of: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The same subject and property, with values that differ, and a proposed reason."""

    subject: str
    property: str
    reason: Reason
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: where, at which stage, and a sentence about it."""

    path: str
    stage: str
    message: str


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """All that was read from one document: what the store takes, one document at a time.

    `entities` holds every entity that the document mentions, names the other records use
    included; `sketch` is a set of hashed word shingles for finding near copies, sorted.
    """

    document: Document
    text: str
    passages: tuple[Passage, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    problems: tuple[Problem, ...] = ()
    sketch: tuple[int, ...] = field(default=(), repr=False)

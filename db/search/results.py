"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lacsec.db.search.query import ParsedQuery

HitKind = Literal["entity", "passage", "event", "figure"]
Spans = tuple[tuple[int, int], ...]

# From this score on, a hit is an answer; what is below is not shown.
GOOD = 0.5


class Cancelled(Exception):  # noqa: N818 (it is no error)
    """The search was stopped by `Engine.cancel`, since another one is wanted."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    `name` is an entity's preferred name, an event's title, what a figure is of; None for a passage.
    `snippet` is the stored text of `document` from `start` to `end` (offsets in code points): the
    sentence that matched, that names the entity, or that proves the fact. `spans` are the parts to
    highlight in `name`, or in `snippet` where there is no name; `marks` those in `snippet`. `why`
    is a few words on the reason. `score` is 0 … 1.
    """

    rank: int
    kind: HitKind
    id: str
    name: str | None
    score: float
    document: str | None
    start: int | None
    end: int | None
    snippet: str
    why: str
    spans: Spans
    marks: Spans = ()
    entity_kind: str | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """The hits, the best first, and how the query was read.

    `suggestion` is another query that finds something, where this one found nothing good.
    `ms` is the time that it took, in milliseconds.
    """

    hits: tuple[Hit, ...]
    query: ParsedQuery
    suggestion: str | None
    ms: float


@dataclass(frozen=True, slots=True)
class Name:
    """An entity for a list that narrows while one types."""

    entity_id: str
    kind: str
    name: str
    score: float
    why: str
    spans: Spans

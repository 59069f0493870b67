"""Finds passages by their words: ranks them all where it is quick, a few of them where not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from lacsec.db.search import storage
from lacsec.db.search.filters import NO_LIMITS, Limits
from lacsec.db.search.marking import Marker, PassageHit
from lacsec.db.search.parts import Part, parts_of
from lacsec.db.search.query import ParsedQuery, Term
from lacsec.db.search.storage import MANY_PASSAGES
from lacsec.db.search.textwords import TextWords
from lacsec.db.search.words import Word, folded

_RANKED, _LOOSE = 24, 40
_UNRANKED = 60
_BOTH = 3_000
# The share of a query, by weight of its words, that a passage must hold to be an answer: the
# second where it holds all words that any passage has.
ENOUGH, _ENOUGH_OF_KNOWN = 0.7, 0.6
_SECTION = 0.35
_RANK = f"bm25(search_text, 1.0, {_SECTION})"
# With fewer hits than this, more is forgiven; what is then found is worth less beside them.
# A word that stands in so few passages always helps to find some.
_ALWAYS = 50
_FEW = 3
# Where none holds the whole query, the sentences beside so many are looked at too.
_BESIDE = 8
_WHOLLY = 0.95
_SECOND = 0.88


@dataclass(frozen=True, slots=True)
class Ask:
    """What goes with the words: terms that must not be there, the filters, how many to rank."""

    without: Sequence[Term] = ()
    limits: Limits = NO_LIMITS
    limit: int = _RANKED


@dataclass(slots=True)
class Found:
    """The `hits` that answer, the best first; and all that was looked at.

    The weaker ones say what a description is about when taken together. `strict` are the
    parts of the query before anything is forgiven; `weights` those of the parts that were looked
    for, `numbers` those of them that are numbers,
    `telling` how many say more than what kind of thing is meant.
    """

    hits: list[PassageHit] = field(default_factory=list)
    looked_at: list[PassageHit] = field(default_factory=list)
    strict: list[Part] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    parts: int = 0
    telling: int = 0


class PassageFinder:
    """Finds passages."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        words: TextWords,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._check = check
        self._connection = connection
        self.words = words
        self._many = words.passages > MANY_PASSAGES and storage.has_beginnings(connection)

    def find(
        self,
        query: ParsedQuery,
        limits: Limits = NO_LIMITS,
        limit: int = 0,
    ) -> Found:
        """Passages that hold the words; more is forgiven where few do."""
        if not query.clauses:
            return Found()
        ask = Ask(query.without, limits, max(limit, _RANKED))
        strict = parts = parts_of(query, self.words)
        hits = self._every(parts, ask)
        self._check()
        if len(hits) < _FEW:
            parts = parts_of(query, self.words, forgive=True)
            hits = _merged(hits, self._every(parts, ask))
            self._check()
        if len(hits) < _FEW and len(parts) > 1:
            hits = _merged(hits, self._some(parts, ask))
        found = self._look_closely(hits, parts, query)
        found.strict = strict
        found.telling = sum(not part.generic for part in parts)
        return found

    def listed(self, limits: Limits, limit: int) -> list[PassageHit]:
        """Passages that the filters keep, in their order in the documents."""
        condition, values = limits.sql("passage", "number")
        inner = f"SELECT number, -1.0 AS score FROM passage WHERE 1 {condition} LIMIT ?"
        hits = self._fetch(inner, [*values, limit])
        for hit in hits:
            hit.score = hit.covered = 1.0
        return hits

    # -- asking the index ----------------------------------------------------------------------

    def _every(self, parts: Sequence[Part], ask: Ask) -> list[PassageHit]:
        """Passages that meet every part."""
        if not parts or not all(part.passages for part in parts):
            return []
        common = [part for part in parts if part.cost > MANY_PASSAGES]
        if not self._many or not common:
            return self._ranked(" AND ".join(part.expression() for part in parts), ask)
        return self._sampled(parts, common, ask)

    def _some(self, parts: Sequence[Part], ask: Ask) -> list[PassageHit]:
        """Passages that meet the weightiest of the parts."""
        quarter = max(_ALWAYS, self.words.passages // 4)
        telling = []
        cost = 0
        for part in sorted(parts, key=lambda part: part.cost):
            cost += part.cost
            if part.passages and part.passages <= quarter and cost <= MANY_PASSAGES:
                telling.append(part)
        if not telling:
            return []
        expression = " OR ".join(part.expression() for part in telling)
        return self._ranked(expression, replace(ask, limit=_LOOSE))

    def _ranked(self, expression: str, ask: Ask, among: str = "") -> list[PassageHit]:
        """The best by BM25 of all that match."""
        if ask.without:
            excluded = " OR ".join(f'"{term.text}"' for term in ask.without)
            expression = f"({expression}) NOT ({excluded})"
        condition, values = ask.limits.sql("passage", "+rowid")
        inner = (
            f"SELECT rowid AS number, {_RANK} AS score FROM search_text"
            f" WHERE search_text MATCH ? {among} {condition}"
            f" ORDER BY score LIMIT {ask.limit}"
        )
        return self._fetch(inner, [expression, *values])

    def _sampled(self, parts: Sequence[Part], common: Sequence[Part], ask: Ask) -> list[PassageHit]:
        """Ranked by the rare words alone; where all are common, the first that match."""
        rare = [part for part in parts if part not in common]
        every = " AND ".join(part.expression(phrases=False) for part in parts)
        if rare:
            ids = self._connection.execute(
                f"SELECT rowid FROM search_begin WHERE search_begin MATCH ? LIMIT {_BOTH}", [every]
            )
            among = f"AND +rowid IN ({','.join(str(number) for (number,) in ids) or 'NULL'})"
            expression = " AND ".join(part.expression() for part in rare)
            return self._ranked(expression, ask, among)
        if ask.without:
            excluded = " OR ".join(
                f"({' AND '.join(chr(34) + w.text + chr(34) for w in term.words)})"
                for term in ask.without
            )
            every = f"({every}) NOT ({excluded})"
        condition, values = ask.limits.sql("passage", "+rowid")
        inner = (
            "SELECT rowid AS number, -1.0 AS score FROM search_begin"
            f" WHERE search_begin MATCH ? {condition} LIMIT {max(_UNRANKED, ask.limit)}"
        )
        return self._fetch(inner, [every, *values])

    def _fetch(self, inner: str, values: list[object]) -> list[PassageHit]:
        rows = self._connection.execute(
            'SELECT p.number, p.id, p.document_id, p.start, p."end", p.kind, p.section,'
            f" p.text, f.score FROM ({inner}) AS f JOIN passage AS p ON p.number = f.number",
            values,
        )
        return [PassageHit(*row) for row in rows]

    # -- a close look --------------------------------------------------------------------------

    def _look_beside(self, hits: list[PassageHit], marker: Marker) -> None:
        """Look at the sentences beside the best passages, for the words that these lack."""
        best = sorted(hits, key=_by_covered)[:_BESIDE]
        numbers = [number for hit in best for number in (hit.number - 1, hit.number + 1)]
        rows = self._connection.execute(
            "SELECT number, document_id, text FROM passage"
            f" WHERE number IN ({','.join('?' * len(numbers))})",
            numbers,
        )
        beside = {number: (document, text) for number, document, text in rows}
        for hit in best:
            for number in (hit.number - 1, hit.number + 1):
                document, text = beside.get(number, ("", ""))
                if document == hit.document:
                    marker.mark_beside(hit, text)

    def _look_closely(
        self, hits: list[PassageHit], parts: Sequence[Part], query: ParsedQuery
    ) -> Found:
        """Score by how much of the query stands there, and how close together."""
        if not hits:
            return Found(parts=len(parts))
        marker = Marker(parts)
        best = min(hit.rank for hit in hits) or -1.0
        for hit in hits:
            marker.mark(hit)
        known = {number for number, part in enumerate(parts) if part.passages}
        if len(parts) > 1 and not any(hit.covered > _WHOLLY for hit in hits):
            self._look_beside(hits, marker)
        for hit in hits:
            hit.score = (
                hit.worth
                * hit.covered
                * (
                    0.68
                    + 0.2 * hit.run
                    + 0.09 * (hit.rank / best)
                    + 0.03 * (hit.kind == "sentence")
                )
            )
        telling = {number for number, part in enumerate(parts) if not part.generic}
        least = min(2, len(telling)) if len(parts) > 2 else 1
        kept = [
            hit
            for hit in hits
            if _is_enough(hit, known)
            and (len(parts) < 2 or len(hit.seen.keys() & telling) >= least)
        ]
        accented = [word for word in query.words if word.accented]
        if accented:
            kept = [hit for hit in kept if _has_accents(hit, accented, query.text)] or kept
        kept.sort(key=lambda hit: (-hit.score, hit.number))
        return Found(kept, hits, [], marker.weights, marker.numbers, len(parts))


def _by_covered(hit: PassageHit) -> tuple[float, int]:
    return -hit.covered, hit.number


def _is_enough(hit: PassageHit, known: set[int]) -> bool:
    """Whether a passage holds so much of the query that it may be what was meant."""
    every = known <= hit.seen.keys() | hit.beside.keys()
    return hit.covered >= (_ENOUGH_OF_KNOWN if every else ENOUGH)


def _merged(hits: list[PassageHit], more: list[PassageHit]) -> list[PassageHit]:
    """The hits, and what was found by forgiving more, which is worth less beside them."""
    known = {hit.number for hit in hits}
    new = [hit for hit in more if hit.number not in known]
    for hit in new:
        hit.worth = _SECOND if hits else 1.0
    return hits + new


def _has_accents(hit: PassageHit, accented: Sequence[Word], typed: str) -> bool:
    """Whether each word typed with an accent stands so in the passage, if it stands there."""
    lower, plain = hit.text.lower(), folded(hit.text)
    return all(
        typed[word.start : word.end].lower() in lower or word.text not in plain for word in accented
    )

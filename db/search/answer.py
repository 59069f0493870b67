"""Answers a query: asks every way of finding, and says how much each find is worth.

The scores are one scale for all kinds of hits: 1 is the thing that was named exactly, from `GOOD`
on a hit is an answer. The constants were chosen on labelled queries (tests/benchmarks/search).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lacsec.db.search.describe import describe
from lacsec.db.search.facts import FactFinder, FactHit
from lacsec.db.search.filters import Conditions, Limits
from lacsec.db.search.finder import NameFinder
from lacsec.db.search.lexicon import Lexicon
from lacsec.db.search.links import LinkFinder
from lacsec.db.search.marking import PassageHit
from lacsec.db.search.meaning import Meaning, understand, with_phase
from lacsec.db.search.namehit import NameHit
from lacsec.db.search.parts import Part
from lacsec.db.search.passages import Found as Passages
from lacsec.db.search.passages import PassageFinder
from lacsec.db.search.pool import Found, Place, Pool, passage_place
from lacsec.db.search.query import ParsedQuery
from lacsec.db.search.results import HitKind
from lacsec.db.search.words import Word, folded

# Scores for what ties the entities of a query together, best first.
_RELATION, _EVENT, _TOGETHER, _NAMED = 0.97, 0.91, 0.88, 0.8
_TITLED = (0.68, 0.81)
_RELATED, _AMOUNT = 0.93, 0.995
# A name that holds the query as it stands comes before the sentences that hold that name.
_PHRASE = 0.945
_PHASE = 0.96
# What an entity of the kind that the query speaks of gains.
_ASKED = 0.08
_STEP = 0.004
# A passage that holds so much of a query answers it; entities are only described by less.
_WHOLLY = 0.95


@dataclass(slots=True)
class Question:
    """A query on its way to an answer."""

    query: ParsedQuery
    limits: Limits
    pool: Pool
    limit: int

    def wants(self, kind: str) -> bool:
        """Whether hits of that kind are asked for."""
        return kind in self.limits.kinds


class Answerer:
    """All ways of finding, over one database."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        lexicon: Lexicon,
        names: NameFinder,
        passages: PassageFinder,
        check: Callable[[], None],
    ) -> None:
        self._check = check
        self._connection = connection
        self._lexicon = lexicon
        self._names = names
        self._passages = passages
        self._facts = FactFinder(connection)
        self._links = LinkFinder(connection)

    def answer(self, question: Question) -> None:
        """Fill the pool of a question."""
        query = question.query
        words = query.words
        hits = self._names.find(words, query.unfinished)
        hits = self._allowed(hits, question.limits)
        meaning = understand(words, self._names, hits, self._lexicon)
        if question.wants("entity") and query.plain:
            self._add_names(question, hits, meaning)
            self._add_phase(question, words)
        self._check()
        if len(meaning.named) > 1:
            self._add_ties(question, meaning)
        elif meaning.named and (meaning.predicates or meaning.kind):
            self._add_related(question, meaning)
        self._check()
        found = self._add_passages(question, meaning)
        self._add_facts(question, meaning, found.strict)
        self._check()
        if question.wants("entity"):
            self._add_described(question, meaning, found)
            self._add_named(question, meaning)

    # -- entities ------------------------------------------------------------------------------

    def _allowed(self, hits: list[NameHit], limits: Limits) -> list[NameHit]:
        """Those that the filters keep."""
        condition, values = limits.sql("entity", "id")
        if not condition or not hits:
            return hits
        ids = [hit.entity_id for hit in hits]
        rows = self._connection.execute(
            f"SELECT id FROM entity WHERE id IN ({','.join('?' * len(ids))}) {condition}",
            [*ids, *values],
        )
        kept = {row[0] for row in rows}
        return [hit for hit in hits if hit.entity_id in kept]

    def _add_names(self, question: Question, hits: Sequence[NameHit], meaning: Meaning) -> None:
        for hit in hits:
            if not meaning.answers(hit) or (hit.whole and meaning.leaves(hit)):
                continue
            share = meaning.share(hit)
            score = min(1.0, hit.score / hit.covered) * share
            if hit.whole and hit.exact and (share > 0.97 or not meaning.rest):
                final = 0.98 + 0.02 * score - (0.02 if meaning.aside else 0.0)
            else:
                final = 0.5 + (0.45 if hit.filled > 0.4 else 0.4) * score
            if hit.phrase:
                final = max(final, _PHRASE + 0.02 * hit.filled)
            if meaning.kind and hit.row.entity_kind == meaning.kind:
                final = min(0.99, final + _ASKED)
            question.pool.add(Found("entity", hit.entity_id, final, "", named=hit))

    def _add_phase(self, question: Question, words: Sequence[Word]) -> None:
        """The phase of a programme, where it is counted in words: "copolad, third phase"."""
        counted = with_phase(words, self._lexicon)
        if counted is None:
            return
        hits = self._allowed(self._names.find(counted, False), question.limits)
        if hits and hits[0].whole and hits[0].exact and len(hits[0].words) == len(counted):
            question.pool.add(
                Found("entity", hits[0].entity_id, _PHASE, "the phase of that number")
            )

    def _add_named(self, question: Question, meaning: Meaning) -> None:
        """Entities that a part of the query names, where the rest is answered too."""
        if question.pool.best() < 0.6 or not question.query.plain:
            return
        for hit in meaning.named:
            score = _NAMED if len(meaning.named) > 1 and not meaning.rest else 0.66
            question.pool.add(Found("entity", hit.entity_id, score, "", named=hit))

    def _add_related(self, question: Question, meaning: Meaning) -> None:
        """Who runs it, what it covers, which programmes are there: as the query asks."""
        entity = meaning.named[0].entity_id
        if meaning.rest or not question.wants("entity"):
            return
        links = self._links.related(
            entity, meaning.predicates, meaning.kind, question.limits, question.limit
        )
        for place, link in enumerate(links):
            quote = Place(link.document, link.start, link.end, link.quote)
            score = max(0.6, _RELATED - _STEP * place)
            question.pool.add(Found("entity", link.entity_id, score, link.why, place=quote))

    def _add_described(self, question: Question, meaning: Meaning, found: Passages) -> None:
        """Entities that the passages found are about."""
        if not meaning.rest or not found.looked_at or question.pool.best("entity") > 0.9:
            return
        top = question.pool.best("passage")
        whole = any(hit.covered > _WHOLLY for hit in found.hits)
        named = {hit.entity_id for hit in meaning.named}
        passages = self._passages.words.passages
        few = found.telling < 3
        for item in describe(self._connection, found, passages, meaning.kind):
            asked = meaning.kind is not None and item.kind == meaning.kind
            place = item.kind in ("country", "region")
            if item.entity_id in named or item.strength < 0.55 or ((place or few) and not asked):
                continue
            told = top if whole else max(top, 0.44 + 0.35 * item.covered)
            score = told - 0.04 - 0.2 * (1.0 - item.strength)
            question.pool.add(
                Found(
                    "entity",
                    item.entity_id,
                    score + (_ASKED if asked else 0.0),
                    "described by these words",
                    place=passage_place(item.passage),
                )
            )

    # -- several entities ----------------------------------------------------------------------

    def _add_ties(self, question: Question, meaning: Meaning) -> None:
        """What ties the entities of the query together."""
        ids = list(dict.fromkeys(hit.entity_id for hit in meaning.named))
        lower = 0.1 if meaning.rest else 0.0
        if question.wants("passage"):
            for place, link in enumerate(self._links.between(ids, question.limit)):
                if link.passage_id is None:
                    continue
                quote = Place(link.document, link.start, link.end, link.quote)
                score = _RELATION - lower - _STEP * place - 0.1 * (link.named < len(ids))
                question.pool.add(Found("passage", link.passage_id, score, link.why, place=quote))
        if question.wants("event"):
            events = self._facts.between(ids, question.limits, 8)
            self._add_fact_hits(question, events, _EVENT - lower, "all of them take part")

    # -- passages ------------------------------------------------------------------------------

    def _add_passages(self, question: Question, meaning: Meaning) -> Passages:
        """Passages that hold the words, or that name the entity and hold the other words."""
        query, limits = question.query, question.limits
        found = self._passages.find(query, limits, question.limit)
        if question.wants("passage"):
            for place, hit in enumerate(found.hits):
                why = "words in the sentence" + (" and beside it" if hit.beside else "")
                why += f", {hit.why}" if hit.why else ""
                score = _passage_score(hit, found.parts)
                if len(meaning.named) > 1 and hit.covered > _WHOLLY:
                    score = max(score, _TOGETHER - _STEP * place)
                question.pool.add(Found("passage", hit.id, score, why, place=passage_place(hit)))
        if meaning.named and query.plain and len(found.hits) < 5:
            self._add_mentions(question, meaning)
        return found

    def _add_mentions(self, question: Question, meaning: Meaning) -> None:
        """Passages that name all the entities, by whatever name, and hold the other words."""
        if not question.wants("passage"):
            return
        ids = list(dict.fromkeys(hit.entity_id for hit in meaning.named))
        named = "{0} IN (SELECT passage_number FROM mention WHERE entity_id = ?)"
        conditions: list[Conditions] = [{"passage": (named, (id_,))} for id_ in ids]
        limits = Limits(question.limits.kinds, (*question.limits.conditions, *conditions))
        if meaning.rest:
            rest = set(meaning.rest)
            clauses = tuple(c for n, c in enumerate(question.query.clauses) if n in rest)
            hits = self._passages.find(replace(question.query, clauses=clauses), limits).hits
        else:
            hits = self._passages.listed(limits, question.limit)
        base = _TOGETHER if len(ids) > 1 else 0.84 if meaning.rest else 0.66
        why = "names all of them" if len(ids) > 1 else f"names {meaning.named[0].row.name}"
        for place, hit in enumerate(hits):
            score = base - 0.2 * (1.0 - hit.covered) - _STEP * place
            question.pool.add(Found("passage", hit.id, score, why, place=passage_place(hit)))

    # -- events and figures --------------------------------------------------------------------

    def _add_facts(self, question: Question, meaning: Meaning, parts: Sequence[Part]) -> None:
        if meaning.money and meaning.named and not meaning.rest and question.wants("figure"):
            amounts = self._facts.amounts(meaning.named[0].entity_id, question.limits, 5)
            self._add_fact_hits(question, amounts, _AMOUNT, "an amount of it")
        if not (question.wants("event") or question.wants("figure")) or not question.query.clauses:
            return
        expression = " AND ".join(part.expression() for part in parts)
        hits = self._facts.find(expression, question.query.without, question.limits, 10)
        about = meaning.named and meaning.rest
        base = 0.64 if len(parts) == 1 else 0.845 if about else 0.76
        words = [word.text for word in question.query.words]
        titled = [hit for hit in hits if all(word in folded(hit.title) for word in words)]
        others = [hit for hit in hits if hit not in titled]
        self._add_fact_hits(question, titled, max(base, _TITLED[len(parts) > 1]), "words of it")
        self._add_fact_hits(question, others, base - 2 * _STEP * len(titled), "words of it")

    @staticmethod
    def _add_fact_hits(question: Question, hits: Sequence[FactHit], base: float, why: str) -> None:
        for place, hit in enumerate(hits):
            quote = Place(hit.document, hit.start, hit.end, hit.quote)
            kind: HitKind = "event" if hit.kind == "event" else "figure"
            question.pool.add(
                Found(kind, hit.id, base - 2 * _STEP * place, why, place=quote, name=hit.title)
            )

    def list_all(self, question: Question) -> None:
        """What the filters keep, where there are no words."""
        if question.wants("entity"):
            condition, values = question.limits.sql("entity", "id")
            rows = self._connection.execute(
                f"SELECT id FROM entity WHERE 1 {condition} ORDER BY mentions DESC, id LIMIT ?",
                [*values, question.limit],
            )
            for place, (id_,) in enumerate(rows):
                question.pool.add(Found("entity", id_, 0.8 - 0.001 * place, "fits the filters"))
        facts = self._facts.listed(question.limits, question.limit)
        self._add_fact_hits(question, facts, 0.75, "fits the filters")
        if question.wants("passage"):
            for place, hit in enumerate(self._passages.listed(question.limits, question.limit)):
                score = 0.7 - 0.001 * place
                question.pool.add(
                    Found("passage", hit.id, score, "fits the filters", place=passage_place(hit))
                )


def _passage_score(hit: PassageHit, parts: int) -> float:
    """What a passage is worth: several words close together are worth more than one anywhere."""
    if parts < 3:
        return 0.5 + (0.2, 0.33)[parts - 1] * hit.score
    whole = hit.run >= 1.0 and not hit.why
    return 0.5 + 0.36 * hit.score + (0.04 if whole else 0.0)

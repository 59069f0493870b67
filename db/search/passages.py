"""Finds passages by their words: ranks them all where it is quick, a few of them where not."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from lacsec.db.search import storage
from lacsec.db.search.filters import NO_LIMITS, Limits
from lacsec.db.search.index import MANY_PASSAGES
from lacsec.db.search.query import ParsedQuery, Term
from lacsec.db.search.textwords import Alternatives, TextWords
from lacsec.db.text import fold

_RANKED = 40
_UNRANKED = 100
_BOTH = 3_000
# The share of a query, by weight of its words, that a passage must hold to be an answer.
ENOUGH = 0.6
_SECTION = 0.35
_RANK = f"bm25(search_text, 1.0, {_SECTION})"
_FEW = 3
_SECOND = 0.88


@dataclass(frozen=True, slots=True)
class Part:
    """One requirement: alternatives of which one must stand there; a phrase is words in a row."""

    options: tuple[tuple[Alternatives, ...], ...]
    phrases: tuple[bool, ...]

    @property
    def passages(self) -> int:
        """At most how many passages meet it."""
        return sum(min(a.passages for a in option) for option in self.options)

    @property
    def weight(self) -> float:
        """How telling it is."""
        return max(sum(a.weight for a in option) for option in self.options)

    def expression(self, phrases: bool = True) -> str:
        """As the full-text index is asked for it; without phrases, their words in any order."""
        found = []
        for option, phrase in zip(self.options, self.phrases, strict=True):
            if phrase and phrases:
                text = " ".join(a.typed.text for a in option)
                found.append(f'"{text}"' + ("*" if option[-1].beginning else ""))
            else:
                inner = " AND ".join(a.expression() for a in option)
                found.append(f"({inner})" if len(option) > 1 else inner)
        return found[0] if len(found) == 1 else f"({' OR '.join(found)})"


@dataclass(slots=True)
class PassageHit:
    """A passage that answers. `covered` is how much of the query it holds, `score` is 0 … 1."""

    number: int
    id: str
    document: str
    start: int
    end: int
    kind: str
    section: str
    text: str
    rank: float
    score: float = 0.0
    covered: float = 0.0
    run: float = 0.0
    spans: list[tuple[int, int]] = field(default_factory=list)
    why: str = ""
    worth: float = 1.0


class PassageFinder:
    """Finds passages."""

    def __init__(self, connection: sqlite3.Connection, words: TextWords) -> None:
        self._connection = connection
        self.words = words
        self._many = words.passages > MANY_PASSAGES and storage.has_beginnings(connection)

    def parts(self, query: ParsedQuery, forgive: bool = False) -> list[Part]:
        """What a passage must hold; words that say nothing are left out, where others do."""
        parts = [self._part(clause, forgive) for clause in query.clauses]
        telling = [
            part
            for part in parts
            if any(p or not o[0].stop for o, p in zip(part.options, part.phrases, strict=True))
        ]
        return telling or parts

    def find(
        self,
        query: ParsedQuery,
        limits: Limits = NO_LIMITS,
        check: Callable[[], None] = lambda: None,
    ) -> list[PassageHit]:
        """Passages that hold the words, the best first; slips are forgiven where few do."""
        if not query.clauses:
            return []
        parts = self.parts(query)
        hits = self._every(parts, query.without, limits)
        check()
        if len(hits) < _FEW:
            parts = self.parts(query, forgive=True)
            hits = _merged(hits, self._every(parts, query.without, limits))
            check()
        if len(hits) < _FEW and len(parts) > 2:
            hits = _merged(hits, self._some(parts, query.without, limits))
        return self._look_closely(hits, parts, query)

    def listed(self, limits: Limits, limit: int) -> list[PassageHit]:
        """Passages that the filters keep, in their order in the documents."""
        condition, values = limits.sql("passage", "number")
        inner = f"SELECT number, -1.0 AS score FROM passage WHERE 1 {condition} LIMIT ?"
        hits = self._fetch(inner, [*values, limit])
        for hit in hits:
            hit.score = hit.covered = 1.0
        return hits

    # -- asking the index ----------------------------------------------------------------------

    def _part(self, clause: tuple[Term, ...], forgive: bool) -> Part:
        options = []
        for term in clause:
            last = len(term.words) - 1
            options.append(
                tuple(
                    self.words.alternatives(word, term.unfinished and place == last, forgive)
                    for place, word in enumerate(term.words)
                )
            )
        return Part(tuple(options), tuple(term.phrase for term in clause))

    def _every(
        self, parts: Sequence[Part], without: Sequence[Term], limits: Limits
    ) -> list[PassageHit]:
        """Passages that meet every part."""
        if not parts or not all(part.passages for part in parts):
            return []
        common = [part for part in parts if part.passages > MANY_PASSAGES]
        if not self._many or not common:
            return self._ranked(" AND ".join(part.expression() for part in parts), without, limits)
        return self._sampled(parts, common, without, limits)

    def _some(
        self, parts: Sequence[Part], without: Sequence[Term], limits: Limits
    ) -> list[PassageHit]:
        """Passages that meet the weightiest of the parts."""
        telling = [part for part in parts if 0 < part.passages <= MANY_PASSAGES]
        if not telling:
            return []
        return self._ranked(" OR ".join(part.expression() for part in telling), without, limits)

    def _ranked(
        self, expression: str, without: Sequence[Term], limits: Limits, among: str = ""
    ) -> list[PassageHit]:
        """The best by BM25 of all that match."""
        if without:
            excluded = " OR ".join(f'"{term.text}"' for term in without)
            expression = f"({expression}) NOT ({excluded})"
        condition, values = limits.sql("passage", "rowid")
        inner = (
            f"SELECT rowid AS number, {_RANK} AS score FROM search_text"
            f" WHERE search_text MATCH ? {among} {condition}"
            f" ORDER BY score LIMIT {_RANKED}"
        )
        return self._fetch(inner, [expression, *values])

    def _sampled(
        self,
        parts: Sequence[Part],
        common: Sequence[Part],
        without: Sequence[Term],
        limits: Limits,
    ) -> list[PassageHit]:
        """Ranked by the rare words alone; where all are common, the first that match."""
        rare = [part for part in parts if part not in common]
        every = " AND ".join(part.expression(phrases=False) for part in parts)
        if rare:
            ids = self._connection.execute(
                f"SELECT rowid FROM search_begin WHERE search_begin MATCH ? LIMIT {_BOTH}", [every]
            )
            among = f"AND rowid IN ({','.join(str(number) for (number,) in ids) or 'NULL'})"
            expression = " AND ".join(part.expression() for part in rare)
            return self._ranked(expression, without, limits, among)
        if without:
            excluded = " OR ".join(
                f"({' AND '.join(chr(34) + w.text + chr(34) for w in term.words)})"
                for term in without
            )
            every = f"({every}) NOT ({excluded})"
        condition, values = limits.sql("passage", "rowid")
        inner = (
            "SELECT rowid AS number, 0.0 AS score FROM search_begin"
            f" WHERE search_begin MATCH ? {condition} LIMIT {_UNRANKED}"
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

    def _look_closely(
        self, hits: list[PassageHit], parts: Sequence[Part], query: ParsedQuery
    ) -> list[PassageHit]:
        """Score by how much of the query stands there, and how close together."""
        if not hits:
            return []
        marker = Marker(parts)
        best = min(hit.rank for hit in hits) or -1.0
        for hit in hits:
            marker.mark(hit)
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
        kept = [hit for hit in hits if hit.covered >= ENOUGH]
        accented = [word for word in query.words if word.accented]
        if accented:
            kept = [
                hit
                for hit in kept
                if all(_stands(word.text, query, word.start, word.end, hit) for word in accented)
            ] or kept
        kept.sort(key=lambda hit: (-hit.score, hit.number))
        return kept


def _merged(hits: list[PassageHit], more: list[PassageHit]) -> list[PassageHit]:
    """The hits, and what was found by forgiving more, which is worth less beside them."""
    known = {hit.number for hit in hits}
    new = [hit for hit in more if hit.number not in known]
    for hit in new:
        hit.worth = _SECOND if hits else 1.0
    return hits + new


def _stands(folded: str, query: ParsedQuery, start: int, end: int, hit: PassageHit) -> bool:
    """Whether the word stands in the passage with the accents that were typed."""
    return query.text[start:end].lower() in hit.text.lower() or folded not in fold(hit.text)


class Marker:
    """Finds the words of a query in a passage: where they are, and how close together."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._weights: list[float] = []
        self._groups: list[tuple[int, str]] = []
        patterns = []
        for number, part in enumerate(parts):
            for option in part.options:
                for alternative in option:
                    for pattern, why in _patterns(alternative):
                        patterns.append(f"({pattern})")
                        self._groups.append((number, why))
            self._weights.append(part.weight)
        self._total = sum(self._weights) or 1.0
        self._pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(patterns)})(?![^\W_])")

    def mark(self, hit: PassageHit) -> None:
        """Fill in the marks of a passage, how much of the query it holds, and what was forgiven."""
        seen: dict[int, float] = {}
        last_part, last_end, run, longest = -9, -99, 1.0, 1.0
        for match in self._pattern.finditer(fold(hit.text)):
            part, why = self._groups[(match.lastindex or 1) - 1]
            hit.spans.append(match.span())
            worth = _FORGIVEN if why else 1.0
            if worth > seen.get(part, 0.0):
                seen[part] = worth
                hit.why = why or hit.why
            near = match.start() - last_end < _GAP
            step = _STEPS.get(part - last_part, 0.0) if near else 0.0
            run = run + step if step else 1.0
            longest = max(longest, run)
            last_part, last_end = part, match.end()
        count = len(self._weights)
        if len(seen) < count and hit.section:
            for match in self._pattern.finditer(fold(hit.section)):
                seen.setdefault(self._groups[(match.lastindex or 1) - 1][0], _ABOVE)
        hit.covered = sum(self._weights[part] * worth for part, worth in seen.items()) / self._total
        hit.run = (longest - 1) / (count - 1) if count > 1 else 1.0


_FORGIVEN = 0.75
# What a word counts for that stands in the headings above a passage, not in it.
_ABOVE = 0.8
# What it counts that the next word of the query comes next in the passage, or the one before.
_STEPS = {1: 1.0, -1: 0.6}
# Between two words that stand together there may be a short word or two: "of the".
_GAP = 9


def _patterns(alternative: Alternatives) -> list[tuple[str, str]]:
    """Regular expressions for a word, each with what is forgiven where it matches."""
    found = [re.escape(word) for word in alternative.words]
    found += [rf"{re.escape(a)}[\W_]+{re.escape(b)}" for a, b in alternative.pairs]
    if alternative.beginning:
        found.append(rf"{re.escape(alternative.beginning)}[^\W_]*")
    patterns = [("|".join(sorted(found, key=len, reverse=True)), "")]
    if alternative.others:
        patterns.append(("|".join(map(re.escape, alternative.others)), alternative.why))
    return patterns

"""The search of lacsec: names, passages, events and figures, in one ranking, as one types."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Collection

from lacsec.db.errors import LacsecError
from lacsec.db.search import storage
from lacsec.db.search.answer import Answerer, Question
from lacsec.db.search.compose import compose
from lacsec.db.search.filters import HIT_KINDS, NO_LIMITS, FilterReader, Limits
from lacsec.db.search.finder import NameFinder
from lacsec.db.search.lexicon import lexicon
from lacsec.db.search.passages import PassageFinder
from lacsec.db.search.pool import Pool
from lacsec.db.search.query import ParsedQuery, parse
from lacsec.db.search.results import Cancelled, Name, Results
from lacsec.db.search.suggest import suggest
from lacsec.db.search.textwords import TextWords
from lacsec.db.search.words import split_words


class NoSearchIndex(LacsecError):  # noqa: N818 (named like its kin)
    """The database holds no index, or one of another version."""


class Engine:
    """Searches one database.

    Searches with one engine run one at a time; `cancel` may be called from any thread. Raises
    `NoSearchIndex` where the file has none.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        if storage.version(connection) != storage.VERSION:
            raise NoSearchIndex(
                "The database has no search index of this version.", "Import the documents again."
            )
        self._connection = connection
        self._lexicon = lexicon()
        self._names = NameFinder(connection, self._lexicon, self._check)
        self._words = TextWords(connection, self._lexicon, self._check)
        self._passages = PassageFinder(connection, self._words, self._check)
        self._filters = FilterReader(connection, self._lexicon)
        self._answerer = Answerer(
            connection, self._lexicon, self._names, self._passages, self._check
        )
        self._turn = threading.Lock()
        self._state = threading.Lock()
        self._running = False
        self._stop = False

    def search(self, query: str, limit: int = 20, kinds: Collection[str] | None = None) -> Results:
        """What the query means, the best first; any text is a query.

        `kinds` keeps only some of "entity", "passage", "event", "figure". Raises `Cancelled` when
        `cancel` is called meanwhile.
        """
        started = time.perf_counter()
        with self._turn:
            self._start()
            try:
                parsed, limits = self._filters.read(parse(query))
                if kinds is not None:
                    limits = Limits(limits.kinds & frozenset(kinds), limits.conditions)
                pool = self._gather(parsed, limits, limit)
                hits = compose(self._connection, pool.ranked(limit), parsed)
                suggestion = None if hits else self._suggest(parsed, limits)
            except sqlite3.Error as error:
                # What is interrupted says so in several ways.
                if self._stop:
                    raise Cancelled from error
                raise
            finally:
                self._end()
        return Results(tuple(hits), parsed, suggestion, (time.perf_counter() - started) * 1e3)

    def names(self, query: str, limit: int = 50, kind: str | None = None) -> list[Name]:
        """Entities by name alone, for a list that narrows while one types."""
        words = split_words(query)
        hits = self._names.find(words, not query.endswith(" "), keep=limit, whole_only=True)
        return self._names.named(words, hits, kind)[:limit]

    def cancel(self) -> None:
        """Stop the search that runs now, if any; it raises `Cancelled`. From any thread."""
        with self._state:
            if self._running:
                self._stop = True
                self._connection.interrupt()

    def _start(self) -> None:
        with self._state:
            self._running, self._stop = True, False

    def _end(self) -> None:
        with self._state:
            self._running = self._stop = False

    def _check(self) -> None:
        if self._stop:
            raise Cancelled

    def _gather(self, parsed: ParsedQuery, limits: Limits, limit: int) -> Pool:
        question = Question(parsed, limits, Pool(), limit)
        if parsed.clauses:
            self._answerer.answer(question)
        elif limits or parsed.filters:
            self._answerer.list_all(question)
        return question.pool

    def _suggest(self, parsed: ParsedQuery, limits: Limits) -> str | None:
        """Another query, tried, that finds something."""
        for words in suggest(parsed, self._names, self._words):
            self._check()
            again = parse(words)
            if self._gather(again, limits, 1).ranked(1):
                return words
        return None


__all__ = ["HIT_KINDS", "NO_LIMITS", "Engine", "NoSearchIndex"]

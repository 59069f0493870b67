"""What filters keep: conditions on entities, passages, events and figures, for the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from lacsec.db.search.lexicon import Lexicon
from lacsec.db.search.query import Filter, ParsedQuery, as_words
from lacsec.db.search.words import name_words, squash
from lacsec.db.text import fold

HIT_KINDS = ("entity", "passage", "event", "figure")
_PLURALS = {
    "passages": "passage",
    "sentence": "passage",
    "sentences": "passage",
    "events": "event",
    "figures": "figure",
    "entities": "entity",
    "people": "person",
    "persons": "person",
    "groups": "group",
    "instruments": "instrument",
    "systems": "system",
    "operations": "operation",
    "agreements": "agreement",
    "organisations": "organisation",
    "organizations": "organisation",
    "regions": "region",
}
# A condition on the column that is put for `{0}`, and the values for its question marks.
Sql = tuple[str, tuple[object, ...]]
Conditions = dict[str, Sql]
_NEVER: Sql = ("0", ())


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query's filters keep: which kinds of hits, and conditions on each kind."""

    kinds: frozenset[str] = frozenset(HIT_KINDS)
    conditions: tuple[Conditions, ...] = field(default=())

    def sql(self, kind: str, column: str) -> tuple[str, list[object]]:
        """What to put behind a WHERE on records of that kind, and its values."""
        found: list[str] = []
        values: list[object] = []
        for condition in self.conditions:
            if kind in condition:
                text, own = condition[kind]
                found.append(f" AND ({text.replace('{0}', column)})")
                values += own
        return "".join(found), values

    def __bool__(self) -> bool:
        return bool(self.conditions) or len(self.kinds) < len(HIT_KINDS)


NO_LIMITS = Limits()


class FilterReader:
    """Turns the filters of a query into conditions, by what the database holds."""

    def __init__(self, connection: sqlite3.Connection, lexicon: Lexicon) -> None:
        self._connection = connection
        self._lexicon = lexicon
        self._readers: dict[str, Callable[[Filter], Limits | None]] = {
            "kind": self._kind,
            "country": self._country,
            "in": self._document,
            "lang": self._language,
            "after": self._dated,
            "before": self._dated,
            "year": self._dated,
            "budget": self._budget,
        }

    def read(self, query: ParsedQuery) -> tuple[ParsedQuery, Limits]:
        """The query, its filters that mean nothing here turned into words; and the limits."""
        limits = NO_LIMITS
        unknown: set[Filter] = set()
        for item in query.filters:
            if not item.understood:
                continue
            found = self._readers[item.key](item)
            if found is None:
                unknown.add(item)
                continue
            if item.excludes:
                found = _opposite(found)
            limits = Limits(limits.kinds & found.kinds, limits.conditions + found.conditions)
        return (as_words(query, unknown) if unknown else query), limits

    def _kind(self, item: Filter) -> Limits | None:
        from lacsec.db.model import ENTITY_KINDS  # noqa: PLC0415 (it takes time to load)

        kinds: set[str] = set()
        entities: list[str] = []
        events: list[str] = []
        for word in fold(item.value).split(","):
            name = self._lexicon.kinds.get(word, _PLURALS.get(word, word))
            if name in HIT_KINDS:
                kinds.add(name)
            elif name in ENTITY_KINDS:
                entities.append(name)
            elif self._one("SELECT 1 FROM event WHERE kind = ? LIMIT 1", name):
                events.append(name)
        if not kinds and not entities and not events:
            return None
        conditions: Conditions = {}
        if entities and "entity" not in kinds:
            kinds.add("entity")
            conditions["entity"] = _among("entity", "kind", entities)
        if events and "event" not in kinds:
            kinds.add("event")
            conditions["event"] = _among("event", "kind", events)
        return Limits(frozenset(kinds), (conditions,) if conditions else ())

    def _country(self, item: Filter) -> Limits | None:
        id_ = self._place(item.value)
        if id_ is None:
            return None
        related = (
            "{0} = ? OR {0} IN (SELECT subject FROM relation WHERE object = ?"
            " UNION SELECT object FROM relation WHERE subject = ?)"
        )
        proved = (
            "SELECT e.fact_id FROM evidence AS e JOIN mention AS m"
            " ON m.passage_number = e.passage_number WHERE m.entity_id = ?"
        )
        return _limits(
            entity=(related, (id_, id_, id_)),
            passage=("{0} IN (SELECT passage_number FROM mention WHERE entity_id = ?)", (id_,)),
            event=(
                f"{{0}} IN (SELECT event_id FROM event_entity WHERE entity_id = ? UNION {proved})",
                (id_, id_),
            ),
            figure=(
                f"{{0}} IN (SELECT id FROM figure WHERE subject = ? UNION {proved})",
                (id_, id_),
            ),
        )

    def _place(self, value: str) -> str | None:
        """The entity of a country, or of a region, by ISO code or name."""
        by_code = self._one("SELECT id FROM entity WHERE iso = ?", value.upper())
        return by_code or self._one(
            "SELECT n.entity_id FROM search_name AS n JOIN entity AS e ON e.id = n.entity_id"
            " WHERE n.key = ? AND e.kind IN ('country', 'region') ORDER BY e.kind, n.ordinal",
            squash(name_words(fold(value))),
        )

    def _document(self, item: Filter) -> Limits | None:
        wanted = fold(item.value)
        rows = self._connection.execute("SELECT id, file, title FROM document").fetchall()
        ids = [id_ for id_, _, _ in rows if id_.startswith(wanted)]
        ids = ids or [
            id_ for id_, file, title in rows if wanted in fold(file) or wanted in fold(title)
        ]
        return _in_documents(_literal(ids), ()) if ids else None

    def _language(self, item: Filter) -> Limits | None:
        language = fold(item.value)
        if not self._one("SELECT 1 FROM document WHERE language LIKE ? LIMIT 1", language + "%"):
            return None
        return _in_documents("SELECT id FROM document WHERE language LIKE ?", (language + "%",))

    @staticmethod
    def _dated(item: Filter) -> Limits:
        tests, values = ["(earliest IS NOT NULL OR latest IS NOT NULL)"], []
        if item.low is not None:
            tests.append("coalesce(latest, '9999') >= ?")
            values.append(item.low)
        if item.high is not None:
            tests.append("coalesce(earliest, '0000') < ?")
            values.append(item.high)
        test, given = " AND ".join(tests), tuple(values)
        return _limits(
            entity=(
                "{0} IN (SELECT x.entity_id FROM event_entity AS x JOIN event AS v"
                f" ON v.id = x.event_id WHERE {test}"
                f" UNION SELECT subject FROM figure WHERE subject IS NOT NULL AND {test})",
                given + given,
            ),
            passage=(
                "{0} IN (SELECT number FROM passage WHERE document_id IN"
                f" (SELECT id FROM document WHERE {test}))",
                given,
            ),
            event=(f"{{0}} IN (SELECT id FROM event WHERE {test})", given),
            figure=(f"{{0}} IN (SELECT id FROM figure WHERE {test})", given),
        )

    @staticmethod
    def _budget(item: Filter) -> Limits:
        tests = ["length(unit) = 3 AND unit = upper(unit) AND unit GLOB '[A-Z]*'"]
        values: list[object] = []
        if item.low is not None:
            tests.append("coalesce(value_max, value) >= ?")
            values.append(item.low)
        if item.high is not None:
            tests.append("value <= ?")
            values.append(item.high)
        test, given = " AND ".join(tests), tuple(values)
        figures = f"SELECT id FROM figure WHERE {test}"
        return _limits(
            entity=(
                f"{{0}} IN (SELECT subject FROM figure WHERE subject IS NOT NULL AND {test})",
                given,
            ),
            passage=(
                f"{{0}} IN (SELECT passage_number FROM evidence WHERE fact_id IN ({figures}))",
                given,
            ),
            event=_NEVER,
            figure=(f"{{0}} IN ({figures})", given),
        )

    def _one(self, sql: str, value: str) -> str | None:
        row = self._connection.execute(sql, (value,)).fetchone()
        return str(row[0]) if row else None


def _limits(**conditions: Sql) -> Limits:
    return Limits(conditions=(conditions,))


def _in_documents(documents: str, values: tuple[object, ...]) -> Limits:
    proved = f"{{0}} IN (SELECT fact_id FROM evidence WHERE document_id IN ({documents}))"
    return _limits(
        entity=(
            f"{{0}} IN (SELECT entity_id FROM mention WHERE document_id IN ({documents}))",
            values,
        ),
        passage=(
            f"{{0}} IN (SELECT number FROM passage WHERE document_id IN ({documents}))",
            values,
        ),
        event=(proved, values),
        figure=(proved, values),
    )


def _literal(ids: Sequence[str]) -> str:
    return ",".join("'" + id_.replace("'", "''") + "'" for id_ in ids)


def _among(table: str, column: str, values: Sequence[str]) -> Sql:
    return (
        f"{{0}} IN (SELECT id FROM {table} WHERE {column} IN ({','.join('?' * len(values))}))",
        tuple(values),
    )


def _opposite(limits: Limits) -> Limits:
    """What the filter leaves out: with `-kind:person`, all but persons."""
    if limits.kinds != NO_LIMITS.kinds and not limits.conditions:
        return Limits(NO_LIMITS.kinds - limits.kinds)
    turned = tuple(
        {kind: (f"NOT ({sql})", values) for kind, (sql, values) in condition.items()}
        for condition in limits.conditions
    )
    return replace(NO_LIMITS, conditions=turned)

"""What an import changed: the new tables (`main`) held against the earlier ones (`base`)."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lacsec.db import wording

_FACTS = ("relation", "event", "figure")
# A record in a few words, by kind; {0} is the schema it is in. `statement` and `amount` are
# those of `lacsec.db.wording`.
_LABELS = {
    "document": "SELECT title FROM {0}.document WHERE id = ?",
    "entity": "SELECT name FROM {0}.entity WHERE id = ?",
    "relation": (
        "SELECT statement(s.name, r.predicate, o.name, r.status)"
        " FROM {0}.relation r JOIN {0}.entity s ON s.id = r.subject"
        " JOIN {0}.entity o ON o.id = r.object WHERE r.id = ?"
    ),
    "event": "SELECT title || ' (' || date || ')' FROM {0}.event WHERE id = ?",
    "figure": (
        "SELECT subject_name || ': ' || metric || ', ' ||"
        " amount(value, value_max, unit, qualifier) FROM {0}.figure WHERE id = ?"
    ),
    "disagreement": "SELECT subject_name || ': ' || property FROM {0}.dispute WHERE id = ?",
}


@dataclass(frozen=True, slots=True)
class DocumentChanges:
    """Ids of documents by what happened to them; `removed` are of the earlier file."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def compare_documents(connection: sqlite3.Connection, *, has_base: bool) -> DocumentChanges:
    """A file whose content is another than before makes a changed document, not a new one."""
    now = _ids(connection, "SELECT id FROM main.document ORDER BY id")
    if not has_base:
        return DocumentChanges(now, (), (), 0)
    before = set(_ids(connection, "SELECT id FROM base.document"))
    new = [document_id for document_id in now if document_id not in before]
    gone = sorted(before.difference(now))
    successors = dict(
        connection.execute(
            "SELECT n.document_id, o.document_id FROM main.document_file n"
            " JOIN base.document_file o ON o.path = n.path AND o.document_id <> n.document_id"
            " ORDER BY n.path DESC"
        )
    )
    changed = tuple(d for d in new if successors.get(d) in gone)
    replaced = {successors[d] for d in changed}
    return DocumentChanges(
        tuple(d for d in new if d not in changed),
        changed,
        tuple(d for d in gone if d not in replaced),
        len(now) - len(new),
    )


def write_log(
    connection: sqlite3.Connection, run_id: int, documents: DocumentChanges, *, has_base: bool
) -> Counter[str]:
    """Write the change log of a run; counts of facts added, changed, withdrawn, contradicted.

    The first run lists documents and disagreements only: there, everything is new.
    """
    connection.create_function("statement", 4, wording.statement, deterministic=True)
    connection.create_function("amount", 4, wording.amount, deterministic=True)
    log = _Log(connection, run_id)
    log.note("added", "document", documents.added)
    log.note("changed", "document", documents.changed)
    log.note("withdrawn", "document", documents.removed)
    counts: Counter[str] = Counter()
    if has_base:
        log.compare("entity", "entity")
        for kind in _FACTS:
            came, went = log.compare(kind, kind)
            counts["added"] += came
            counts["withdrawn"] += went
            changed = _changed_facts(connection, kind)
            counts["changed"] += len(changed)
            log.note("changed", kind, changed)
        counts["contradicted"] = log.compare("disagreement", "dispute", "contradicted")[0]
    else:
        row = connection.execute("SELECT count(*) FROM main.fact WHERE kind <> 'dispute_side'")
        counts["added"] = int(row.fetchone()[0])
        disputes = _ids(connection, "SELECT id FROM main.dispute ORDER BY id")
        counts["contradicted"] = len(disputes)
        log.note("contradicted", "disagreement", disputes)
    return counts


class _Log:
    def __init__(self, connection: sqlite3.Connection, run_id: int) -> None:
        self.connection = connection
        self.run_id = run_id
        self.ordinal = 0

    def note(self, change: str, kind: str, ids: Iterable[str]) -> None:
        schema = "base" if change == "withdrawn" else "main"
        label = _LABELS[kind].format(schema)
        for record_id in ids:
            row = self.connection.execute(label, (record_id,)).fetchone()
            self.connection.execute(
                "INSERT INTO main.change_log VALUES (?, ?, ?, ?, ?, ?)",
                (self.run_id, self.ordinal, change, kind, record_id, row[0] if row else ""),
            )
            self.ordinal += 1

    def compare(self, kind: str, table: str, news: str = "added") -> tuple[int, int]:
        """Note the ids that came and those that went; gives how many of each."""
        came = _ids(self.connection, _MISSING.format(table, "main", "base"))
        went = _ids(self.connection, _MISSING.format(table, "base", "main"))
        self.note(news, kind, came)
        self.note("withdrawn", kind, went)
        return len(came), len(went)


_MISSING = "SELECT id FROM {1}.{0} WHERE id NOT IN (SELECT id FROM {2}.{0}) ORDER BY id"


def _changed_facts(connection: sqlite3.Connection, kind: str) -> tuple[str, ...]:
    """Facts in both files that now rest on other words, or are told as of another date."""
    words = (
        "SELECT x.fact_id, x.quote, coalesce(x.as_of, '') FROM {0}.evidence x"
        " JOIN {0}.fact f ON f.id = x.fact_id AND f.kind = ?1"
        " WHERE x.fact_id IN (SELECT id FROM {1}.fact)"
    )
    new, old = words.format("main", "base"), words.format("base", "main")
    found = connection.execute(
        f"SELECT DISTINCT fact_id FROM (SELECT * FROM ({new} EXCEPT {old})"
        f" UNION ALL SELECT * FROM ({old} EXCEPT {new})) ORDER BY fact_id",
        (kind,),
    )
    return tuple(row[0] for row in found)


def _ids(connection: sqlite3.Connection, query: str) -> tuple[str, ...]:
    return tuple(row[0] for row in connection.execute(query))

"""Builds the search index inside a database, at the end of an import."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import get_args

from lacsec.db.model import NameKind
from lacsec.db.search import storage
from lacsec.db.search.storage import MANY_PASSAGES
from lacsec.db.search.words import name_words, squash
from lacsec.db.text import fold

# Beginnings of one or two letters that stand for more names than this get a list of their own.
_HEAD_FROM = 2_000
_HEAD_NAMES = 200
# In many passages, a word in fewer than this is most often a slip of the pen.
_RARE = 3

_KINDS = get_args(NameKind)
_NAMES = """
SELECT entity_id, value, language, kind, acronym, mentions FROM (
    SELECT n.entity_id, n.value, n.language, n.kind, n.acronym, e.mentions, n.number
    FROM name AS n JOIN entity AS e ON e.id = n.entity_id
    UNION ALL
    SELECT e.id, e.name, 'und', 'prefLabel', 0, e.mentions, 0 FROM entity AS e
    WHERE NOT EXISTS (SELECT 1 FROM name WHERE entity_id = e.id AND value = e.name)
    UNION ALL
    SELECT e.id, e.acronym, 'und', 'altLabel', 1, e.mentions, 0 FROM entity AS e
    WHERE e.acronym IS NOT NULL AND e.acronym != e.name
    AND NOT EXISTS (SELECT 1 FROM name WHERE entity_id = e.id AND value = e.acronym)
)
ORDER BY mentions DESC, entity_id, kind != 'prefLabel', number, value
"""
_FACTS = """
SELECT 'event', v.id, v.title,
    v.kind || ' ' || v.date_role || ' ' || v.date || ' ' ||
    coalesce((SELECT group_concat(e.name || ' ' || coalesce(e.acronym, ''), ' ')
        FROM event_entity AS x JOIN entity AS e ON e.id = x.entity_id
        WHERE x.event_id = v.id), '')
FROM event AS v
UNION ALL
SELECT 'figure', f.id, f.subject_name || ': ' || f.metric,
    f.unit || ' ' || coalesce(f.basis, '') || ' ' || coalesce(f.as_of, '') || ' ' ||
    coalesce((SELECT e.name || ' ' || coalesce(e.acronym, '')
        FROM entity AS e WHERE e.id = f.subject), '')
FROM figure AS f
ORDER BY 1, 2
"""


def build(connection: sqlite3.Connection) -> None:
    """Make the whole index anew from the tables of the database.

    The same tables give the same index. Takes about a second for each 100 000 names and for each
    8 MB of text. The caller commits.
    """
    storage.create(connection)
    _index_names(connection)
    _index_facts(connection)
    _index_passages(connection)
    storage.put_bytes(connection, "version", storage.VERSION.to_bytes(2, "little"))


def _index_names(connection: sqlite3.Connection) -> None:
    rows: list[tuple[int, str, int, str, str, str, str, int]] = []
    texts: list[list[str]] = []
    entities: dict[str, int] = {}
    seen: set[tuple[str, str]] = set()
    for entity_id, value, language, kind, acronym, _ in connection.execute(_NAMES):
        words = name_words(fold(value))
        key = squash(words)
        if not key or (entity_id, value) in seen:
            continue
        seen.add((entity_id, value))
        entity = entities.setdefault(entity_id, len(entities))
        rows.append((len(rows), key, entity, entity_id, value, language, kind, acronym))
        texts.append(words)
    connection.executemany("INSERT INTO search_name VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute("CREATE INDEX search_name_key ON search_name (key)")
    connection.execute("CREATE INDEX search_name_entity ON search_name (entity_id)")
    storage.put_numbers(connection, "name.entities", (row[2] for row in rows))
    storage.put_bytes(connection, "name.kinds", bytes(_KINDS.index(row[6]) for row in rows))
    _store_postings(connection, texts)


def _store_postings(connection: sqlite3.Connection, texts: list[list[str]]) -> None:
    """Which words each name has, and which names each word is in, the best known first."""
    vocabulary = sorted({word for words in texts for word in words})
    ids = {word: place for place, word in enumerate(vocabulary)}
    postings = [array("I") for _ in vocabulary]
    word_ids = array("I")
    for ordinal, words in enumerate(texts):
        numbers = [ids[word] for word in words]
        word_ids.extend(numbers)
        for number in dict.fromkeys(numbers):
            postings[number].append(ordinal)
    storage.put_words(connection, "name.words", vocabulary)
    storage.put_numbers(connection, "name.word_ids", word_ids)
    storage.put_numbers(connection, "name.word_starts", _starts(len(words) for words in texts))
    storage.put_numbers(connection, "name.starts", _starts(len(found) for found in postings))
    storage.put_numbers(connection, "name.postings", (n for found in postings for n in found))
    _store_heads(connection, vocabulary, postings)


def _store_heads(
    connection: sqlite3.Connection, vocabulary: list[str], postings: list[array[int]]
) -> None:
    """The best known names for beginnings of one or two letters that very many names have."""
    found: dict[str, set[int]] = {}
    counts: dict[str, int] = {}
    for word, names in zip(vocabulary, postings, strict=True):
        for prefix in {word[:1], word[:2]}:
            counts[prefix] = counts.get(prefix, 0) + len(names)
            found.setdefault(prefix, set()).update(names[:_HEAD_NAMES])
    connection.executemany(
        "INSERT INTO search_head VALUES (?, ?)",
        [
            (prefix, storage.pack(sorted(found[prefix])[:_HEAD_NAMES]))
            for prefix in sorted(counts)
            if counts[prefix] > _HEAD_FROM
        ],
    )


def _starts(lengths: Iterable[int]) -> Iterator[int]:
    return accumulate(lengths, initial=0)


def _index_facts(connection: sqlite3.Connection) -> None:
    rows = [
        (number, kind, id_, title, words.replace("_", " ").replace("-", " "))
        for number, (kind, id_, title, words) in enumerate(connection.execute(_FACTS), start=1)
    ]
    connection.executemany("INSERT INTO search_fact VALUES (?, ?, ?, ?, ?)", rows)
    _rebuild(connection, "search_fact_text")


def _rebuild(connection: sqlite3.Connection, table: str) -> None:
    # A larger hash in memory before the rebuild makes it up to twice as fast.
    connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', 67108864)")
    connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
    connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def _index_passages(connection: sqlite3.Connection) -> None:
    _rebuild(connection, "search_text")
    count = int(connection.execute("SELECT count(*) FROM passage").fetchone()[0])
    storage.put_bytes(connection, "text.count", json.dumps(count).encode())
    many = count > MANY_PASSAGES
    if many:
        storage.create_beginnings(connection)
        connection.execute(
            "INSERT INTO search_begin (search_begin, rank) VALUES ('hashsize', 67108864)"
        )
        connection.execute(
            "INSERT INTO search_begin (rowid, text) SELECT number, text FROM passage"
        )
    connection.execute(
        "CREATE VIRTUAL TABLE temp.search_words USING fts5vocab('main', 'search_text', 'col')"
    )
    rows = connection.execute(
        "SELECT term, doc FROM temp.search_words WHERE col = 'text' AND doc >= ? ORDER BY term",
        (_RARE if many else 1,),
    ).fetchall()
    connection.execute("DROP TABLE temp.search_words")
    storage.put_words(connection, "text.words", [term for term, _ in rows])
    storage.put_numbers(connection, "text.counts", accumulate((n for _, n in rows), initial=0))

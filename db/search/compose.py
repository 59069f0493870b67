"""Makes hits to show of what was found: names, sentences, and the parts to highlight."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from lacsec.db.search.pool import Found, Place
from lacsec.db.search.query import ParsedQuery
from lacsec.db.search.results import Hit, Spans
from lacsec.db.search.words import Word, split_words

_FIRST_MENTION = """
SELECT p.document_id, p.start, p."end", p.text, m.start - p.start, m."end" - p.start
FROM mention AS m JOIN passage AS p ON p.number = m.passage_number
WHERE m.entity_id = ? ORDER BY m.document_id, m.start LIMIT 1
"""


def compose(
    connection: sqlite3.Connection, found: Sequence[Found], query: ParsedQuery
) -> list[Hit]:
    """The hits, in the order given."""
    unnamed = [f.id for f in found if f.kind == "entity" and not f.named]
    entities = _entities(connection, unnamed) if unnamed else {}
    words = query.words
    hits = []
    for rank, item in enumerate(found, start=1):
        kind = None
        name = item.name
        if item.kind == "entity":
            row = item.named.row if item.named else None
            name, kind = (row.name, row.entity_kind) if row else entities[item.id]
            if item.place is None:
                item.place = _first_mention(connection, item.id)
        place = item.place
        marks = (place.marks or marked(place.text, words)) if place else ()
        hits.append(
            Hit(
                rank=rank,
                kind=item.kind,
                id=item.id,
                name=name,
                score=round(item.score, 4),
                document=place.document if place else None,
                start=place.start if place else None,
                end=place.end if place else None,
                snippet=place.text if place else "",
                why=item.named.why(words) if item.named else item.why,
                spans=marks if name is None else _name_spans(item, name, words),
                marks=marks,
                entity_kind=kind,
            )
        )
    return hits


def marked(text: str, words: Sequence[Word]) -> Spans:
    """Where words of a query stand in a text, as they are or as a beginning."""
    wanted = [word.text for word in words if len(word.text) > 1]
    spans = []
    for word in split_words(text):
        length = max((len(w) for w in wanted if word.text.startswith(w)), default=0)
        if length > 2 or (length and length == len(word.text)):
            spans.append((word.start, word.start + length))
    return tuple(spans)


def _name_spans(item: Found, name: str, words: Sequence[Word]) -> Spans:
    if item.named and item.named.row.value == name:
        return item.named.spans(words)
    return marked(name, words)


def _entities(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    rows = connection.execute(
        f"SELECT id, name, kind FROM entity WHERE id IN ({','.join('?' * len(ids))})", list(ids)
    )
    return {id_: (name, kind) for id_, name, kind in rows}


def _first_mention(connection: sqlite3.Connection, entity: str) -> Place | None:
    row = connection.execute(_FIRST_MENTION, (entity,)).fetchone()
    if row is None:
        return None
    document, start, end, text, low, high = row
    return Place(document, start, end, text, ((max(0, low), min(len(text), high)),))

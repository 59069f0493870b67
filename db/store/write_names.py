"""Entities, their names and mentions into the file; what nobody names or uses is left out."""

from __future__ import annotations

import sqlite3

from lacsec.db.model import Entity
from lacsec.db.store.disputes import Disputes
from lacsec.db.store.merge import Merge
from lacsec.db.store.write_sources import passage_at
from lacsec.db.text import fold


def write(connection: sqlite3.Connection, merge: Merge, disputes: Disputes) -> dict[str, str]:
    """Write what is named or used somewhere; gives the preferred name of each such entity."""
    entities = {entity.id: entity for entity in merge.entities()}
    kept = _in_use(connection, merge, disputes, entities)
    rows = [entities[entity_id] for entity_id in sorted(kept)]
    connection.executemany(
        "INSERT INTO main.entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, NULL, NULL)",
        [
            (e.id, e.kind, e.name, fold(e.name), e.acronym, e.iso, e.family, int(e.discovered))
            for e in rows
        ],
    )
    names = [(e.id, n) for e in rows for n in e.names]
    connection.executemany(
        "INSERT INTO main.name VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (number, entity_id, n.value, fold(n.value), n.language, n.kind, int(n.acronym))
            for number, (entity_id, n) in enumerate(names, start=1)
        ],
    )
    connection.execute(
        "INSERT INTO main.mention (number, document_id, passage_number, entity_id, start,"
        ' "end", exact, method, confidence)'
        ' SELECT row_number() OVER (ORDER BY m.document_id, m.start, m."end", m.entity_id),'
        f" m.document_id, {passage_at('m.document_id', 'm.start')},"
        ' m.entity_id, m.start, m."end", m.exact, m.method, m.confidence'
        ' FROM temp.kept_mention m ORDER BY m.document_id, m.start, m."end", m.entity_id'
    )
    return {e.id: e.name for e in rows}


def _in_use(
    connection: sqlite3.Connection,
    merge: Merge,
    disputes: Disputes,
    entities: dict[str, Entity],
) -> set[str]:
    used = {row[0] for row in connection.execute("SELECT entity_id FROM temp.kept_mention")}
    for relation in merge.relations():
        used.update((relation.fact.subject, relation.fact.object))
    for event in merge.events():
        used.update(event.fact.entities)
    used.update(figure.fact.subject for figure in merge.figures() if figure.fact.subject)
    used.update(dispute.subject for _, dispute in disputes)
    waiting = sorted(used & entities.keys())
    kept = set(waiting)
    while waiting:
        family = entities[waiting.pop()].family
        if family and family not in kept:
            kept.add(family)
            waiting.append(family)
    return kept


def count(connection: sqlite3.Connection) -> None:
    """How often each entity is named, in how many documents, in how many facts, and its years."""
    connection.execute(
        "CREATE TEMP TABLE taking_part AS"
        " SELECT subject AS entity_id, id, NULL AS earliest, NULL AS latest FROM main.relation"
        " UNION SELECT object, id, NULL, NULL FROM main.relation"
        " UNION SELECT ve.entity_id, v.id, v.earliest, v.latest FROM main.event_entity ve"
        " JOIN main.event v ON v.id = ve.event_id"
        " UNION SELECT subject, id, earliest, latest FROM main.figure WHERE subject IS NOT NULL"
    )
    connection.execute("CREATE INDEX temp.taking_part_key ON taking_part (entity_id)")
    connection.execute(
        "UPDATE main.entity SET"
        " mentions = (SELECT count(*) FROM main.mention WHERE entity_id = entity.id),"
        " documents = (SELECT count(DISTINCT coalesce(d.duplicate_of, d.id)) FROM main.mention m"
        " JOIN main.document d ON d.id = m.document_id WHERE m.entity_id = entity.id),"
        " facts = (SELECT count(*) FROM temp.taking_part WHERE entity_id = entity.id),"
        " earliest = (SELECT min(earliest) FROM temp.taking_part WHERE entity_id = entity.id),"
        " latest = (SELECT max(latest) FROM temp.taking_part WHERE entity_id = entity.id)"
    )
    connection.execute("DROP TABLE temp.taking_part")

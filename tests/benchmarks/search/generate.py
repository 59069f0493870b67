"""Makes databases of any size, the same on every machine, with names and passages of no meaning.

Names follow templates in three languages, so that many are nearly the same; the words of passages
follow Zipf's law, with a few favoured by each document; names of entities are written into them.
"""

from __future__ import annotations

import random
import sqlite3
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from lacsec.db.text import fold

LISTS = tomllib.loads(Path(__file__).with_name("wordlists.toml").read_text("utf-8"))

SCHEMA = """
CREATE TABLE document (id TEXT PRIMARY KEY, file TEXT, title TEXT, publisher TEXT, issued TEXT,
    earliest TEXT, latest TEXT, language TEXT, duplicate_of TEXT);
CREATE TABLE document_text (document_id TEXT PRIMARY KEY, text TEXT);
CREATE TABLE passage (number INTEGER PRIMARY KEY, id TEXT, document_id TEXT, ordinal INTEGER,
    kind TEXT, start INTEGER, end INTEGER, section TEXT, text TEXT);
CREATE TABLE entity (id TEXT PRIMARY KEY, kind TEXT, name TEXT, folded TEXT, acronym TEXT, iso TEXT,
    family TEXT, discovered INTEGER, mentions INTEGER);
CREATE TABLE name (number INTEGER PRIMARY KEY, entity_id TEXT, value TEXT, folded TEXT,
    language TEXT, kind TEXT, acronym INTEGER);
CREATE TABLE mention (number INTEGER PRIMARY KEY, document_id TEXT, passage_number INTEGER,
    entity_id TEXT, start INTEGER, end INTEGER);
CREATE TABLE fact (id TEXT PRIMARY KEY, kind TEXT);
CREATE TABLE relation (id TEXT PRIMARY KEY, subject TEXT, predicate TEXT, object TEXT, status TEXT,
    wording TEXT, as_of TEXT, earliest TEXT, latest TEXT);
CREATE TABLE event (id TEXT PRIMARY KEY, date TEXT, earliest TEXT, latest TEXT, date_role TEXT,
    title TEXT, kind TEXT);
CREATE TABLE event_entity (event_id TEXT, ordinal INTEGER, entity_id TEXT);
CREATE TABLE figure (id TEXT PRIMARY KEY, subject TEXT, subject_name TEXT, metric TEXT, value REAL,
    value_max REAL, qualifier TEXT, unit TEXT, basis TEXT, as_of TEXT, earliest TEXT, latest TEXT);
CREATE TABLE evidence (fact_id TEXT, ordinal INTEGER, document_id TEXT, passage_number INTEGER,
    start INTEGER, end INTEGER, quote TEXT);
"""
INDEXES = """
CREATE INDEX name_entity ON name (entity_id);
CREATE INDEX mention_entity ON mention (entity_id, document_id, start);
CREATE INDEX mention_passage ON mention (passage_number);
CREATE INDEX relation_subject ON relation (subject, predicate);
CREATE INDEX relation_object ON relation (object, predicate);
CREATE INDEX event_entity_entity ON event_entity (entity_id, event_id);
CREATE INDEX figure_subject ON figure (subject);
CREATE INDEX evidence_fact ON evidence (fact_id, ordinal);
CREATE INDEX evidence_passage ON evidence (passage_number);
"""


@dataclass(frozen=True)
class Size:
    """How many entities and passages, how many words to make them from, how many keys are timed."""

    name: str
    entities: int
    passages: int
    surnames: int
    words: int
    keys: int


SIZES = {
    size.name: size
    for size in (
        Size("S", 500, 2_000, 900, 9_000, 900),
        Size("M", 20_000, 200_000, 12_000, 90_000, 250),
        Size("L", 200_000, 2_000_000, 60_000, 160_000, 80),
    )
}
_DOCUMENT = 40  # passages


def _list(key: str) -> list[str]:
    return [item.strip() for item in LISTS[key].replace("\n", "|").split("|") if item.strip()]


class Namer:
    """Makes entities: a kind, and the names of one thing in its languages, the first preferred."""

    def __init__(self, size: Size) -> None:
        self.random = random.Random(f"names {size.name}")
        self.surnames = made_up(size.surnames, self.random, capital=True)
        self.places = _list("places")
        self.firsts = LISTS["first_names"].split()
        self.lists = {key: _list(key) for key in LISTS if key not in ("syllables", "common")}

    def entity(self, number: int) -> tuple[str, list[str], str | None]:
        """Kind, names, and the acronym among them."""
        makers = (self._person, self._body, self._programme, self._agreement, self._operation)
        return makers[number % len(makers)]()

    def _pick(self, key: str) -> str:
        return self.random.choice(self.lists[key])

    def _surname(self) -> str:
        return self.random.choice(self.surnames)

    def _person(self) -> tuple[str, list[str], str | None]:
        first, last, second = self.random.choice(self.firsts), self._surname(), self._surname()
        return "person", [f"{first} {last} {second}", f"{first} {last}"], None

    def _where(self) -> str:
        return self.random.choice((*self.places[:12], self._surname(), self._surname()))

    def _body(self) -> tuple[str, list[str], str | None]:
        topic = self.random.randrange(len(self.lists["topics"]))
        body = self.random.randrange(len(self.lists["bodies"]))
        where = self._where()
        names = [
            f"{self.lists['bodies'][body]} for {self.lists['topics'][topic].title()} of {where}",
            f"{self.lists['bodies_es'][body]} de {self.lists['topics_es'][topic]} de {where}",
            f"{self.lists['bodies_pt'][body]} de {self.lists['topics_pt'][topic]} de {where}",
        ]
        return "organisation", names, None

    def _programme(self) -> tuple[str, list[str], str | None]:
        acronym = "".join(self.random.sample("AEIOU", 2) + self.random.sample("BCDFLMNPRST", 4))
        topic = self.random.randrange(len(self.lists["topics"]))
        where, project = self._where(), self._pick("projects")
        phase = self.random.choice(("", "", " II", " III"))
        names = [
            f"{acronym}{phase}",
            f"{where} {project} on {self.lists['topics'][topic]}{phase}",
            f"Programa de {self.lists['topics_es'][topic]} en {where}{phase}",
        ]
        return "programme", names, names[0]

    def _agreement(self) -> tuple[str, list[str], str | None]:
        one, other = self._where(), self._surname()
        if self.random.random() < 0.5:
            one, other = self.random.sample(self.places, 2)
        topic = self.random.randrange(len(self.lists["topics"]))
        names = [
            f"Agreement between {one} and {other} on {self.lists['topics'][topic]}",
            f"Acuerdo entre {one} y {other} sobre {self.lists['topics_es'][topic]}",
            f"{one}–{other} {self.lists['topics'][topic]} agreement",
        ]
        return "agreement", names, None

    def _operation(self) -> tuple[str, list[str], str | None]:
        words = f"{self._surname()} {self._surname()}"
        return "operation", [f"Operation {words}", f"Operación {words}"], None


def made_up(count: int, source: random.Random, capital: bool = False) -> list[str]:
    """That many different words that sound like words."""
    syllables, endings = LISTS["syllables"].split(), LISTS["endings"].split()
    found: dict[str, None] = {}
    while len(found) < count:
        word = "".join(source.choices(syllables, k=source.choice((1, 2, 2, 3))))
        word += source.choice(endings)
        found[word.capitalize() if capital else word] = None
    return list(found)


class Writer:
    """Makes passages: words by Zipf's law, some favoured by the document, names among them."""

    def __init__(self, size: Size, names: list[tuple[str, str]]) -> None:
        self.random = random.Random(f"text {size.name}")
        self.words = LISTS["common"].split() + made_up(size.words, self.random)
        self.weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.words))))
        self.names = names

    def document(self) -> Iterator[tuple[str, list[tuple[str, int, int]]]]:
        """Texts of passages, with the entities named and where."""
        source = self.random
        favoured = source.choices(self.words, k=30)
        for _ in range(_DOCUMENT):
            words = source.choices(self.words, cum_weights=self.weights, k=source.randint(50, 100))
            words[5:9] = source.choices(favoured, k=4)
            named = source.choices(self.names, k=source.choice((0, 1, 1, 2)))
            text, places = " ".join(words[:12]), []
            for entity_id, name in named:
                places.append((entity_id, len(text) + 1, len(text) + 1 + len(name)))
                text = f"{text} {name}"
            yield f"{text} {' '.join(words[12:])}.", places


def generate(path: Path, size: Size) -> None:
    """Write a database of that size, without its index."""
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode=off; PRAGMA synchronous=off;" + SCHEMA)
    names = _write_entities(connection, size)
    _write_documents(connection, size, Writer(size, names))
    connection.execute(
        "UPDATE entity SET mentions = (SELECT count(*) FROM mention WHERE entity_id = entity.id)"
    ) if size.name == "S" else _count_mentions(connection)
    connection.executescript(INDEXES)
    connection.commit()
    connection.close()


def _count_mentions(connection: sqlite3.Connection) -> None:
    connection.executescript(
        "CREATE TEMP TABLE n AS SELECT entity_id AS id, count(*) AS c FROM mention GROUP BY 1;"
        "CREATE UNIQUE INDEX temp.n_id ON n (id);"
        "UPDATE entity SET mentions = coalesce((SELECT c FROM n WHERE n.id = entity.id), 0);"
    )


def _write_entities(connection: sqlite3.Connection, size: Size) -> list[tuple[str, str]]:
    namer = Namer(size)
    found = []
    entities, names = [], []
    for number in range(size.entities):
        kind, values, acronym = namer.entity(number)
        id_ = f"e{number}"
        entities.append((id_, kind, values[0], fold(values[0]), acronym, None, None, 0, 0))
        for place, value in enumerate(dict.fromkeys(values)):
            label = "altLabel" if place else "prefLabel"
            names.append((id_, value, fold(value), "und", label, int(value == acronym)))
        found.append((id_, values[0]))
    connection.executemany("INSERT INTO entity VALUES (?,?,?,?,?,?,?,?,?)", entities)
    connection.executemany(
        "INSERT INTO name (entity_id, value, folded, language, kind, acronym) VALUES (?,?,?,?,?,?)",
        names,
    )
    return found


def _write_documents(connection: sqlite3.Connection, size: Size, writer: Writer) -> None:
    number = 0
    for count in range(size.passages // _DOCUMENT):
        document = f"d{count}"
        issued = str(1990 + count % 35)
        connection.execute(
            "INSERT INTO document VALUES (?,?,?,?,?,?,?,?,?)",
            (
                document,
                f"{document}.txt",
                f"Paper {count}",
                None,
                issued,
                f"{issued}-01-01",
                f"{issued}-12-31",
                "en",
                None,
            ),
        )
        passages, mentions, at = [], [], 0
        for ordinal, (text, places) in enumerate(writer.document()):
            number += 1
            passages.append(
                (
                    number,
                    f"{document}-{ordinal}",
                    document,
                    ordinal,
                    "sentence",
                    at,
                    at + len(text),
                    f"Part {ordinal // 10}",
                    text,
                )
            )
            mentions += [(document, number, e, at + s, at + f) for e, s, f in places]
            at += len(text) + 1
        connection.executemany("INSERT INTO passage VALUES (?,?,?,?,?,?,?,?,?)", passages)
        connection.executemany(
            "INSERT INTO mention (document_id, passage_number, entity_id, start, end)"
            " VALUES (?,?,?,?,?)",
            mentions,
        )

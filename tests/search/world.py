"""A small world to search in: some real names, sentences of our own, a fact of every kind."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

from lacsec.db.identity import document_id
from lacsec.db.model import (
    Document,
    DocumentFacts,
    Entity,
    Event,
    Evidence,
    Figure,
    Mention,
    Name,
    Passage,
    Relation,
    SourceFile,
)
from lacsec.db.store import Draft

_MARKED = re.compile(r"\[([a-z0-9-]+)\|([^\]]+)\]")

WORLD = tomllib.loads(Path(__file__).with_name("world.toml").read_text("utf-8"))


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def doc_id(name: str) -> str:
    return document_id(_hash(name))


def _rows(block: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in block.strip().splitlines()]


def entities() -> dict[str, Entity]:
    found = {}
    for id_, kind, name, acronym, iso, family, others in _rows(WORLD["entities"]):
        names = [Name(name, "prefLabel")]
        if acronym and acronym != name:
            names.append(Name(acronym, "altLabel", "und", True))
        for other in filter(None, others.split(";")):
            language, _, value = other.strip().partition(":")
            names.append(Name(value, "altLabel", language))
        found[id_] = Entity(
            id_,
            kind,  # type: ignore[arg-type]
            name,
            acronym or None,
            iso or None,
            family or None,
            tuple(names),
        )
    return found


class _Page:
    """One document in the making."""

    def __init__(self, name: str) -> None:
        self.name = name
        document = WORLD["documents"][name]
        self.title, self.language = document["title"], document["language"]
        self.issued, body = document["issued"], document["text"]
        self.text = ""
        self.passages: list[Passage] = []
        self.mentions: list[Mention] = []
        heading: tuple[str, ...] = ()
        for block, line in enumerate(body.strip().splitlines()):
            if line.startswith("# "):
                heading = (line[2:],)
                self._add(line[2:], "heading", (), block)
            else:
                self._add(line, "sentence", heading, block)

    def _add(self, line: str, kind: str, section: tuple[str, ...], block: int) -> None:
        start, last = len(self.text), 0
        for match in _MARKED.finditer(line):
            self.text += line[last : match.start()]
            at = len(self.text)
            self.text += match[2]
            self.mentions.append(Mention(match[1], at, len(self.text), "name", 0.9))
            last = match.end()
        self.text += line[last:]
        self.passages.append(Passage(kind, start, len(self.text), section, block=block))  # type: ignore[arg-type]
        self.text += "\n\n"

    def proof(self, words: str) -> tuple[Evidence, ...]:
        """Evidence: the sentence that holds these words, if it is in this document."""
        for passage in self.passages:
            quote = self.text[passage.start : passage.end]
            if words in quote:
                return (
                    Evidence(
                        doc_id(self.name), passage.start, passage.end, quote, "t", "named", 0.9
                    ),
                )
        return ()

    def facts(self) -> DocumentFacts:
        known = entities()
        relations, events, figures = [], [], []
        for head, words in _rows(WORLD["relations"]):
            subject, predicate, target, status = head.split()
            if proof := self.proof(words):
                relations.append(Relation(subject, predicate, target, status, proof))  # type: ignore[arg-type]
        for head, title, words in _rows(WORLD["events"]):
            date, kind, who = head.split()
            if proof := self.proof(words):
                events.append(Event(date, "happened", title, kind, tuple(who.split(",")), proof))
        for head, metric, words in _rows(WORLD["figures"]):
            subject, value, unit, basis, as_of = head.split()
            if proof := self.proof(words):
                money = None if basis == "-" else basis
                figures.append(
                    Figure(
                        subject,
                        known[subject].name,
                        metric,
                        float(value),
                        unit,
                        proof,
                        basis=money,
                        as_of=as_of,
                    )  # type: ignore[arg-type]
                )
        used = {mention.entity for mention in self.mentions}
        used |= {e.family for e in known.values() if e.id in used and e.family}
        document = Document(
            doc_id(self.name),
            f"{self.name}.txt",
            self.title,
            None,
            self.issued,
            self.language,
            None,
            _hash(self.name),
            "text/plain",
        )
        return DocumentFacts(
            document,
            self.text,
            tuple(self.passages),
            tuple(known[id_] for id_ in sorted(used)),
            tuple(self.mentions),
            tuple(relations),
            tuple(events),
            tuple(figures),
            sketch=(1,),
        )


def publish(path: Path) -> Path:
    """A database of this world."""
    with Draft(path) as draft:
        for name in WORLD["documents"]:
            source = SourceFile(f"/in/{name}.txt", _hash(name), 100, 1)
            draft.add(_Page(name).facts(), [source])
        draft.publish()
    return path

"""The trigger table: which words say which relation, as rows of data that anyone can extend.

Each row of `lexicon/relations/PREDICATE.toml` names the words, where subject and object stand
beside them, and which kinds of thing they may be. README of the rows: the head of each file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

import ahocorasick

from lacsec.db.model import ENTITY_KINDS, PREDICATES, EntityKind, Predicate, Status
from lacsec.db.text import fold
from lacsec.importer.data import package_files
from lacsec.importer.relations.data import table
from lacsec.importer.relations.forms import every_form
from lacsec.importer.structure.language import LANGUAGES

# Where a row looks for the subject and for the object, seen from its words.
#   left      what the clause is about: named before the words, else taken up from before
#   right     what follows, with everything it is listed with
#   next      the one thing right after the words, named or taken up ("countries covered by …")
#   modifier  what stands right before the words ("CLASI member countries", "EU-funded")
#   agent     the same in a relative clause ("which the EU finances"); the other end stands before
#   frame     what the opening phrase of the sentence sets ("Under X, …", "No Brasil, …")
#   main      whom the main clause is about, after "Thanks to X, …"
#   previous  the last thing named before the words, whatever its part in the clause
#   context   never named beside the words: taken up from before, label, heading, topic
#   items     one in each item of the list that the words introduce
#   constant  always the entity that the row names
#   between   between the words and the linking one ("entrusted A with …")
Place = Literal[
    "left",
    "right",
    "next",
    "modifier",
    "agent",
    "frame",
    "main",
    "previous",
    "context",
    "items",
    "constant",
    "between",
]
_GROUP = re.compile(r"\(([^()]*)\)")
_TENSES: dict[str, Status | None] = {"words": None, "future": "planned", "past": "ended"}
_REACH = 70


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row. `link` are words of which one must follow within `gap` words.

    `pair`: "right" pairs the first of a list with each of the others ("between A and B"), "left"
    two things named left with one another ("A and B signed"). `partners` lets a list go on over
    "in partnership with" (partners) or "under the …" (channels); `among` wants an object that is
    one of the donors, or none of them; `also_near` are kinds of subject that count right beside
    the words only; `apposed` wants a subject that the words are a noun for, `near` one right
    beside them; `taken` lets it be what the text before speaks of, `topic` what the whole document
    is about, unless that is one of the `rivals`; with `proxies` people stand for the bodies whose
    offices they hold; `headed` lets it be the heading; `direct` wants no preposition right behind
    the words ("signed in Brussels"); `inside` lets them end a name.
    """

    id: str
    predicate: Predicate
    subject: Place
    object: Place
    subjects: tuple[EntityKind, ...]
    objects: tuple[EntityKind, ...]
    link: tuple[str, ...] = ()
    gap: int = 4
    reach: int = _REACH
    status: Status | None = None
    pair: str = ""
    partners: str = ""
    among: str = ""
    constant: str = ""
    also_near: tuple[EntityKind, ...] = ()
    rivals: tuple[EntityKind, ...] = ()
    apposed: bool = False
    near: bool = False
    taken: bool = False
    topic: bool = False
    headed: bool = False
    proxies: bool = False
    direct: bool = False
    inside: bool = False
    vetoes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of a row at a place, with the status their tense implies (None: none)."""

    start: int
    end: int
    trigger: Trigger
    tense: Status | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row with all its words, as the table has it."""

    trigger: Trigger
    languages: tuple[str, ...]
    words: tuple[tuple[str, Status | None], ...]
    test: str
    expect: tuple[str, ...]


def spelled_out(words: str) -> list[str]:
    """ "financed (jointly |)by" → both ways of saying it, folded, each once."""
    for short, written in table("verbs")["shorthand"].items():
        words = words.replace("{" + short + "}", written)
    left = {fold(words): None}
    found: dict[str, None] = {}
    while left:
        pattern, _ = left.popitem()
        match = _GROUP.search(pattern)
        if match is None:
            found[" ".join(pattern.split()).replace("' ", "'")] = None
            continue
        before, after = pattern[: match.start()], pattern[match.end() :]
        left.update(dict.fromkeys(before + choice + after for choice in match[1].split("|")))
    return sorted(found)


@cache
def rows() -> tuple[Row, ...]:
    """The whole table, in the order of the files and of the rows in them."""
    folder = package_files() / "lexicon" / "relations"
    found: list[Row] = []
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        predicate = path.name.removesuffix(".toml")
        if predicate in PREDICATES:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            found.extend(_row(predicate, table, entry) for entry in table.get("trigger", ()))
    return tuple(found)


def _row(predicate: str, table: dict[str, Any], entry: dict[str, Any]) -> Row:
    subject, object_ = entry.get("subject", "left"), entry.get("object", "right")
    languages = tuple(entry["language"].split())
    places = get_args(Place)
    if subject not in places or object_ not in places:
        raise ValueError(f"{entry['id']}: a place must be one of {', '.join(places)}")
    trigger = Trigger(
        id=f"{predicate}:{entry['id']}",
        predicate=predicate,  # type: ignore[arg-type]
        subject=subject,
        object=object_,
        subjects=_kinds(entry.get("subjects", table["subjects"])),
        objects=_kinds(entry.get("objects", table["objects"])),
        link=tuple(word for words in entry.get("link", ()) for word in spelled_out(words)),
        gap=entry.get("gap", 4),
        reach=entry.get("reach", _REACH),
        status=entry.get("status"),
        pair=entry.get("pair", ""),
        partners=entry.get("partners", table.get("partners", "")),
        among=entry.get("among", table.get("among", "")),
        constant=entry.get("constant", ""),
        also_near=_kinds(entry.get("also_near", table.get("also_near", []))),
        rivals=_kinds(entry.get("rivals", [])),
        apposed=entry.get("apposed", False),
        near=entry.get("near", False),
        taken=entry.get("taken", False),
        topic=entry.get("topic", False),
        headed=entry.get("headed", False),
        proxies=entry.get("proxies", table.get("proxies", False)),
        direct=entry.get("direct", False),
        inside=entry.get("inside", False),
        vetoes=tuple(fold(word) for word in entry.get("vetoes", table.get("vetoes", ()))),
        needs=tuple(fold(word) for word in entry.get("needs", ())),
    )
    words = dict.fromkeys(
        (phrase, tense)
        for key, tense in _TENSES.items()
        for pattern in entry.get(key, ())
        for spelled in spelled_out(pattern)
        for phrase in every_form(spelled, languages)
    )
    return Row(trigger, languages, tuple(words), entry["test"], tuple(entry["expect"]))


def _kinds(names: list[str]) -> tuple[EntityKind, ...]:
    unknown = [name for name in names if name not in ENTITY_KINDS]
    if unknown:
        raise ValueError(f"no kind of entity: {', '.join(unknown)}")
    return tuple(names)  # type: ignore[arg-type]


@cache
def _automaton(language: str) -> Any:
    table: dict[str, list[tuple[Trigger, Status | None]]] = {}
    for row in rows():
        if language in row.languages or "und" in row.languages:
            for phrase, tense in row.words:
                table.setdefault(phrase, []).append((row.trigger, tense))
    automaton = ahocorasick.Automaton()
    for phrase, meant in table.items():
        automaton.add_word(phrase, (len(phrase), tuple(meant)))
    automaton.make_automaton()
    return automaton


def find_cues(folded: str, language: str) -> list[Cue]:
    """All cues of a text in its order; of those of one row that overlap, the longest."""
    language = language if language in LANGUAGES else "en"
    cues = sorted(_all(folded, language), key=lambda cue: (cue.start, -cue.end))
    kept: list[Cue] = []
    ends: dict[str, int] = {}
    for cue in cues:
        if ends.get(cue.trigger.id, -1) < cue.end:
            ends[cue.trigger.id] = cue.end
            kept.append(cue)
    return kept


def _all(folded: str, language: str) -> Iterator[Cue]:
    size = len(folded)
    for last, (length, meant) in _automaton(language).iter(folded):
        start, end = last - length + 1, last + 1
        if start and folded[start - 1].isalnum() and folded[start].isalnum():
            continue
        if end < size and folded[end].isalnum() and folded[last].isalnum():
            continue
        for trigger, tense in meant:
            yield Cue(start, end, trigger, tense)

"""Fresh queries for names: twelve kinds, each with what a person meant; and a neutral judge."""

from __future__ import annotations

import random
import sqlite3
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from lacsec.db.search.words import name_words
from lacsec.db.text import fold

# Kinds of queries that many names may answer equally, shorter and longer ones.
_OPEN = ("beginning", "beginning with a slip", "some of the words", "beginnings of words")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Query:
    """What is typed, of which kind, and the name that it was made from."""

    kind: str
    text: str
    entity: str
    name: str


def _at(text: str, source: random.Random) -> int:
    """The place of a letter that is inside a word."""
    places = [i for i in range(1, len(text) - 1) if text[i - 1 : i + 2].isalpha()]
    return source.choice(places)


def delete(text: str, source: random.Random) -> str:
    """One letter left out."""
    at = _at(text, source)
    return text[:at] + text[at + 1 :]


def insert(text: str, source: random.Random) -> str:
    """One letter too many."""
    at = _at(text, source)
    return text[:at] + source.choice(LETTERS) + text[at:]


def substitute(text: str, source: random.Random) -> str:
    """One letter for another."""
    at = _at(text, source)
    return text[:at] + source.choice(LETTERS.replace(text[at], "")) + text[at + 1 :]


def transpose(text: str, source: random.Random) -> str:
    """Two neighbours the wrong way round."""
    at = _at(text, source)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _slip(text: str, source: random.Random) -> str:
    return source.choice((delete, insert, substitute, transpose))(text, source)


def _shuffle(text: str, source: random.Random) -> str:
    words = text.split()
    source.shuffle(words)
    return " ".join(words)


def _prefix(text: str, source: random.Random) -> str:
    return text[: max(5, int(len(text) * source.uniform(0.4, 0.8)))].strip()


def _some(text: str, source: random.Random) -> str:
    words = text.split()
    keep = sorted(source.sample(range(len(words)), max(2, len(words) * 2 // 3)))
    return " ".join(words[i] for i in keep)


def _abbreviate(text: str, source: random.Random) -> str:
    words = [w for w in text.split() if len(w) > 4] or text.split()
    return " ".join(w[: source.randint(3, 5)] for w in words)


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "exact": lambda text, source: text,
    "deletion": delete,
    "insertion": insert,
    "substitution": substitute,
    "transposition": transpose,
    "accents off": lambda text, source: _plain(text),
    "word order": _shuffle,
    "beginning": _prefix,
    "beginning with a slip": lambda text, source: _slip(_prefix(text, source), source),
    "two slips": lambda text, source: _slip(_slip(text, source), source),
    "some of the words": _some,
    "beginnings of words": _abbreviate,
}


def make(path: str, seed: int, each: int = 25) -> list[Query]:
    """Queries of every kind, from names drawn at random."""
    source = random.Random(f"queries {seed}")
    with sqlite3.connect(path) as connection:
        names = connection.execute("SELECT entity_id, value FROM name ORDER BY number").fetchall()
    found = []
    for kind, change in KINDS.items():
        made = 0
        while made < each:
            entity, name = source.choice(names)
            words = name.split()
            if len(name) < 8 or (kind in ("word order", "some of the words") and len(words) < 3):
                continue
            if kind == "accents off" and _plain(name) == name:
                continue
            found.append(Query(kind, change(name.lower(), source), entity, name))
            made += 1
    return found


def distance(query: str, name: str) -> float:
    """How far the words of a query are from those of a name, whatever their order."""
    left = list(name_words(fold(name)))
    total = 0.0
    words = name_words(fold(query))
    for place, word in enumerate(words):
        best, at = float(len(word)), -1
        for i, other in enumerate(left):
            cut = other[: len(word)]
            far = min(
                float(OSA.distance(word, other)),
                OSA.distance(word, cut) + (0.1 if place == len(words) - 1 else 0.2),
            )
            if far < best:
                best, at = far, i
        total += best
        if at >= 0:
            left.pop(at)
    return total + 0.02 * len(left)


def fits(query: Query, names: list[str]) -> bool:
    """Whether an entity with those names answers the query as well as the one it was made from."""
    slack = 0.1 if query.kind in _OPEN else 1e-9
    target = distance(query.text, query.name) + slack
    return any(distance(query.text, name) <= target for name in names)

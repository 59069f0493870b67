"""What kind of thing a name is of, by its head noun."""

from __future__ import annotations

from functools import cache

from lacsec.db.model import EntityKind
from lacsec.db.text import fold
from lacsec.importer.data import lexicon

_ORDER: tuple[EntityKind, ...] = (
    "operation",
    "programme",
    "instrument",
    "system",
    "agreement",
    "organisation",
    "group",
)


@cache
def _heads() -> dict[str, EntityKind]:
    table = lexicon("kinds")
    found: dict[str, EntityKind] = {}
    for kind in _ORDER:
        for heads in table[kind].values():
            for word in heads:
                found.setdefault(fold(word), kind)
    return found


@cache
def joiners(language: str) -> frozenset[str]:
    """Folded small words that may stand inside a name."""
    table = lexicon("kinds")["joiners"]
    return frozenset(fold(word) for word in table.get(language, table["en"]))


@cache
def head_words() -> frozenset[str]:
    """All head nouns of one word, folded."""
    return frozenset(word for word in _heads() if " " not in word)


def kind_of_word(word: str) -> EntityKind | None:
    """The kind that a head noun, folded, stands for."""
    return _heads().get(word)


def head_kind(name: str, language: str) -> EntityKind | None:
    """The kind that a name's head noun says; None where it says nothing.

    English puts the head before the first small word ("Committee for …", "Cooperation Programme
    on …"); the Romance languages put it first ("Programa de …").
    """
    folded = fold(name).replace("(", " ").replace(")", " ").split()
    if language != "en":
        return _first_known(folded[:4]) or _english_head(folded)
    return _english_head(folded) or _first_known(folded[:1])


def _english_head(words: list[str]) -> EntityKind | None:
    small = joiners("en") - {"and", "the", "&"}
    cut = next((i for i, word in enumerate(words) if i and word in small), len(words))
    return _first_known(words[:cut][::-1][:2])


def _first_known(words: list[str]) -> EntityKind | None:
    heads = _heads()
    for index, word in enumerate(words):
        pair = " ".join(words[index : index + 3])
        for known in (pair, word.strip(".,;:'\"")):
            if known in heads:
                return heads[known]
    return None

"""What search knows about words: stop words, spellings, translations, kinds, countries."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_LONGEST_ENDING = 8


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of `lexicon.toml`, ready for looking up folded words."""

    stop: frozenset[str]
    jumbled: frozenset[str]
    hyphenated: frozenset[str]
    inflections: tuple[str, ...]
    kinds: dict[str, str]
    generic: frozenset[str]
    money: frozenset[str]
    ordinals: dict[str, int]
    phases: frozenset[str]
    intents: dict[str, str]
    spellings: dict[str, tuple[str, ...]]
    endings: dict[str, tuple[str, ...]]
    glossary: dict[str, tuple[str, ...]]
    countries: dict[str, int]

    def variants(self, word: str) -> tuple[str, ...]:
        """Other spellings of the same word: British or American, singular or plural.

        They may be words that do not exist: what counts is whether an index holds them.
        """
        if len(word) < 3 or not word.isalpha():
            return ()
        found = dict.fromkeys(self.spellings.get(word, ()))
        for size in range(2, min(len(word) - 2, _LONGEST_ENDING + 1)):
            for other in self.endings.get(word[-size:], ()):
                found[word[:-size] + other] = None
        for base in (word, *found):
            found.update(dict.fromkeys(_numbers(base)))
        found.pop(word, None)
        return tuple(found)

    def translations(self, word: str) -> tuple[str, ...]:
        """The same idea in the other languages, near words included."""
        return self.glossary.get(word, ())

    def is_jumbled_stop(self, word: str) -> bool:
        """Whether it is a stop word of three letters in the wrong order."""
        return len(word) == 3 and _letters(word) in self.jumbled

    def is_country(self, word: str) -> bool:
        """Whether the word alone is the name of a country."""
        return word in self.countries

    def may_stand_for(self, word: str, other: str) -> bool:
        """False where both words are names of countries, and not of the same one."""
        mine = self.countries.get(word)
        if mine is None:
            return True
        theirs = self.countries.get(other)
        return mine == theirs


def _letters(word: str) -> str:
    return "".join(sorted(word))


def _numbers(word: str) -> list[str]:
    """Singular and plural forms in English, Spanish, Portuguese and French."""
    found = []
    if word.endswith("ies") and len(word) > 4:
        found.append(word[:-3] + "y")
    if word.endswith("oes") and len(word) > 4:
        found.append(word[:-3] + "ao")
    if word.endswith("es") and len(word) > 4:
        found.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        found.append(word[:-1])
    elif not word.endswith("s"):
        found.append(word + "s")
        if word.endswith("y"):
            found.append(word[:-1] + "ies")
        if word.endswith("ao"):
            found.append(word[:-2] + "oes")
        if word[-1] in "nrlxzhd":
            found.append(word + "es")
    return found


def _groups(block: str) -> dict[str, tuple[str, ...]]:
    others: dict[str, dict[str, None]] = {}
    for line in block.splitlines():
        group = line.split()
        for word in group:
            others.setdefault(word, {}).update(dict.fromkeys(group))
    return {word: tuple(w for w in found if w != word) for word, found in others.items()}


def _owners(table: dict[str, str]) -> dict[str, str]:
    return {word: owner for owner, words in table.items() for word in words.split()}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists, read once."""
    data = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text("utf-8"))
    countries = {
        name: row
        for row, line in enumerate(data["countries"]["names"].split())
        for name in line.split("|")
    }
    return Lexicon(
        stop=frozenset(data["stop"].split()),
        jumbled=frozenset(_letters(word) for word in data["stop"].split() if len(word) == 3),
        hyphenated=frozenset(data["hyphenated"].split()),
        inflections=tuple(data["inflections"].split()),
        kinds=_owners(data["kinds"]),
        generic=frozenset(data["generic"]["words"].split()),
        money=frozenset(data["money"]["words"].split()),
        ordinals={
            word: number
            for number, line in enumerate(data["phases"]["ordinals"].strip().splitlines(), start=1)
            for word in line.split()
        },
        phases=frozenset(data["phases"]["words"].split()),
        intents=_owners(data["intents"]),
        spellings=_groups(data["spelling"]["groups"]),
        endings=_groups(data["spelling"]["endings"]),
        glossary=_groups(data["glossary"]["groups"]),
        countries=countries,
    )

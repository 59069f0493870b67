"""The words by which agreements without a name are found, from `lexicon/names_agreements.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lacsec.importer.data import lexicon
from lacsec.importer.names.authority import Form

KindClass = Literal["pact", "text", "plan"]
_LANGUAGES = ("en", "es", "pt", "fr")
_TABLE = "names_agreements"


@dataclass(frozen=True, slots=True)
class AgreementKind:
    """What an agreement is called in English, and how it is told from others of its kind.

    `by`: the ids of those who alone issue it, if only some do.
    """

    name: str
    group: KindClass
    plural: bool = False
    by: frozenset[str] = frozenset()


@cache
def _kinds() -> dict[str, AgreementKind]:
    found: dict[str, AgreementKind] = {}
    for row in lexicon(_TABLE)["kind"]:
        for language in _LANGUAGES:
            for form in row[language]:
                by = frozenset(row.get("by", ()))
                found.setdefault(form, AgreementKind(row["name"], row["class"], by=by))
        for form in row["plural"]:
            found.setdefault(form, AgreementKind(row["name"], row["class"], plural=True))
    return found


def agreement_forms() -> Iterator[Form]:
    """Every form of every kind, for the automaton; `kind_of` tells which kind a form is of."""
    return (Form(form, None, "agreement", capital=False) for form in _kinds())


def kind_of(form: str) -> AgreementKind:
    """The kind of a folded form."""
    return _kinds()[form]


def is_kind(form: str) -> bool:
    """Is this only the name of a kind ("memorandum of understanding"), folded?"""
    return form in _kinds()


@cache
def narrower(language: str) -> tuple[tuple[str, str], ...]:
    """Words that narrow a kind, longest first, with their English."""
    table: dict[str, str] = lexicon(_TABLE)["narrower"].get(language, {})
    return tuple(sorted(table.items(), key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def cue_words(table: str, language: str) -> tuple[str, ...]:
    """The words of one of the other tables in a language, longest first."""
    rows = lexicon(_TABLE)[table]
    found = (*rows.get(language, ()), *rows.get("all", ()))
    return tuple(sorted(dict.fromkeys(found), key=lambda word: (-len(word), word)))


@cache
def cue_set(table: str, language: str) -> frozenset[str]:
    """The same as a set."""
    return frozenset(cue_words(table, language))


@cache
def signs_for() -> dict[str, str]:
    """The party for which another body signs, by the id of that body."""
    table: dict[str, list[str]] = lexicon(_TABLE)["signs_for"]
    return {body: party for party, bodies in table.items() for body in bodies}

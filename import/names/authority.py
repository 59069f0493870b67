"""The names known beforehand: entities of the authority file, and every form they are met in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal, NamedTuple

from lacsec.db.model import Entity, EntityKind, Name
from lacsec.db.text import fold
from lacsec.importer.data import lexicon, package_files
from lacsec.importer.names.wordlists import word_set

FormKind = Literal[
    "name", "acronym", "weak", "demonym", "decoy", "institution", "agreement", "programming"
]
ANCHORS = frozenset({"institution", "agreement", "programming"})  # phrases that name nothing yet
_LANGUAGES = ("en", "es", "pt", "fr", "und")
_SHORT_ACRONYM = 3  # letters: shorter capitals are too often a common word to fold their case
_LONG_NAME = 5  # words: so many in a row are no accident, capital or not


class Form(NamedTuple):
    """One spelling of an entity's name, as it is looked for.

    `folded` is what the automaton holds; `exact` is the spelling that must stand there to the
    letter (None: any case, save that a name must begin with a capital where `capital` is set).
    `entity` is None for a decoy, which takes the place of what it contains and names nothing.
    """

    folded: str
    entity: str | None
    kind: FormKind
    exact: str | None = None
    capital: bool = True


class Entities(Mapping[str, Entity]):
    """The entities of the authority file by id; each record is made when it is asked for."""

    def __init__(self, entries: dict[str, dict[str, Any]]) -> None:
        self._entries = entries
        self._made: dict[str, Entity] = {}

    def __getitem__(self, identifier: str) -> Entity:
        found = self._made.get(identifier)
        if found is None:
            found = self._made[identifier] = _entity(self._entries[identifier])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._entries

    def kind(self, identifier: str) -> EntityKind:
        """The kind of an entity, without making its record."""
        found: EntityKind = self._entries[identifier]["kind"]
        return found


@dataclass(frozen=True)
class Authority:
    """All entities known beforehand by id, and all their forms in a fixed order.

    `owners` and `weak` say whose a folded name is, and whose a folded weak form may be; `phases`
    has the phases of each family.
    """

    entities: Entities
    forms: tuple[Form, ...]
    owners: dict[str, str]
    weak: dict[str, tuple[str, ...]]
    phases: dict[str, tuple[str, ...]]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the names of bodies, programmes and other things made by people, folded."""
        made = {"programme", "organisation", "agreement", "operation", "instrument", "system"}
        return frozenset(
            word
            for form in self.forms
            if form.kind == "name" and form.entity and self.entities.kind(form.entity) in made
            for word in form.folded.split()
        )

    @cached_property
    def long_names(self) -> dict[str, tuple[str, ...]]:
        """The folded names of several words of each entity."""
        found: dict[str, tuple[str, ...]] = {}
        for form in self.forms:
            if form.entity is not None and form.kind == "name" and " " in form.folded:
                found[form.entity] = (*found.get(form.entity, ()), form.folded)
        return found

    @cached_property
    def agreement_names(self) -> tuple[tuple[str, str], ...]:
        """The folded names of all agreements, each with its entity."""
        return tuple(
            (name, owner)
            for name, owner in self.owners.items()
            if self.entities.kind(owner) == "agreement"
        )

    def owner(self, name: str) -> str | None:
        """The entity that has this name, compared without case and accents; weak forms are none."""
        return self.owners.get(fold(name))


@cache
def authority() -> Authority:
    """The authority file that ships with the importer."""
    folder = package_files() / "authority"
    entries: dict[str, dict[str, Any]] = {}
    forms: dict[Form, None] = {}
    phases: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if not path.name.endswith(".toml"):
            continue
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in table.get("entry", ()):
            entries[entry["id"]] = entry
            forms.update(dict.fromkeys(_entry_forms(entry)))
            if "family" in entry:
                phases[entry["family"]] = (*phases.get(entry["family"], ()), entry["id"])
        forms.update(dict.fromkeys(_decoy(entry) for entry in table.get("decoy", ())))
    owners: dict[str, str] = {}
    weak: dict[str, tuple[str, ...]] = {}
    for form in forms:
        if form.entity is not None and form.kind in ("name", "acronym"):
            owners.setdefault(form.folded, form.entity)
        elif form.entity is not None and form.kind == "weak":
            weak[form.folded] = (*weak.get(form.folded, ()), form.entity)
    return Authority(Entities(entries), tuple(forms), owners, weak, phases)


def _entity(entry: dict[str, Any]) -> Entity:
    names = [
        Name(value, "prefLabel" if value == entry["name"] else kind, language, acronym)
        for value, kind, language, acronym in _names(entry)
    ]
    return Entity(
        id=entry["id"],
        kind=entry["kind"],
        name=entry["name"],
        acronym=entry.get("acronym"),
        iso=entry.get("iso"),
        family=entry.get("family"),
        names=tuple({(name.value, name.language): name for name in names}.values()),
    )


def _names(
    entry: dict[str, Any],
) -> Iterator[tuple[str, Literal["prefLabel", "altLabel", "hiddenLabel"], str, bool]]:
    """All names of an entry: value, kind, language, and whether it is an acronym."""
    acronym = entry.get("acronym")
    yield entry["name"], "prefLabel", entry.get("language", "en"), acronym == entry["name"]
    if acronym and acronym != entry["name"]:
        yield acronym, "altLabel", "und", True
    by_language = entry.get("names", {})
    for language in _LANGUAGES:
        for value in by_language.get(language, ()):
            yield value, "altLabel", language, looks_like_acronym(value)
    for value in entry.get("hidden", ()):
        yield value, "hiddenLabel", "und", looks_like_acronym(value)


def looks_like_acronym(value: str) -> bool:
    """One word, mostly capitals: "UNODC", "EL PAcCTO" is none, "GLACY+" is."""
    if " " in value:
        return False
    letters = [c for c in value if c.isalpha()]
    return len(letters) >= 2 and sum(map(str.isupper, letters)) >= 0.6 * len(letters)


def _entry_forms(entry: dict[str, Any]) -> Iterator[Form]:
    """The forms in which an entry's names are looked for, spelling variants included.

    The names in `exact` match to the letter only: folded, they are ordinary words. A name that is
    among the weak forms too is no more than that: "Rosario" is a town and a first name.
    """
    identifier = entry["id"]
    exact = entry.get("exact", ())
    weak = entry.get("weak", ())
    for value, _, language, acronym in _names(entry):
        if value in weak:
            continue
        short = acronym or looks_like_acronym(value)
        if value in exact or (language == "en" and _common(value)):
            yield Form(fold(value), identifier, "acronym" if short else "name", exact=value)
            continue
        form = name_form(value, identifier, acronym=short)
        yield form
        if not short or "-" in value:
            for folded in _variants(form.folded, language):
                if " " in folded:
                    yield form._replace(folded=folded)
    for value in weak:
        yield Form(fold(value), identifier, "weak", exact=value)
    for language, values in entry.get("demonyms", {}).items():
        for value in values:
            yield Form(fold(value), identifier, "demonym", capital=language == "en")


def _common(value: str) -> bool:
    """An adjective and a common noun ("Belgian Customs"): small letters make it no name."""
    found = value.split(" ")
    return len(found) == 2 and found[1].lower() in word_set("kinds", "common")


def name_form(value: str, entity: str | None, *, acronym: bool) -> Form:
    """A form with the rule for its case: short acronyms to the letter, names with a capital.

    A name of many words may begin small: "cooperation programme on drugs policies".
    """
    short = acronym and sum(map(str.isalpha, value)) <= _SHORT_ACRONYM
    long = value.count(" ") >= _LONG_NAME - 1
    return Form(
        folded=fold(value),
        entity=entity,
        kind="acronym" if acronym else "name",
        exact=value if short else None,
        capital=not long and not value[:1].islower() and any(map(str.isalpha, value)),
    )


def _decoy(entry: dict[str, Any]) -> Form:
    exact = entry["text"] if entry.get("case") == "exact" else None
    return Form(fold(entry["text"]), None, "decoy", exact=exact)


@cache
def _spelling(language: str) -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    """What stands for what in names of a language, and a pattern that finds any of it."""
    table: dict[str, tuple[str, ...]] = {}
    pairs = lexicon("spelling")
    for one, other in (*pairs["pairs"], *pairs["short"].get(language, ())):
        table[one] = (*table.get(one, ()), other)
        table[other] = (*table.get(other, ()), one)
    ordered = "|".join(re.escape(word) for word in sorted(table, key=lambda w: (-len(w), w)))
    return table, re.compile(rf"(?<![\w])(?:{ordered})(?![\w])")


def _variants(folded: str, language: str) -> Iterable[str]:
    """A folded name with one word spelt the other way, with all that can be, and hyphens off."""
    table, pattern = _spelling(language)
    found: list[str] = []
    if pattern.search(folded) is not None:
        for match in pattern.finditer(folded):
            start, end = match.span()
            found.extend(folded[:start] + other + folded[end:] for other in table[match[0]])
        found.append(pattern.sub(lambda match: table[match[0]][0], folded))
    if "-" in folded[1:-1]:
        found.append(folded.replace("-", " "))
    return found

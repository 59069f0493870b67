"""The names known beforehand: entities of the authority file, and every form they are met in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal

from lacsec.db.model import Entity, Name
from lacsec.db.text import fold
from lacsec.importer.data import lexicon, package_files

FormKind = Literal["name", "acronym", "weak", "demonym", "decoy"]
_LANGUAGES = ("en", "es", "pt", "fr", "und")
_SHORT_ACRONYM = 3  # letters: shorter capitals are too often a common word to fold their case


@dataclass(frozen=True, slots=True)
class Form:
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


@dataclass(frozen=True)
class Authority:
    """All entities known beforehand by id, and all their forms in a fixed order.

    `owners` and `weak` say whose a folded name is, and whose a folded weak form may be.
    """

    entities: dict[str, Entity]
    forms: tuple[Form, ...]
    owners: dict[str, str]
    weak: dict[str, tuple[str, ...]]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the names of bodies, programmes and other things made by people, folded."""
        made = {"programme", "organisation", "agreement", "operation", "instrument", "system"}
        return frozenset(
            word
            for form in self.forms
            if form.kind == "name" and form.entity and self.entities[form.entity].kind in made
            for word in form.folded.split()
        )

    def owner(self, name: str) -> str | None:
        """The entity that has this name, compared without case and accents; weak forms are none."""
        return self.owners.get(fold(name))


@cache
def authority() -> Authority:
    """The authority file that ships with the importer."""
    folder = package_files() / "authority"
    entities: dict[str, Entity] = {}
    forms: list[Form] = []
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if not path.name.endswith(".toml"):
            continue
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in table.get("entry", ()):
            entity = _entity(entry)
            entities[entity.id] = entity
            forms.extend(entity_forms(entity, frozenset(entry.get("exact", ()))))
            forms.extend(_other_forms(entry))
        forms.extend(_decoy(entry) for entry in table.get("decoy", ()))
    owners: dict[str, str] = {}
    weak: dict[str, tuple[str, ...]] = {}
    for form in forms:
        if form.entity is not None and form.kind in ("name", "acronym"):
            owners.setdefault(form.folded, form.entity)
        elif form.entity is not None and form.kind == "weak":
            weak[form.folded] = (*weak.get(form.folded, ()), form.entity)
    return Authority(entities, tuple(dict.fromkeys(forms)), owners, weak)


def _entity(entry: dict[str, Any]) -> Entity:
    names = [Name(entry["name"], "prefLabel", entry.get("language", "en"))]
    acronym = entry.get("acronym")
    if acronym and acronym != entry["name"]:
        names.append(Name(acronym, "altLabel", acronym=True))
    for language in _LANGUAGES:
        names.extend(
            Name(value, "altLabel", language, acronym=looks_like_acronym(value))
            for value in entry.get("names", {}).get(language, ())
        )
    names.extend(Name(value, "hiddenLabel") for value in entry.get("hidden", ()))
    return Entity(
        id=entry["id"],
        kind=entry["kind"],
        name=entry["name"],
        acronym=acronym,
        iso=entry.get("iso"),
        family=entry.get("family"),
        names=tuple({(name.value, name.language): name for name in names}.values()),
    )


def looks_like_acronym(value: str) -> bool:
    """One word, mostly capitals: "UNODC", "EL PAcCTO" is none, "GLACY+" is."""
    letters = [c for c in value if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return " " not in value and len(letters) >= 2 and capitals >= 0.6 * len(letters)


def entity_forms(entity: Entity, exact: frozenset[str] = frozenset()) -> Iterator[Form]:
    """The forms in which an entity's names are looked for, spelling variants included.

    The names in `exact` match to the letter only: folded, they are ordinary words.
    """
    for name in entity.names:
        acronym = name.acronym or looks_like_acronym(name.value)
        if name.value in exact:
            kind: FormKind = "acronym" if acronym else "name"
            yield Form(fold(name.value), entity.id, kind, exact=name.value)
            continue
        for value in _variants(name.value):
            yield name_form(value, entity.id, acronym=acronym)


def name_form(value: str, entity: str | None, *, acronym: bool) -> Form:
    """A form with the rule for its case: short acronyms to the letter, names with a capital."""
    letters = [c for c in value if c.isalpha()]
    short = acronym and len(letters) <= _SHORT_ACRONYM
    return Form(
        folded=fold(value),
        entity=entity,
        kind="acronym" if acronym else "name",
        exact=value if short else None,
        capital=bool(letters) and not value[:1].islower(),
    )


def _other_forms(entry: dict[str, Any]) -> Iterator[Form]:
    for value in entry.get("weak", ()):
        yield Form(fold(value), entry["id"], "weak", exact=value)
    for language, values in entry.get("demonyms", {}).items():
        for value in values:
            yield Form(fold(value), entry["id"], "demonym", capital=language == "en")


def _decoy(entry: dict[str, Any]) -> Form:
    exact = entry["text"] if entry.get("case") == "exact" else None
    return Form(fold(entry["text"]), None, "decoy", exact=exact)


@cache
def _spelling() -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for one, other in lexicon("spelling")["pairs"]:
        pairs.extend([(one, other), (other, one)])
    return tuple(pairs)


def _variants(value: str) -> Iterable[str]:
    """The value, and the value with one word spelt the other way, or all that can be."""
    found = [value]
    spaced = f" {value} "
    everywhere = spaced
    for one, other in _spelling():
        for a, b in ((one, other), (one.capitalize(), other.capitalize())):
            if f" {a} " in spaced:
                found.append(spaced.replace(f" {a} ", f" {b} ").strip())
            if f" {a} " in everywhere and f" {b} " not in spaced:
                everywhere = everywhere.replace(f" {a} ", f" {b} ")
    found.append(everywhere.strip())
    if "-" in value[1:-1]:
        found.append(value.replace("-", " "))
    return dict.fromkeys(found)

"""The names of one document: what the authority file knows, and what the document itself adds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lacsec.db.identity import slug
from lacsec.db.model import Entity, EntityKind, Name
from lacsec.db.text import fold
from lacsec.importer.names.authority import Authority, Form, FormKind, name_form
from lacsec.importer.names.automaton import Hit
from lacsec.importer.structure.text import Span

_OWN_LETTERS = 5  # of an acronym that two bodies hardly share


@dataclass
class LocalNames:
    """Entities of this document, the forms to look for in it, and places already certain.

    `methods` says how an entity was found that the authority file does not have.
    """

    known: Authority
    entities: dict[str, Entity] = field(default_factory=dict)
    forms: dict[Form, None] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)
    methods: dict[str, str] = field(default_factory=dict)

    def entity(self, identifier: str) -> Entity:
        """An entity of this document, else of the authority file."""
        found = self.entities.get(identifier)
        return found if found is not None else self.known.entities[identifier]

    def open(self, name: str, kind: EntityKind, method: str, acronym: str | None = None) -> str:
        """The id of a discovered entity of this name and kind, new or not.

        A name that the authority file has under the same kind is that entity. The id comes from
        the acronym where that is long enough to be no other's: other documents may have only it.
        """
        owner = self.known.owner(name)
        if owner is not None and self.known.entities[owner].kind == kind:
            return owner
        short = acronym if acronym and sum(map(str.isalpha, acronym)) >= _OWN_LETTERS else name
        identifier = slug(short)
        if identifier in self.known.entities or (
            identifier in self.entities and self.entities[identifier].kind != kind
        ):
            identifier = f"{identifier}-{kind}"
        if identifier not in self.entities:
            self.entities[identifier] = Entity(
                id=identifier,
                kind=kind,
                name=name,
                acronym=acronym,
                names=(Name(name, "prefLabel"),),
                discovered=True,
            )
            self.methods[identifier] = method
        return identifier

    def set_family(self, identifier: str, family: str) -> None:
        """Make a discovered entity a phase of a family."""
        self.entities[identifier] = replace(self.entities[identifier], family=family)

    def alias(self, identifier: str, value: str, *, acronym: bool = False) -> None:
        """Another name of an entity, unless it is the name of another one.

        A known entity gets it too, for this document: its record then shows the name as found.
        """
        owner = self.known.owner(value)
        if owner not in (None, identifier):
            return
        entity = self.entity(identifier)
        if all(name.value != value for name in entity.names):
            entity = replace(
                entity, names=(*entity.names, Name(value, "altLabel", acronym=acronym))
            )
            if acronym and entity.acronym is None:
                entity = replace(entity, acronym=value)
            self.entities[identifier] = entity

    def look_for(self, identifier: str, value: str, *, acronym: bool = False) -> None:
        """Find this name of the entity wherever the document has it."""
        self.forms.setdefault(name_form(value, identifier, acronym=acronym))

    def place(self, identifier: str, span: Span, kind: FormKind = "name") -> None:
        """The entity is named at this very place."""
        self.hits.append(Hit(*span, (Form("", identifier, kind),)))

    def named(self, value: str) -> str | None:
        """The id of the entity of this document that has this very name, folded alike."""
        wanted = fold(value)
        for identifier, entity in self.entities.items():
            if any(fold(name.value) == wanted for name in entity.names):
                return identifier
        return None

"""The place where views stand: each is made when it is first wanted, one is shown."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import cast

from textual.containers import Container

from lacsec.db.model import EntityKind
from lacsec.db.queries import entities
from lacsec.tui.places import Place
from lacsec.tui.widgets.view import View

TITLES = {
    "search": "Search",
    "programmes": "Programmes",
    "countries": "Countries",
    "organisations": "Organisations",
    "timeline": "Timeline",
    "matrix": "Coverage",
    "figures": "Figures",
    "disagreements": "Disagreements",
    "documents": "Documents",
    "agreements": "Agreements",
    "operations": "Operations",
    "people": "People",
}
_KINDS: dict[str, EntityKind] = {
    "programmes": "programme",
    "countries": "country",
    "organisations": "organisation",
    "agreements": "agreement",
    "operations": "operation",
    "people": "person",
}

_CLASSES = {
    "search": ("search_view", "SearchView"),
    "timeline": ("timeline_view", "TimelineView"),
    "matrix": ("matrix_view", "MatrixView"),
    "figures": ("tables", "FiguresView"),
    "disagreements": ("tables", "DisagreementsView"),
    "documents": ("documents_view", "DocumentsView"),
}


class Stage(Container):
    """Holds the views; `view` is the one in sight."""

    DEFAULT_CSS = "Stage > .away { display: none; }"

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._views: dict[str, View] = {}
        self.name_shown = "search"

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self._views[self.name_shown]

    @property
    def ready(self) -> bool:
        """Is there a view yet?"""
        return self.name_shown in self._views

    async def show(self, place: Place) -> View:
        """The view of a place, in sight."""
        name = await self._view_of(place)
        if name not in self._views:
            self._views[name] = _make(name)
            await self.mount(self._views[name])
        self.name_shown = name
        for other, view in self._views.items():
            view.set_class(other != name, "away")
        return self._views[name]

    async def _view_of(self, place: Place) -> str:
        if place.view == "document":
            return "documents"
        if place.view == "entity":
            return await self._catalogue_of(place.id)
        return place.view if place.view in TITLES else "search"

    async def _catalogue_of(self, entity_id: str) -> str:
        """The catalogue of an entity's kind; other kinds are shown among the organisations."""
        desk = next(iter(self._views.values())).desk if self._views else None
        if desk is None:
            from lacsec.tui.app import LacsecApp  # noqa: PLC0415

            desk = self.app.desk if isinstance(self.app, LacsecApp) else None
        row = await desk.ask(entities.get, entity_id) if desk is not None else None
        kind = row.kind if row is not None else "organisation"
        return next((name for name, own in _KINDS.items() if own == kind), "organisations")


def _make(name: str) -> View:
    """A view by name; imported here, so that the first screen waits for its own alone."""
    if name in _KINDS:
        return cast(View, _module("catalogue").Catalogue(name, _KINDS[name]))
    module, view = _CLASSES[name]
    return cast(View, getattr(_module(module), view)())


def _module(name: str) -> ModuleType:
    return import_module(f"lacsec.tui.widgets.{name}")

"""The place where views stand: each is made when it is first wanted, one is shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from textual.containers import Container

from lacsec.db.model import EntityKind
from lacsec.db.queries import entities
from lacsec.tui.places import Place
from lacsec.tui.widgets.view import View

if TYPE_CHECKING:
    from lacsec.tui.app import LacsecApp

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
    "things": "Other",
}
# Views that have no tab of their own, and under which they stand.
PARENTS = {"reader": "documents", "map": "matrix", "compare": "matrix", "series": "figures"}
KINDS: dict[str, tuple[EntityKind, ...]] = {
    "programmes": ("programme",),
    "countries": ("country",),
    "organisations": ("organisation",),
    "agreements": ("agreement",),
    "operations": ("operation",),
    "people": ("person",),
    "things": ("region", "instrument", "system", "group"),
}

_CLASSES = {
    "search": ("search_view", "SearchView"),
    "timeline": ("timeline_view", "TimelineView"),
    "matrix": ("matrix_view", "MatrixView"),
    "figures": ("figures_view", "FiguresView"),
    "disagreements": ("disagreements_view", "DisagreementsView"),
    "documents": ("documents_view", "DocumentsView"),
    "reader": ("reader_view", "ReaderView"),
    "map": ("map_view", "MapView"),
    "compare": ("compare_view", "CompareView"),
    "series": ("series_view", "SeriesView"),
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
            view = _make(name)
            await self.mount(view)
            self._views[name] = view
        self.name_shown = name
        for other, view in self._views.items():
            view.set_class(other != name, "away")
        return self._views[name]

    async def drop_others(self) -> None:
        """Let go of the views out of sight: what they show may be of another database."""
        for name in [name for name in self._views if name != self.name_shown]:
            await self._views.pop(name).remove()

    async def _view_of(self, place: Place) -> str:
        if place.view == "document":
            return "reader"
        if place.view == "entity":
            return await self._catalogue_of(place.id)
        return place.view if place.view in _CLASSES or place.view in KINDS else "search"

    async def _catalogue_of(self, entity_id: str) -> str:
        """The catalogue of an entity's kind."""
        desk = cast("LacsecApp", self.app).desk
        row = await desk.ask(entities.get, entity_id)
        kind = row.kind if row is not None else "organisation"
        return next((name for name, own in KINDS.items() if kind in own), "organisations")


def _make(name: str) -> View:
    """A view by name; imported here, so that the first screen waits for its own alone."""
    if name in KINDS:
        module = import_module("lacsec.tui.widgets.catalogue")
        return cast(View, module.Catalogue(name, KINDS[name]))
    source, view = _CLASSES[name]
    return cast(View, getattr(import_module(f"lacsec.tui.widgets.{source}"), view)())

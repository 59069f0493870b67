"""One entity for each place: the document's own names first, then sure ones, then supported."""

from __future__ import annotations

from collections import Counter
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.names.authority import Form
from lacsec.importer.names.automaton import Hit
from lacsec.importer.names.found import Naming
from lacsec.importer.names.local import LocalNames
from lacsec.importer.structure.text import Text

# Shares of namings that were right on the development texts, by how they were found.
CONFIDENCE = {
    "name": 0.99,
    "acronym": 0.98,
    "defined": 0.95,
    "phase": 0.95,
    "weak": 0.90,
    "person": 0.90,
    "cue": 0.80,
    "described": 0.75,
}
_STRONG = frozenset({"name", "acronym"})
_SHORT_LINE = 12  # characters: a shorter line in capitals says nothing about its words


@cache
def _stands_for() -> dict[str, str]:
    """The body for which an office acts, by the id of the office."""
    table: dict[str, list[str]] = lexicon("kinds")["stands_for"]
    return {office: body for body, offices in table.items() for office in offices}


class Resolver:
    """Chooses among the forms that fit at each place of one document."""

    def __init__(self, text: Text, local: LocalNames, hits: list[Hit]) -> None:
        self._text = text
        self._local = local
        self._own = set(local.forms)
        self._hits = hits
        self._support = self._supported()
        self._last: dict[str, int] = {}

    def resolve(self) -> tuple[list[Naming], list[Naming]]:
        """The namings of the document in order, and its demonyms."""
        namings: list[Naming] = []
        demonyms: list[Naming] = []
        offices = _stands_for()
        for index, hit in enumerate(self._hits):
            form = self._choose(index, hit)
            if form is None or form.entity is None:
                continue
            entity = self._local.entity(offices.get(form.entity, form.entity))
            method = self._local.methods.get(entity.id, form.kind)
            sure = CONFIDENCE.get(method, 0.9)
            naming = Naming(hit.start, hit.end, entity.id, entity.kind, method, sure)
            if form.kind == "demonym":
                demonyms.append(naming)
            else:
                namings.append(naming)
                self._last[entity.id] = hit.start
        return namings, demonyms

    def _supported(self) -> Counter[str]:
        """How often each entity is named beyond doubt."""
        found: Counter[str] = Counter()
        for hit in self._hits:
            only = hit.forms[0]
            if len(hit.forms) == 1 and only.kind == "name":
                found[only.entity or ""] += 1
                continue
            owners = {form.entity for form in hit.forms if form.kind in _STRONG}
            if len(owners) == 1 and not (_exact(hit) and self._shouted(hit)):
                found[next(iter(owners)) or ""] += 1
        return found

    def _shouted(self, hit: Hit) -> bool:
        """Is this in a line all in capitals, where "CAN" and "US" may be any word?"""
        sentence = self._text.sentence_at(hit.start)
        words = self._text.value[sentence.start : sentence.end]
        return len(words) > _SHORT_LINE and words.isupper()

    def _choose(self, index: int, hit: Hit) -> Form | None:
        only = hit.forms[0]
        if len(hit.forms) == 1 and only.kind == "name":
            return only
        own = next((form for form in hit.forms if form in self._own), None)
        if own is not None or any(form.kind == "decoy" for form in hit.forms):
            return own
        strong = [form for form in hit.forms if form.kind in _STRONG]
        if strong:
            return self._strong(hit, strong)
        weak = [form for form in hit.forms if form.kind == "weak"]
        return self._weak(index, weak) if weak else only

    def _weak(self, index: int, forms: list[Form]) -> Form | None:
        """Of the entities that may be meant the one named last, if any is named in full."""
        supported = [form for form in forms if self._support[form.entity or ""]]
        if supported:
            return max(supported, key=lambda form: self._last.get(form.entity or "", -1))
        return self._in_list(index, forms)

    def _strong(self, hit: Hit, forms: list[Form]) -> Form | None:
        """The one entity, or the one with support of several that share an acronym, else none."""
        if _exact(hit) and self._shouted(hit):
            return next((form for form in forms if self._support[form.entity or ""]), None)
        if len({form.entity for form in forms}) == 1:
            return forms[0]
        supported = [form for form in forms if self._support[form.entity or ""]]
        return max(supported, key=lambda form: self._support[form.entity or ""], default=None)

    def _in_list(self, index: int, forms: list[Form]) -> Form | None:
        """A short form of a country ("Antigua") counts in a list of three countries or more."""
        countries = [
            form for form in forms if self._local.entity(form.entity or "").kind == "country"
        ]
        if len(countries) != 1:
            return None
        beside = 0
        for step in (-1, 1):
            place = index
            while 0 <= place + step < len(self._hits) and self._listed(place, place + step):
                place += step
                beside += 1
        return countries[0] if beside >= 2 else None

    def _listed(self, one: int, other: int) -> bool:
        """Are two neighbours items of one list, the second of them a country for certain?"""
        first, second = sorted((one, other))
        between = self._text.folded[self._hits[first].end : self._hits[second].start]
        if between.strip(" ,") not in ("", "and", "y", "e", "et", "the", "and the"):
            return False
        entities = [form.entity for form in self._hits[other].forms if form.kind == "name"]
        return any(e and self._local.entity(e).kind == "country" for e in entities)


def _exact(hit: Hit) -> bool:
    return all(form.exact is not None and form.kind == "acronym" for form in hit.forms)

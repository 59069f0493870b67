"""Bodies that every country has ("Policía Nacional", "Ministry of Justice"), told by country."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lacsec.importer.data import lexicon
from lacsec.importer.names.authority import Form
from lacsec.importer.names.automaton import Hit
from lacsec.importer.names.local import LocalNames
from lacsec.importer.names.runs import Spans
from lacsec.importer.names.wordlists import word_set
from lacsec.importer.structure.text import Text

_LANGUAGES = ("en", "es", "pt", "fr")
_TABLE = "names_institutions"
_REACH = 4  # words between an institution and its country
_MAIN_SHARE = 0.6  # of the mentions of countries
_MOST_COUNTRIES = 3  # of a document that is about one of them


@dataclass(frozen=True, slots=True)
class _Institution:
    name: str
    demonym: bool = False
    mission: bool = False
    bound: bool = False


@dataclass(frozen=True, slots=True)
class _Country:
    """A country or a demonym at its place."""

    start: int
    end: int
    entity: str
    demonym: bool


@cache
def _table() -> dict[str, _Institution]:
    found: dict[str, _Institution] = {}
    for kind in ("institution", "mission"):
        for row in lexicon(_TABLE)[kind]:
            made = _Institution(
                row["name"], row.get("demonym", False), kind == "mission", row.get("bound", False)
            )
            for language in _LANGUAGES:
                for form in row[language]:
                    found.setdefault(form, made)
    return found


def institution_forms() -> Iterator[Form]:
    """The phrases for the automaton."""
    return (Form(form, None, "institution", capital=False) for form in _table())


def find_institutions(
    text: Text, phrases: Sequence[Hit], hits: Iterable[Hit], local: LocalNames
) -> None:
    """Place every institution of a country that the text names; the country stays named too.

    `phrases` are where the forms of institutions stand, `hits` where known names do.
    """
    _Institutions(text, hits, local).find(phrases)


class _Institutions:
    def __init__(self, text: Text, hits: Iterable[Hit], local: LocalNames) -> None:
        self._text = text
        self._local = local
        self._countries: list[_Country] = []
        others: list[tuple[int, int]] = []
        for hit in hits:
            self._sort_in(hit, others)
        self._others = Spans(others)
        self._starts = [country.start for country in self._countries]
        self._explicit: dict[str, Counter[str]] = {}

    def _sort_in(self, hit: Hit, others: list[tuple[int, int]]) -> None:
        for form in hit.forms:
            if form.entity is None or form.kind == "weak":
                continue
            if self._local.known.entities.kind(form.entity) == "country":
                demonym = form.kind == "demonym"
                self._countries.append(_Country(hit.start, hit.end, form.entity, demonym))
                return
        if any(form.kind in ("name", "acronym") for form in hit.forms):
            others.append((hit.start, hit.end))

    def find(self, phrases: Sequence[Hit]) -> None:
        found = [
            (hit.start, hit.end, _table()[hit.forms[0].folded])
            for hit in phrases
            if not self._taken(hit)
        ]
        beside = [self._beside(start, end, what) for start, end, what in found]
        for (_, _, what), country in zip(found, beside, strict=True):
            if country is not None:
                self._explicit.setdefault(what.name, Counter())[country.entity] += 1
        for (start, end, what), country in zip(found, beside, strict=True):
            if what.mission:
                self._mission(start, end, what)
            elif what.bound and not (country is not None and self._is_body(start, end)):
                continue
            elif country is not None or self._written_as_name(start, end):
                self._place(start, end, what, country)

    def _taken(self, hit: Hit) -> bool:
        return self._others.reach(hit.start, hit.end)

    def _is_body(self, start: int, end: int) -> bool:
        """A capital, no "Minister of" before it, no "Minister" behind it."""
        folded = self._text.folded
        behind = folded[end : end + 20].split(None, 1)[:1]
        role = bool(behind) and behind[0].strip(",.") in word_set("people", "roles")
        of = folded[start - 4 : start].endswith((" of ", " de "))
        return self._text.value[start].isupper() and not of and not role

    def _written_as_name(self, start: int, end: int) -> bool:
        """Capitals where a name has them, not only where a sentence begins."""
        value = self._text.value[start:end]
        long = [word for word in value.split() if len(word) > 3]
        capitals = sum(word[0].isupper() for word in long)
        if self._text.language == "en":
            return capitals == len(long) > 1
        opens = start == self._text.sentence_at(start).start
        return value[0].isupper() and (capitals > 1 or not opens) and not (opens and len(long) < 2)

    # ---- whose it is

    def _beside(self, start: int, end: int, what: _Institution) -> _Country | None:
        """The country right behind ("of Peru", "peruana") or right before ("Peru's")."""
        place = bisect_left(self._starts, end)
        if place < len(self._countries):
            after = self._countries[place]
            gap = self._text.folded[end : after.start]
            small = gap.replace("'", " ").split()
            of = word_set(_TABLE, "of", "mission" if what.mission else "institution")
            near = len(gap) < 40 and len(small) <= _REACH and gap[:1] in " '"
            if near and all(word in of for word in small) and bool(small) != after.demonym:
                return after
        place = bisect_left(self._starts, start) - 1
        if place >= 0 and not what.mission:
            before = self._countries[place]
            gap = self._text.folded[before.end : start]
            if gap in (" ", "'s ", "' ") and (before.demonym or gap != " "):
                return before
        return None

    def _country_of(self, start: int, what: _Institution) -> str | None:
        """The country that the text means without a word, where it leaves no choice."""
        told = self._explicit.get(what.name)
        if told is not None and len(told) == 1:
            return next(iter(told))
        block = self._text.block_of(self._text.sentence_at(start))
        if block.heading is not None:
            heading = self._text.blocks[block.heading]
            named = self._named(heading.start, heading.end)
            if heading.number > 0 and len(named) == 1:
                return named[0]
        return self._main_country()

    def _named(self, low: int, high: int) -> list[str]:
        stretch = self._countries[bisect_left(self._starts, low) : bisect_left(self._starts, high)]
        return list(dict.fromkeys(country.entity for country in stretch))

    def _main_country(self) -> str | None:
        """The country that a document is about, where its language is spoken there."""
        counts = Counter(country.entity for country in self._countries)
        home: list[str] | None = lexicon(_TABLE)["at_home"].get(self._text.language)
        if not counts or len(counts) > _MOST_COUNTRIES:
            return None
        country, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
        sure = most > 1 and most >= _MAIN_SHARE * counts.total()
        return country if sure and (home is None or country in home) else None

    # ---- naming it

    def _place(self, start: int, end: int, what: _Institution, beside: _Country | None) -> None:
        country = beside.entity if beside is not None else self._country_of(start, what)
        wording = self._text.value[start:end]
        if country is None:
            identifier = self._local.open(wording, "organisation", "cue")
        else:
            identifier = self._of_country(what, country)
            if identifier in self._local.methods:
                self._local.alias(identifier, wording)
        if beside is not None and beside.end > end and identifier in self._local.methods:
            self._local.alias(identifier, self._text.value[start : beside.end])
        self._local.place(identifier, (start, end))

    def _of_country(self, what: _Institution, country: str) -> str:
        entity = self._local.known.entities[country]
        names = [f"{what.name} of {entity.name}", f"{what.name} of the {entity.name}"]
        for name in names:
            owner = self._local.known.owner(name)
            if owner is not None:
                return owner
        return self._local.open(names[0], "organisation", "cue")

    def _mission(self, start: int, end: int, what: _Institution) -> None:
        if not self._text.value[start].isupper():
            return
        first = self._beside(start, end, what)
        if first is None or first.start < end:
            return
        sender, host = None, first
        if "{sender}" in what.name:
            second = self._beside(first.start, first.end, what)
            if second is None or second.start < first.end:
                return
            sender, host = first, second
        known = self._local.known.entities
        name = what.name.format(
            sender=known[sender.entity].name if sender else "", host=known[host.entity].name
        )
        owner = self._local.known.owner(name)
        if sender is None and owner is None:
            return
        identifier = owner or self._local.open(name, "organisation", "cue")
        if identifier in self._local.methods:
            self._local.alias(identifier, self._text.value[start : host.end])
        self._local.place(identifier, (start, end))

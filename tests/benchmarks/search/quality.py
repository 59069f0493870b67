"""How often the thing meant comes first, among three, among ten: on labelled queries."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from lacsec.db.search import Hit
from lacsec.db.text import fold

QUERIES = Path(__file__).with_name("queries.toml")


@dataclass(frozen=True)
class Labelled:
    """A query of a kind, and labels of which any will do; none where nothing may be offered."""

    kind: str
    text: str
    labels: tuple[str, ...]


@dataclass
class Tally:
    """Counts of one kind: queries, and how many had the thing first, in three, in ten."""

    queries: int = 0
    first: int = 0
    three: int = 0
    ten: int = 0
    misses: list[tuple[str, int | None, list[str]]] = field(default_factory=list)


def load(path: Path = QUERIES) -> list[Labelled]:
    """The labelled queries, in the order of the file."""
    found = []
    for kind, block in tomllib.loads(path.read_text("utf-8")).items():
        for line in block.strip().splitlines():
            text, *labels = (part.strip() for part in line.split("|"))
            found.append(Labelled(kind, text, tuple(x for x in labels if x != "nothing")))
    return found


def answers(hit: Hit, label: str) -> bool:
    """Whether a hit is what a label asks for."""
    what, _, wanted = label.partition(" ")
    if what == "e":
        return hit.kind == "entity" and hit.name == wanted
    text = fold(hit.snippet)
    return all(word in text for word in fold(wanted).split())


def measure(
    queries: Iterable[Labelled], search: Callable[[str], Iterable[Hit]]
) -> dict[str, Tally]:
    """Tallies by kind. For what is not there, "first" means that nothing was offered."""
    tallies: dict[str, Tally] = {}
    for query in queries:
        hits = list(search(query.text))[:10]
        tally = tallies.setdefault(query.kind, Tally())
        tally.queries += 1
        if query.labels:
            places = [
                place
                for place, hit in enumerate(hits)
                if any(answers(hit, label) for label in query.labels)
            ]
            place = places[0] if places else None
        else:
            place = 0 if not hits else None
        tally.first += place == 0
        tally.three += place is not None and place < 3
        tally.ten += place is not None
        if place != 0:
            shown = [f"{h.kind}:{h.name or h.snippet[:50]}" for h in hits[:3]]
            tally.misses.append((query.text, place, shown))
    return tallies

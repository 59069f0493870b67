"""The region as a small map in Braille dots, countries filled by the state of their coverage."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from lacsec.db.queries.common import Link
from lacsec.db.queries.coverage import Cell
from lacsec.tui.lines import Line, Span, column, fit, line, safe, span, wrap
from lacsec.tui.places import Place
from lacsec.tui.views.braille import Dots
from lacsec.tui.views.dossiers import STATES
from lacsec.tui.views.words import full_name

# What is drawn: from west to east and south to north, in degrees; a degree of longitude is
# narrower than one of latitude, by this much in the middle of the region.
_WEST, _EAST, _SOUTH, _NORTH = -118.0, -34.0, -56.0, 33.0
_NARROWER = 0.94
_OUTLINE = "rule"
_TALL = 30  # cells
Ring = tuple[tuple[float, float], ...]


@cache
def outlines() -> Mapping[str, tuple[Ring, ...]]:
    """The rings of each country (ISO 3166-1 alpha-2) as (longitude, latitude) in degrees."""
    source = files("lacsec.tui").joinpath("outlines.toml").read_text(encoding="utf-8")
    return {
        code: tuple(_ring(told) for told in rings) for code, rings in tomllib.loads(source).items()
    }


def _ring(told: str) -> Ring:
    numbers = [int(number) / 10 for number in told.split()]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Raster:
    """Which country each dot belongs to, by (column, row); dots at sea are left out."""

    width: int
    height: int
    owners: Mapping[tuple[int, int], str]


@lru_cache(maxsize=8)
def raster(width: int, height: int) -> Raster:
    """The region on `width` × `height` cells, as large as fits, in the middle."""
    across, down = width * 2, height * 4
    scale = min(across / ((_EAST - _WEST) * _NARROWER), down / (_NORTH - _SOUTH))
    left = (across - (_EAST - _WEST) * _NARROWER * scale) / 2
    top = (down - (_NORTH - _SOUTH) * scale) / 2

    def place(point: tuple[float, float]) -> tuple[float, float]:
        x = left + (point[0] - _WEST) * _NARROWER * scale
        return x, top + (_NORTH - point[1]) * scale

    owners: dict[tuple[int, int], str] = {}
    small: dict[tuple[int, int], str] = {}
    for code, rings in outlines().items():
        found = [dot for ring in rings for dot in _filled([place(p) for p in ring])]
        owners.update(dict.fromkeys(found, code))
        if len(found) < 2:  # an island: seen all the same
            x, y = place(rings[0][0])
            small[int(x), int(y)] = small[int(x) + 1, int(y)] = code
    inside = {
        dot: code
        for dot, code in (owners | small).items()
        if 0 <= dot[0] < across and 0 <= dot[1] < down
    }
    return Raster(width, height, inside)


def _filled(ring: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """The dots whose middle lies within a ring."""
    crossings: dict[int, list[float]] = {}
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if y1 == y2:
            continue
        low, high = (y1, y2) if y1 < y2 else (y2, y1)
        for row in range(int(low - 0.5) - 1, int(high) + 2):
            middle = row + 0.5
            if low <= middle < high:
                crossings.setdefault(row, []).append(x1 + (middle - y1) * (x2 - x1) / (y2 - y1))
    dots: list[tuple[int, int]] = []
    for row, found in sorted(crossings.items()):
        found.sort()
        for start, end in zip(found[::2], found[1::2], strict=False):
            dots.extend((x, row) for x in range(int(start + 0.5), int(end + 0.5)))
    return dots


def _shown(state: str, x: int, y: int) -> bool:
    """Is a dot within a country drawn? Full where it is stated, sparser where it is less."""
    patterns = {
        "stated": True,
        "disputed": y % 2 == 0,
        "planned": (x + y) % 2 == 0,
        "ended": x % 2 == 0 and y % 2 == 0,
        "implied": x % 2 == 0 and (x // 2 + y) % 2 == 0,
    }
    return patterns.get(state, False)


def map_lines(states: Mapping[str, str], width: int, height: int) -> list[Line]:
    """The map; `states` gives the coverage of countries by their codes."""
    found = raster(width, height)
    dots = Dots(width, height)
    for (x, y), code in found.owners.items():
        state = states.get(code)
        left, above = found.owners.get((x - 1, y), code), found.owners.get((x, y - 1), code)
        if state is None:
            edge = any(
                found.owners.get(other) != code
                for other in ((x - 1, y), (x, y - 1), (x + 1, y), (x, y + 1))
            )
            if edge:
                dots.put(x, y, _OUTLINE)
        elif _shown(state, x, y) and (height < _TALL or left == above == code):
            dots.put(x, y, STATES[state][1])  # on a large map, borders stay free
    marks = _codes(found, states)
    return [line(*dots.row(y, marks), still=True) for y in range(height)]


def _codes(found: Raster, states: Mapping[str, str]) -> dict[tuple[int, int], tuple[str, str]]:
    """The codes of filled countries that are large enough, in their middle."""
    cells: dict[str, list[tuple[int, int]]] = {}
    for x in range(found.width):
        for y in range(found.height):
            own = {found.owners.get((2 * x + a, 4 * y + b)) for a in (0, 1) for b in range(4)}
            code = own.pop() if len(own) == 1 else None
            if code in states:
                cells.setdefault(code or "", []).append((x, y))
    marks: dict[tuple[int, int], tuple[str, str]] = {}
    for code, owned in cells.items():
        middle_x = sum(x for x, _ in owned) / len(owned)
        middle_y = sum(y for _, y in owned) / len(owned)
        pairs = [(x, y) for x, y in owned if (x + 1, y) in set(owned)]
        if pairs and len(owned) > 5:
            x, y = min(pairs, key=lambda p: (abs(p[0] - middle_x) + 2 * abs(p[1] - middle_y), p))
            marks[x, y], marks[x + 1, y] = (code[0], "value"), (code[1], "value")
    return marks


def ordered(programmes: Sequence[Link], cells: Sequence[Cell]) -> list[tuple[Link, int]]:
    """The programmes with how many countries they cover, the most first."""
    counts = Counter(cell.programme for cell in cells if cell.state != "denied")
    found = [(link, counts[link.id]) for link in programmes if counts[link.id]]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].name))


def programme_line(pair: tuple[Link, int], width: int) -> Line:
    """A programme to choose, with how many countries it covers."""
    link, many = pair
    return line(
        column(link.acronym or link.name, max(8, width - 4), f"kind.{link.kind}"),
        column(many, 4, "dim", right=True),
        place=Place("entity", link.id, tab="Countries"),
        key=link.id,
    )


def country_words(cells: Sequence[Cell], countries: Mapping[str, Link], width: int) -> list[Line]:
    """Under each state the countries that have it."""
    groups: dict[str, list[str]] = {}
    for cell in cells:
        groups.setdefault(cell.state, []).append(countries[cell.country].name)
    lines: list[Line] = []
    for state, (sign, style, words) in STATES.items():
        if state in groups:
            names = ", ".join(sorted(groups[state]))
            head = f"{sign} {words} {len(groups[state])}: "
            cut = wrap([span(head, style), span(safe(names))], max(12, width))
            lines += [line(*row, still=True) for row in cut]
    return lines or [line(span("No document names a country.", "dim"), still=True)]


def map_title(programme: Link | None, width: int) -> list[Span]:
    """Whose countries are filled."""
    if programme is None:
        return [span("Choose a programme", "dim")]
    name = full_name(programme.name, programme.acronym)
    return [span(fit(safe(name), width), "title")]

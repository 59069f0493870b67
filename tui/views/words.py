"""Codes and numbers as a reader expects them: dates, amounts, statuses, kinds."""

from __future__ import annotations

from datetime import date

from lacsec.db.queries.facts import FigureRow
from lacsec.db.text import fold

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_SIGNS = {"EUR": "€", "USD": "US$", "GBP": "£"}
_QUALIFIERS = {"over": "over ", "under": "under ", "about": "about ", "up_to": "up to "}
_UNITS = {"per_100k": "per 100 000"}
_LARGE = ((1e9, "billion"), (1e6, "million"))
STATUS_STYLES = {
    "asserted": "",
    "planned": "planned",
    "under_negotiation": "planned",
    "ended": "ended",
    "denied": "disputed",
}
STATUS_WORDS = {
    "asserted": "",
    "planned": "planned",
    "under_negotiation": "being negotiated",
    "ended": "ended",
    "denied": "denied",
}
PREDICATES = {
    "covers": ("covers", "covered by"),
    "part_of": ("part of", "has as part"),
    "successor_of": ("follows", "followed by"),
    "implemented_by": ("implemented by", "implements"),
    "funded_by": ("funded by", "funds"),
    "member_of": ("member of", "has as member"),
    "party_to": ("party to", "has as party"),
    "participates_in": ("takes part in", "has taking part"),
    "supports": ("supports", "supported by"),
    "agreement_with": ("agreement with", "agreement with"),
    "role": ("office", "office held by"),
}


def date_words(edtf: str | None) -> str:
    """EDTF for people: 2016-08-24 → 24 Aug 2016, 2009/.. → since 2009, 198X → 1980s."""
    if not edtf:
        return ""
    if "/" in edtf:
        first, last = edtf.split("/", 1)
        if last in ("", ".."):
            return f"since {_single(first)}"
        if first in ("", ".."):
            return f"until {_single(last)}"
        return f"{_single(first)} – {_single(last)}"
    return _single(edtf)


def _single(edtf: str) -> str:
    doubt = {"~": "about ", "?": "", "%": "about "}.get(edtf[-1:], "")
    unsure = "?" if edtf[-1:] in ("?", "%") else ""
    parts = edtf.rstrip("?~%").split("-")
    if parts[0].endswith("X"):
        return f"{doubt}{parts[0].replace('X', '0')}s{unsure}"
    months = [MONTHS[int(p) - 1] for p in parts[1:2] if p.isdigit() and 1 <= int(p) <= 12]
    days = [str(int(p)) for p in parts[2:3] if p.isdigit()]
    return doubt + " ".join([*days, *months, parts[0]]) + unsure


def read_date(words: str) -> str | None:
    """A date as a person types it, as an ISO day: 2016, 2016-08, Aug 2016, 24 Aug 2016."""
    parts = words.replace("-", " ").replace("/", " ").replace(".", " ").split()
    year = month = day = 0
    for part in parts:
        if part.isdigit() and len(part) == 4 and not year:
            year = int(part)
        elif part.isdigit() and len(part) <= 2:
            if year and not month:
                month = int(part)
            else:
                day = int(part)
        elif part[:3].capitalize() in MONTHS:
            month = MONTHS.index(part[:3].capitalize()) + 1
        else:
            return None
    try:
        return date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return None


def full_name(name: str, acronym: str | None) -> str:
    """The name with its acronym first, where it says more: "CRP · Cocaine Route Programme"."""
    return name if not acronym or fold(acronym) in fold(name) else f"{acronym} · {name}"


def number_words(value: float) -> str:
    """A number with thin groups of three: 25892107 → 25 892 107; 13.7 stays."""
    if value == int(value):
        return f"{int(value):,}".replace(",", " ")
    return f"{value:,.10g}".replace(",", " ")


def amount_words(row: FigureRow) -> str:
    """The value with its qualifier and unit: "over €50 million", "13.7 per 100 000"."""
    values = [row.value] if row.value_max is None else [row.value, row.value_max]
    told = "–".join(_large(value, row.unit) for value in values)
    sign = _SIGNS.get(row.unit)
    qualifier = _QUALIFIERS.get(row.qualifier or "", "")
    if sign is not None:
        return f"{qualifier}{sign}{told}"
    unit = _UNITS.get(row.unit, row.unit)
    return f"{qualifier}{told} {unit}".strip()


def _large(value: float, unit: str) -> str:
    if len(unit) == 3 and unit.isupper():  # money
        for size, word in _LARGE:
            if value >= size and round(value / size, 3) * size == value:
                return f"{number_words(round(value / size, 3))} {word}"
    return number_words(value)

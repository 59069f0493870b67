"""Facts in a few words, for titles, labels and lists: the same words wherever they are shown."""

from __future__ import annotations

_QUALIFIERS = {"over": "over ", "under": "under ", "about": "about ", "up_to": "up to "}

# Each predicate as a verb between the names of its two ends.
VERBS = {
    "covers": "covers",
    "part_of": "is part of",
    "successor_of": "succeeds",
    "implemented_by": "is implemented by",
    "funded_by": "is funded by",
    "member_of": "is a member of",
    "party_to": "is party to",
    "participates_in": "takes part in",
    "supports": "supports",
    "agreement_with": "has an agreement with",
    "role": "has a role in",
}


def number(value: float) -> str:
    """Plain digits in groups of three: 58800000 → "58,800,000"; 13.25 → "13.25"."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.10g}" if abs(value) < 1e10 else repr(value)


def amount(value: float, value_max: float | None, unit: str, qualifier: str | None = None) -> str:
    """A number with its unit and what the text says of it: "about 2–3 t"."""
    top = "" if value_max is None else f"–{number(value_max)}"
    words = unit.replace("per_100k", "per 100,000")
    return f"{_QUALIFIERS.get(qualifier or '', '')}{number(value)}{top} {words}"


def plain(name: str) -> str:
    """A status, role, basis or reason in words: "under_negotiation" → "under negotiation"."""
    return name.replace("_", " ")


def statement(subject: str, predicate: str, target: str, status: str) -> str:
    """A relation as a sentence; one that is not simply so says that first.

    "A is funded by B", but "planned: A funded by B".
    """
    if status == "asserted":
        return f"{subject} {VERBS.get(predicate, plain(predicate))} {target}"
    return f"{plain(status)}: {subject} {plain(predicate)} {target}"

"""Which part a name plays in its clause, as far as the words beside it tell."""

from __future__ import annotations

from functools import cache

from lacsec.importer.data import lexicon

SUBJECT = "subject"
_LOOK = 36  # characters: the longest cue with an article
_AHEAD = 24


@cache
def _by_last() -> dict[str, tuple[tuple[str, str], ...]]:
    """Last character → (cue, role), the longest first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for role, cues in lexicon("figures_roles")["before"].items():
        for cue in cues:
            table.setdefault(cue[-1], []).append((cue, role))
    return {
        last: tuple(sorted(v, key=lambda pair: (-len(pair[0]), pair))) for last, v in table.items()
    }


@cache
def _articles() -> dict[str, tuple[str, ...]]:
    """Last character → articles that end in it, the longest first."""
    table: dict[str, list[str]] = {}
    for word in dict.fromkeys(lexicon("figures_roles")["articles"]["words"]):
        table.setdefault(word[-1], []).append(word)
    return {last: tuple(sorted(v, key=lambda w: (-len(w), w))) for last, v in table.items()}


@cache
def _after(role: str) -> tuple[str, ...]:
    return tuple(lexicon("figures_roles")["after"][role])


def role_of(folded: str, start: int, end: int, floor: int) -> str:
    """The role of a name at [start, end) in a sentence that begins at `floor`.

    "subject" where no cue stands beside it; else place, of, agent, under, for, with, and, source,
    than or possessive.
    """
    after = folded[end : end + _AHEAD].lstrip(" ),")
    if after.startswith(_after("source")):
        return "source"
    if after.startswith(_after("possessive")):
        return "possessive"
    window = folded[max(floor, start - _LOOK) : start].rstrip(" \"'(")
    if not window:
        return SUBJECT
    role = _cue(window)
    if role is None:
        for article in _articles().get(window[-1], ()):
            if window.endswith(article) and not window[: -len(article)][-1:].isalnum():
                role = _cue(window[: -len(article)].rstrip())
                break
    return role or SUBJECT


def _cue(window: str) -> str | None:
    for cue, role in _by_last().get(window[-1:], ()):
        if window.endswith(cue) and not window[: -len(cue)][-1:].isalnum():
            return role
    return None

"""Word lists of the lexicon as they are asked for again and again."""

from __future__ import annotations

from functools import cache

from lacsec.importer.data import words


@cache
def word_list(name: str, *keys: str) -> tuple[str, ...]:
    """The words at a path of tables in `lexicon/NAME.toml`, kept."""
    return words(name, *keys)


@cache
def word_set(name: str, *keys: str) -> frozenset[str]:
    """The same as a set."""
    return frozenset(words(name, *keys))

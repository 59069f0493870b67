"""The forms of verbs in the trigger table: "integrar*" stands for every form a text may use.

A word with a star is expanded by the endings of its language: of an infinitive (of the base form
in English) the finite forms of the third person, of a participle its genders and numbers.
Irregular verbs are listed with their forms in `lexicon/relations/verbs.toml`.
"""

from __future__ import annotations

import re
from functools import cache

from lacsec.db.text import fold
from lacsec.importer.relations.data import table

_STARRED = re.compile(r"([^\W\d_]+)\*")
_MUTE = "bcdfghjklmnpqrstvwxz"


def every_form(words: str, languages: tuple[str, ...]) -> list[str]:
    """The folded `words` with each starred one in all its forms."""
    match = _STARRED.search(words)
    if match is None:
        return [words]
    before, after = words[: match.start()], words[match.end() :]
    forms = dict.fromkeys(form for language in languages for form in _forms(match[1], language))
    return [whole for form in forms for whole in every_form(before + form + after, languages)]


@cache
def _endings() -> dict[str, dict[str, tuple[str, ...]]]:
    found = table("verbs")["endings"]
    return {
        language: {fold(key): tuple(fold(end) for end in ends) for key, ends in classes.items()}
        for language, classes in found.items()
    }


@cache
def _irregular() -> dict[str, dict[str, tuple[str, ...]]]:
    found = table("verbs")["irregular"]
    return {
        language: {fold(verb): tuple(fold(form) for form in forms) for verb, forms in verbs.items()}
        for language, verbs in found.items()
    }


def _forms(word: str, language: str) -> list[str]:
    irregular = _irregular().get(language, {}).get(word)
    if irregular is not None:
        return list(irregular)
    if language == "en":
        return _english(word)
    for ending, forms in _endings().get(language, {}).items():
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            return [" ".join(form.replace("-", stem, 1).split()) for form in forms]
    return [word]


def _english(base: str) -> list[str]:
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    if base.endswith("y") and base[-2] in _MUTE:
        return [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    return [base, third, base + "ed", base + "ing"]

"""Which of the four languages a text is in, by its commonest short words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from lacsec.importer.data import lexicon

LANGUAGES = ("en", "es", "pt", "fr")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 40_000  # characters: more changes no answer


@cache
def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    """Each short word, with the languages it counts for; a word of several counts less."""
    table = lexicon("languages")["stop_words"]
    owners: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for word in table[language]:
            owners.setdefault(word, []).append(language)
    return {word: tuple((x, 1 / len(found)) for x in found) for word, found in owners.items()}


def guess_language(text: str, default: str = "en") -> str:
    """BCP 47 code of the language, `default` where the text has too few words to tell."""
    counts = Counter(word.lower() for word in _WORD.findall(text[:_SAMPLE]))
    scores = dict.fromkeys(LANGUAGES, 0.0)
    for word, owners in _weights().items():
        for language, weight in owners:
            scores[language] += weight * counts[word]
    best = max(LANGUAGES, key=lambda language: (scores[language], -LANGUAGES.index(language)))
    return best if scores[best] >= 3 else default

"""Did you mean: other queries near one that finds nothing, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator

from lacsec.db.search.finder import NameFinder
from lacsec.db.search.query import ParsedQuery
from lacsec.db.search.textwords import TextWords
from lacsec.db.search.words import is_numeral, is_strict

_MOST = 4


def suggest(query: ParsedQuery, names: NameFinder, texts: TextWords) -> Iterator[str]:
    """Queries to try instead: unknown words corrected, then numbers left out.

    They are only likely: whoever asks tries them. A word is corrected only by one that is really
    near, and a query is never cut down to a small part of itself.
    """
    words = query.words
    if not query.plain or not words or query.filters or query.without:
        return
    fixed: list[str] = []
    changed = False
    for word in words:
        if names.knows(word.text) or texts.count(word.text) or is_strict(word.text):
            fixed.append(query.text[word.start : word.end])
            continue
        near = names.near(word.text) or texts.near(word.text)
        if not near:
            return_words = [w for w in words if w is not word]
            if not (is_numeral(word.text) or len(return_words) > 2):
                return
            changed = True
            continue
        fixed.append(near[0])
        changed = True
    tried = 0
    if changed and fixed:
        tried += 1
        yield " ".join(fixed)
    numbers = [word for word in words if is_numeral(word.text)]
    if numbers and len(words) > len(numbers) and tried < _MOST:
        yield " ".join(
            query.text[word.start : word.end] for word in words if not is_numeral(word.text)
        )

"""The language of the search box. Whatever is typed means something: nothing is a syntax error.

    words             all of them, in any order; the last may be unfinished
    "exact phrase"    the words in this order
    -word             without it ("-kind:person" too)
    this OR that      either
    key:value         a filter, of the keys in `KEYS`

What looks like a filter but cannot be understood is searched as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lacsec.db.search.words import Word, split_words
from lacsec.db.text import fold

# Each key and what it takes, as the app lists them beside the box.
KEYS = {
    "kind": "a kind of thing: programme, country, organisation, person, event, figure, passage",
    "country": "a country, by name or ISO code: country:EC",
    "in": "a document, by id, file or title: in:europol",
    "after": "a date, included: after:2016, after:2016-08",
    "before": "a date, excluded: before:2020",
    "year": "a year: year:2023",
    "budget": "an amount: budget:>10m, budget:5m..20m",
    "lang": "the language of the document: lang:es",
}
_TOKEN = re.compile(
    r"""(?P<minus>-(?=[^\s-]))?
    (?: (?P<key>[a-z]{2,8}):(?P<value>"[^"]*"?|[^\s"]*)
      | (?P<phrase>"[^"]*"?)
      | (?P<word>[^\s"]+) )""",
    re.VERBOSE,
)
_AMOUNT = re.compile(r"(\d{1,15}(?:[.,]\d{1,9})*)(k|thousand|mn|m|million|bn|b|billion)?", re.ASCII)
_SCALE = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
}
# A longer query is read up to here.
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Term:
    """Words to find: one, or several in this order where it is a `phrase`.

    `quoted`: it was typed between quotes, and is not a number like "2.0".
    """

    words: tuple[Word, ...]
    phrase: bool = False
    unfinished: bool = False
    quoted: bool = False

    @property
    def text(self) -> str:
        """The folded words with spaces between them."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Filter:
    """What is kept: `key` and `value` as typed, at `start` … `end` of the query.

    `low` and `high` are ISO days (`high` excluded) or amounts. Not `understood`: it was searched
    as words.
    """

    key: str
    value: str
    start: int
    end: int
    excludes: bool = False
    low: str | float | None = None
    high: str | float | None = None
    understood: bool = True

    @property
    def label(self) -> str:
        """The filter as a few words for a chip: "not kind: person"."""
        return f"{'not ' if self.excludes else ''}{self.key}: {self.value}"


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """What a query asks for.

    `clauses` must all hold; the terms of one clause are alternatives. `without` are terms that
    must not be there.
    """

    text: str
    clauses: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()

    @property
    def words(self) -> list[Word]:
        """All words to find, in the order typed."""
        return [word for clause in self.clauses for term in clause for word in term.words]

    @property
    def unfinished(self) -> bool:
        """Whether the last word may still be typed on."""
        return bool(self.clauses) and self.clauses[-1][-1].unfinished

    @property
    def plain(self) -> bool:
        """Whether it is words alone: nothing quoted, no alternative."""
        return all(len(clause) == 1 and not clause[0].quoted for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    minus: bool
    key: str | None
    value: str
    phrase: bool
    words: tuple[Word, ...]


def parse(text: str) -> ParsedQuery:
    """Read a query; total: any text is a query."""
    text = text[:LONGEST]
    clauses: list[tuple[Term, ...]] = []
    without: list[Term] = []
    filters: list[Filter] = []
    either = False
    tokens = list(_tokens(text))
    for place, token in enumerate(tokens):
        if token.key is not None and (found := _filter(token)):
            filters.append(found)
            continue
        if _is_or(token, text) and clauses and place + 1 < len(tokens):
            either = True
            continue
        if not token.words:
            continue
        term = Term(token.words, token.phrase, token.end == len(text), token.phrase)
        if token.minus:
            without.append(replace(term, unfinished=False))
        elif either:
            clauses[-1] += (term,)
        else:
            clauses += [(term,)] if token.phrase else _singles(term, text)
        either = False
    return ParsedQuery(text, tuple(clauses), tuple(without), tuple(filters))


def as_words(query: ParsedQuery, not_understood: set[Filter]) -> ParsedQuery:
    """The query with those filters turned into words."""
    filters = tuple(
        replace(item, understood=False) if item in not_understood else item
        for item in query.filters
    )
    added: list[tuple[Term, ...]] = []
    for item in query.filters:
        if item in not_understood:
            words = split_words(query.text[item.start : item.end])
            moved = (
                word._replace(start=word.start + item.start, end=word.end + item.start)
                for word in words
            )
            added += [(Term((word,)),) for word in moved]
    return replace(query, clauses=(*added, *query.clauses), filters=filters)


def _singles(term: Term, text: str) -> list[tuple[Term, ...]]:
    """Each word on its own: "co-operation" is two words that need not be neighbours.

    The parts of a number ("2.0", "10,5") stay together.
    """
    groups: list[list[Word]] = []
    for word in term.words:
        last = groups[-1][-1] if groups else None
        if (
            last
            and last.text.isdigit()
            and word.text.isdigit()
            and text[last.end : word.start] in (".", ",")
        ):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [
        (Term(tuple(words), len(words) > 1, term.unfinished and words is groups[-1]),)
        for words in groups
    ]


def _tokens(text: str) -> Iterator[_Token]:
    words = split_words(text)
    for match in _TOKEN.finditer(fold(text)):
        start, end = match.span()
        own = tuple(word for word in words if start <= word.start and word.end <= end)
        yield _Token(
            start,
            end,
            bool(match["minus"]),
            match["key"],
            text[slice(*match.span("value"))].strip('"') if match["key"] else "",
            match["phrase"] is not None and len(own) > 0,
            own,
        )


def _is_or(token: _Token, text: str) -> bool:
    return text[token.start : token.end] in ("OR", "|")


def _filter(token: _Token) -> Filter | None:
    """The filter that a token stands for; None where it is words."""
    key, value = token.key or "", token.value.strip()
    if key not in KEYS:
        return None
    found = Filter(key, value, token.start, token.end, token.minus)
    if not value:
        return replace(found, understood=False)
    if key in ("after", "before", "year"):
        return _dated(found)
    if key == "budget":
        return _priced(found)
    return found


def _dated(found: Filter) -> Filter | None:
    from lacsec.db import edtf  # noqa: PLC0415 (most queries have no date, and it takes time)

    bounds = edtf.parse(found.value)
    if bounds is None or bounds.earliest is None or bounds.latest is None:
        return None
    if found.key == "after":
        return replace(found, low=bounds.earliest)
    if found.key == "before":
        return replace(found, high=bounds.earliest)
    return replace(found, low=bounds.earliest, high=bounds.latest + "~")


def _priced(found: Filter) -> Filter | None:
    value = fold(found.value).replace(" ", "").lstrip("€$").replace("eur", "").replace("usd", "")
    low, dots, high = value.partition("..")
    if dots:
        least, most = _amount(low), _amount(high)
        if least is None and most is None:
            return None
        return replace(found, low=least, high=most)
    amount = _amount(value.lstrip("<>=~"))
    if amount is None:
        return None
    if value.startswith(">"):
        return replace(found, low=amount)
    if value.startswith("<"):
        return replace(found, high=amount)
    return replace(found, low=amount, high=amount)


def _amount(text: str) -> float | None:
    match = _AMOUNT.fullmatch(text.lstrip("€$"))
    if match is None:
        return None
    digits = match[1]
    groups = re.split("[.,]", digits)
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and not match[2]:
        number = float("".join(groups))
    elif len(groups) == 2:
        number = float(".".join(groups))
    elif len(groups) == 1:
        number = float(digits)
    else:
        return None
    return number * _SCALE.get(match[2] or "", 1.0)

"""The shapes of calendar expressions, as one regular expression over folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from lacsec.db.text import fold
from lacsec.importer.data import lexicon

MONTH_LANGUAGES = ("en", "es", "pt", "fr")


@cache
def months(language: str) -> dict[str, int]:
    """Month names of a language, and the full names of the others, by number from 1."""
    table: dict[str, int] = {}
    for other in (language, *MONTH_LANGUAGES):
        for number, forms in enumerate(lexicon("dates")["months"].get(other, ()), 1):
            for form in forms if other == language else forms[:1]:
                table.setdefault(form, number)
    return table


def _full_names(language: str) -> list[str]:
    """Names that no stop belongs to; a stop behind an abbreviation is part of it."""
    tables = lexicon("dates")["months"]
    return [forms[0] for other in (language, *MONTH_LANGUAGES) for forms in tables.get(other, ())]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def expression(language: str) -> re.Pattern[str]:
    """All shapes, the longest first. Groups: day, day2, month, month2, year, year2 and others.

    Each part has a bounded length, so a match costs the same wherever it is tried.
    """
    month = rf"(?:{_any(_full_names(language))}|(?:{_any(months(language))})\.?)"
    day = r"\d{1,2}(?:st|nd|rd|th|er|º|°)?"
    year = r"(?:1[89]|20)\d\d"
    of = r"(?:,? (?:of|de|del|do|d') ?|,? )"
    to = rf" ?(?:-|{_any(w for w in lexicon('dates')['ranges']['joins'] if w != '-')}) ?"
    the = r"(?:the |el |le |o |dia |los dias |les |os dias )?"
    shapes = (
        rf"(?P<day>{day}){of}(?P<month>{month})(?:{of}(?P<year>{year}))?{to}{the}"
        rf"(?P<day2>{day}){of}(?P<month2>{month})(?:{of}(?P<year2>{year}))?",
        rf"(?P<b_day>{day}){to}{the}(?P<b_day2>{day}){of}(?P<b_month>{month})"
        rf"(?:{of}(?P<b_year>{year}))?",
        rf"(?P<c_month>{month}) (?P<c_day>{day})(?:{to}(?P<c_day2>{day}))?,? (?P<c_year>{year})",
        rf"(?P<d_day>{day}){of}(?P<d_month>{month})(?:{of}(?P<d_year>{year}))?",
        rf"(?P<e_month>{month})(?:{of}(?P<e_year>{year}))?{to}"
        rf"(?P<e_month2>{month}){of}(?P<e_year2>{year})",
        rf"(?P<f_month>{month}){of}(?P<f_year>{year}){to}(?P<f_year2>{year})",
        rf"(?P<g_month>{month}){of}(?P<g_year>{year})",
        rf"(?P<h_part>{_any(lexicon('dates')['parts'])})(?: of| de| del| do| d'| de l'annee)? ?"
        rf"(?P<h_year>{year})",
        rf"(?P<i_year>{year})-(?P<i_month>\d\d)-(?P<i_day>\d\d)(?!\d)",
        rf"(?P<j_day>\d{{1,2}})[./-](?P<j_month>\d{{1,2}})[./-](?P<j_year>{year})(?!\d)",
        rf"(?:{_any(lexicon('dates')['decades']['words'])}) '?(?P<k_decade>(?:1[89]|20)?\d0)s?",
        rf"(?P<l_year>{year[:-2]}\d0)'?s",
        rf"(?P<m_year>{year}) ?[-/] ?(?P<m_short>\d\d)(?![\d/-])",
        rf"(?P<n_year>{year})(?P<n_join> ?- ?|{to})(?P<n_year2>{year})",
        rf"(?P<o_relative>{_any(lexicon('dates')['relative'])})\b",
        rf"(?P<p_shifted>{_any(lexicon('dates')['shifted'])})\b",
        rf"(?P<q_year>{year})",
    )
    return re.compile(rf"(?<![\w€$£.,])(?:{'|'.join(shapes)})(?![\w])")


@cache
def modifiers() -> tuple[tuple[str, str], ...]:
    """(words, modifier), the longest words first."""
    table = lexicon("dates")["modifiers"]
    pairs = [(fold(words), name) for name, found in table.items() for words in found]
    return tuple(sorted(dict.fromkeys(pairs), key=lambda pair: (-len(pair[0]), pair)))

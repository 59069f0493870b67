"""The shapes of calendar expressions, as one regular expression over folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from lacsec.db.text import fold
from lacsec.importer.data import lexicon

MONTH_LANGUAGES = ("en", "es", "pt", "fr")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@cache
def months(language: str) -> dict[str, int]:
    """Month names of a language, and the full names of the others, by number from 1."""
    table: dict[str, int] = {}
    for other in (language, *MONTH_LANGUAGES):
        for number, forms in enumerate(lexicon("dates")["months"].get(other, ()), 1):
            for form in forms if other == language else forms[:1]:
                table.setdefault(form, number)
    return table


def full_names(language: str) -> tuple[str, ...]:
    """Names that no stop belongs to; a stop behind an abbreviation is part of it."""
    tables = lexicon("dates")["months"]
    found = [forms[0] for other in (language, *MONTH_LANGUAGES) for forms in tables.get(other, ())]
    return tuple(dict.fromkeys(found))


def any_of(words: Iterable[str]) -> str:
    """An alternation, the longest word first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def expression(language: str) -> re.Pattern[str]:
    """All shapes, the longest first. Groups: day, day2, month, month2, year, year2 and others.

    Each part has a bounded length, so a match costs the same wherever it is tried.
    """
    shapes = (*_days(language), *_months(language), *_parts(), *_numeric(), *_years(language))
    behind = any_of(
        [
            *lexicon("dates")["direction"]["behind"],
            *lexicon("dates")["behind_year"],
            *lexicon("dates")["that_year"]["all"],
        ]
    )
    return re.compile(rf"(?<![\w€$£.,/])(?:{'|'.join(shapes)})(?!\w)(?P<when> (?:{behind})(?!\w))?")


def _month(language: str) -> str:
    return rf"(?:{any_of(full_names(language))}|(?:{any_of(months(language))})\.?)"


_DAY = r"\d{1,2}(?:st|nd|rd|th|ero|er|\.?o(?!\w)|°)?"
_YEAR = r"(?:1[89]|20)\d\d"
_DECADE = r"(?:1[89]|20)\d0"
_OF = r"(?:,? (?:of|de|del|do|d') ?(?:(?:the year|ano|l'annee) )?|,? )"
_THE = r"(?:(?:the|el|le|o|dia|los dias|les|os dias|mid-|[a-z]{3,10}day,?) ?)?"


def _to() -> str:
    joins = any_of(w for w in lexicon("dates")["ranges"]["joins"] if w != "-")
    return rf" ?(?:-|{joins}) ?"


def _days(language: str) -> tuple[str, ...]:
    month, to = _month(language), _to()
    return (
        rf"(?P<day>{_DAY}){_OF}(?P<month>{month})(?:{_OF}(?P<year>{_YEAR}))?(?P<join>{to}){_THE}"
        rf"(?P<day2>{_DAY}){_OF}(?P<month2>{month})(?:{_OF}(?P<year2>{_YEAR}))?",
        rf"(?P<b_day>{_DAY})(?P<b_more>(?:, ?{_DAY}){{0,4}})(?P<b_join>{to}){_THE}"
        rf"(?P<b_day2>{_DAY}){_OF}(?P<b_month>{month})(?:{_OF}(?P<b_year>{_YEAR}))?",
        rf"(?P<u_month>{month}) (?P<u_day>{_DAY})(?:,? (?P<u_year>{_YEAR}))?(?P<u_join>{to})"
        rf"(?P<u_month2>{month}) (?P<u_day2>{_DAY})(?:,? (?P<u_year2>{_YEAR}))?",
        rf"(?P<c_month>{month}) (?P<c_day>{_DAY})(?:(?P<c_join>{to})(?P<c_day2>{_DAY}))?,?"
        rf" (?P<c_year>{_YEAR})",
        rf"(?P<d_day>{_DAY})(?:{_OF}|[-/])(?P<d_month>{month})(?:(?:{_OF}|[-/])(?P<d_year>{_YEAR}))?",
        rf"(?P<r_day>\d{{1,2}})(?P<r_sign>[-./])(?P<r_month>{any_of(ROMAN)})(?P=r_sign)"
        rf"(?P<r_year>{_YEAR})",
        rf"(?P<v_month>{any_of(_capitals(language))}) (?P<v_day>{_DAY})(?![\d,.]\d)",
    )


def _capitals(language: str) -> tuple[str, ...]:
    """English writes "March 5" too; the other languages do not."""
    return full_names("en")[:12] if language == "en" else ("january",)


def _months(language: str) -> tuple[str, ...]:
    month, to = _month(language), _to()
    full = any_of(full_names(language))
    part = rf"(?:(?:{any_of(lexicon('dates')['ranges']['inner'])}) ?)?"
    return (
        rf"(?P<e_month>{month})(?:(?:{_OF}|/)(?P<e_year>{_YEAR}))?(?P<e_join>{to}){part}"
        rf"(?P<e_month2>{month})(?:{_OF}|/)(?P<e_year2>{_YEAR})",
        rf"(?P<f_month>{month}){_OF}(?P<f_year>{_YEAR}){to}{part}(?P<f_year2>{_YEAR})",
        rf"(?P<g_month>{month})(?:{_OF}|[-/])(?P<g_year>{_YEAR})",
        rf"(?P<t_month>{full})(?P<t_join>{to})(?P<t_month2>{full})",
        rf"(?P<s_month>{full})",
    )


def _parts() -> tuple[str, ...]:
    parts = any_of(lexicon("dates")["parts"])
    seasons = any_of(lexicon("dates")["seasons"]["names"])
    of = r"(?: of the year| of| de| del| do| d'| de l'annee| del ano| do ano| de l'an)?,? ?"
    return (
        rf"(?P<h_part>{parts}){of}(?P<h_year>{_YEAR})",
        rf"(?P<w_half>[hqts])(?P<w_number>[1-4])[ /-]?(?P<w_year>{_YEAR})",
        rf"(?P<x_season>{seasons}){of}(?P<x_year>{_YEAR})",
    )


def _numeric() -> tuple[str, ...]:
    return (
        rf"(?P<i_year>{_YEAR})(?P<i_sign>[-/.])(?P<i_month>\d\d?)(?P=i_sign)(?P<i_day>\d\d?)"
        r"(?:t\d\d:\d\d(?::\d\d)?(?:z|[+-]\d\d:?\d\d)?)?",
        rf"(?P<j_day>\d{{1,2}})(?P<j_sign>[./-])(?P<j_month>\d{{1,2}})(?P=j_sign)(?P<j_year>{_YEAR})",
        r"(?P<k_day>\d{2})(?P<k_sign>[./])(?P<k_month>\d{2})(?P=k_sign)(?P<k_year>\d{2})(?![/.\d])",
    )


def _years(language: str) -> tuple[str, ...]:
    decades = lexicon("dates")["decades"]
    part = rf"(?:(?:{any_of(lexicon('dates')['ranges']['inner'])}) ?)?"
    to = _to()
    weekday = any_of(lexicon("dates")["weekdays"][language])
    return (
        rf"(?:{any_of(decades['words'])}) '?"
        rf"(?P<l_decade>(?:(?:1[89]|20)?\d0)|{any_of(decades['named'])})(?:'?s)?",
        rf"(?P<l_from>{_DECADE})'?s{to}(?P<l_to>{_DECADE})'?s",
        rf"(?P<l_year>{_DECADE})'?s",
        rf"(?P<m_year>{_YEAR}) ?(?P<m_sign>[-/]) ?(?P<m_short>\d\d)(?![\d/-])",
        rf"(?P<f_first>{_YEAR})(?P<f_join>{to}){part}(?P<f_last>{_month(language)}){_OF}"
        rf"(?P<f_end>{_YEAR})",
        rf"(?P<n_year>{_YEAR})(?P<n_join> ?- ?|/|{to}){part}(?P<n_year2>{_YEAR})(?!/\d)",
        rf"(?P<q_year>{_YEAR})(?P<q_doubt>\?)?",
        rf"(?P<o_relative>{any_of(lexicon('dates')['relative'][language])})",
        rf"(?P<p_shifted>{any_of(lexicon('dates')['shifted'][language])})",
        rf"(?P<y_number>\d{{1,2}}|{any_of(lexicon('dates')['numbers'])}) "
        rf"(?P<y_unit>{any_of(lexicon('dates')['units'])})"
        rf" (?P<y_way>{any_of(lexicon('dates')['ways'])})",
        rf"(?:{any_of(lexicon('dates')['further']['all'])}) "
        rf"(?P<z_number>\d{{1,2}}|{any_of(lexicon('dates')['numbers'])}) "
        rf"(?:(?:additional|more|further) )?(?P<z_unit>{any_of(lexicon('dates')['units'])})"
        r"(?: adicionales| mas| adicionais| supplementaires)?",
        rf"(?:(?:{any_of(lexicon('dates')['direction']['weekday'])}) )?"
        rf"(?P<aa_weekday>{weekday})(?: \((?P<aa_day>\d{{1,2}})\))?"
        r"(?!,? (?:the |le |el |dia |o )?\d)",
        r"(?:no |o |el |al )?dia (?P<bb_day>\d{1,2})(?! (?:de|do) )",
    )


@cache
def modifiers() -> tuple[tuple[str, str], ...]:
    """(words, modifier), the longest words first."""
    table = lexicon("dates")["modifiers"]
    pairs = [(fold(words), name) for name, found in table.items() for words in found]
    return tuple(sorted(dict.fromkeys(pairs), key=lambda pair: (-len(pair[0]), pair)))

"""Events: each date with the clause that says what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lacsec.db.edtf import parse
from lacsec.db.model import Event
from lacsec.importer.dates.found import Dated
from lacsec.importer.events.lines import is_row, line_of, marked
from lacsec.importer.events.merge import merged
from lacsec.importer.events.news import news_of_the_day
from lacsec.importer.events.participants import participants
from lacsec.importer.events.resolve import KINDS, name_of
from lacsec.importer.events.roles import dated_as, later_than
from lacsec.importer.events.title import lowered, shortened, tidy_spaces, title_of
from lacsec.importer.events.topic import on_topic
from lacsec.importer.events.verdict import judge
from lacsec.importer.events.view import Draft, Line, View, view
from lacsec.importer.reading import ReadDocument

_SILENT = frozenset({"references", "disclaimer", "contents", "glossary"})
_LONGEST, _MOST_DATES = 5000, 30  # characters and dates: what has more is no sentence
# Shares of events that were right on the development texts, by how the date stands.
_CONFIDENCE = {
    "clause": 0.93,
    "brackets": 0.9,
    "name": 0.85,
    "line": 0.9,
    "plain": 0.75,
    "news": 0.7,
}


def find_events(read: ReadDocument) -> tuple[Event, ...]:
    """All events of a document, in the order of the text; one told again has more evidence."""
    return merged(_events(read)) if on_topic(read) else ()


def _events(read: ReadDocument) -> Iterator[Event]:
    news = news_of_the_day(read)
    if news is not None:
        yield from _told(*news, "news")
    text = read.text
    seen = -1
    for dated in read.dates.found:
        sentence = text.sentence_at(dated.start)
        item = marked(read, dated, sentence)
        if item is not None:
            yield from _event(view(read, item, read.dates.within(item.start, item.end)), dated)
            continue
        if sentence.number == seen:
            continue
        seen = sentence.number
        block = text.block_of(sentence)
        if block.role in _SILENT or block.kind == "caption":
            continue
        dates = read.dates.within(sentence.start, sentence.end)
        if len(dates) > _MOST_DATES or sentence.end - sentence.start > _LONGEST:
            continue
        sight = view(read, sentence, dates)
        for each in dates:
            yield from _event(sight, each)


def _event(sight: View, dated: Dated) -> Iterator[Event]:
    line = line_of(sight, dated)
    if line is not None:
        yield from _of_line(sight, dated, line)
        return
    draft = judge(sight, dated)
    if draft is not None and is_row(sight, draft):
        yield from _told(sight, draft, draft.shape)


def _told(sight: View, draft: Draft, method: str) -> Iterator[Event]:
    edtf, role = dated_as(sight, draft)
    title, told = title_of(sight, draft)
    if parse(edtf) is None or not title:
        return
    proof = sight.read.proof(sight.sentence, f"event:{method}", told.finding, _CONFIDENCE[method])
    who = participants(sight, draft, told)
    yield Event(edtf, role, title, draft.kind, who, (proof,))


def _of_line(sight: View, dated: Dated, line: Line) -> Iterator[Event]:
    role = "planned" if later_than(dated, sight.read.document.issued) else line.role
    named = sight.namings(line.start, line.end)
    named = named or sight.namings(sight.sentence.start, sight.sentence.end)
    who = [naming.entity for naming in named]
    title = line.title
    if line.bare and not who:
        about = sight.read.focus.section(sight.block, KINDS) or sight.read.focus.topic(KINDS)
        who = [about.entity] if about else []
        title = f"{name_of(sight, who[0]) if who else sight.read.document.title}: {title.lower()}"
    if line.entry:
        title = title[:1].upper() + title[1:]
        about = None if named else sight.read.focus.section(sight.block, KINDS)
        if about is not None:
            who, title = [about.entity], f"{name_of(sight, about.entity)}: {lowered(title)}"
    edtf = f"{dated.edtf}/.." if line.since and "/" not in dated.edtf else dated.stated
    whole = replace(sight.sentence, end=max(line.end, sight.sentence.end))
    proof = sight.read.proof(whole, "event:line", "named", _CONFIDENCE["line"])
    title = shortened(tidy_spaces(title), sight)
    if title and parse(edtf) is not None:
        yield Event(edtf, role, title, line.kind, tuple(dict.fromkeys(who)), (proof,))

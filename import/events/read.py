"""Events: each date with the clause that says what happened."""

from __future__ import annotations

from collections.abc import Iterator

from lacsec.db.edtf import parse
from lacsec.db.model import Event
from lacsec.importer.events.merge import merged
from lacsec.importer.events.participants import participants
from lacsec.importer.events.roles import dated_as
from lacsec.importer.events.title import title_of
from lacsec.importer.events.verdict import judge
from lacsec.importer.events.view import Draft, View, view
from lacsec.importer.reading import ReadDocument

_SILENT = frozenset({"references", "disclaimer", "contents", "glossary"})
_SILENT_KINDS = frozenset({"caption", "table_header"})
# Shares of events that were right on the development texts, by how the date stands.
_CONFIDENCE = {"clause": 0.93, "brackets": 0.9, "name": 0.85, "generic": 0.8}


def find_events(read: ReadDocument) -> tuple[Event, ...]:
    """All events of a document, in the order of the text; one told again has more evidence."""
    return merged(_events(read))


def _events(read: ReadDocument) -> Iterator[Event]:
    text = read.text
    seen = -1
    for dated in read.dates.found:
        sentence = text.sentence_at(dated.start)
        if sentence.number == seen:
            continue
        seen = sentence.number
        block = text.block_of(sentence)
        if block.role in _SILENT or block.kind in _SILENT_KINDS:
            continue
        dates = read.dates.within(sentence.start, sentence.end)
        sight = view(read, sentence, dates)
        for each in dates:
            draft = judge(sight, each)
            if draft is not None:
                event = _event(sight, draft)
                if event is not None:
                    yield event


def _event(sight: View, draft: Draft) -> Event | None:
    edtf, role = dated_as(sight, draft)
    if parse(edtf) is None:
        return None
    title, told = title_of(sight, draft)
    if not title:
        return None
    proof = sight.read.proof(
        sight.sentence, f"event:{draft.shape}", told.finding, _CONFIDENCE[draft.shape]
    )
    who = participants(sight, draft, told)
    return Event(edtf, role, title, draft.kind, who, (proof,))

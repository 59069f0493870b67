"""What a short piece of news tells in its first sentence happened when it was issued."""

from __future__ import annotations

from lacsec.importer.dates.found import Dated
from lacsec.importer.events.scan import Hit
from lacsec.importer.events.view import Draft, View, view
from lacsec.importer.reading import ReadDocument
from lacsec.importer.structure.text import Sentence

_LONGEST = 8000  # characters: a longer text is no news of the day
_OPENING = 8  # blocks in which the first sentence of the news stands
_SHORTEST = 60  # characters of a first sentence
_KINDS = ("signature", "launch", "adoption", "agreement", "seizure", "operation", "meeting")
_TENSES = ("past", "ed", "part")


def news_of_the_day(read: ReadDocument) -> tuple[View, Draft] | None:
    """The happening of the first sentence, dated as the document is; None where it is no news."""
    issued = read.document.issued
    if issued is None or len(issued) != len("2024-07-10") or len(read.text.value) > _LONGEST:
        return None
    sentence = _first(read)
    if sentence is None or read.dates.within(sentence.start, sentence.end):
        return None
    sight = view(read, sentence, ())
    hit = _main(sight)
    if hit is None:
        return None
    place = sentence.end
    dated = Dated(place, place, f"{issued}?")
    start, end = sight.scan.clause(hit.start, hit.end)
    return sight, Draft(dated, hit.form.row.kind, "clause", hit, start, end)


def _first(read: ReadDocument) -> Sentence | None:
    """The first full sentence of the body."""
    for sentence in read.text.sentences:
        block = read.text.block_of(sentence)
        if block.number >= _OPENING:
            return None
        if block.kind == "paragraph" and sentence.end - sentence.start >= _SHORTEST:
            return sentence if read.text.value[sentence.end - 1] in '.!”"»' else None
    return None


def _main(sight: View) -> Hit | None:
    """The first verb of the sentence, if it tells of something done."""
    for hit in sight.scan.hits:
        if hit.noun or hit.form.tense not in _TENSES or sight.scan.aside(hit.start):
            continue
        if hit.form.row.kind not in _KINDS or hit.form.row.trend:
            return None
        index = hit.first
        helped = any(
            word.text in sight.scan.cues.perfect
            for word in sight.scan.words[max(0, index - 2) : index]
        )
        return hit if helped or hit.form.tense == "past" else None
    return None

"""Is it so, only planned, still negotiated, over, or denied: read off the words around a cue."""

from __future__ import annotations

import re

from lacsec.db.model import Status
from lacsec.importer.names.found import Names, Naming
from lacsec.importer.relations.grammar import says, tokens
from lacsec.importer.relations.triggers import Cue
from lacsec.importer.structure.text import Sentence, Text

_BEFORE = 48  # characters: a verb group with its adverbs
_AFTER = 70
_CLAUSE = re.compile(
    r"; |: |, (?:but|while|whereas|although|mientras|pero|aunque|mas|enquanto|tandis|mais)\b"
)
_STOP = re.compile(r"[,;:()]")
_INFINITIVE = {
    "en": ("to",),
    "es": ("para", "a", "de"),
    "pt": ("para", "a", "de"),
    "fr": ("pour", "a", "de"),
}
_FUTURE = {
    "es": re.compile(r"\b[a-záéíóúñ]{2,}[aeid]r(?:á|án|emos|ía|ían)\b"),
    "pt": re.compile(r"\b[a-záâãéêíóôõúç]{2,}[aeid]r(?:á|ão|emos)\b"),
    "fr": re.compile(r"\b[a-zàâçéèêëîïôû]{2,}(?:era|eront|ira|iront|dra|dront|rait|raient)\b"),
}
_AGREEMENTS = ("agreement_with", "party_to")


class Statuses:
    """Reads the status of a statement in one document."""

    def __init__(self, text: Text, names: Names) -> None:
        self._text = text
        self._names = names

    def read(self, cue: Cue, sentence: Sentence, subject_end: int | None) -> Status:
        """The status of what a cue states; `subject_end`: where a subject named before it ends."""
        low, high = self._clause(cue, sentence)
        base = cue.trigger.status or cue.tense
        group = self._verb_group(cue, low, subject_end)
        if self._says("ended", group, cue.start):
            base = base or "ended"
        elif self._says("denied", max(group, cue.start - 30), cue.start):
            return "denied"
        if base is not None and base != "asserted":
            return base
        if cue.trigger.predicate in _AGREEMENTS:
            negotiated = self._agreement(cue, low, high)
            if negotiated is not None:
                return negotiated
        ahead = self._says("planned", group, cue.start) or self._future(group, cue.end)
        return "planned" if ahead else "asserted"

    def _future(self, start: int, end: int) -> bool:
        """Spanish, Portuguese and French say it by the ending of the verb."""
        pattern = _FUTURE.get(self._text.language)
        return pattern is not None and pattern.search(self._text.value, start, end) is not None

    def of_name(self, namings: list[Naming]) -> Status:
        """The status of what an agreement's name tells: is the agreement itself there yet?"""
        tentative: Status | None = None
        for naming in namings:
            sentence = self._text.sentence_at(naming.start)
            low, high = sentence.start, min(sentence.end, naming.end + _AFTER)
            if self._says("concluded", low, high):
                return "asserted"
            if tentative is None and self._says("under_negotiation", low, high):
                tentative = "under_negotiation"
            low = max(low, naming.start - _BEFORE)
            ahead = self._says("planned", low, naming.start) or self._future(low, naming.start)
            if tentative is None and ahead:
                tentative = "planned"
        return tentative or "asserted"

    def _says(self, status: Status | str, start: int, end: int) -> bool:
        return says(status, self._text.folded, start, end, self._text.language)

    def _infinitive(self, before: list[str]) -> bool:
        """Is the cue, or the verb right before it, an infinitive?"""
        language = self._text.language
        if before and before[-1] in _INFINITIVE.get(language, ("to",)):
            return True
        if language == "en":
            return "to" in before[-3:]
        return any(
            len(word) > 4 and word.endswith(("ar", "er", "ir", "ire", "dre"))
            for word in before[-2:]
        )

    def _agreement(self, cue: Cue, low: int, high: int) -> Status | None:
        high = min(high, cue.end + _AFTER)
        if self._says("under_negotiation", low, high):
            return None if self._says("concluded", low, high) else "under_negotiation"
        if self._says("denied", cue.end, high):
            return "denied"
        return None

    def _clause(self, cue: Cue, sentence: Sentence) -> tuple[int, int]:
        low = sentence.start
        for match in _CLAUSE.finditer(self._text.folded, sentence.start, cue.start):
            low = match.end()
        after = _CLAUSE.search(self._text.folded, cue.end, sentence.end)
        return low, after.start() if after else sentence.end

    def _verb_group(self, cue: Cue, low: int, subject_end: int | None) -> int:
        """Where the words begin that may bend the cue: behind its subject, within the clause."""
        folded = self._text.folded
        start = max(low, cue.start - _BEFORE)
        before = tokens(folded[start : cue.start])
        if self._infinitive(before):
            return low  # "is expected to build …, and to work with": the verb may stand far left
        naming = self._names.before(cue.start)
        if naming is not None:
            start = max(start, min(naming.end, cue.start))
        if subject_end is not None:
            start = max(start, min(subject_end, cue.start))
        last = start
        for match in _STOP.finditer(folded, start, cue.start):
            last = match.end()
        # "is, from 2026 on, to be …": a comma cuts only where a verb stands behind it
        return last if len(tokens(folded[last : cue.start])) >= 2 else start

"""Names beside cue words: "programa RIBERA", "the RIBERA project", "RIBERA, a project …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from lacsec.db.model import EntityKind
from lacsec.db.text import fold
from lacsec.importer.data import lexicon
from lacsec.importer.names.cue_nouns import kind_by_noun
from lacsec.importer.names.kinds import head_words
from lacsec.importer.names.runs import CAPITALS, Run, Scene, Spans, Word
from lacsec.importer.names.wordlists import word_set
from lacsec.importer.structure.text import Span, Text

_TABLE = "names_cues"
_KINDS: tuple[EntityKind, ...] = (
    "operation",
    "programme",
    "system",
    "group",
    "agreement",
    "organisation",
)
_MOST_WORDS = 4
_QUOTED = re.compile(
    rf"(?<=[\w]) [\"'«“‘„] ?(?P<name>[{CAPITALS}][^\"«»“”‘’„\n.,;:]{{1,49}}?) ?[\"'»”’“]"
)
_HEAD = 6  # sentences in which a dateline may stand
_AGENCY = rf"[{CAPITALS}][\w.]+(?: [{CAPITALS}][\w.]+){{0,2}}"
_DATELINE = re.compile(rf"[{CAPITALS}][^\n()]{{2,60}}\((?P<name>{_AGENCY})\) ?[.–—-]")
_NUMERAL = re.compile(r"^(?:[ivx]{1,4}|\d{1,2}(?:\.\d)?)$")
_ODD = re.compile(rf"[{CAPITALS}][^\s-]*[{CAPITALS}\d]")
_JOINED = frozenset({"of", "for", "de", "del", "para", "do", "da", "pour", "du", "des"})


@dataclass
class Cued:
    """A name that cue words show, how often for each kind, and where."""

    name: str
    votes: Counter[EntityKind] = field(default_factory=Counter)
    places: list[Span] = field(default_factory=list)
    everywhere: bool = False  # to be found without a cue too

    @property
    def kind(self) -> EntityKind:
        """The kind that most cues say; of two, the first in the order of the table."""
        return max(_KINDS, key=lambda kind: (self.votes[kind], -_KINDS.index(kind)))


@cache
def _cues(place: str) -> dict[str, EntityKind]:
    rows = lexicon(_TABLE)["kind"]
    return {word: kind for kind in reversed(_KINDS) for word in rows[kind].get(place, ())}


@cache
def _last_words() -> frozenset[str]:
    """Of the cues before a name, the word that stands right before it."""
    return frozenset(cue.rsplit(" ", 1)[-1] for cue in _cues("before"))


@cache
def _articles() -> frozenset[str]:
    """Articles, capitalised where a sentence begins with them."""
    return frozenset(("the", "el", "la", "los", "las", "o", "a", "os", "as", "le", "les"))


def _unelided(word: Word) -> str:
    """A folded word without an article or preposition that clings to it: "l'operation"."""
    return word.folded.rsplit("'", 1)[-1] if word.folded[1:2] == "'" else word.folded


@cache
def _generic() -> frozenset[str]:
    never, openers = word_set("people", "never"), word_set("kinds", "openers")
    return word_set(_TABLE, "generic") | never | openers


def find_cued(scene: Scene, known: Iterable[Span]) -> list[Cued]:
    """All names shown by cues. `known` are the places of names that need no cue."""
    return _Cues(scene, Spans(known)).find()


def cue_beside(text: Text, start: int, end: int) -> EntityKind | None:
    """What the word before a place or behind it says that stands there, quotes and bracket off."""
    before = text.folded[max(0, start - 30) : start].rstrip(" \"'«“‘„").split()
    found = _cues("before").get(before[-1].rsplit("'", 1)[-1]) if before else None
    if found is None and text.language == "en":
        behind = text.folded[end : end + 30].lstrip(")\"'”’").split()
        found = _cues("after").get(behind[0].rstrip(".,;:")) if behind else None
    return found


def has_odd_capitals(word: str) -> bool:
    """An acronym, or a spelling that no common word has: "ECO-SOLVE", "SeaTrace", "LAC4"."""
    letters = [c for c in word if c.isalpha()]
    capitals = sum(map(str.isupper, letters))
    return len(letters) > 2 and (capitals > word.count("-") + 1 or any(map(str.isdigit, word)))


class _Cues:
    def __init__(self, scene: Scene, known: Spans) -> None:
        self._scene = scene
        self._text = scene.text
        self._known = known
        self._found: dict[str, Cued] = {}

    def find(self) -> list[Cued]:
        for number, run in enumerate(self._scene.runs):
            if self._may_hold_name(run):
                self._in_run(number, run)
            self._several(number, run)
        self._quoted()
        self._in_dateline()
        return list(self._found.values())

    # ---- capitalised names

    def _may_hold_name(self, run: Run) -> bool:
        """Is a cue near, or a spelling that no common word has? Most runs are done with here."""
        around = self._known.around(run.start)
        if around is not None and around[1] >= run.end:
            return False
        if _ODD.search(self._text.value, run.start, run.end) is not None:
            return True
        behind = self._scene.word_behind(run.end).rstrip(".,;:)")
        if behind in _cues("after"):
            return True
        if self._scene.word_before(run.start).lstrip("('\"") in _last_words():
            return True
        before, after = _cues("before"), _cues("after")
        return len(run.words) > 1 and any(
            _unelided(w) in before or w.folded in after for w in run.words
        )

    def _in_run(self, number: int, run: Run) -> None:
        name = list(run.words)
        while len(name) > 1 and name[0].folded in _articles():  # "La Operación Lince"
            name = name[1:]
        start = name[0].start  # of the cue before the name, or of the name
        before = self._cue_before(start)
        if before is not None:
            start = self._text.folded.rfind(" ", 0, start - 1) + 1
        while len(name) > 1 and _unelided(name[0]) in _cues("before") and not name[1].small:
            before = _cues("before")[_unelided(name[0])]
            start = name[0].end - len(_unelided(name[0]))
            name = name[1:]
        after = _cues("after").get(self._scene.word_behind(run.end))
        while len(name) > 1 and name[-1].folded in _cues("after"):
            after = _cues("after")[name[-1].folded]
            name = name[:-1]
        whole, name = name, self._unknown_part(name)
        if not name:
            return
        bracketed = self._text.value[run.start - 1 : run.start] == "("  # "… Programme (ACR)"
        if before is not None and name == whole and not (bracketed and self._odd(name)):
            self._try(name, before, start)
        elif after is not None:
            self._try(name, after, name[0].start, behind=True)
        elif self._odd(name):
            kind = kind_by_noun(self._scene, name[0].start, name[-1].end)
            if kind in _KINDS:
                self._put(name, kind, name[0].start)

    def _unknown_part(self, name: list[Word]) -> list[Word]:
        """Without articles, possessors and known names before it."""
        for index, word in enumerate(name[:-1]):
            if word.folded.endswith(("'s", "s'")):
                name = name[index + 1 :]
                break
        while name:
            around = self._known.around(name[0].start)
            if around is None and not name[0].small and name[0].folded not in _generic():
                break
            end = around[1] if around is not None else name[0].end
            name = [word for word in name if word.start >= end]
        return name

    def _odd(self, name: Sequence[Word]) -> bool:
        return any(has_odd_capitals(self._text.value[w.start : w.end]) for w in name)

    def _cue_before(self, start: int) -> EntityKind | None:
        folded = self._text.folded
        start -= self._text.value[start - 1 : start] == "("
        word = self._scene.word_before(start).lstrip("('\"")
        if word in _cues("before"):
            return _cues("before")[word]
        if word not in _last_words():
            return None
        before = folded[max(0, start - 24) : start - 1]
        return next((kind for cue, kind in _cues("before").items() if before.endswith(cue)), None)

    def _several(self, number: int, run: Run) -> None:
        """ "the Norte and Costa Baja cartels": a plural behind makes each of them a name."""
        word = self._scene.word_behind(run.end).rstrip(".,;:)")
        kind = _cues("after_plural").get(word)
        while kind is not None and number >= 0:
            one = self._scene.runs[number]
            name = [word for word in one.words if word.folded not in _generic()]
            if name and self._known.around(name[0].start) is None:
                single = word.removesuffix("s").capitalize()
                value = self._text.value[name[0].start : one.end]
                place = name[0].start, one.end
                self._record(f"{value} {single}", kind, place, everywhere=False)
            number -= 1
            gap = self._text.folded[self._scene.runs[number].end : one.start]
            if number < 0 or gap not in (" and ", ", ", ", and "):
                break

    def _try(self, name: list[Word], kind: EntityKind, start: int, *, behind: bool = False) -> None:
        """Take the name beside a cue of this kind, if it can be one."""
        name = self._shortened(name, kind)
        if not name or not self._may_be_named(name, kind, behind):
            return
        if not self._odd(name):
            if not lexicon(_TABLE)["kind"][kind]["plain"] or self._in_heading(name[0].start):
                return
            opens = self._text.sentence_at(name[0].start).start == name[0].start
            if behind and (opens or self._text.language != "en"):
                return
            common = any(w.folded in self._scene.lower for w in name if not w.small)
            if kind == "programme" and common:
                return
        self._put(name, kind, start)

    def _shortened(self, name: list[Word], kind: EntityKind) -> list[Word]:
        """At most four words; a programme's numeral is its phase's and not its own."""
        name = name[:_MOST_WORDS]
        if kind == "programme" and len(name) > 1 and _NUMERAL.match(name[-1].folded):
            name = name[:-1]
        while name and name[-1].small:
            name = name[:-1]
        return name

    def _may_be_named(self, name: Sequence[Word], kind: EntityKind, behind: bool) -> bool:
        if name[0].folded in _generic() or all(w.folded in head_words() for w in name):
            return False
        if kind != "operation" and any(w.folded in head_words() for w in name):
            return False
        end = name[-1].end
        if behind:
            end += 1 + len(self._scene.word_behind(end))
        joined = self._scene.word_behind(end) in _JOINED
        return not (joined and kind in ("programme", "system", "organisation"))

    def _in_heading(self, start: int) -> bool:
        return self._text.sentence_at(start).kind in ("heading", "title")

    # ---- quoted names

    def _in_dateline(self) -> None:
        """ "LIMA, 3 May (Agencia Sur) –": the news agency of a report."""
        for sentence in self._text.sentences[:_HEAD]:
            match = _DATELINE.match(self._text.value, sentence.start, sentence.end)
            if match is not None and self._known.around(match.start("name")) is None:
                self._record(match["name"], "organisation", match.span("name"), everywhere=False)

    def _quoted(self) -> None:
        """ "opération « Fleuves clairs »"."""
        for match in _QUOTED.finditer(self._text.value):
            if match["name"].count(" ") > _MOST_WORDS:
                continue
            kind = cue_beside(self._text, match.start() + 1, match.end())
            if kind is not None:
                self._record(match["name"], kind, match.span("name"), everywhere=True)

    def _put(self, name: Sequence[Word], kind: EntityKind, cue: int) -> None:
        """Record a name; an operation's and a group's cue is part of what names it."""
        start, end = name[0].start, name[-1].end
        end -= 2 if name[-1].folded.endswith("'s") else 0
        if kind in ("group", "agreement"):
            start = cue
        sure = self._odd(name) or sum(not word.small for word in name) > 1
        place = (cue if kind == "operation" else start, end)
        self._record(self._text.value[start:end], kind, place, everywhere=sure)

    def _record(self, name: str, kind: EntityKind, place: Span, *, everywhere: bool) -> None:
        cued = self._found.setdefault(fold(name), Cued(name))
        cued.votes[kind] += 1
        cued.places.append(place)
        cued.everywhere = cued.everywhere or everywhere

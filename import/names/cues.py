"""Names beside cue words: "programa RIBERA", "the RIBERA project", "RIBERA, a project …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from lacsec.db.model import EntityKind
from lacsec.db.text import fold
from lacsec.importer.data import lexicon, words
from lacsec.importer.names.kinds import head_words, joiners, kind_of_word
from lacsec.importer.names.runs import CAPITALS, Run, Word, previous_words
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
_ARTICLES = frozenset({"the", "el", "la", "o", "a", "le", "l"})
_FEW_WORDS = 4  # between a noun and the name behind it
_MOST_WORDS = 4
_MOST_BETWEEN = 16  # words between a noun and the name it is given
_QUOTED = re.compile(
    rf"(?<=[\w]) [\"'«“‘„] ?(?P<name>[{CAPITALS}][^\"«»“”‘’„\n.,;:]{{1,49}}?) ?[\"'»”’“]"
)
_HEAD = 6  # sentences in which a dateline may stand
_AGENCY = rf"[{CAPITALS}][\w.]+(?: [{CAPITALS}][\w.]+){{0,2}}"
_DATELINE = re.compile(rf"[{CAPITALS}][^\n()]{{2,60}}\((?P<name>{_AGENCY})\) ?[.–—-]")
_NUMERAL = re.compile(r"^(?:[ivx]{1,4}|\d{1,2}(?:\.\d)?)$")
_APPOSITION = re.compile(
    r"(?: \([^()\n]{2,80}\))?(?:,| [–-]| is| es| é| est) "
    r"(?:one of the |uno de los |una de las |um dos |uma das |l['’]un des |l['’]une des "
    r"|an? |the |un[ae]? |el |la |uma? |o |le |l['’]|su |its )"
)


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
    return {word: kind for kind in reversed(_KINDS) for word in rows[kind][place]}


@cache
def _generic() -> frozenset[str]:
    listed = (words(_TABLE, "generic"), words("people", "never"), words("kinds", "openers"))
    return frozenset(word for part in listed for word in part)


@cache
def _called() -> re.Pattern[str]:
    phrases = sorted(words(_TABLE, "called"), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))}) ?$")


def find_cued(text: Text, runs: Sequence[Run], known: Sequence[Span]) -> list[Cued]:
    """All names shown by cues. `known` are the places of names that need no cue."""
    return _Cues(text, runs, known).find()


def has_odd_capitals(word: str) -> bool:
    """An acronym, or a spelling that no common word has: "ECO-SOLVE", "SeaTrace", "LAC4"."""
    letters = [c for c in word if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return len(letters) > 2 and (capitals > word.count("-") + 1 or any(c.isdigit() for c in word))


class _Cues:
    def __init__(self, text: Text, runs: Sequence[Run], known: Sequence[Span]) -> None:
        self._text = text
        self._runs = runs
        self._known = dict(known)
        self._found: dict[str, Cued] = {}

    @cached_property
    def _lower(self) -> frozenset[str]:
        pattern = re.compile(r"(?<![\w'’-])[a-zà-öø-ÿ]\w+")
        return frozenset(map(fold, pattern.findall(self._text.value)))

    def find(self) -> list[Cued]:
        for run in self._runs:
            self._in_run(run)
        self._quoted()
        self._in_dateline()
        return list(self._found.values())

    # ---- capitalised names

    def _in_run(self, run: Run) -> None:
        if self._known.get(run.start, 0) >= run.end:
            return
        name = list(run.words)
        start = run.start  # of the cue before the name, or of the name
        before = self._cue_before(start)
        if before is not None:
            start = self._text.folded.rfind(" ", 0, start - 1) + 1
        while len(name) > 1 and name[0].folded in _cues("before") and not name[1].small:
            before, start = _cues("before")[name[0].folded], name[0].start
            name = name[1:]
        after = self._cue_after(run.end)
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
            first, last = name[0].start, name[-1].end
            kind = self._called_kind(first) or self._apposed_kind(last) or self._noun_before(first)
            if kind in _KINDS:
                self._put(name, kind, name[0].start)

    def _unknown_part(self, name: list[Word]) -> list[Word]:
        """Without articles, possessors and known names before it."""
        for index, word in enumerate(name[:-1]):
            if word.folded.endswith(("'s", "s'")):
                name = name[index + 1 :]
                break
        while name and (
            name[0].small or name[0].start in self._known or name[0].folded in _generic()
        ):
            end = self._known.get(name[0].start, name[0].end)
            name = [word for word in name if word.start >= end]
        return name

    def _odd(self, name: Sequence[Word]) -> bool:
        return any(has_odd_capitals(self._text.value[w.start : w.end]) for w in name)

    def _cue_before(self, start: int) -> EntityKind | None:
        if start == 0 or self._text.value[start - 1] not in " (":
            return None
        folded = self._text.folded
        start -= self._text.value[start - 1] == "("
        for word, _ in previous_words(self._text, start - 1):
            two = folded[max(0, start - 18) : start - 1]
            phrases = (p for p in _cues("before") if " " in p and two.endswith(p))
            return _cues("before").get(word.lstrip("('\"")) or next(
                (_cues("before")[p] for p in phrases), None
            )
        return None

    def _cue_after(self, end: int) -> EntityKind | None:
        match = re.compile(r" ([a-z]+)").match(self._text.folded, end)
        return _cues("after").get(match[1]) if match else None

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
            if kind == "programme" and any(w.folded in self._lower for w in name if not w.small):
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
        after = self._text.folded[name[-1].end : name[-1].end + 24].split("\n")[0].split(" ")
        follows = after[2:3] if behind else after[1:2]
        joined = bool(follows) and follows[0] in ("of", "for", "de", "del", "para", "do", "da")
        return not (joined and kind in ("programme", "system", "organisation"))

    def _in_heading(self, start: int) -> bool:
        return self._text.sentence_at(start).kind in ("heading", "title")

    # ---- nouns that say what a name is

    def _called_kind(self, start: int) -> EntityKind | None:
        """ "a platform called TRAMA": the noun before says the kind."""
        low = max(0, start - 60)
        match = _called().search(self._text.folded, low, start)
        if match is None:
            return None
        for count, (word, _) in enumerate(previous_words(self._text, match.start() - 1)):
            kind = kind_of_word(word.strip(",;("))
            if kind is not None or count > _MOST_BETWEEN:
                return kind
        return None

    def _noun_before(self, start: int) -> EntityKind | None:
        """ "la base de datos común TRAMA", "um laboratório regional, o TRAMA"."""
        article = False
        if self._text.language == "en" or self._text.value[start - 1 : start] not in (
            " ",
            "'",
            "’",
        ):
            return None
        for count, (word, capital) in enumerate(previous_words(self._text, start - 1)):
            if count == 0 and word.strip("'") in _ARTICLES:
                article = True
                continue
            kind = kind_of_word(word.strip("',"))
            if kind is not None and kind_of_word(word.strip("'")) is None and not article:
                return None  # "… del programa, AMERIPOL …": another thing
            if kind is not None or count > _FEW_WORDS or capital:
                return kind
            if count == int(article) and (word in joiners("es") or (word[-1:] == ",") != article):
                return None
        return None

    def _apposed_kind(self, end: int) -> EntityKind | None:
        """ "RIBERA, a regional project …", "RIBERA is one of the projects …"."""
        match = _APPOSITION.match(self._text.value, end)
        if match is None:
            return None
        small = joiners("en") | joiners(self._text.language)
        kind: EntityKind | None = None
        following = self._text.folded[match.end() : match.end() + 80].split(" ")[:8]
        for index, word in enumerate(following):
            bare = word.strip(",.;:()")
            phrase = " ".join(following[index : index + 3]).rstrip(",.;:()")
            if bare in small or bare in ("that", "which", "que", "qui"):
                break
            plain = bare.split("-", maxsplit=1)[0]  # "projeto-piloto"
            said = kind_of_word(phrase) or kind_of_word(plain) or kind_of_word(plain.rstrip("s"))
            kind = said or kind
            if word != bare or (kind is not None and self._text.language != "en"):
                break
        return kind

    # ---- quoted names

    def _in_dateline(self) -> None:
        """ "LIMA, 3 May (Agencia Sur) –": the news agency of a report."""
        for sentence in self._text.sentences[:_HEAD]:
            match = _DATELINE.match(self._text.value, sentence.start, sentence.end)
            if match is not None and match.start("name") not in self._known:
                self._record(match["name"], "organisation", match.span("name"), everywhere=False)

    def _quoted(self) -> None:
        """ "opération « Fleuves clairs »"."""
        for match in _QUOTED.finditer(self._text.value):
            if match["name"].count(" ") > _MOST_WORDS:
                continue
            for word, _ in previous_words(self._text, match.start()):
                kind = _cues("before").get(word.rsplit("'", 1)[-1])
                if kind is not None:
                    self._record(match["name"], kind, match.span("name"), everywhere=True)
                break

    def _put(self, name: Sequence[Word], kind: EntityKind, cue: int) -> None:
        """Record a name; an operation's and a group's cue is part of what names it."""
        start, end = name[0].start, name[-1].end
        end -= 2 if name[-1].folded.endswith("'s") else 0
        if kind == "group":
            start = cue
        sure = self._odd(name) or sum(not word.small for word in name) > 1
        place = (cue if kind == "operation" else start, end)
        self._record(self._text.value[start:end], kind, place, everywhere=sure)

    def _record(self, name: str, kind: EntityKind, place: Span, *, everywhere: bool) -> None:
        cued = self._found.setdefault(fold(name), Cued(name))
        cued.votes[kind] += 1
        cued.places.append(place)
        cued.everywhere = cued.everywhere or everywhere

"""Nouns that say what an unknown name is: "a platform called TRAMA", "TRAMA, a project …"."""

from __future__ import annotations

import re
from functools import cache

from lacsec.db.model import EntityKind
from lacsec.importer.names.kinds import joiners, kind_of_word
from lacsec.importer.names.runs import Scene
from lacsec.importer.names.wordlists import word_set

_ARTICLES = frozenset({"the", "el", "la", "o", "a", "le", "l"})
_FEW_WORDS = 4  # between a noun and the name behind it
_MANY_WORDS = 16  # between a noun and the name it is given
_APPOSITION = re.compile(
    r"(?: \([^()\n]{2,80}\))?(?:,| [–-]| is| es| é| est) "
    r"(?:one of the |uno de los |una de las |um dos |uma das |l['’]un des |l['’]une des "
    r"|an? |the |un[ae]? |el |la |uma? |o |le |l['’]|su |its )"
)
_WHICH = frozenset({"that", "which", "que", "qui"})


@cache
def _called() -> re.Pattern[str]:
    phrases = sorted(word_set("names_cues", "called"), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))}) ?$")


def kind_by_noun(scene: Scene, start: int, end: int) -> EntityKind | None:
    """The kind that a noun beside a name says it is of."""
    return _called_kind(scene, start) or _apposed_kind(scene, end) or _noun_before(scene, start)


def _called_kind(scene: Scene, start: int) -> EntityKind | None:
    """ "a platform called TRAMA": the noun before says the kind."""
    low = max(0, start - 60)
    match = _called().search(scene.text.folded, low, start)
    if match is None:
        return None
    for count, (word, _) in enumerate(scene.words_before(match.start() - 1)):
        kind = kind_of_word(word.strip(",;("))
        if kind is not None or count > _MANY_WORDS:
            return kind
    return None


def _apposed_kind(scene: Scene, end: int) -> EntityKind | None:
    """ "TRAMA, a regional project …", "TRAMA is one of the projects …"."""
    match = _APPOSITION.match(scene.text.value, end)
    if match is None:
        return None
    english = scene.text.language == "en"
    small = joiners("en") | joiners(scene.text.language)
    kind: EntityKind | None = None
    following = scene.text.folded[match.end() : match.end() + 80].split(" ")[:8]
    for index, word in enumerate(following):
        bare = word.strip(",.;:()")
        phrase = " ".join(following[index : index + 3]).rstrip(",.;:()")
        if bare in small or bare in _WHICH:
            break
        plain = bare.split("-", maxsplit=1)[0]  # "projeto-piloto"
        said = kind_of_word(phrase) or kind_of_word(plain) or kind_of_word(plain.rstrip("s"))
        kind = said or kind
        if word != bare or (kind is not None and not english):
            break
    return kind


def _noun_before(scene: Scene, start: int) -> EntityKind | None:
    """ "la base de datos común TRAMA", "um laboratório regional, o TRAMA"."""
    if scene.text.language == "en" or scene.text.value[start - 1 : start] not in (" ", "'", "’"):
        return None
    article = False
    for count, (word, capital) in enumerate(scene.words_before(start - 1)):
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

"""What stands beside a person's name: roles, titles, and words that make it a name of a thing."""

from __future__ import annotations

from functools import cache

from lacsec.importer.names.kinds import head_words, joiners
from lacsec.importer.names.runs import Scene, next_words
from lacsec.importer.names.wordlists import word_set

_LANGUAGES = ("en", "es", "pt", "fr")
_REACH = 16  # words between a role and the name it belongs to
_NEAR = 8  # words between a role and the comma behind which a name stands
_STOPS = ".;:!?)"
_BREAKS = ".;:!?),"
_DASHES = ("-", ":")
_BEHIND_NAMES = ("", ",")
_WHO = ("who", "quien", "que", "qui")


def bare(word: str) -> str:
    """A folded word without the marks that cling to it."""
    return word.strip(".,;:()[]\"'*_")


@cache
def roles() -> frozenset[str]:
    """What people are: minister, directora, procurador …"""
    return word_set("people", "roles")


@cache
def small_words() -> frozenset[str]:
    """Small words that may stand in names, of all languages."""
    return frozenset().union(*(joiners(language) for language in _LANGUAGES))


@cache
def _glue() -> frozenset[str]:
    """Words that may stand between a role and its person."""
    others = {"l", "d", "s", "a", "an", "un", "une", "le", "-"}
    return small_words() | word_set("people", "around") | roles() | others


@cache
def blocking() -> frozenset[str]:
    """Words that make a name behind them the name of something else."""
    return word_set("people", "named_after") | head_words()


class Roles:
    """The roles around the names of one document."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def named_after(self, start: int, *, cued: bool = False) -> bool:
        """Does the word before make this the name of a body or a place ("calle Juan Montalvo")?

        English puts the body last, so what stands there before a name with a role is no matter.
        """
        for word, capital in self._scene.words_before(start - 1):
            plain = bare(word)  # "comisaria" is a role, and, folded, a police station too
            if plain not in blocking() or plain in roles() or word[-1:] in ",;:)":
                return False
            return not (cued and capital and self._scene.text.language == "en")
        return False

    def beside(self, start: int) -> bool:
        """Does a role, a title or the comma behind a role stand right before a place?"""
        word = self._scene.word_before(start)
        title = word in word_set("people", "titles")
        return title or bare(word) in roles() or word.endswith(",")

    def before(self, start: int) -> bool:
        """Does a role stand before the name, with nothing but its own words between?"""
        for seen, (word, capital) in enumerate(self._scene.words_before(start - 1)):
            plain = bare(word)
            if word in word_set("people", "titles"):
                return True
            if plain in roles() and word[-1:] not in _STOPS:
                return True
            if seen == 0 and (plain in small_words() or plain in word_set("people", "says")):
                return plain in word_set("people", "says") and plain == word
            if word[-1:] in _STOPS or (seen and word[-1:] == ",") or seen > _REACH:
                return False
            if plain not in _glue() and not capital:
                return False
        return False

    def apposed(self, start: int, end: int) -> bool:
        """Between commas behind a role: "the head of its northern police, NAME NAME, …"."""
        value = self._scene.text.value
        if value[start - 2 : start] != ", " or value[end : end + 1] != ",":
            return False
        for seen, (word, _) in enumerate(self._scene.words_before(start - 1)):
            if bare(word) in roles():
                return word[-1:] not in _BREAKS
            if seen > _NEAR or (seen and word[-1:] in _BREAKS):
                return False
        return False

    def after(self, end: int) -> bool:
        """ ", executive secretary of …", ", who heads …", "said …"."""
        after = next_words(self._scene.text, end, 7)
        if len(after) < 2 or after[0] not in _BEHIND_NAMES:
            return False
        if after[0] == "" and after[1] not in _DASHES and after[1][:1] != "(":
            return after[1] in word_set("people", "says")
        following = after[1:] if after[0] else after[1 + (after[1] in _DASHES) :]
        if following[:1] and following[0] in _WHO:
            return following[1:2] != [] and following[1] in word_set("people", "does")
        for count, word in enumerate(following):
            plain = bare(word)
            if plain in roles():
                return True
            if word[-1:] in _BREAKS or (plain not in _glue() and count > 1):
                return False
        return False

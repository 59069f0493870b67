"""What the words of a query are for: which name a thing, which ask, which say its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lacsec.db.search.finder import ENOUGH, NameFinder, segments
from lacsec.db.search.lexicon import Lexicon
from lacsec.db.search.namehit import NameHit
from lacsec.db.search.words import Word, is_numeral

# What a word that asks or says a kind counts for, where a name leaves it out.
_ASIDE = 0.1
# Of so many words that tell something, one may be missing in a name.
_MISSING = 4


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a query is understood.

    `named` are the entities that stretches of it name; `predicates` what it asks of them; `kind`
    the kind of entity it speaks of; `rest` the places of the other words that say something,
    `aside` of those that ask or say a kind, `telling` of all but stop words and numbers,
    `numbers` of those that may count phases. `money`: it asks for an amount.
    """

    named: tuple[NameHit, ...]
    predicates: tuple[str, ...]
    kind: str | None
    rest: tuple[int, ...]
    aside: frozenset[int]
    weights: tuple[float, ...]
    telling: frozenset[int]
    numbers: frozenset[int]
    money: bool

    def answers(self, hit: NameHit) -> bool:
        """Whether a name answers enough: all words that tell something, or nearly all of many.

        A number right behind words that it answers belongs to the name: it has to be there too.
        """
        if any(place - 1 in hit.words and place not in hit.words for place in self.numbers):
            return False
        wanted = self.telling - self.aside or self.telling
        if not hit.sure or len(wanted - hit.words) > len(wanted) // _MISSING:
            return False
        return self.share(hit) >= ENOUGH

    def leaves(self, hit: NameHit) -> bool:
        """Whether the query says more than the name of an entity that it names."""
        return bool(self.telling - self.aside - hit.words)

    def share(self, hit: NameHit) -> float:
        """How much of what the query says an entity's name answers, 0 … 1."""
        own = sum(self.weights[place] for place in hit.words)
        other = sum(
            weight * (_ASIDE if place in self.aside else 1.0)
            for place, weight in enumerate(self.weights)
            if place not in hit.words
        )
        quality = hit.covered * sum(self.weights) / own if own else 0.0
        return quality * own / (own + other) if own else 0.0


def understand(
    words: Sequence[Word], names: NameFinder, hits: Sequence[NameHit], lexicon: Lexicon
) -> Meaning:
    """Tell names, questions, kinds and other words apart."""
    named = segments(hits, words)
    taken = {place for hit in named for place in hit.words}
    predicates: dict[str, None] = {}
    kinds: dict[str, None] = {}
    aside: set[int] = set()
    rest = []
    money = False
    stops = {place for place, word in enumerate(words) if names.index.grouper.is_stop(word.text)}
    for place, word in enumerate(words):
        text = word.text
        if place in taken:
            continue
        if text in lexicon.intents:
            predicates[lexicon.intents[text]] = None
            aside.add(place)
        elif text in lexicon.kinds:
            kinds[lexicon.kinds[text]] = None
            if text in lexicon.generic:
                aside.add(place)
            else:
                rest.append(place)
        elif text in lexicon.money:
            money = True
            aside.add(place)
        elif place in stops:
            aside.add(place)
        else:
            rest.append(place)
    return Meaning(
        tuple(named),
        tuple(predicates),
        next(iter(kinds), None),
        tuple(rest),
        frozenset(aside),
        tuple(names.weight(word.text) for word in words),
        frozenset(p for p, w in enumerate(words) if p not in stops and not is_numeral(w.text)),
        frozenset(
            p
            for p, w in enumerate(words)
            if is_numeral(w.text) and len(w.text) < 5 and not (w.text.isdigit() and len(w.text) > 2)
        ),
        money,
    )


def with_phase(words: Sequence[Word], lexicon: Lexicon) -> list[Word] | None:
    """The words with "third phase" or "phase three" as a number; None where no phase is counted."""
    for place in range(len(words) - 1):
        first, second = words[place], words[place + 1]
        if first.text in lexicon.phases:
            first, second = second, first
        number = lexicon.ordinals.get(first.text)
        if number and second.text in lexicon.phases:
            counted = first._replace(text=str(number))
            return [*words[:place], counted, *words[place + 2 :]]
    return None

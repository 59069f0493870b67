"""What a passage must hold to answer a query: one part for each word, phrase or choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lacsec.db.search.query import ParsedQuery, Term
from lacsec.db.search.textwords import Alternatives, TextWords
from lacsec.db.search.words import is_numeral


@dataclass(frozen=True, slots=True)
class Part:
    """One requirement: `options` of which one must stand there; a phrase is words in a row."""

    options: tuple[tuple[Alternatives, ...], ...]
    phrases: tuple[bool, ...]

    @property
    def passages(self) -> int:
        """At most how many passages meet it."""
        return sum(min(a.passages for a in option) for option in self.options)

    @property
    def cost(self) -> int:
        """How many entries of the index are read to rank the passages that meet it."""
        return sum(a.passages for option in self.options for a in option)

    @property
    def weight(self) -> float:
        """How telling it is."""
        return max(sum(a.weight for a in option) for option in self.options)

    @property
    def generic(self) -> bool:
        """Whether it only says what kind of thing is meant."""
        return all(a.generic or a.stop for option in self.options for a in option)

    @property
    def number(self) -> bool:
        """Whether it is a short number, which nothing else may stand for."""
        if len(self.options) > 1:
            return False
        texts = [alternative.text for alternative in self.options[0]]
        short = len(texts) > 1 or len(texts[0]) < 3 or not texts[0].isdigit()
        return short and all(map(is_numeral, texts))

    def expression(self, phrases: bool = True) -> str:
        """As the full-text index is asked for it; without phrases, their words in any order."""
        found = []
        for option, phrase in zip(self.options, self.phrases, strict=True):
            if phrase and phrases:
                text = " ".join(a.text for a in option)
                found.append(f'"{text}"' + ("*" if option[-1].beginning else ""))
            else:
                inner = " AND ".join(a.expression(phrases) for a in option)
                found.append(f"({inner})" if len(option) > 1 else inner)
        return found[0] if len(found) == 1 else f"({' OR '.join(found)})"


def parts_of(query: ParsedQuery, words: TextWords, forgive: bool = False) -> list[Part]:
    """The parts of a query; words that say nothing are left out, where others say something.

    Two words that passages also write as one are one part: "cyber crime", "cybercrime".
    """
    parts: list[Part] = []
    before: Term | None = None
    for clause in query.clauses:
        part = _part(clause, words, forgive)
        term = clause[0] if len(clause) == 1 and not clause[0].phrase else None
        joined = _joined(before, term, words, forgive)
        if joined:
            option = (*parts[-1].options[0], *part.options[0])
            parts[-1] = Part((option, (joined,)), (False, False))
            before = None
        else:
            parts.append(part)
            before = term
    telling = [part for part in parts if _tells(part)]
    return telling or parts


def _part(clause: Sequence[Term], words: TextWords, forgive: bool) -> Part:
    options = []
    for term in clause:
        last = len(term.words) - 1
        options.append(
            tuple(
                words.alternatives(word.text, term.unfinished and place == last, forgive)
                for place, word in enumerate(term.words)
            )
        )
    return Part(tuple(options), tuple(term.phrase for term in clause))


def _joined(
    first: Term | None, second: Term | None, words: TextWords, forgive: bool
) -> Alternatives | None:
    """What may stand for two words written as one, where passages do write them so."""
    if first is None or second is None:
        return None
    one, other = first.words[0], second.words[0]
    text = one.text + other.text
    if words.alternatives(one.text, False, False).stop:
        return None
    known = words.count(text) or (second.unfinished and words.count_beginning(text))
    if not known or not text.isalpha():
        return None
    return words.alternatives(text, second.unfinished, forgive)


def _tells(part: Part) -> bool:
    return any(
        phrase or any(not alternative.stop for alternative in option)
        for option, phrase in zip(part.options, part.phrases, strict=True)
    )

"""The filters of a list: by facet what is kept, as chips to see and pairs to remember."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lacsec.db.queries.facets import Choice
from lacsec.tui.lines import Line, Span, column, line, span

_TITLES = {
    "about": "about a",
    "kind": "kind",
    "role": "date of",
    "unit": "unit",
    "basis": "basis",
}
_BREAK = "\x1f"


@dataclass(slots=True)
class Filters:
    """One choice a facet at most: its value for the query, its label for the chip."""

    chosen: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.chosen)

    def value(self, facet: str) -> str | None:
        """The value that a facet is kept to; None where it is free."""
        found = self.chosen.get(facet)
        return None if found is None else found[0]

    def values(self, facet: str) -> tuple[str, ...]:
        """The same as a tuple, for queries that take several."""
        found = self.value(facet)
        return () if found is None else (found,)

    def choose(self, facet: str, value: str, label: str) -> None:
        """Keep to a value; once more takes it off."""
        if self.value(facet) == value:
            del self.chosen[facet]
        else:
            self.chosen[facet] = (value, label)

    def clear(self) -> None:
        """Take all off."""
        self.chosen.clear()

    def chips(self) -> list[Span]:
        """The filters as chips in a row."""
        spans: list[Span] = []
        for facet, (_, label) in self.chosen.items():
            spans += [span(f" {_TITLES.get(facet, facet)}: {label} ", "chip"), Span("  ")]
        return [*spans, Span("X takes them off", "dim")] if spans else []

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What `from_pairs` makes the same filters from."""
        return tuple(
            (f"filter.{facet}", f"{value}{_BREAK}{label}")
            for facet, (value, label) in self.chosen.items()
        )

    @classmethod
    def from_pairs(cls, pairs: Iterable[tuple[str, str]]) -> Filters:
        """The filters that were remembered; what is no filter is passed over."""
        found = cls()
        for name, told in pairs:
            value, joint, label = told.partition(_BREAK)
            if name.startswith("filter.") and joint:
                found.chosen[name.removeprefix("filter.")] = (value, label)
        return found


def choice_lines(choices: Sequence[Choice], filters: Filters, width: int) -> list[Line]:
    """A line a choice: facet, value, how many records; those that are set are marked."""
    lines: list[Line] = []
    before = ""
    for choice in choices:
        on = filters.value(choice.facet) == choice.value
        facet = _TITLES.get(choice.facet, choice.facet)
        lines.append(
            line(
                Span("✓ " if on else "  ", "match"),
                column(facet, 12, "dim" if choice.facet == before else "key"),
                column(choice.label, max(10, width - 22), "match" if on else ""),
                column(choice.count, 7, "dim", right=True),
                key=_BREAK.join((choice.facet, choice.value, choice.label)),
            )
        )
        before = choice.facet
    return lines


def chosen(key: str) -> tuple[str, str, str]:
    """Facet, value and label of a chosen line."""
    facet, value, label = key.split(_BREAK, 2)
    return facet, value, label

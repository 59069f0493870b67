"""Prints how well documents are read: recall and precision by kind, and the worst cases.

    python -m tests.evaluation [--worst N] [--document 03] [--with-held-back-cases]

The documents kept unseen are scored as a group of their own; their single failures are shown
only when asked for, since rules must not be tuned on them.
"""

from __future__ import annotations

import argparse

from lacsec.importer.document import read_document
from tests.evaluation.gold import load
from tests.evaluation.measure import Tally, measure

_KINDS = (
    "entities",
    "relations",
    "relations, named",
    "events",
    "figures, value",
    "figures, subject",
)


def main() -> None:
    """Read every document, hold it against its gold, print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="show N failures a kind")
    parser.add_argument("--document", default="", help="only documents that begin so")
    parser.add_argument("--with-held-back-cases", action="store_true")
    given = parser.parse_args()
    groups: dict[str, dict[str, Tally]] = {}
    for annotated in load():
        if not annotated.path.name.startswith(given.document):
            continue
        facts = read_document(annotated.path.read_bytes(), annotated.path.name)
        group = groups.setdefault("kept unseen" if annotated.held_back else "open", {})
        for kind, tally in measure(annotated, facts).items():
            group.setdefault(kind, Tally()).add(tally)
    for name, tallies in groups.items():
        _print(name, tallies)
        if given.worst and (name == "open" or given.with_held_back_cases):
            _print_worst(tallies, given.worst)


def _print(name: str, tallies: dict[str, Tally]) -> None:
    print(f"{name:20}{'recall':>20}{'precision':>20}")
    for kind in _KINDS:
        tally = tallies[kind]
        recall = f"{tally.recall:.3f} {tally.found}/{tally.wanted}" if tally.wanted else "–"
        precision = f"{tally.precision:.3f} {tally.right}/{tally.given}"
        print(f"  {kind:18}{recall:>20}{precision:>20}")


def _print_worst(tallies: dict[str, Tally], most: int) -> None:
    for kind in _KINDS:
        for title, cases in (("missed", tallies[kind].missed), ("wrong", tallies[kind].wrong)):
            for case in cases[:most]:
                print(f"    {kind}, {title}: {case}")


if __name__ == "__main__":
    main()

"""Which documents are near copies of which: a reprint is one source, not two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from lacsec.db.model import Document
from lacsec.importer.compare.sketch import containment

REPRINT = 0.8  # of the smaller sketch; edited reprints measured .84, other texts below .05
_FEWEST = 8  # hashes: a text of some forty words says too little to be called a copy
_COMMON = 200  # documents: a run of words in more than these is a formula, not a copy


def find_duplicates(
    documents: Mapping[str, Document], sketches: Mapping[str, tuple[int, ...]]
) -> dict[str, str]:
    """By id of a near copy: the id of its original.

    Of a group the original is the one published first (then the longest, then the smallest id),
    so the answer does not depend on the order in which the files were read.
    """
    order = sorted(sketches, key=lambda key: _seniority(documents[key], len(sketches[key])))
    holders: dict[int, list[str]] = defaultdict(list)
    for key in order:
        for value in sketches[key]:
            holders[value].append(key)
    duplicate_of: dict[str, str] = {}
    rank = {key: position for position, key in enumerate(order)}
    for key in order:
        if len(sketches[key]) < _FEWEST:
            continue
        shared: Counter[str] = Counter()
        for value in sketches[key]:
            found = holders[value]
            if len(found) <= _COMMON:
                shared.update(other for other in found if rank[other] < rank[key])
        originals = [
            other
            for other in sorted(shared, key=lambda other: rank[other])
            if other not in duplicate_of
            and len(sketches[other]) >= _FEWEST
            and containment(sketches[key], sketches[other]) >= REPRINT
        ]
        if originals:
            duplicate_of[key] = originals[0]
    return duplicate_of


def _seniority(document: Document, size: int) -> tuple[str, int, str]:
    return (document.issued or "9999", -size, document.id)

"""Whether a text speaks of the field at all: a recipe has dates, and no events for us."""

from __future__ import annotations

from lacsec.db.text import fold
from lacsec.importer.data import lexicon
from lacsec.importer.reading import ReadDocument

_SHORT = 600  # characters: a text so short may name nothing and still belong to the field
_ENOUGH = 2  # different words of the field
_BODIES = ("organisation", "person")  # known ones are of the field
_SIGNS = ("country", "region")  # known ones count as one word
_THINGS = ("programme", "agreement", "operation", "instrument", "group")


def on_topic(read: ReadDocument) -> bool:
    """Whether a text is short, names a thing of the field, or uses its words."""
    folded = read.text.folded
    if len(folded) < _SHORT:
        return True
    entities = read.names.entities.values()
    if any(e.kind in _THINGS or (e.kind in _BODIES and not e.discovered) for e in entities):
        return True
    found = int(any(entity.kind in _SIGNS and not entity.discovered for entity in entities))
    for word in lexicon("events")["topic"][read.text.language]:
        found += fold(word) in folded
        if found == _ENOUGH:
            return True
    return False

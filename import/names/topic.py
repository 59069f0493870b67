"""Is a document of the field? Only there may cue words and head nouns discover names."""

from __future__ import annotations

from lacsec.importer.names.wordlists import word_list
from lacsec.importer.structure.text import Text

_LEAST_SIGNS = 3
_LEAST_KNOWN = 2


def of_the_field(text: Text, known: int) -> bool:
    """Does the text use several words of the field, or name several things known in it?

    `known` is the number of known programmes, bodies, agreements and operations that it names.
    """
    if known >= _LEAST_KNOWN:
        return True
    signs = known
    for stem in word_list("names_topic", "stems"):
        signs += stem in text.folded
        if signs >= _LEAST_SIGNS:
            return True
    return False

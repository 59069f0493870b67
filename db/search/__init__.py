"""Search: finds what was meant, by name, description or half-remembered sentence.

`Engine(connection).search(query)` answers, `index.build(connection)` prepares a file for it.
"""

from lacsec.db.search.engine import Engine, NoSearchIndex
from lacsec.db.search.query import KEYS, Filter, ParsedQuery
from lacsec.db.search.results import GOOD, Cancelled, Hit, Name, Results

__all__ = [
    "GOOD",
    "KEYS",
    "Cancelled",
    "Engine",
    "Filter",
    "Hit",
    "Name",
    "NoSearchIndex",
    "ParsedQuery",
    "Results",
]

"""`lacsec search`: the same search as the app's, from the command line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from lacsec.db.commands.common import add_database, reading, say, write
from lacsec.db.errors import DONE, NotFound

_LIMIT, _MOST = 20, 1000
_WIDTH = 100


def add_parser(subcommands: Any) -> None:
    """Describe the subcommand."""
    parser: argparse.ArgumentParser = subcommands.add_parser(
        "search",
        help="find entities, passages, events and figures",
        description="Find entities, passages, events and figures; the best first.",
    )
    parser.add_argument("query", nargs="*", metavar="QUERY", help="what to look for")
    add_database(parser)
    parser.add_argument(
        "--limit",
        type=_limit,
        default=_LIMIT,
        metavar="N",
        help=f"how many results at most, 1 to {_MOST} (default: {_LIMIT})",
    )
    parser.add_argument("--json", action="store_true", help="print a JSON list")
    parser.add_argument("--save", metavar="NAME", help="keep the query under a name")
    parser.add_argument("--saved", metavar="NAME", help="search what was kept under a name")
    parser.add_argument("--list-saved", action="store_true", help="list the searches that are kept")
    parser.add_argument("--history", action="store_true", help="list the latest searches")
    parser.set_defaults(run=run)


def _limit(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() else 0
    if not 1 <= number <= _MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to {_MOST}")
    return number


def run(given: argparse.Namespace) -> int:
    """Search and print; finding nothing is no failure."""
    from lacsec.db.search import Engine  # noqa: PLC0415 (it takes time to load)

    if given.history or given.list_saved:
        return _list(given)
    query = _query(given)
    with reading(given) as connection:
        results = Engine(connection).search(query, given.limit)
        titles = dict(connection.execute("SELECT id, title FROM document").fetchall())
    if given.json:
        write([json.dumps([_record(hit) for hit in results.hits], ensure_ascii=False), "\n"])
        return DONE
    write(_lines(results.hits, titles))
    if not results.hits:
        hint = f" Did you mean: {results.suggestion}?" if results.suggestion else ""
        say(f"Nothing found for {query!r}.{hint}")
    return DONE


def _list(given: argparse.Namespace) -> int:
    from lacsec.db.search.saved import Searches  # noqa: PLC0415 (it takes time to load)

    searches = Searches()
    if given.list_saved:
        write(f"{kept.name}\t{kept.query}\n" for kept in searches.saved())
    else:
        write(f"{query}\n" for query in searches.recent())
    return DONE


def _query(given: argparse.Namespace) -> str:
    """The words given, or those kept under a name; remembered where a person reads the answer."""
    from lacsec.db.search.saved import Searches  # noqa: PLC0415 (it takes time to load)

    searches = Searches()
    query = " ".join(given.query)
    if given.saved:
        kept = searches.find(given.saved)
        if kept is None:
            raise NotFound(
                f"No search is kept under the name {given.saved!r}.",
                "Try: lacsec search --list-saved",
            )
        query = kept.query
    if not given.query and not given.saved:
        raise NotFound("There is nothing to search for.", "Try: lacsec search copolad")
    if given.save and not searches.save(given.save, query):
        say(searches.problem or f"The search could not be kept as {given.save!r}.")
    if sys.stdout.isatty():
        searches.remember(query)
    return query


_KEYS = ("rank", "kind", "id", "name", "score", "document", "start", "end", "snippet")


def _record(hit: Any) -> dict[str, Any]:
    record = {key: getattr(hit, key) for key in _KEYS}
    record["score"] = round(float(hit.score), 6)
    return record | {"why": hit.why, "entity_kind": hit.entity_kind}


def _lines(hits: Any, titles: dict[str, str]) -> Iterator[str]:
    for hit in hits:
        kind = hit.entity_kind or hit.kind
        name = hit.name or titles.get(hit.document, hit.document)
        yield f"{hit.rank:>3}  {kind:<12} {name}  ({hit.id})\n"
        snippet = " ".join(hit.snippet.split())
        if len(snippet) > _WIDTH:
            snippet = snippet[:_WIDTH].rsplit(" ", 1)[0] + " …"
        if snippet:
            yield f"     {snippet}\n"

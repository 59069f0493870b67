"""How fast documents are read, stage by stage, beside a floor measured in the same run.

    python -m tests.benchmarks.reading [FOLDER…]

Reads the embedded corpus, or the texts of the folders given, several times over on one core.
Printed are megabytes of text a second for each stage and for the whole path from text to facts,
and how many times longer each takes than the floor: one pass of a simple regular expression over
every word of the same texts.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lacsec.db.model import Document
from lacsec.importer.data import package_files
from lacsec.importer.dates.grammar import find_dates
from lacsec.importer.document import facts_of, read_document
from lacsec.importer.events.read import find_events
from lacsec.importer.figures.grammar import find_quantities
from lacsec.importer.figures.read import find_figures
from lacsec.importer.focus import Focus
from lacsec.importer.names.naming import name_things
from lacsec.importer.readers.source import read_source
from lacsec.importer.reading import ReadDocument
from lacsec.importer.relations.read import find_relations
from lacsec.importer.structure.assemble import assemble

_ROUNDS = 5
_WORD = re.compile(r"\w+")


def main() -> None:
    """Measure and print."""
    folders = [Path(name) for name in sys.argv[1:]] or [Path(str(package_files())) / "corpus"]
    paths = sorted(path for folder in folders for path in folder.iterdir() if path.is_file())
    sources = [(path.name, path.read_bytes()) for path in paths]
    for name, data in sources:
        read_document(data, name)  # warm: automata, tables, caches
    megabytes = sum(len(data) for _, data in sources) / 1e6
    floor = _seconds(
        lambda: [_WORD.findall(data.decode("utf-8", "replace")) for _, data in sources]
    )
    texts = [assemble(list(read_source(data, name).blocks)) for name, data in sources]
    dates = [find_dates(text) for text in texts]
    names = [name_things(text, found) for text, found in zip(texts, dates, strict=True)]
    reads = [
        ReadDocument(
            Document("d", name, "", None, None, text.language, None, "", "text/plain"),
            text,
            named,
            dated,
            find_quantities(text, dated, named),
            Focus(text, named),
        )
        for (name, _), text, named, dated in zip(sources, texts, names, dates, strict=True)
    ]
    stages: dict[str, Callable[[], object]] = {
        "blocks and text": lambda: [
            assemble(list(read_source(data, name).blocks)) for name, data in sources
        ],
        "dates": lambda: [find_dates(text) for text in texts],
        "names": lambda: [name_things(t, d) for t, d in zip(texts, dates, strict=True)],
        "quantities": lambda: [find_quantities(r.text, r.dates, r.names) for r in reads],
        "relations": lambda: [find_relations(read) for read in reads],
        "events": lambda: [find_events(read) for read in reads],
        "figures": lambda: [find_figures(read) for read in reads],
        "facts of what was found": lambda: [facts_of(read) for read in reads],
        "whole path, bytes to facts": lambda: [read_document(d, n) for n, d in sources],
    }
    print(f"{len(sources)} documents, {megabytes:.3f} MB; floor {megabytes / floor:.1f} MB/s")
    for title, stage in stages.items():
        seconds = _seconds(stage)
        print(f"{title:28}{megabytes / seconds:8.2f} MB/s{seconds / floor:8.1f} × floor")


def _seconds(run: Callable[[], object]) -> float:
    """The median of several rounds."""
    found = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        run()
        found.append(time.perf_counter() - started)
    return statistics.median(found)


if __name__ == "__main__":
    main()

"""Whatever an importer hands over: the file is sound, and depends on the documents alone."""

from __future__ import annotations

import tempfile
from pathlib import Path

from db_fixtures import doc_id, sha, source
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lacsec.db.check import check
from lacsec.db.connection import open_read_only
from lacsec.db.export import jsonl, markdown
from lacsec.db.model import (
    Disagreement,
    Document,
    DocumentFacts,
    Entity,
    Event,
    Evidence,
    Figure,
    Mention,
    Name,
    Passage,
    Relation,
    Side,
)
from lacsec.db.store import Draft

KEYS = ["ash", "birch", "cedar", "dogwood", "elm"]
DATES = ["2016", "2016-08", "2014/2020", "2009/..", "../2001", "198X", "2017-06?", "soon", ""]
some_date = st.sampled_from(DATES)
maybe_date = st.none() | some_date
key = st.sampled_from([*KEYS, "nobody"])
letters = st.text(alphabet="aé \n›*=", min_size=1, max_size=6)


@st.composite
def proofs(draw: st.DrawFn, document: str, text: str) -> tuple[Evidence, ...]:
    found = []
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(-1, len(text)))
        end = draw(st.integers(start, len(text) + 1))
        quote = text[max(start, 0) : end] if draw(st.integers(0, 9)) else "wrong"
        sure = draw(st.sampled_from([0.5, 0.9, 1.0, 1.5]))
        found.append(Evidence(document, start, end, quote, "m", "named", sure))
    return tuple(found)


@st.composite
def entities(draw: st.DrawFn, entity_id: str) -> Entity:
    names = tuple(
        Name(draw(letters), draw(st.sampled_from(["prefLabel", "altLabel"])), "es")
        for _ in range(draw(st.integers(0, 2)))
    )
    return Entity(
        entity_id,
        draw(st.sampled_from(["programme", "country", "organisation", "planet"])),
        draw(letters),
        draw(st.none() | letters),
        None,
        draw(st.none() | key),
        names,
        draw(st.booleans()),
    )


@st.composite
def documents(draw: st.DrawFn, name: str) -> DocumentFacts:
    document, text = doc_id(name), draw(st.text(alphabet="ab é.\n", max_size=30))
    place = st.integers(-1, len(text) + 1)
    several = st.integers(0, 3)
    proof = proofs(document, text)

    def some(make) -> tuple:
        return tuple(make() for _ in range(draw(several)))

    return DocumentFacts(
        Document(
            document,
            f"{name}.txt",
            draw(letters),
            draw(st.none() | letters),
            draw(maybe_date),
            "en",
            None,
            sha(name),
            "text/plain",
        ),
        text,
        some(lambda: Passage("sentence", draw(place), draw(place), ("a › b", "c"))),
        tuple(draw(entities(entity_id)) for entity_id in KEYS),
        some(lambda: Mention(draw(key), draw(place), draw(place), "m", 0.9)),
        some(
            lambda: Relation(
                draw(key),
                draw(st.sampled_from(["covers", "member_of", "role", "part_of"])),
                draw(key),
                draw(st.sampled_from(["asserted", "planned", "ended", "denied"])),
                draw(proof),
                draw(maybe_date),
                draw(st.none() | letters),
            )
        ),
        some(
            lambda: Event(
                draw(some_date),
                draw(st.sampled_from(["start", "end", "period", "launch", "happened"])),
                draw(letters),
                "meeting",
                tuple(draw(st.lists(key, max_size=3))),
                draw(proof),
            )
        ),
        some(
            lambda: Figure(
                draw(st.none() | key),
                draw(letters),
                draw(letters),
                draw(st.floats()),
                "EUR",
                draw(proof),
                as_of=draw(maybe_date),
            )
        ),
        sketch=tuple(draw(st.lists(st.integers(0, 2**64 - 1), max_size=3))),
    )


def dispute(facts: tuple[DocumentFacts, ...]) -> Disagreement:
    evidence = [e for one in facts for record in one.figures for e in record.evidence]
    sides = tuple(Side(f"value {n}", None, (e,)) for n, e in enumerate(evidence[:3]))
    return Disagreement("ash", "size", "unexplained", sides)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.tuples(documents("one"), documents("two"), documents("three")),
    st.permutations(range(3)),
    st.sampled_from([None, "one", "two"]),
)
def test_any_facts(facts: tuple[DocumentFacts, ...], order: list[int], copied: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        at_once, bit_by_bit = Path(folder, "a.db"), Path(folder, "b.db")
        with Draft(at_once) as draft:
            for one in facts:
                draft.add(one, [source(one.document.file)])
            _finish(draft, facts, copied)
        for number in order:
            with Draft(bit_by_bit) as draft:
                draft.add(facts[number], [source(facts[number].document.file)])
                if number == order[-1]:
                    _finish(draft, facts, copied)
                else:
                    draft.publish()
        connections = [open_read_only(at_once), open_read_only(bit_by_bit)]
        assert check(connections[0]) == []
        texts = ["".join(jsonl.lines(c)) + "".join(markdown.everything(c)) for c in connections]
        assert texts[0] == texts[1]
        for connection in connections:
            connection.close()


def _finish(draft: Draft, facts: tuple[DocumentFacts, ...], copied: str | None) -> None:
    if copied is not None:
        draft.set_duplicate(doc_id(copied), doc_id("three"))
    draft.set_disagreements([dispute(facts)])
    draft.publish()

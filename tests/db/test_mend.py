"""What breaks the contract is left out and told; the document is never lost."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from db_fixtures import briefing, publish

from lacsec.db.check import check
from lacsec.db.connection import open_read_only
from lacsec.db.errors import InvalidRecord
from lacsec.db.model import DocumentFacts, Mention, Passage
from lacsec.db.store.mend import mend

Change = Callable[[DocumentFacts], DocumentFacts]


def with_first(field: str, **changes: Any) -> Change:
    """The same facts, the first of some records changed."""

    def change(facts: DocumentFacts) -> DocumentFacts:
        first, *rest = getattr(facts, field)
        changed = dataclasses.replace(first, **changes)
        return dataclasses.replace(facts, **{field: (changed, *rest)})

    return change


def with_proof(field: str, **changes: Any) -> Change:
    """The same facts, the evidence of the first of some records changed."""

    def change(facts: DocumentFacts) -> DocumentFacts:
        first, *rest = getattr(facts, field)
        proof = dataclasses.replace(first.evidence[0], **changes)
        changed = dataclasses.replace(first, evidence=(proof,))
        return dataclasses.replace(facts, **{field: (changed, *rest)})

    return change


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        (with_first("relations", predicate="likes"), "relations", "no known kind"),
        (with_first("relations", status="perhaps"), "relations", "no known kind"),
        (with_first("relations", object="nobody"), "relations", "does not list"),
        (with_first("relations", object="kestrel"), "relations", "leads nowhere"),
        (with_first("relations", evidence=()), "relations", "no words prove it"),
        (with_proof("relations", quote="other words"), "relations", "no words prove it"),
        (with_proof("relations", start=-5), "relations", "no words prove it"),
        (with_proof("relations", end=10**6), "relations", "no words prove it"),
        (with_proof("relations", document="d-other"), "relations", "no words prove it"),
        (with_proof("relations", confidence=float("nan")), "relations", "no words prove it"),
        (with_proof("relations", finding="guess"), "relations", "no words prove it"),
        (with_first("events", date="next spring"), "events", "no EDTF date"),
        (with_first("events", date_role="maybe"), "events", "no known date role"),
        (with_first("events", title=""), "events", "no title"),
        (with_first("events", entities=("nobody",)), "events", "does not list"),
        (with_first("figures", value=float("inf")), "figures", "no number"),
        (with_first("figures", value_max=float("nan")), "figures", "no number"),
        (with_first("figures", subject="nobody"), "figures", "does not list"),
        (with_first("figures", qualifier="roughly"), "figures", "no known qualifier"),
        (with_first("figures", basis="gift"), "figures", "no known basis"),
        (with_first("mentions", entity="nobody"), "mentions", "does not list"),
        (with_first("mentions", end=10**6), "mentions", "no place in the text"),
        (with_first("passages", start=-1), "passages", "no place in the text"),
        (with_first("passages", kind="poem"), "passages", "no place in the text"),
        (with_first("passages", end=20), "passages", "overlaps"),
    ],
)
def test_a_wrong_record_is_left_out_and_told(change: Change, field: str, words: str) -> None:
    facts = briefing()
    mended = mend(change(facts))
    assert len(getattr(mended, field)) == len(getattr(facts, field)) - 1
    assert len(mended.problems) == 1
    assert words in mended.problems[0].message
    assert mended.problems[0].stage == "store"


def test_a_wrong_date_costs_the_date_alone() -> None:
    mended = mend(with_first("figures", as_of="lately")(briefing()))
    assert len(mended.figures) == len(briefing().figures)
    assert mended.figures[0].as_of is None
    assert "lately" in mended.problems[0].message


def test_a_wrong_issue_date_costs_the_date_alone() -> None:
    facts = briefing()
    document = dataclasses.replace(facts.document, issued="4 May")
    mended = mend(dataclasses.replace(facts, document=document))
    assert mended.document.issued is None
    assert len(mended.problems) == 1


def test_an_unknown_kind_of_entity_takes_its_facts_with_it() -> None:
    facts = briefing()
    entities = tuple(
        dataclasses.replace(e, kind="planet") if e.id == "peru" else e for e in facts.entities
    )
    mended = mend(dataclasses.replace(facts, entities=entities))  # type: ignore[arg-type]
    assert "peru" not in {e.id for e in mended.entities}
    assert all("peru" not in (r.subject, r.object) for r in mended.relations)


def test_good_facts_are_not_touched() -> None:
    facts = briefing()
    mended = mend(facts)
    assert mended.problems == ()
    assert mended.relations == facts.relations
    assert mended.events == facts.events
    assert mended.figures == facts.figures
    assert mended.passages == facts.passages
    assert set(mended.mentions) == set(facts.mentions)


def test_the_surest_of_equal_mentions_is_kept() -> None:
    facts = briefing()
    first = facts.mentions[0]
    surer = Mention(first.entity, first.start, first.end, "better", 0.99)
    mended = mend(dataclasses.replace(facts, mentions=(*facts.mentions, surer)))
    assert len(mended.mentions) == len(facts.mentions)
    assert mended.mentions[0].method == "better"


def test_a_document_with_the_wrong_id_is_refused() -> None:
    facts = briefing()
    document = dataclasses.replace(facts.document, id="d-000000000000")
    with pytest.raises(InvalidRecord, match="id"):
        mend(dataclasses.replace(facts, document=document))


def test_half_a_character_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="half a character"):
        mend(dataclasses.replace(briefing(), text=briefing().text + "\ud800"))


def test_whatever_comes_in_the_file_is_sound(tmp_path: Path) -> None:
    facts = briefing()
    broken = dataclasses.replace(
        facts,
        passages=(*facts.passages, Passage("sentence", 3, 9), Passage("heading", 5, 5)),
        mentions=(*facts.mentions, Mention("peru", 0, 0, "x", 2.0), Mention("ghost", 0, 3, "x", 1)),
        relations=(*facts.relations, dataclasses.replace(facts.relations[0], evidence=())),
    )
    path = publish(tmp_path / "a.db", [broken])
    connection = open_read_only(path)
    assert check(connection) == []
    told = connection.execute("SELECT message FROM import_problem ORDER BY ordinal").fetchall()
    assert len(told) == 5
    connection.close()

"""The gold is sound: passages stand in their documents, names resolve, dates are dates."""

from __future__ import annotations

import pytest

from lacsec.db.edtf import parse
from lacsec.db.model import ENTITY_KINDS, PREDICATES
from lacsec.importer.document import read_document
from tests.evaluation.gold import Annotated, canonical, load, quotes, squash

EVERY = load()


@pytest.mark.parametrize("annotated", EVERY, ids=lambda a: a.path.stem)
def test_gold_is_sound(annotated: Annotated) -> None:
    text = squash(annotated.path.read_text(encoding="utf-8").replace("**", "").replace("*", ""))
    for kind, rows in annotated.rows.items():
        for row in rows:
            assert any(quote in text for quote in quotes(row)), (kind, row["id"])
    for row in annotated.rows["entities"]:
        assert row["kind"] in ENTITY_KINDS
    for row in annotated.rows["relations"]:
        assert row["predicate"] in PREDICATES
        assert canonical(annotated.names, (row["subject"],)), row["id"]
    for row in annotated.rows["events"]:
        assert parse(row["date"]) is not None, row["id"]


def test_an_off_topic_text_yields_no_facts() -> None:
    annotated = next(a for a in EVERY if a.path.name.startswith("16"))
    facts = read_document(annotated.path.read_bytes(), annotated.path.name)
    assert not facts.relations
    assert not facts.events
    assert not [e for e in facts.entities if e.kind in ("programme", "agreement", "operation")]

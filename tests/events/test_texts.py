"""Whole texts: nearly all that they date is found, and nearly all that is found is so dated."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from lacsec.db.edtf import parse

from .sentences import events_of_file

_TEXTS: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("texts.toml").read_text(encoding="utf-8")
)


def test_dated_happenings_of_whole_texts() -> None:
    found = right = told = 0
    for language, texts in _TEXTS.items():
        for text in texts:
            events = events_of_file(text["text"], language, text["issued"])
            dates = Counter(event.date.rstrip("?") for event in events)
            right += (dates & Counter(text["dates"])).total()
            found += len(events)
            told += len(text["dates"])
    assert told > 180
    assert right / told >= 0.95
    assert right / found >= 0.95


def test_nothing_planned_is_told_as_done() -> None:
    for language, texts in _TEXTS.items():
        for text in texts:
            for event in events_of_file(text["text"], language, text["issued"]):
                said, told = parse(event.date), parse(text["issued"])
                if said and told and said.earliest and told.latest:
                    later = said.earliest > told.latest
                    assert not later or event.date_role == "planned", event.title


def test_off_topic_texts_tell_nothing() -> None:
    recipe = "Fry the onions for ten minutes. The dish was invented in 1950 in Lyon, they say. "
    assert events_of_file(recipe * 12, "en") == ()
    tutorial = "La biblioteca se publicó en 2019 y la versión nueva salió en mayo de 2021. "
    assert events_of_file(tutorial * 12, "es") == ()

"""Ids that come from content alone: the same facts get the same ids on every machine."""

from __future__ import annotations

import hashlib
import json
import re

from lacsec.db.model import Disagreement, Event, Figure, Relation
from lacsec.db.text import fold

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_DIGITS = 12


def slug(name: str) -> str:
    """A name as an id: "EL PAcCTO 2.0" → "el-paccto-2-0"; "GLACY+" → "glacy-plus"."""
    words = _NOT_WORD.sub("-", fold(name).replace("+", " plus ")).strip("-")
    return words or "x-" + _digest([name])


def _digest(parts: list[object]) -> str:
    """Twelve hexadecimal digits (48 bits: a clash is expected at some 16 million records)."""
    data = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def document_id(sha256: str) -> str:
    """From the hash of a file's bytes; a moved or renamed file keeps its id."""
    return "d-" + sha256[:_DIGITS]


def relation_id(relation: Relation) -> str:
    """Who, what, whom and how sure; not who says so, nor when: told twice is one relation."""
    parts: list[object] = [
        relation.subject,
        relation.predicate,
        relation.object,
        relation.status,
        fold(relation.wording or ""),
    ]
    return "r-" + _digest(parts)


def event_id(event: Event) -> str:
    """When, in which role, what kind and who; the title where nobody is named."""
    who = sorted(event.entities)
    return "v-" + _digest(
        [event.date, event.date_role, event.kind, who, "" if who else fold(event.title)]
    )


def figure_id(figure: Figure) -> str:
    """Of what, measured how, the value with its unit and basis, and as of when."""
    parts: list[object] = [
        figure.subject or fold(figure.subject_name),
        fold(figure.metric),
        repr(float(figure.value)),
        None if figure.value_max is None else repr(float(figure.value_max)),
        figure.unit,
        figure.qualifier,
        figure.basis,
        figure.as_of,
    ]
    return "f-" + _digest(parts)


def disagreement_id(disagreement: Disagreement) -> str:
    """Of what, which property, and the values that clash, in no order."""
    values = sorted(fold(side.value) for side in disagreement.sides)
    return "x-" + _digest([disagreement.subject, fold(disagreement.property), values])

"""Holds what was read from a document against its gold: what was found, missed, made up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lacsec.db.edtf import parse
from lacsec.db.model import DocumentFacts, Evidence
from tests.evaluation.gold import Annotated, Row, canonical, is_must, proves, squash

_SYMMETRIC = frozenset({"agreement_with"})
_MASS = {"t": 1000.0, "kg": 1.0, "g": 0.001}
_OPEN_KINDS = frozenset({"region"})


@dataclass
class Tally:
    """Counts of one kind of record: found of wanted, right of given, and examples of failure."""

    found: int = 0
    wanted: int = 0
    right: int = 0
    given: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of what is demanded that was found."""
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """The share of what was given that is right."""
        return self.right / self.given if self.given else 1.0

    def add(self, other: Tally) -> None:
        """Count another document's."""
        self.found += other.found
        self.wanted += other.wanted
        self.right += other.right
        self.given += other.given
        self.missed += other.missed
        self.wrong += other.wrong

    def want(self, label: str, *, found: bool) -> None:
        """Something that is demanded."""
        self.wanted += 1
        self.found += found
        if not found:
            self.missed.append(label)

    def give(self, label: str, *, right: bool) -> None:
        """Something that was read."""
        self.given += 1
        self.right += right
        if not right:
            self.wrong.append(label)


def measure(annotated: Annotated, facts: DocumentFacts) -> dict[str, Tally]:
    """A tally each for entities, relations, named relations, events, figures and their subjects."""
    known = {
        entity.id: canonical(
            annotated.names, (entity.name, entity.acronym, *(n.value for n in entity.names))
        )
        for entity in facts.entities
    }
    return {
        "entities": _entities(annotated, facts, known),
        **_relations(annotated, facts, known),
        "events": _events(annotated, facts),
        **_figures(annotated, facts, known),
    }


def _evidence(found: tuple[Evidence, ...]) -> list[str]:
    return [squash(evidence.quote) for evidence in found]


def _entities(gold: Annotated, facts: DocumentFacts, known: dict[str, str | None]) -> Tally:
    tally = Tally()
    mentioned = {mention.entity for mention in facts.mentions}
    found = {name for key, name in known.items() if key in mentioned}
    families = {e.family for e in facts.entities if e.family} | mentioned
    for row in gold.rows["entities"]:
        if is_must(row):
            tally.want(f"{row['kind']} {row['name']}", found=row["preferred"] in found)
    for entity in facts.entities:
        if entity.id in mentioned and not (known[entity.id] is None and entity.kind in _OPEN_KINDS):
            phase = entity.family in families and entity.family is not None
            tally.give(f"{entity.kind} {entity.name}", right=known[entity.id] is not None or phase)
    return tally


def _relations(
    gold: Annotated, facts: DocumentFacts, known: dict[str, str | None]
) -> dict[str, Tally]:
    every, named = Tally(), Tally()
    expected: dict[tuple[str, str, str], list[Row]] = {}
    for row in gold.rows["relations"]:
        for triple in _triples(gold, row):
            expected.setdefault(triple, []).append(row)
    met: set[str] = set()
    for relation in facts.relations:
        ends = known.get(relation.subject), known.get(relation.object)
        rows = expected.get((str(ends[0]), relation.predicate, str(ends[1])), [])
        fitting = [row for row in rows if _status_fits(row, relation.status)]
        met.update(row["id"] for row in fitting)
        label = f"{relation.subject} {relation.predicate} {relation.object} [{relation.status}]"
        tallies = [every, named] if relation.evidence[0].finding == "named" else [every]
        for tally in tallies:
            tally.give(label, right=bool(fitting))
    for row in gold.rows["relations"]:
        if is_must(row):
            label = f"{row['subject']} {row['predicate']} {row['object']} [{row.get('status')}]"
            every.want(label, found=row["id"] in met)
    return {"relations": every, "relations, named": named}


def _triples(gold: Annotated, row: Row) -> list[tuple[str, str, str]]:
    subjects = [row["subject"], *row.get("subject_any", ())]
    objects = [row["object"], *row.get("object_any", ())]
    plain = [(s, row["predicate"], o) for s in subjects for o in objects]
    plain += [tuple(other) for other in row.get("any_of", ())]
    found: list[tuple[str, str, str]] = []
    for s, predicate, o in plain:
        ends = [canonical(gold.names, (name,)) or name for name in (s, o)]
        found.append((ends[0], predicate, ends[1]))
        if predicate in _SYMMETRIC:
            found.append((ends[1], predicate, ends[0]))
        if predicate == "role":
            held = row["object"].lower()  # a role's object may be wrapped in its words
            found.extend(
                (ends[0], predicate, name) for name in gold.names.values() if name.lower() in held
            )
    return found


def _status_fits(row: Row, status: str) -> bool:
    return row["predicate"] == "role" or status in row.get(
        "status_any", [row.get("status", "asserted")]
    )


def _events(gold: Annotated, facts: DocumentFacts) -> Tally:
    tally = Tally()
    taken: set[int] = set()
    right: Counter[int] = Counter()
    for row in gold.rows["events"]:
        hit = None
        for index, event in enumerate(facts.events):
            fits = proves(_evidence(event.evidence), row) and _same_date(event.date, row["date"])
            right[index] += fits
            if fits and hit is None and index not in taken:
                hit = index
        if hit is not None:
            taken.add(hit)
        if is_must(row):
            tally.want(f"{row['date']} {row['title']}", found=hit is not None)
    for index, event in enumerate(facts.events):
        tally.give(f"{event.date} {event.title}", right=right[index] > 0)
    return tally


def _same_date(one: str, other: str) -> bool:
    """Equal, within, or one end of the other."""
    first, second = parse(one), parse(other)
    if first is None or second is None:
        return one == other
    if (first.earliest, first.latest) == (second.earliest, second.latest):
        return True
    ends = {second.earliest, second.latest} - {None}
    if {first.earliest, first.latest} & ends:
        return True
    low, high = second.earliest or "0000", second.latest or "9999"
    return low <= (first.earliest or first.latest or "") <= high and "/" in other


def _figures(
    gold: Annotated, facts: DocumentFacts, known: dict[str, str | None]
) -> dict[str, Tally]:
    values, subjects = Tally(), Tally()
    right: Counter[int] = Counter()
    with_subject: Counter[int] = Counter()
    for row in gold.rows["figures"]:
        found = subject = False
        for index, figure in enumerate(facts.figures):
            if not (_same_value(row, figure.value, figure.value_max, figure.unit)):
                continue
            if not proves(_evidence(figure.evidence), row):
                continue
            names = [row["subject"], *row.get("subject_any", ())]
            wanted = {canonical(gold.names, (name,)) or name for name in names}
            mine = known.get(figure.subject or "") or figure.subject_name
            found = True
            right[index] += 1
            if mine in wanted:
                subject = True
                with_subject[index] += 1
        if is_must(row):
            label = f"{row['subject']}: {row['metric']} = {row['value']} {row['unit']}"
            values.want(label, found=found)
            subjects.want(label, found=subject)
    for index, figure in enumerate(facts.figures):
        label = f"{figure.subject_name}: {figure.metric} = {figure.value} {figure.unit}"
        values.give(label, right=right[index] > 0)
        subjects.give(label, right=with_subject[index] > 0)
    return {"figures, value": values, "figures, subject": subjects}


def _same_value(row: Row, value: float, top: float | None, unit: str) -> bool:
    wanted = float(row["value"]) * _MASS.get(row["unit"], 1.0)
    given = [v * _MASS.get(unit, 1.0) for v in (value, top) if v is not None]
    if not any(abs(v - wanted) <= 1e-6 * max(1.0, abs(wanted)) for v in given):
        return False
    classes = [_unit_class(u) for u in (row["unit"], *row.get("unit_any", ()))]
    return _unit_class(unit) in classes


def _unit_class(unit: str) -> str:
    if unit in _MASS:
        return "mass"
    money = len(unit) == 3 and unit.isupper()
    return unit if money or unit in ("%", "ha", "per_100k") else "count"

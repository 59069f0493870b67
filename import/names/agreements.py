"""From descriptions of agreements to entities: which describe the same one, and its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from lacsec.db.model import Entity
from lacsec.db.text import fold
from lacsec.importer.data import lexicon
from lacsec.importer.names.agreement_words import cue_set
from lacsec.importer.names.described import Described
from lacsec.importer.names.found import Naming
from lacsec.importer.names.local import LocalNames
from lacsec.importer.names.resolve import CONFIDENCE
from lacsec.importer.structure.text import Text

_METHOD = "described"
_SHORT_LABELS = frozenset({"EU", "UN", "US", "UK"})
_KINDS = frozenset({"agreement", "programme", "instrument"})


@dataclass
class _Thing:
    """One agreement, and all that is said of it."""

    identifier: str
    first: Described
    parties: set[str] = field(default_factory=set)


def name_described(
    text: Text, described: Sequence[Described], local: LocalNames
) -> tuple[list[Naming], dict[str, tuple[str, ...]]]:
    """Namings of the agreements that are described well enough, and the parties of each."""
    things: list[_Thing] = []
    namings: list[Naming] = []
    for found in described:
        thing = _seen_before(text, found, things) or _new(text, found, local)
        if thing is None:
            continue
        if thing not in things:
            things.append(thing)
        thing.parties.update(found.parties)
        if thing.identifier in local.methods and found.name != found.kind.name:
            local.alias(thing.identifier, found.words)
        entity = local.entity(thing.identifier)
        sure = CONFIDENCE[_METHOD]
        namings.append(Naming(*found.span, entity.id, entity.kind, _METHOD, sure))
    return namings, {thing.identifier: thing.first.parties for thing in things}


def _seen_before(text: Text, found: Described, things: Sequence[_Thing]) -> _Thing | None:
    """The thing of which this is another description: same kind and parties, no other date."""
    mine = set(found.parties)
    for thing in things:
        one = thing.first
        if one.kind.name != found.kind.name or one.kind.plural != found.kind.plural:
            continue
        shared = len(mine & thing.parties)
        within = shared and (mine <= thing.parties or thing.parties <= mine)
        if one.kind.group == "pact":
            titled = shared and _heading(text, one) and not found.kind.plural
            if (within and shared > 1) or titled:
                return thing
        elif within and _agree(_year(one), _year(found)) and _agree(one.topic, found.topic):
            return thing
    return None


def _heading(text: Text, found: Described) -> bool:
    return text.sentence_at(found.span[0]).kind in ("heading", "title")


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _year(found: Described) -> str | None:
    return found.years or (found.dated.edtf if found.dated else None)


def _new(text: Text, found: Described, local: LocalNames) -> _Thing | None:
    known = _known(found, local)
    if known is not None:
        return _Thing(known, found)
    if not _well_described(text, found):
        return None
    parties = _in_order(found.parties, local)
    if found.kind.group == "pact" and not _apart(found, local):
        return None
    kinds = {local.entity(party).kind for party in found.parties}
    name = _name(found, parties, bodies=kinds != {"country"})
    identifier = local.open(name, "agreement", _METHOD)
    if identifier in local.methods:
        for alias in _aliases(found, parties):
            local.alias(identifier, alias)
    return _Thing(identifier, found)


def _well_described(text: Text, found: Described) -> bool:
    """Does the text say enough to tell it from others, and that it exists?"""
    sure = found.made or _heading(text, found)
    parties = len(found.parties)
    if found.definite:
        return False
    if found.kind.group == "pact":
        alone = parties == 1 and found.sided and found.dated is not None and found.made
        return sure and (parties >= 2 or alone)
    if found.kind.group == "text":
        told = (
            found.dated or found.topic or (found.kind.name == "joint declaration" and parties > 1)
        )
        return sure and 1 <= parties <= 3 and bool(told)
    if found.years:
        return bool(parties or found.topic)
    told = parties > 0 or found.kind.name == "roadmap"
    return found.made and found.topic is not None and told and parties <= 2


def _apart(found: Described, local: LocalNames) -> bool:
    """Are its parties more than a body and a part of the world?"""
    certain = [party for party in found.parties if local.entity(party).kind != "region"]
    return len(certain) > 1 or (len(found.parties) == 1 and bool(certain))


# ---- names


def _label(entity: Entity) -> str:
    """What a party is called in the name of its agreement: by its acronym where it has one."""
    acronym = entity.acronym
    if acronym and (len(acronym) > 2 or acronym in _SHORT_LABELS):
        return acronym
    return entity.name


def _in_order(parties: Sequence[str], local: LocalNames) -> list[str]:
    """Labels of the parties: the EU, other bodies, countries; each of these by the alphabet."""
    entities = [local.entity(party) for party in parties]
    entities.sort(key=lambda e: (e.id != "european-union", e.kind == "country", _label(e)))
    return [_label(entity) for entity in entities]


def _listed(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"


def _date_words(edtf: str) -> str:
    """ "2017-09-13" → "13 September 2017"."""
    parts = edtf.split("/", maxsplit=1)[0].rstrip("?~").split("-")
    if len(parts) < 2 or not parts[1].isdigit():
        return parts[0]
    month = lexicon("dates")["months"]["en"][int(parts[1]) - 1][0].capitalize()
    return " ".join([*([str(int(parts[2]))] if len(parts) > 2 else []), month, parts[0]])


def _name(found: Described, parties: list[str], *, bodies: bool) -> str:
    """`bodies`: the first party is no country, and the others are those that it deals with."""
    kind = found.name + "s" if found.kind.plural else found.name
    if not parties:
        return " ".join(filter(None, [found.years, found.full]))
    if len(parties) > 2 and bodies:
        base = f"{parties[0]} {kind} with {_listed(parties[1:])}"
    else:
        base = f"{'-'.join(parties)} {kind}"
    if found.kind.group == "pact":
        return base
    if found.kind.group == "plan":
        named = f"{found.years} {base}" if found.years else base
        return named if found.years or not found.topic else f"{base} {found.topic}"
    if found.dated is not None:
        return f"{base} of {_date_words(found.dated.edtf)}"
    return f"{base} {found.topic}" if found.topic else base


def _aliases(found: Described, parties: list[str]) -> Iterator[str]:
    """The words of the text, and the name with other parts of the description."""
    if found.full != found.words:
        yield found.full
    if parties and found.topic:
        yield f"{'-'.join(parties)} {found.name} {found.topic}"
    if parties and found.dated and found.kind.group == "text":
        yield f"{found.name} of {_date_words(found.dated.edtf)}"
    if found.topic and found.topic.startswith("'"):
        yield found.topic.strip("'")
    if found.years and found.kind.group == "plan":
        yield f"{found.words} {found.years}"


def _known(found: Described, local: LocalNames) -> str | None:
    """The agreement of the authority file that has such a name."""
    for name in _candidates(found, local):
        owner = local.known.owner(name)
        if owner is not None and local.known.entities[owner].kind in _KINDS:
            return owner
    if found.name == found.kind.name or not found.parties:
        return None
    wanted = {fold(label) for party in found.parties for label in _labels(local.entity(party))}
    words = fold(found.words)
    alike = {
        owner
        for name, owner in local.known.agreement_names
        if words in name and any(label in name for label in wanted)
    }
    return next(iter(alike)) if len(alike) == 1 else None


def _labels(entity: Entity) -> list[str]:
    return [label for label in (entity.acronym, entity.name) if label]


def _candidates(found: Described, local: LocalNames) -> Iterator[str]:
    if found.topic:
        yield f"{found.words} {found.topic}"
    yield found.full
    if not 1 <= len(found.parties) <= 4 or (found.kind.plural and len(found.parties) > 2):
        return
    apart = cue_set("apart", "") & set(found.name.split())
    kinds = dict.fromkeys((found.name, found.name if apart else found.kind.name))
    ends = [""]
    if found.dated is not None:
        ends = [f" of {_date_words(found.dated.edtf)}", f" {found.dated.year}", ""]
    if found.topic:
        ends.insert(0, f" {found.topic}")
    if found.kind.group != "pact":
        ends.remove("")
    for order in permutations(found.parties):
        parties = "-".join(_label(local.entity(party)) for party in order)
        for kind in kinds:
            yield from (f"{parties} {kind}{end}" for end in ends)
            if found.years:
                yield f"{found.years} {parties} {kind}"

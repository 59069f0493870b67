"""Whether a date tells of a happening, and of which: the rules, from the surest to the least."""

from __future__ import annotations

import re

from lacsec.importer.dates.found import Dated
from lacsec.importer.events.attach import of_date, ties, to_do
from lacsec.importer.events.brackets import in_brackets
from lacsec.importer.events.generic import generic_verb
from lacsec.importer.events.names import in_name
from lacsec.importer.events.roles import is_meant, later_than
from lacsec.importer.events.scan import Hit
from lacsec.importer.events.view import Draft, View
from lacsec.importer.events.words import Word

_YEAR = re.compile(r"\d{4}(?:/(?:\d{4}|\.\.))?|\.\./\d{4}")
_YEARS = re.compile(r"\d{4}/\d{4}")
_NUMBER = re.compile(r"\d+(?:[ .,]\d{3})*")
_YEAR_LONG, _DAY = 4, 10  # characters of a date that is a year, a day
_LOOK_BACK = 32  # characters before a date in which words of comparison stand
_NEAR_NOUN = 14  # words between a noun and its date
_OBJECT = 5  # words before a noun in which "during" and the like stand
_REACH = 8  # words before an infinitive in which a plan is told
_COUNTED = 11  # words to both sides of a verb in which a number says how much it was
_SURE = 12  # cost of a trigger right beside its date
_NEAR_PERSON, _BESIDE = 60, 3  # characters from a person to the aside that tells the office
_LEAST_WORDS = 4  # words of a clause that tells of something by itself
_LASTING = ("programme", "instrument", "operation", "agreement", "system")
_COMMA = 4  # weight of less than a comma
_DONE = ("past", "ed", "part", "future", "pres")
_WEAK = 40  # weight of marks that part a noun from its date
_OUTER = ("adoption", "launch", "start", "end", "signature", "publication", "decision", "attack")


def judge(view: View, dated: Dated) -> Draft | None:
    """The happening that a date tells of; None where it tells of none."""
    if _only_a_mark(view, dated) or _compared(view, dated) or _ranks(view, dated):
        return None
    settled = in_brackets(view, dated) or in_name(view, dated)
    if settled is not None:
        return settled.draft
    hit = _trigger(view, dated)
    if hit is None:
        return _standing(view, dated)
    return _in_own_clause(view, dated, hit) or _in_clause(view, dated, hit)


def _in_own_clause(view: View, dated: Dated, hit: Hit) -> Draft | None:
    """A clause with a verb of its own tells what goes on "since 2022" or "until May"."""
    if dated.modifier not in ("since", "until") or hit.noun:
        return None
    start, end = view.scan.clause(dated.start, dated.end)
    if start <= hit.start < end or view.scan.aside(dated.start) is not None:
        return None
    if not any(start <= view.scan.words[i].start < dated.start for i in view.scan.verbs):
        return None
    return Draft(dated, "other", "plain", None, start, end)


def _trigger(view: View, dated: Dated) -> Hit | None:
    """What happened on the date: a trigger that stands, or a verb that the table does not know."""
    near = ties(view.scan, dated, view.dates)
    found = next((each for each in near if not _only_meant(view, dated, each.hit)), None)
    if found is not None and found.cost <= _SURE and not found.hit.noun:
        return found.hit if _stands(view, dated, found.hit) else None
    verb = generic_verb(view.scan, view.read.text.language, dated)
    if found is None or (verb is not None and _between(view, dated, found.hit, verb)):
        return _unknown(view, dated, verb)
    if not _stands(view, dated, found.hit):
        return None
    if not found.hit.noun:
        return found.hit
    if _noun_stands(view, dated, found.hit):
        return _acting(view, dated, _outer(view, found.hit))
    return _unknown(view, dated, verb)


def _stands(view: View, dated: Dated, hit: Hit) -> bool:
    """Whether a trigger tells of something done or planned: no trend, count or denial."""
    if hit.form.row.trend:
        return _aimed(view, dated, hit)
    return not _denied(view, hit) and not _counted(view, dated, hit)


def _unknown(view: View, dated: Dated, verb: Hit | None) -> Hit | None:
    return None if verb is None or _only_counts(view, dated, verb) else verb


def _standing(view: View, dated: Dated) -> Draft | None:
    """What has gone on since, is meant to be by then, or goes on through a programme's years."""
    start, end = view.scan.clause(dated.start, dated.end)
    if any(hit.form.row.trend for hit in view.scan.within(start, end)):
        return None
    words = view.scan.words[view.scan.index(start) : view.scan.index(end)]
    texts = [w.text for w in words if not view.in_date(w.start)]
    if view.scan.cues.most.intersection(texts) or _numbered(view, start, end, least=100):
        return None
    if dated.modifier == "since" and "/" not in dated.edtf:
        told = len(texts) >= _LEAST_WORDS and _is_sentence(view)
    elif _meant_by(view, dated):
        told = is_meant(view.scan.cues, texts)
    else:
        lasting = any(n.kind in _LASTING for n in view.namings(start, end))
        told = "/" in dated.edtf and (lasting or _in_office(view, start))
    return Draft(dated, "other", "plain", None, start, end) if told else None


def _in_office(view: View, start: int) -> bool:
    """ "Ana Prado, director from 2015 to 2019": a person right before the aside."""
    named = view.namings(max(view.sentence.start, start - _NEAR_PERSON), start)
    return bool(named) and named[-1].kind == "person" and start - named[-1].end <= _BESIDE


def _is_sentence(view: View) -> bool:
    return view.text(view.sentence.end - 1, view.sentence.end) in ".!?…»”"


def _meant_by(view: View, dated: Dated) -> bool:
    """ "By 2030", "para 2030", or a date that lies ahead."""
    lead = view.text(dated.lead, dated.start).lower().split()
    ahead = later_than(dated, view.read.document.issued)
    return dated.modifier in ("by", "until") or ahead or "para" in lead[:1]


def _only_meant(view: View, dated: Dated, hit: Hit) -> bool:
    """An infinitive tells what something is for; with "by May" it is a plan."""
    meant = hit.form.tense in ("inf", "subj") or (
        hit.form.tense == "pres" and to_do(view.scan, hit)
    )
    if not meant or dated.modifier in ("by", "until", "before"):
        return False
    first = max(0, hit.first - _REACH)
    before = view.scan.words[first : hit.first]
    texts = [w.text for w in before if not view.in_date(w.start)]
    return not is_meant(view.scan.cues, texts)


def _aimed(view: View, dated: Dated, hit: Hit) -> bool:
    """ "To double the number by 2026": a target, not a trend."""
    before = view.scan.words[hit.first - 1].text if hit.first else ""
    aim = hit.form.tense == "inf" or (hit.form.tense == "pres" and before == "to")
    return dated.modifier == "by" and aim


def _between(view: View, dated: Dated, hit: Hit, verb: Hit) -> bool:
    """Whether an unknown verb stands nearer to the date, or alone in an aside with it."""
    if view.scan.aside(hit.start) != view.scan.aside(dated.start):
        return True
    low, high = sorted((hit.start, dated.start))
    return low < verb.start < high and not of_date(view.scan, hit, dated)


def _in_clause(view: View, dated: Dated, hit: Hit) -> Draft:
    start, end = view.scan.clause(min(hit.start, dated.start), max(hit.end, dated.end))
    left, right = view.scan.clause(hit.start, hit.end)
    start, end = max(start, min(left, dated.start)), min(end, max(right, dated.end))
    return Draft(dated, _kind(view, hit, start, end), "clause", hit, start, end)


def _kind(view: View, hit: Hit, start: int, end: int) -> str:
    """A light verb takes the kind of the nearest noun: "the conference was held"."""
    row = hit.form.row
    if not row.light:
        return row.kind
    nouns = [h for h in view.scan.within(start, end) if h.noun and not h.form.row.trend]
    if not nouns:
        return row.kind
    return min(nouns, key=lambda h: (abs(h.start - hit.start), h.start)).form.row.kind


def _only_a_mark(view: View, dated: Dated) -> bool:
    """Dates of access, of the state of a figure, inside an address, or of the year before."""
    if dated.modifier in ("as_of", "after") or _state_on(view, dated):
        return True
    if _at_the_head(view, dated):
        return True
    if dated.source == "relative" and view.text(dated.start, dated.end).lower() in _earlier(view):
        return True
    value = view.read.text.value
    beside = value[max(0, dated.start - 1) : dated.start] + value[dated.end : dated.end + 1]
    return any(sign in "/#=_" for sign in beside)


def _state_on(view: View, dated: Dated) -> bool:
    """ "A 31 de diciembre de 2023 …": how things stood on a day."""
    opening = view.text(view.sentence.start, dated.start).strip().lower()
    return len(dated.edtf) == _DAY and opening in view.scan.cues.state_on


def _ranks(view: View, dated: Dated) -> bool:
    """ "The third such project since 2012", "two in 2022 and one in 2023"."""
    cues, words = view.scan.cues, view.scan.words
    index = view.scan.index(dated.lead) - 1
    year = len(dated.edtf) == _YEAR_LONG and index >= 0 and dated.modifier is None
    if year and (words[index].text in cues.numbers or words[index].text.isdecimal()):
        return not view.in_date(words[index].start)
    if dated.modifier != "since":
        return False
    start, _ = view.scan.clause(dated.start, dated.end)
    before = [w.text for w in words[view.scan.index(start) : index + 1]]
    return bool(cues.ordinals.intersection(before) and cues.copulas.intersection(before))


def _at_the_head(view: View, dated: Dated) -> bool:
    """A place and day before the news, in a sentence that tells its own day too."""
    if len(dated.edtf) != _DAY or len(view.dates) == 1 or dated != view.dates[0]:
        return False
    place = view.text(view.sentence.start, dated.lead).strip(" (*")
    after = view.text(dated.end, dated.end + 3).lstrip(" ).")
    return place.endswith((",", "–", "—", "-")) and after[:1] in ("-", "–", "—", ":")


def _earlier(view: View) -> tuple[str, ...]:
    return view.scan.cues.earlier


def _compared(view: View, dated: Dated) -> bool:
    if dated.modifier in ("by", "until", "since"):
        return False  # "no later than" compares nothing
    low = max(view.sentence.start, dated.lead - _LOOK_BACK)
    close = view.text(low, dated.start).lower().rstrip()
    cues = view.scan.cues.compared
    for before in (close, view.text(low, dated.lead).lower().rstrip()):
        if before.endswith(cues):
            ends = [cue for cue in cues if before.endswith(cue)]
            if any(not before[: -len(cue)][-1:].isalnum() for cue in ends):
                return True
    return False


def _denied(view: View, hit: Hit) -> bool:
    words = view.scan.words[max(0, hit.first - 3) : hit.first]
    if not any(word.text in view.scan.cues.denied for word in words):
        return False
    behind = view.scan.words[hit.last + 1 : hit.last + 5]
    return not any(word.text in view.scan.cues.but for word in behind)  # "n'est entré qu'en 2008"


def _counted(view: View, dated: Dated, hit: Hit) -> bool:
    """Statistics of a whole year or more: "authorities seized 303 tonnes in 2021"."""
    coarse = _YEAR.fullmatch(dated.stated) or dated.modifier in ("by", "until")
    if not hit.form.row.counted or not coarse:
        return False
    left, right = view.scan.clause(hit.start, hit.end)
    words = view.scan.words
    first = words[max(0, hit.first - _COUNTED)].start
    last = words[min(len(words) - 1, hit.last + _COUNTED)].end
    return _numbered(view, max(left, first), min(right, last), least=1)


def _only_counts(view: View, dated: Dated, verb: Hit) -> bool:
    """An unknown verb beside a large number, or over years, tells of a trend."""
    left, right = view.scan.clause(verb.start, verb.end)
    day = len(dated.edtf) == _DAY
    if "%" in view.text(left, right):
        return True
    if dated.modifier in ("by", "until") and _numbered(view, left, right, least=1):
        return True
    lead = view.text(dated.lead, dated.start).lower()
    years = _YEARS.fullmatch(dated.edtf) is not None and lead.startswith(("between", "entre"))
    return years or (not day and _numbered(view, left, right, least=1000))


def _numbered(view: View, start: int, end: int, least: int) -> bool:
    """Whether a number of at least so much stands there, dates aside."""
    for match in _NUMBER.finditer(view.read.text.value, start, end):
        if not view.in_date(match.start()) and int(re.sub(r"\D", "", match[0])) >= least:
            return True
    return False


def _noun_stands(view: View, dated: Dated, hit: Hit) -> bool:
    """Whether a noun is dated, not only near a date: no verb between, and not far before it."""
    if of_date(view.scan, hit, dated):
        return not _speaks(view, dated, hit)
    if hit.form.row.role == "planned":
        return True  # "the deadline is 28 February"
    if _trends(view, hit) or _undone(view, dated, hit):
        return False
    if hit.end <= dated.start:
        between = view.scan.words[hit.last + 1 : view.scan.index(dated.lead)]
        weight, _ = view.scan.parted(hit.end, dated.lead)
        if len(between) > _NEAR_NOUN or weight > _WEAK:
            return False
        return not any(word.text in view.scan.cues.finite for word in between)
    left, _ = view.scan.clause(hit.start, hit.end)
    before = view.scan.words[view.scan.index(left) : hit.first]
    return not any(word.text in view.scan.cues.finite for word in before)


def _undone(view: View, dated: Dated, hit: Hit) -> bool:
    """ "The decision will not be taken before May"."""
    words = view.scan.words[hit.last + 1 : view.scan.index(dated.lead)]
    return any(word.text in view.scan.cues.denied for word in words)


def _speaks(view: View, dated: Dated, hit: Hit) -> bool:
    """ "The report of 2024 spoke of …": the year only says which report."""
    if hit.form.row.kind != "publication":
        return False
    index = view.scan.index(dated.end)
    if not view.text(hit.end, view.sentence.end) or index >= len(view.scan.words):
        return False
    gap = view.text(dated.end, view.scan.words[index].start)
    return gap.strip() == "" and view.scan.words[index].text not in view.scan.cues.leading


def _trends(view: View, hit: Hit) -> bool:
    start, end = view.scan.clause(hit.start, hit.end)
    return any(other.form.row.trend for other in view.scan.within(start, end))


def _acting(view: View, dated: Dated, hit: Hit) -> Hit:
    """ "Signed an agreement in May": what was done, not what it was done to or by what means.

    A noun that tells when something was ("during the summit of May") stays what is dated.
    """
    if not hit.noun or of_date(view.scan, hit, dated):
        return hit
    left, _ = view.scan.clause(hit.start, hit.end)
    verbs = [
        h
        for h in view.scan.within(left, hit.start)
        if not h.noun and h.form.tense in _DONE and not h.form.row.trend
    ]
    if not verbs or view.scan.parted(verbs[-1].end, hit.start)[0] > _COMMA:
        return hit
    between = view.scan.words[verbs[-1].last + 1 : hit.first]
    when = any(word.text in view.scan.cues.around for word in between[-_OBJECT:])
    return hit if when or any(i in view.scan.verbs for i in _numbers(view, between)) else verbs[-1]


def _numbers(view: View, words: list[Word]) -> list[int]:
    return [view.scan.index(word.start) for word in words]


def _outer(view: View, hit: Hit) -> Hit:
    """ "The adoption of the strategy in 2014": what happened to it, not the thing."""
    if not hit.noun:
        return hit
    for other in reversed(view.scan.hits):
        if other.end > hit.start or not other.noun or other.form.row.kind not in _OUTER:
            continue
        between = view.scan.words[other.last + 1 : hit.first]
        chained = between and between[0].text in view.scan.cues.of and len(between) <= 7
        clear = not any(word.text in view.scan.cues.finite for word in between)
        if chained and clear and not view.scan.parted(other.end, hit.start)[0]:
            return other
        break
    return hit

"""What part a date has in its happening, and whether that has happened at all."""

from __future__ import annotations

from lacsec.db.edtf import parse
from lacsec.db.model import DateRole
from lacsec.importer.dates.found import Dated
from lacsec.importer.events.cues import Cues, starts
from lacsec.importer.events.view import Draft, View

_SHORTEST = 4  # letters that a verb in the future has more than
_BEFORE = 8  # words before a trigger in which "is expected to" may stand
_MEETINGS = ("meeting", "conference", "visit", "election")


def dated_as(view: View, draft: Draft) -> tuple[str, DateRole]:
    """The EDTF date and its role."""
    dated = draft.dated
    edtf = dated.edtf if draft.shape == "name" else dated.stated  # "since the 2015 summit"
    planned = is_planned(view, draft)
    if planned:
        return edtf, "planned"
    role: DateRole = draft.hit.form.row.role if draft.hit else _default(draft)
    if dated.modifier == "since" and edtf.endswith("/.."):
        return edtf, "start"
    if dated.modifier in ("until", "by", "before") and edtf.startswith("../"):
        return edtf, "end" if dated.modifier == "until" else role
    if "/" in edtf and draft.kind not in _MEETINGS:
        return edtf, "period"
    return edtf, role


def _default(draft: Draft) -> DateRole:
    if draft.shape == "clause" or "/" in draft.dated.edtf:
        return "happened"
    return {"start": "start", "launch": "launch"}.get(draft.kind, "happened")  # type: ignore[return-value]


def is_planned(view: View, draft: Draft) -> bool:
    """Whether the clause, or the calendar, puts the happening in the future."""
    if later_than(draft.dated, view.read.document.issued):
        return True
    hit = draft.hit
    if hit is None or draft.shape != "clause":
        return draft.shape == "name" and _name_ahead(view, draft.dated)
    if hit.form.tense in ("future", "cond"):
        return True
    first = max(0, hit.first - _BEFORE)
    start, end = view.scan.clause(hit.start, hit.end)
    last = max(hit.last + 5, view.scan.index(draft.dated.start))
    near = [w for w in view.scan.words[first : last + 1] if start <= w.start < end]
    stretch = [w for w in near if not view.in_date(w.start)]  # "opened in May" is no "may"
    if hit.form.row.role == "planned":
        return True
    if hit.form.tense in ("past", "ed") and not any(
        w.text in view.scan.cues.helpers for w in view.scan.words[max(0, hit.first - 1) : hit.first]
    ):
        return False
    ahead = [w.text for w in stretch if w.start < hit.end]
    told = [w.text for w in stretch if w.start >= hit.end and not _in_future(view, w.text)]
    return is_meant(view.scan.cues, [*ahead, *told])


def _name_ahead(view: View, dated: Dated) -> bool:
    """ "Will run in the 2025 election", told in 2025 or before it."""
    if "/" in dated.edtf or _earlier(dated, view.read.document.issued):
        return False
    start, end = view.scan.clause(dated.start, dated.end)
    words = view.scan.words[view.scan.index(start) : view.scan.index(end)]
    return is_meant(view.scan.cues, [w.text for w in words if not view.in_date(w.start)])


def _in_future(view: View, text: str) -> bool:
    """A verb in the future behind the trigger is another's: "begun in 2022, it will reach …"."""
    return len(text) > _SHORTEST and text.endswith(view.scan.cues.future)


def is_meant(cues: Cues, texts: list[str]) -> bool:
    """Whether words tell a plan: a phrase such as "is due to", or a verb in the future."""
    if any(len(text) > _SHORTEST and text.endswith(cues.future) for text in texts):
        return True
    return any(starts(cues.planned, texts, i) for i in range(len(texts)))


def _earlier(dated: Dated, issued: str | None) -> bool:
    """Whether a date is over by the day of issue, or that day is unknown."""
    said, told = parse(dated.edtf), parse(issued) if issued else None
    if said is None or told is None or said.latest is None or told.earliest is None:
        return True
    return said.latest < told.earliest


def later_than(dated: Dated, issued: str | None) -> bool:
    """Whether a date lies wholly behind the day on which the document was issued."""
    said, told = parse(dated.edtf), parse(issued) if issued else None
    if said is None or told is None or said.earliest is None or told.latest is None:
        return False
    return said.earliest > told.latest

"""A title for an event: its clause, without the date, with its subject, short and readable."""

from __future__ import annotations

import re

from lacsec.importer.events.scan import Hit
from lacsec.importer.events.subject import Told, subject_of
from lacsec.importer.events.view import Draft, View

_LONGEST = 110
_SPACES = re.compile(r"\s+")
_MARKS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\^?\d{0,3}\]")
_EMPTY = re.compile(r"\(\s*[,;]?\s*\)|\[\s*\]")
_LOOSE = re.compile(r"\s+([,.;:)\]])|([(\[])\s+")
_COMMAS = re.compile(r"(?:,\s*)+,|,\s*(?=[.;:)]|$)")
_EDGES = " ,;:.–—-/…\n\t"
_BREAK = re.compile(
    r"[,;:–—(]|\s(?=(?:to|for|with|in|on|at|by|and|para|con|en|por|y|com|em|e|pour|avec|dans|et|par)\s)"
)


def title_of(view: View, draft: Draft) -> tuple[str, Told]:
    """The title, and who its subject is where the clause itself does not name it."""
    told = subject_of(view, draft)
    if draft.shape == "clause" and draft.hit is not None:
        words = _of_clause(view, draft, draft.hit, told)
    else:
        words = _without_date(view, draft, told.start, told.end)
    title = tidy(view, words)
    return shortened(title, view), told


def _of_clause(view: View, draft: Draft, hit: Hit, told: Told) -> str:
    rest = _without_date(view, draft, told.verb, told.end)
    if told.words is not None:
        return f"{told.words} {rest}"
    subject = _without_date(view, draft, told.start, told.stop)
    return f"{_opened(subject, view)} {rest}"


def _opened(text: str, view: View) -> str:
    """Without "moreover," and the like at its head."""
    stripped = text.strip(_EDGES)
    folded = stripped.lower()
    for opener in view.scan.cues.openers:
        if folded.startswith(opener) and not folded[len(opener) : len(opener) + 1].isalnum():
            return _opened(stripped[len(opener) :], view)
    return stripped


def _without_date(view: View, draft: Draft, start: int, end: int) -> str:
    """The stored words in [start, end) less the date and the small words before it."""
    dated = draft.dated
    if dated.end <= start or dated.start >= end:
        return view.text(start, end)
    head = view.text(start, dated.start).rstrip()
    while head:
        bare = head.rstrip(" (,–-")
        last = re.split(r"[\s'’(]", bare)[-1] if bare else ""
        if not last or last.lower() not in view.scan.cues.dangling:
            break
        head = bare[: len(bare) - len(last)].rstrip(" '’")
    tail = view.text(dated.end, end)
    return f"{head} {tail}"


def tidy(view: View, text: str) -> str:
    """One line without footnote signs, empty brackets, loose commas or words left hanging."""
    text = _MARKS.sub("", _SPACES.sub(" ", text))
    text = _EMPTY.sub(" ", text)
    text = _LOOSE.sub(lambda m: m[1] or m[2], _SPACES.sub(" ", text))
    text = _COMMAS.sub(",", text).strip(_EDGES)
    text = _balanced(text)
    text = _trimmed(text, view)
    return text[:1].upper() + text[1:]


def _balanced(text: str) -> str:
    for opening, closing in ("()", "[]", "“”", "«»"):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    return text.strip(_EDGES)


def _trimmed(text: str, view: View) -> str:
    """Without small words at the end that lead nowhere."""
    words = text.split(" ")
    while len(words) > 1 and words[-1].strip(_EDGES + "'’").lower() in view.scan.cues.dangling:
        words.pop()
    return " ".join(words).strip(_EDGES)


def shortened(text: str, view: View) -> str:
    """At most as long as a line, cut where a phrase ends."""
    if len(text) <= _LONGEST:
        return text
    breaks = [m.start() for m in _BREAK.finditer(text, 0, _LONGEST + 1)]
    good = [place for place in breaks if place >= _LONGEST // 2]
    cut = good[-1] if good else text.rfind(" ", 0, _LONGEST)
    return _balanced(_trimmed(text[: max(cut, 20)].strip(_EDGES), view))

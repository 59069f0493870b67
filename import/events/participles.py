"""Participles that stand for no verb of their own: "launched in May", "signed by both"."""

from __future__ import annotations

from dataclasses import replace

from lacsec.importer.events.clauses import hung_on, words_between
from lacsec.importer.events.generic import looks_done
from lacsec.importer.events.phrases import after, before, verb_group
from lacsec.importer.events.resolve import known_subject, resolved
from lacsec.importer.events.scan import HANGING, Hit
from lacsec.importer.events.view import Told, View


def hangs(view: View, hit: Hit, left: int, right: int) -> bool:
    """A participle that stands for no verb of its own: at the head, or behind the real one."""
    if hit.form.tense not in HANGING or verb_group(view, hit.first, left) != hit.first:
        return False
    head = [w for w in words_between(view, left, hit.start) if not view.in_date(w.start)]
    if all(word.text in view.scan.cues.leading for word in head):
        mark = next((m for m in view.scan.marks if m.end == left), None)
        return mark is None or mark.sign not in ("which", "and")
    level = view.scan.aside(hit.start)
    hanging = [h for h in view.scan.within(left, hit.start) if is_reduced(view, h)]
    others = [
        i
        for i in view.scan.verbs
        if left <= view.scan.words[i].start < right
        and not hit.first <= i <= hit.last
        and not any(h.first <= i <= h.last for h in hanging)
        and view.scan.aside(view.scan.words[i].start) == level
    ]
    if others:
        return any(i < hit.first for i in others) or is_reduced(view, hit)
    apart = view.text(left, hit.start).rstrip().endswith(",")
    return apart and "," in view.text(hit.end, right) and is_reduced(view, hit)


def is_reduced(view: View, hit: Hit) -> bool:
    """ "The agreement reached between …": a participle right behind its noun."""
    if hit.form.tense == "part":
        return True
    following = view.scan.words[hit.last + 1 : hit.last + 2]
    return (
        hit.form.tense == "ed"
        and bool(following)
        and (following[0].text in view.scan.cues.reduced or view.in_date(following[0].start))
    )


def of_participle(view: View, hit: Hit, left: int, right: int) -> Told:
    """ "Launched in 2009, the programme …", "an arrangement, signed in January, …"."""
    commas = [m for m in view.scan.marks if m.sign == "," and left <= m.start < right]
    first_end = max((d.start for d in view.dates if 0 <= d.start - hit.end <= 12), default=hit.end)
    behind = next((m for m in commas if m.start > first_end), None)
    stop = min(behind.start if behind else right, _predicate_end(view, hit, right))
    told = Told(None, (hit.start, stop))
    opened = next((pair for pair in view.scan.pairs if pair[0] + 1 == left), None)
    head = [w for w in words_between(view, left, hit.start) if not view.in_date(w.start)]
    bare = all(w.text in view.scan.cues.leading or w.text in view.scan.cues.joins for w in head)
    if opened is not None and (bare or head[0].text in view.scan.cues.leading):
        return hung_on(view, opened[0], told)
    if not bare:
        span = before(view, hit.start, left)
        return known_subject(view, replace(told, subject=span)) if span else told
    span = after(view, behind.end, right) if behind and hit.form.tense in HANGING else None
    if span is None:
        return resolved(view, hit.start, told) if hit.form.tense in HANGING else told
    first = view.text(*span).split()[0].lower()
    if first in view.scan.cues.pronouns or looks_done(first, view.read.text.language):
        return resolved(view, hit.start, told)
    return replace(told, subject=span)


def _predicate_end(view: View, hit: Hit, right: int) -> int:
    """A reduced clause ends where the verb of the main clause begins."""
    level = view.scan.aside(hit.start)
    for index in sorted(i for i in view.scan.verbs if i > hit.last):
        word = view.scan.words[index]
        if word.start >= right:
            break
        if view.scan.aside(word.start) == level:
            return view.scan.words[verb_group(view, index, hit.end)].start
    return right

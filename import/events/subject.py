"""Who or what an event is about, and what it did: the places of a title's words in the text."""

from __future__ import annotations

from lacsec.importer.events.clauses import of_verb
from lacsec.importer.events.nouns import before_brackets, of_name, of_noun
from lacsec.importer.events.participles import hangs, of_participle
from lacsec.importer.events.phrases import main_verb, subject_span, verb_group
from lacsec.importer.events.view import Draft, Told, View


def subject_of(view: View, draft: Draft) -> Told:
    """The places of subject and predicate for the title of an event."""
    hit = draft.hit
    if draft.shape == "brackets":
        return before_brackets(view, draft)
    if draft.shape == "plain":
        return _of_plain(view, draft)
    if draft.shape == "name" or hit is None:
        return of_name(view, draft)
    left, right = view.scan.clause(hit.start, hit.end)
    if hit.noun:
        return of_noun(view, draft, hit, left, right)
    alone = verb_group(view, hit.first, left) == hit.first
    if (alone and hit.form.tense in ("inf", "ing", "subj")) or hangs(view, hit, left, right):
        return of_participle(view, hit, left, right)
    return of_verb(view, hit.first, left, right)


def _of_plain(view: View, draft: Draft) -> Told:
    """A clause whose verb is not known: all of it, its adverbials aside."""
    verb = main_verb(view, draft.start, draft.end)
    if verb is not None:
        return of_verb(view, verb, draft.start, draft.end)
    return Told(None, subject_span(view, draft.start, draft.end) or (draft.start, draft.end))

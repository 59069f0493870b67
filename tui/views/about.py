"""About the database, and the searches that were made: lines to look at and choose from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lacsec.db.queries.changes import Change
from lacsec.db.queries.common import Page
from lacsec.db.queries.summary import Run, Summary
from lacsec.db.search.saved import SavedSearch
from lacsec.tui.lines import Line, blank, column, fit, heading, line, safe, span
from lacsec.tui.views.words import number_words

_LABEL = 16
_SIGNS = {"added": ("+", "kind.country"), "changed": ("~", "warn"), "withdrawn": ("-", "disputed")}


def about_lines(
    found: Summary,
    counts: Sequence[tuple[str, str, int]],
    latest: Page[Change],
    path: Path,
    problem: str,
    width: int,
) -> list[Line]:
    """Where it is, what it holds, from what it was built and when, what the last import changed."""
    kinds = ", ".join(f"{number_words(kind.entities)} {kind.kind}s" for kind in found.kinds)
    copies = f", {found.copies} near copies of others" if found.copies else ""
    lines = [
        _told("Database", str(path), width),
        _told("Built", f"{_when(found.built_at)} by lacsec {found.tool_version or '?'}", width),
        *(_told("From", folder, width) for folder in found.folders),
        _told("Documents", f"{number_words(found.documents)}{copies}", width),
        _told("Text", f"{number_words(found.characters)} characters", width),
        _told("Things", f"{number_words(found.entities)}: {kinds}", width),
        _told("Named", f"{number_words(found.mentions)} times", width),
        _told(
            "Facts",
            f"{number_words(found.relations)} relations, {number_words(found.events)} events,"
            f" {number_words(found.figures)} figures, each with its sentence",
            width,
        ),
        _told("Disagreements", number_words(found.disagreements), width),
        _told("Time", f"{(found.first_day or '?')[:4]} to {(found.last_day or '?')[:4]}", width),
    ]
    if problem:
        lines.append(line(span(problem, "warn"), still=True))
    return [*lines, blank(), *_change_lines(counts, latest, width), *_run_lines(found.runs, width)]


def _change_lines(
    counts: Sequence[tuple[str, str, int]], latest: Page[Change], width: int
) -> list[Line]:
    if not counts:
        return []
    told = ", ".join(f"{number_words(many)} {kind}s {change}" for change, kind, many in counts)
    lines = [
        heading("What the last import changed"),
        line(span(fit(f"  {told}", width)), still=True),
    ]
    for change in latest.rows:
        sign, style = _SIGNS.get(change.change, ("·", "dim"))
        words = fit(safe(change.label), width - 20)
        lines.append(
            line(
                span(f"  {sign} ", style),
                column(change.kind, 14, "dim"),
                span(words),
                key=change.record_id,
            )
        )
    if latest.has_more:
        more = f"  … and {number_words(latest.total - len(latest.rows))} more"
        lines.append(line(span(more, "dim"), still=True))
    return [*lines, blank()]


def _run_lines(runs: Sequence[Run], width: int) -> list[Line]:
    lines = [heading("Imports")]
    for run in runs:
        told = (
            f"{run.documents_added} added, {run.documents_changed} changed,"
            f" {run.documents_unchanged} unchanged, {run.documents_removed} removed"
        )
        problems = f", {run.problems} problems" if run.problems else ""
        words = fit(f"{told}{problems}", width - 22)
        lines.append(line(column(f"  {_when(run.ended_at)}", 22, "dim"), span(words), still=True))
    return lines


def _told(label: str, words: str, width: int) -> Line:
    shown = fit(safe(words), width - _LABEL)
    return line(column(label, _LABEL, "dim"), span(shown), key=words)


def _when(moment: str | None) -> str:
    """A moment of UTC to the minute."""
    return (moment or "?").replace("T", " ")[:16]


def search_lines(
    saved: Sequence[SavedSearch], recent: Sequence[str], query: str, width: int
) -> list[Line]:
    """What can be saved, the saved searches by name, the recent ones."""
    lines: list[Line] = []
    if query:
        lines += [line(span(f"Save “{query}” under a name", "key"), key="save:"), blank()]
    if saved:
        lines.append(heading("Saved"))
        lines += [
            line(
                column(f"  {item.name}", 26, "value"),
                span(fit(safe(item.query), width - 26)),
                key=f"open:{item.query}",
            )
            for item in saved
        ]
        lines.append(blank())
    if recent:
        lines.append(heading("Recent"))
        lines += [line(span(f"  {words}"), key=f"open:{words}") for words in recent]
        lines.append(blank())
    if saved:
        lines.append(heading("Remove"))
        lines += [
            line(span(f"  remove “{item.name}”", "dim"), key=f"remove:{item.name}")
            for item in saved
        ]
    return lines or [line(span("Nothing has been searched yet.", "dim"), still=True)]

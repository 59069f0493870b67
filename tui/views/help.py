"""The keys that are valid here, made from the registry of actions."""

from __future__ import annotations

from collections.abc import Callable

from lacsec.tui.actions import Action, actions, written
from lacsec.tui.lines import Line, Span, blank, column, heading, line, span

_KEYS = 22
Reason = Callable[[str], str | None]


def help_lines(unavailable: Reason, width: int) -> list[Line]:
    """Every action by group, with its keys and what it does; why where it cannot be done here."""
    groups: dict[str, list[Action]] = {}
    for action in actions().values():
        groups.setdefault(action.group, []).append(action)
    lines: list[Line] = []
    for group, found in groups.items():
        lines.append(heading(group))
        for action in found:
            reason = unavailable(action.id)
            keys = " ".join(written(key) for key in action.keys)
            lines.append(
                line(
                    span("  "),
                    column(keys, min(_KEYS, width // 3), "key" if reason is None else "dim"),
                    span(
                        action.help if reason is None else f"{action.title}: {reason}",
                        "" if reason is None else "dim",
                    ),
                    still=False,
                    key=action.id,
                )
            )
        lines.append(blank())
    return lines[:-1]


def footer_spans(unavailable: Reason, status: str, width: int) -> list[Span]:
    """The keys that matter most here, and at the right what is shown."""
    spans: list[Span] = []
    room = width - len(status) - 2
    hinted = [action for action in actions().values() if action.hint is not None]
    for action in sorted(hinted, key=lambda a: a.hint or 0):
        words = f"{action.key} {action.title}  "
        if unavailable(action.id) is not None or len(words) > room:
            continue
        spans.extend([Span(action.key, "key"), Span(f" {action.title}  ", "dim")])
        room -= len(words)
    used = sum(len(part.text) for part in spans)
    spans.append(Span(" " * max(1, width - used - len(status))))
    spans.append(span(status, "dim"))
    return spans

"""The keys that are valid here, made from the registry of actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rich.cells import cell_len

from lacsec.tui.actions import Action, actions, written
from lacsec.tui.lines import Line, Span, blank, column, fit, heading, line, safe, span

_KEYS = 16
Reason = Callable[[str], str | None]


def help_lines(unavailable: Reason, width: int, words: Mapping[str, str]) -> list[Line]:
    """Every action by group, with its keys and what it does; those of this view come first.

    `words` are what some actions are called here. An action that cannot be done says why.
    """
    groups: dict[str, list[Action]] = {"Here": []}
    for action in actions().values():
        groups.setdefault(action.group, []).append(action)
    lines: list[Line] = []
    for group, found in groups.items():
        ordered = sorted(found, key=lambda action: unavailable(action.id) is not None)
        lines += [heading(group), *(_row(a, unavailable(a.id), width, words) for a in ordered)]
        lines.append(blank())
    return lines[:-1]


def palette_lines(unavailable: Reason, width: int) -> list[Line]:
    """Every action by its title, those that can be done first."""
    found = sorted(actions().values(), key=lambda a: (unavailable(a.id) is not None, a.title))
    lines: list[Line] = []
    for action in found:
        reason = unavailable(action.id)
        title = f"{action.group}: {action.title}" if action.group == "Go to" else action.title
        told = fit(reason or action.help, max(8, width - 36))
        lines.append(
            line(
                column(title, 24, "key" if reason is None else "dim"),
                column(action.key, 10, "value" if reason is None else "dim"),
                span(told, "" if reason is None else "dim"),
                key=action.id,
            )
        )
    return lines


def _row(action: Action, reason: str | None, width: int, words: Mapping[str, str]) -> Line:
    keys = " ".join(written(key) for key in action.keys)
    named = f"{words[action.id]}: " if action.id in words and reason is None else ""
    told = f"{named}{action.help}" if reason is None else f"{action.title}: {reason}"
    size = min(_KEYS, width // 3)
    return line(
        span("  "),
        column(keys, size, "key" if reason is None else "dim"),
        span(" "),
        span(fit(told, max(8, width - size - 3)), "" if reason is None else "dim"),
        key=action.id,
    )


def footer_spans(
    unavailable: Reason, status: str, width: int, words: Mapping[str, str]
) -> list[Span]:
    """The keys that matter most here, and at the right what is shown.

    `words` are what some actions are called here. A long message takes the keys' room.
    """
    told = span(fit(safe(status), width - 2), "dim")
    spans: list[Span] = []
    room = width - cell_len(told.text) - 2
    hinted = [action for action in actions().values() if action.hint is not None and action.keys]
    for action in sorted(hinted, key=lambda a: a.hint or 0):
        title = words.get(action.id, action.title)
        size = len(action.key) + len(title) + 3
        if unavailable(action.id) is not None or size > room:
            continue
        spans.extend([Span(action.key, "key"), Span(f" {title}  ", "dim")])
        room -= size
    used = sum(cell_len(part.text) for part in spans)
    spans.append(Span(" " * max(1, width - used - cell_len(told.text))))
    return [*spans, told]

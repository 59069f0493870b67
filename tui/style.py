"""Names of styles and the colours they have in each theme."""

from __future__ import annotations

from functools import cache

from rich.style import Style

# One accent a kind of thing; everything else is the terminal's own foreground. The words are
# Rich's style grammar; `mono` has no colour at all and says the same by weight and underline.
_DARK = {
    "": "",
    "heading": "bold color(110)",
    "title": "bold",
    "dim": "color(245)",
    "rule": "color(239)",
    "match": "bold color(215)",
    "source": "color(245)",
    "value": "bold",
    "warn": "color(215)",
    "planned": "italic color(180)",
    "ended": "color(245)",
    "disputed": "bold color(174)",
    "key": "bold color(110)",
    "tab": "color(245)",
    "tab.on": "bold color(110)",
    "chip": "color(110)",
    "kind.programme": "color(110)",
    "kind.country": "color(114)",
    "kind.region": "color(108)",
    "kind.organisation": "color(180)",
    "kind.agreement": "color(175)",
    "kind.operation": "color(174)",
    "kind.instrument": "color(146)",
    "kind.system": "color(146)",
    "kind.person": "color(223)",
    "kind.group": "color(174)",
    "kind.document": "color(252)",
    "kind.passage": "",
    "kind.event": "color(215)",
    "kind.figure": "color(150)",
    "cursor": "on color(238)",
    "cursor.idle": "on color(235)",
}
_LIGHT = _DARK | {
    "heading": "bold color(25)",
    "dim": "color(241)",
    "rule": "color(250)",
    "match": "bold color(130)",
    "source": "color(241)",
    "warn": "color(130)",
    "planned": "italic color(94)",
    "ended": "color(241)",
    "disputed": "bold color(124)",
    "key": "bold color(25)",
    "tab": "color(241)",
    "tab.on": "bold color(25)",
    "chip": "color(25)",
    "kind.programme": "color(25)",
    "kind.country": "color(28)",
    "kind.region": "color(65)",
    "kind.organisation": "color(94)",
    "kind.agreement": "color(90)",
    "kind.operation": "color(124)",
    "kind.instrument": "color(61)",
    "kind.system": "color(61)",
    "kind.person": "color(130)",
    "kind.group": "color(124)",
    "kind.document": "color(238)",
    "kind.event": "color(130)",
    "kind.figure": "color(64)",
    "cursor": "on color(252)",
    "cursor.idle": "on color(255)",
}
_ANSI = _DARK | {
    "heading": "bold blue",
    "dim": "bright_black",
    "rule": "bright_black",
    "match": "bold yellow",
    "source": "bright_black",
    "warn": "yellow",
    "planned": "yellow",
    "ended": "bright_black",
    "disputed": "bold red",
    "key": "bold blue",
    "tab": "bright_black",
    "tab.on": "bold blue",
    "chip": "blue",
    "kind.programme": "blue",
    "kind.country": "green",
    "kind.region": "green",
    "kind.organisation": "cyan",
    "kind.agreement": "magenta",
    "kind.operation": "red",
    "kind.instrument": "cyan",
    "kind.system": "cyan",
    "kind.person": "yellow",
    "kind.group": "red",
    "kind.document": "",
    "kind.event": "yellow",
    "kind.figure": "green",
    "cursor": "reverse",
    "cursor.idle": "underline",
}
_PLAIN = {
    "heading": "bold",
    "title": "bold",
    "match": "bold underline",
    "value": "bold",
    "warn": "bold",
    "planned": "italic",
    "disputed": "bold",
    "key": "bold",
    "tab.on": "bold underline",
    "cursor": "reverse",
    "cursor.idle": "underline",
}
THEMES: dict[str, dict[str, str]] = {
    "dark": _DARK,
    "light": _LIGHT,
    "ansi": _ANSI,
    "mono": {name: _PLAIN.get(name, "") for name in _DARK},
}


@cache
def style(name: str, theme: str) -> Style:
    """The style of a name in a theme; unknown names are plain."""
    return Style.parse(THEMES[theme].get(name, "")) if name else Style.null()

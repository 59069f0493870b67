"""The table of keys for the README, and the manual page, from the registry of actions.

python -m lacsec.tui.keys_table README.md      # puts the table between its two comments
python -m lacsec.tui.keys_table --man          # prints the manual page of lacsec-tui
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from pathlib import Path

from lacsec.tui.actions import Action, defaults, written

BEGIN = "<!-- keys: written by python -m lacsec.tui.keys_table -->"
END = "<!-- end of keys -->"


def table() -> str:
    """Every action with its keys, by group, as a Markdown table."""
    lines = ["| keys | action | what it does |", "|---|---|---|"]
    for group, actions in groups():
        lines.append(f"| | **{group}** | |")
        for action in actions:
            keys = " ".join(f"`{_escaped(written(key))}`" for key in action.keys)
            lines.append(f"| {keys} | {action.title} | {action.help} |")
    return "\n".join(lines)


def groups() -> list[tuple[str, list[Action]]]:
    """The actions by group, both in the order of the registry."""
    found: dict[str, list[Action]] = {}
    for action in defaults().values():
        found.setdefault(action.group, []).append(action)
    return list(found.items())


def with_table(text: str) -> str:
    """A text with the present table between its two comments. Raises ValueError without them."""
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"there is no place for the table: {BEGIN} … {END}")
    return f"{head}{BEGIN}\n{table()}\n{END}{tail}"


def manual(options: Iterable[tuple[str, str]] = ()) -> str:
    """The manual page, in the language of man(7); `options` are names with their meanings."""
    lines = [
        '.TH LACSEC-TUI 1 "" "lacsec" "User Commands"',
        ".SH NAME",
        "lacsec-tui \\- explore documents on security cooperation, with the sentences that prove "
        "each fact",
        ".SH SYNOPSIS",
        ".B lacsec-tui",
        "[\\fIDATABASE\\fR] [\\fIOPTIONS\\fR]",
    ]
    told = list(options)
    if told:
        lines.append(".SH OPTIONS")
    for name, meaning in told:
        lines += [".TP", f".B {_roff(name)}", _roff(meaning)]
    lines.append(".SH KEYS")
    for group, actions in groups():
        lines.append(f'.SS "{_roff(group)}"')
        for action in actions:
            keys = ", ".join(written(key) for key in action.keys)
            lines += [".TP", f".B {_roff(keys)}", _roff(action.help)]
    lines += [
        ".SH FILES",
        ".TP",
        ".I ~/.config/lacsec/config.toml",
        _roff("theme, preview, export_folder; under [keys] other keys for actions by their ids:"),
        *(f".br\n{_roff(action.id)}" for action in defaults().values()),
        ".SH SEE ALSO",
        ".BR lacsec (1)",
    ]
    return "\n".join(lines) + "\n"


def _options() -> list[tuple[str, str]]:
    """What the command takes, with what it means."""
    from lacsec.tui.starting import parser  # noqa: PLC0415 (only for the manual page)

    found: list[tuple[str, str]] = []
    for action in parser()._actions:
        value = f" {action.metavar}" if action.option_strings and action.metavar else ""
        name = ", ".join(action.option_strings) or str(action.metavar)
        found.append((f"{name}{value}", action.help or ""))
    return found


def _escaped(key: str) -> str:
    return key.replace("|", "\\|") if key != "`" else "` ` `"


def _roff(words: str) -> str:
    text = words.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table into files, or print the manual page."""
    parser = ArgumentParser(description="Write the tables of keys from the registry of actions.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--man", action="store_true", help="print the manual page")
    given = parser.parse_args(arguments)
    if given.man:
        sys.stdout.write(manual(_options()))
    for path in given.files:
        text = path.read_text("utf-8")
        path.write_text(with_table(text), "utf-8")
    if not given.man and not given.files:
        print(table())
    return 0


if __name__ == "__main__":
    sys.exit(main())

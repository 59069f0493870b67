"""The command `lacsec-tui`: says something at once, then loads the app and runs it.

What stands at the top of this module is loaded before the first word is on the screen, so it is
next to nothing: argparse, SQLite, Textual and the importer come later.
"""

from __future__ import annotations

import os
import sys

from lacsec.tui.terminal import ending
from lacsec.tui.terminal.checks import unfit
from lacsec.tui.terminal.device import Device
from lacsec.tui.terminal.traits import traits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENING = "lacsec - opening ..."
_NOT_ON_SCREEN = ("-h", "--help", "--version", "--plain")
_DONE, _FAILED, _INTERRUPTED = 0, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the app. Exit status: 0 done, 2 wrong usage or nothing could be done, 70 a fault of
    ours, 128 and its number where a signal ended it."""
    words = sys.argv[1:] if arguments is None else arguments
    if any(word in _NOT_ON_SCREEN for word in words):
        from lacsec.tui.starting import off_screen  # noqa: PLC0415

        return off_screen(words)
    encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"
    reason = unfit(os.environ, encoding)
    if reason is not None:
        from lacsec.tui.starting import command_line  # noqa: PLC0415

        command_line(words)  # a wrong option is the first thing to say
        print(reason, file=sys.stdout if os.isatty(1) and not os.isatty(2) else sys.stderr)
        return _FAILED
    found = traits(os.environ, encoding=encoding, ascii_only="--ascii" in words)
    _on_screen(words, Device(found, mouse="--no-mouse" not in words))
    return _FAILED  # it does not come back


def _on_screen(words: Sequence[str], device: Device) -> None:
    """Take the terminal, run the app, give the terminal back, and end the process."""
    ending.hold(device)
    try:
        device.enter()
        device.say(_OPENING)
        from lacsec.tui.starting import command_line, run  # noqa: PLC0415

        status = run(command_line(words), device)
    except KeyboardInterrupt:
        status = _INTERRUPTED
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else _FAILED
    except Exception as error:
        status = _explained(error)
    ending.leave_process(status)


def _explained(error: Exception) -> int:
    """Say what went wrong: in a sentence where it is known, with a report where it is ours."""
    from lacsec.db.errors import LacsecError  # noqa: PLC0415

    if isinstance(error, LacsecError):
        ending.say_last(f"lacsec-tui: {error}")
        return error.exit_status
    from lacsec.tui import crash  # noqa: PLC0415

    ending.say_last(crash.tell(error))
    return ending.CRASHED


if __name__ == "__main__":
    sys.exit(main())

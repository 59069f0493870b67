"""The report of a fault: where in the program it happened, and nothing of what was being read.

No values of variables, no words of documents: types, files of the program, lines and versions.
"""

from __future__ import annotations

import contextlib
import os
import platform
import time
import traceback
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from lacsec.tui.terminal import restricted

_KEPT = 10  # reports
_PACKAGES = ("lacsec", "textual", "rich", "sqlite-utils", "rapidfuzz", "pyahocorasick")
# Their messages name things of the program, never what it reads.
_SPEAKING = (AttributeError, NameError, ImportError, NotImplementedError, RecursionError)
_VARIABLES = ("TERM", "COLORTERM", "LANG", "LC_ALL", "LC_CTYPE", "TERM_PROGRAM", "TMUX", "STY")
_SET_ONLY = ("TMUX", "STY")


def tell(error: BaseException) -> str:
    """Write the report; what to say to the person: where it is, or the report itself."""
    words = report(error)
    path = _write(words)
    apology = "lacsec: something went wrong that should not have; nothing of yours was changed."
    if path is None:
        return f"{apology}\nThe report could not be saved; here it is:\n\n{words}"
    return f"{apology}\nA report without any of the documents' text is in {path}"


def report(error: BaseException) -> str:
    """The report as text."""
    lines = ["lacsec crash report", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), ""]
    lines += [f"{name} {_version(name)}" for name in _PACKAGES]
    lines += [f"python {platform.python_version()} on {platform.system()} {platform.machine()}"]
    for name in _VARIABLES:
        if name in os.environ:
            value = "set" if name in _SET_ONLY else ascii(os.environ[name])[:60]
            lines.append(f"{name}={value}")
    lines.append(f"restricted={restricted.is_restricted()}")
    return "\n".join([*lines, "", *_chain(error), ""])


def _chain(error: BaseException) -> Iterator[str]:
    """The error, then those that led to it."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield f"{type(current).__module__}.{type(current).__qualname__}{_message(current)}"
        for frame, line in traceback.walk_tb(current.__traceback__):
            code = frame.f_code
            yield f"  {_place(code.co_filename)}:{line} in {code.co_qualname}"
        if isinstance(current, BaseExceptionGroup):
            for inner in current.exceptions:
                yield from (f"  | {line}" for line in _chain(inner))
        current = current.__cause__ or current.__context__


def _message(error: BaseException) -> str:
    if isinstance(error, OSError):
        return f" (errno {error.errno})"
    if isinstance(error, _SPEAKING):
        return f": {ascii(str(error))[:200]}"
    return ""


def _place(name: str) -> str:
    """A file by its last folders: those above say who runs the program."""
    parts = Path(name).parts
    for anchor in ("site-packages", "lacsec", "tui", "db", "import"):
        if anchor in parts[:-1]:
            at = len(parts) - 1 - parts[::-1].index(anchor)
            return "/".join(parts[at + (anchor == "site-packages") :])
    return "/".join(parts[-2:])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def _write(words: str) -> Path | None:
    """Save the report for its owner alone; None where that cannot be done."""
    try:
        folder = restricted.state_folder() / "crashes"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
        path = folder / f"crash-{stamp}-{os.getpid()}.txt"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(words)
    except (OSError, RuntimeError, KeyError):
        return None
    with contextlib.suppress(OSError):
        for old in sorted(folder.glob("crash-*.txt"))[:-_KEPT]:
            old.unlink()
    return path

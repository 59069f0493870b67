"""The process that reads PDFs for an importer: files in, what they hold out, one by one.

    python -m lacsec.importer.readers.pdf.helper

Each page has a share of processor time, kept by a timer that ends the process; memory is bounded.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import resource
import signal
import struct
from typing import IO

from lacsec.importer.readers.blocks import Reading, UnreadableError
from lacsec.importer.readers.pdf.pages import read_pages
from lacsec.importer.readers.pdf.wire import ANSWER, PAGE, receive, send

_SHARE = 1.5  # seconds of processor time for the file as such, and for each of its pages
_SHARE_TOGETHER = 0.05  # for each page, when the lines of all are put together
_MEMORY = 200 * 1024 * 1024  # bytes of data, the interpreter's included
_MEMORY_FACTOR = 4  # times the size of the file on top of that


def main() -> None:
    """Answer until nobody asks any more."""
    questions = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)  # what a library prints is no answer
    _bound(resource.RLIMIT_CORE, 0)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # which ends the process

    watch = Timer(answers)
    while True:
        try:
            _, body = receive(questions)
        except EOFError:
            return
        _bound(resource.RLIMIT_DATA, _MEMORY + _MEMORY_FACTOR * len(body))
        watch.allow(_SHARE)
        answer = _answer(body, watch)
        watch.allow(0)
        send(answers, ANSWER, pickle.dumps(answer))


def _bound(what: int, most: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # a tighter bound stands already
        resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


class Timer:
    """Ends the process where a page, or what is made of all pages, takes too long."""

    def __init__(self, answers: IO[bytes]) -> None:
        self._answers = answers

    def page(self, number: int) -> None:
        """A page begins."""
        self.allow(_SHARE)
        send(self._answers, PAGE, struct.pack("!Q", number))

    def together(self, pages: int) -> None:
        """All pages are read; their lines are put together."""
        self.allow(_SHARE + pages * _SHARE_TOGETHER)

    def allow(self, seconds: float) -> None:
        """Set the timer; 0 stops it."""
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _answer(body: bytes, watch: Timer) -> Reading | UnreadableError:
    data, skipped = pickle.loads(body)
    try:
        return read_pages(data, skipped, watch)
    except UnreadableError as error:
        return error
    except MemoryError:
        return UnreadableError("it needs more memory than any such file should")


if __name__ == "__main__":
    main()

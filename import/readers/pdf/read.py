"""PDF files, read by a process of their own that is stopped where a page takes too long.

The library that draws pages is written in C: nothing inside the process can stop it where a page
is made to keep it busy for ever, and where it falls, the process falls with it. So a helper reads
one file after another; a page that takes more than its share of time costs that page, not the
import. The helper starts with the first PDF and lives as long as the process that started it.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from typing import IO

from lacsec.importer.readers.blocks import Reading, UnreadableError
from lacsec.importer.readers.pdf.wire import PAGE, QUESTION, receive, send

_MOST_SKIPPED = 2  # pages that each end the helper: with more, the file is refused
_MODULE = "lacsec.importer.readers.pdf.helper"


def read_pdf(data: bytes) -> Reading:
    """Read a PDF. Raises `UnreadableError` where it is broken, locked, hostile, or has no text."""
    skipped: list[int] = []
    with _LOCK:
        while True:
            helper = _running()
            try:
                answer = helper.ask(data, skipped)
            except _HelperDiedError as death:
                _drop()
                if death.page is None or len(skipped) >= _MOST_SKIPPED:
                    raise UnreadableError(death.told) from death
                skipped.append(death.page)
                continue
            except BaseException:
                _drop()  # it may still be in the middle of an answer
                raise
            if isinstance(answer, UnreadableError):
                raise answer
            return answer


class _HelperDiedError(Exception):
    def __init__(self, told: str, page: int | None) -> None:
        super().__init__(told)
        self.told = told
        self.page = page


class _Helper:
    def __init__(self) -> None:
        paths = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", _MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
            start_new_session=True,  # an interrupt from the keyboard is for the importer alone
        )

    def ask(self, data: bytes, skipped: list[int]) -> Reading | UnreadableError:
        """What the helper makes of a file whose pages in `skipped` it leaves out."""
        page: int | None = None
        try:
            send(self._in, QUESTION, pickle.dumps((data, tuple(skipped))))
            while True:
                kind, body = receive(self._out)
                if kind == PAGE:
                    page = struct.unpack("!Q", body)[0]
                else:
                    answer: Reading | UnreadableError = pickle.loads(body)
                    return answer
        except (EOFError, BrokenPipeError, ConnectionError, pickle.UnpicklingError) as error:
            raise _HelperDiedError(self._why(page), page) from error

    def _why(self, page: int | None) -> str:
        status = self._process.wait(timeout=10)
        place = "it" if page is None else f"page {page} of it"
        if -status in (signal.SIGPROF, signal.SIGXCPU, signal.SIGALRM):
            return f"{place} takes too long to be read, as if made to"
        return f"{place} cannot be read: it brings the reader down"

    @property
    def _in(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _out(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def end(self) -> None:
        """Stop the helper."""
        self._process.kill()
        self._process.wait()
        self._in.close()
        self._out.close()


_LOCK = threading.Lock()
_helpers: dict[int, _Helper] = {}  # by process: a fork does not share its parent's


def _running() -> _Helper:
    helper = _helpers.get(os.getpid())
    if helper is None:
        helper = _helpers[os.getpid()] = _Helper()
    return helper


@atexit.register
def _drop() -> None:
    helper = _helpers.pop(os.getpid(), None)
    if helper is not None:
        helper.end()

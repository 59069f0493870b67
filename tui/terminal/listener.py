"""Keys, pasted text and mouse from the terminal to the app, on the event loop, without a thread."""

from __future__ import annotations

import asyncio
import codecs
import os
from collections.abc import Callable

from textual import constants
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.message import Message

_ONE_READ = 4096


class Listener:
    """Reads a terminal; `deliver` gets each message, `ended` is called when nobody is there."""

    def __init__(
        self,
        descriptor: int,
        encoding: str,
        deliver: Callable[[Message], None],
        ended: Callable[[], None],
    ) -> None:
        self._descriptor = descriptor
        self._deliver = deliver
        self._ended = ended
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._parser = XTermParser()
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Read from now on."""
        self._loop = loop
        loop.add_reader(self._descriptor, self._read)

    def stop(self) -> None:
        """Read no more; what was half received is forgotten."""
        if self._loop is not None:
            self._loop.remove_reader(self._descriptor)
            self._loop = None
        self._decoder.reset()
        self._parser = XTermParser()

    def _read(self) -> None:
        try:
            data = os.read(self._descriptor, _ONE_READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        loop = self._loop
        if not data:
            self.stop()
            self._ended()
            return
        text = self._decoder.decode(data)
        if text:
            self._take(text)
        if "\x1b" in text and loop is not None:
            # An escape that nothing follows in this time is the key itself.
            loop.call_later(constants.ESCAPE_DELAY + 0.001, self._tick)

    def _take(self, text: str) -> None:
        try:
            for message in self._parser.feed(text):
                self._deliver(message)
        except ParseError:
            self._parser = XTermParser()

    def _tick(self) -> None:
        for message in self._parser.tick():
            self._deliver(message)

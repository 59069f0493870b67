"""How far the terminal lags behind what was sent to it, and when to send more.

Between the program and the terminal a slow link can hold seconds of output, which nobody sees:
writing never blocks. So, while frames follow each other closely, each is followed by a question
(where is the cursor?) of four bytes. What has been sent since the oldest question without an
answer is under way; when that is more than the link carries in its own delay, new frames wait,
and only the newest is sent when the link has caught up.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

QUESTION = "\x1b[6n"
_CLOSELY = 0.25  # seconds between frames that count as following each other closely
_SMALL = 600  # bytes of a frame that tells the link's own delay
_LAG = 0.04  # seconds, beyond the link's own delay, in which an answer is not late
_PATIENCE = 2.0  # seconds after which a frame is sent all the same
_DEAF = 10.0  # seconds without an answer after which no more is asked
_STALE = 60.0  # seconds after which the link's own delay is measured anew
_FIRST, _LEAST, _MOST = 4096, 1024, 1 << 18  # bytes that may be under way


class _Question(NamedTuple):
    time: float
    before: int
    """Bytes that were ever sent before its frame."""
    size: int
    """Bytes of its frame."""
    under_way: int
    """Bytes that were under way when it was asked, its frame among them."""


class Flow:
    """Times in seconds, of any clock that only goes forward."""

    def __init__(self) -> None:
        self.delay: float | None = None
        """The shortest time that an answer has taken."""
        self.window = _FIRST
        """Bytes that may be under way."""
        self._asked: deque[_Question] = deque()
        self._total = 0
        self._sent = float("-inf")
        self._measured = float("-inf")
        self._deaf = False
        self._answered = False

    @property
    def waiting(self) -> bool:
        """Is there a question without an answer?"""
        return bool(self._asked)

    def asks(self, now: float, size: int) -> bool:
        """Should a question follow this frame (of so many bytes)?"""
        if self._deaf:
            return False
        closely = now - self._sent < _CLOSELY
        unknown = self.delay is None or now - self._measured > _STALE
        return closely or (unknown and size < _SMALL)

    def sent(self, now: float, size: int, *, asked: bool) -> None:
        """A frame of so many bytes was sent, with or without a question."""
        if asked:
            calm = not self._asked and now - self._sent >= _CLOSELY
            if calm and now - self._measured > _STALE:
                self.delay = None
            first = self._asked[0].before if self._asked else self._total
            under_way = self._total + size - first
            self._asked.append(_Question(now, self._total, size, under_way))
        self._total += size
        self._sent = now

    def answered(self, now: float) -> None:
        """The terminal has answered the oldest question."""
        if not self._asked:
            return
        question = self._asked.popleft()
        self._answered = True
        took = now - question.time
        if self.delay is None or took < self.delay:
            self.delay = took
            self._measured = now
        if took > self.delay + _LAG:  # so much as the link carries in its own delay
            self.window = max(_LEAST, int(question.under_way * self.delay / took))
        elif 2 * question.under_way > self.window:
            self.window = min(_MOST, self.window + question.size)

    def hold(self, now: float) -> float:
        """Seconds for which the next frame should wait, unless an answer comes; 0 is at once."""
        if not self._asked or self._deaf:
            return 0.0
        oldest = self._asked[0]
        age = now - oldest.time
        if age > (_DEAF if self._answered else _PATIENCE):
            self._deaf = True
            self._asked.clear()
            return 0.0
        late = self.delay is not None and age > self.delay + _LAG
        full = self._total - oldest.before >= self.window
        return max(0.0, self._sent + _PATIENCE - now) if late or full else 0.0

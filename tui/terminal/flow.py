"""How far the terminal lags behind what was sent to it, and when to send more.

Between the program and the terminal a slow link can hold seconds of output, which nobody sees:
writing never blocks. So, while frames follow each other closely, each is followed by a question
(where is the cursor?) of four bytes. As long as answers are late, new frames wait, and only the
newest is sent when the link has caught up.
"""

from __future__ import annotations

from collections import deque

QUESTION = "\x1b[6n"
_CLOSELY = 0.25  # seconds between frames that count as following each other closely
_SMALL = 600  # bytes of a frame that tells the link's own delay
_LEAST_LAG = 0.04  # seconds of lag, beyond the link's own delay, that are put up with
_UNKNOWN_DELAY = 0.2
_PATIENCE = 2.0  # seconds after which a frame is sent all the same
_DEAF = 10.0  # seconds without an answer after which no more is asked
_STALE = 60.0  # seconds after which the link's own delay is measured anew


class Flow:
    """Times in seconds, of any clock that only goes forward."""

    def __init__(self) -> None:
        self.delay: float | None = None
        """The shortest time that an answer has taken."""
        self._asked: deque[float] = deque()
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

    def sent(self, now: float, *, asked: bool) -> None:
        """A frame was sent, with or without a question."""
        if asked:
            calm = not self._asked and now - self._sent >= _CLOSELY
            if calm and now - self._measured > _STALE:
                self.delay = None
            self._asked.append(now)
        self._sent = now

    def answered(self, now: float) -> None:
        """The terminal has answered the oldest question."""
        if not self._asked:
            return
        self._answered = True
        took = now - self._asked.popleft()
        if self.delay is None or took < self.delay:
            self.delay = took
            self._measured = now

    def hold(self, now: float) -> float:
        """Seconds for which the next frame should wait, unless an answer comes; 0 is at once."""
        if not self._asked or self._deaf:
            return 0.0
        age = now - self._asked[0]
        if age > (_DEAF if self._answered else _PATIENCE):
            self._deaf = True
            self._asked.clear()
            return 0.0
        delay = _UNKNOWN_DELAY if self.delay is None else self.delay
        late = delay + max(_LEAST_LAG, delay / 4)
        return max(0.0, self._sent + _PATIENCE - now) if age > late else 0.0

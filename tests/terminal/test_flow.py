"""A slow line in a model of its own: however long a key is held down, little is under way."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from lacsec.tui.terminal.flow import QUESTION, Flow


@dataclass
class Line:
    """`delay` seconds each way, `rate` bytes a second down; answers questions, unless deaf."""

    delay: float
    rate: float
    deaf: bool = False
    free: float = 0.0
    answers: list[float] = field(default_factory=list)
    arrivals: list[float] = field(default_factory=list)

    def send(self, now: float, size: int, *, asked: bool) -> None:
        self.free = max(now, self.free) + (size + 88 + asked * len(QUESTION)) / self.rate
        self.arrivals.append(self.free + self.delay)
        if asked and not self.deaf:
            self.answers.append(self.free + 2 * self.delay)


def hold_key(line: Line, frame: int, seconds: float = 3.0, every: float = 1 / 30) -> list[float]:
    """Hold a key that changes `frame` bytes of the screen; when were frames sent?"""
    flow = Flow()
    now, sent, dirty = 0.0, [], False
    flow.sent(-9.0, 50, asked=flow.asks(-9.0, 50))
    line.send(-9.0, 50, asked=True)
    if line.answers:
        flow.answered(line.answers.pop(0))
    while now < seconds + 5:
        while line.answers and line.answers[0] <= now:
            flow.answered(line.answers.pop(0))
        if now < seconds and int(now / every) != int((now - 0.001) / every):
            dirty = True
        if dirty and not flow.hold(now):
            asked = flow.asks(now, frame)
            flow.sent(now, frame, asked=asked)
            line.send(now, frame, asked=asked)
            sent.append(now)
            dirty = False
        now += 0.001
    return sent


@pytest.mark.parametrize("frame", [200, 1200, 3000, 7000])
@pytest.mark.parametrize(("delay", "rate"), [(0.075, 32_000), (0.3, 8_000), (0.01, 125_000)])
def test_the_screen_lags_little_behind_a_key_that_was_held(
    delay: float, rate: float, frame: int
) -> None:
    line = Line(delay, rate)
    hold_key(line, frame)
    lag, one_frame = line.arrivals[-1] - 3.0, frame / rate
    # Two frames and the answer to the first, which the second waited for.
    assert lag < 0.05 + 4 * delay + 3 * one_frame


@pytest.mark.parametrize("frame", [100, 300, 600, 1200])
def test_over_a_usual_slow_line_the_lag_is_hardly_seen(frame: int) -> None:
    line = Line(0.075, 32_000)
    hold_key(line, frame)
    assert line.arrivals[-1] - 3.0 < 0.22


def test_on_a_fast_line_every_frame_is_sent() -> None:
    line = Line(0.0002, 10_000_000)
    assert len(hold_key(line, 1200)) >= 88


def test_a_terminal_that_never_answers_is_asked_no_more() -> None:
    line = Line(0.01, 1_000_000, deaf=True)
    sent = hold_key(line, 500)
    assert len(sent) > 30
    flow = Flow()
    flow.sent(0, 10, asked=flow.asks(0, 10))
    assert flow.hold(1.0) == 0
    flow.sent(1.0, 9000, asked=flow.asks(1.0, 9000))
    assert flow.hold(1.5) > 0
    assert flow.hold(2.5) == 0
    assert not flow.asks(2.6, 10)


def test_the_newest_frame_is_sent_in_the_end() -> None:
    line = Line(0.075, 8_000)
    sent = hold_key(line, 7000)
    assert sent[-1] >= 3.0 - 1 / 30 - 0.002


def test_single_keys_are_not_followed_by_questions() -> None:
    flow = Flow()
    flow.sent(0.0, 50, asked=flow.asks(0.0, 50))
    flow.answered(0.15)
    assert not flow.asks(1.0, 300)
    flow.sent(1.0, 300, asked=False)
    assert flow.asks(1.1, 300)
    assert flow.hold(1.1) == 0.0

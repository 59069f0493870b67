"""Where one has been: back and forward, like a browser's, and how each view looked."""

from __future__ import annotations

from dataclasses import dataclass

from lacsec.tui.places import Place

_MOST = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """How a view looked when it was left.

    `line` is the cursor's, `top` the first in sight, `key` the record under the cursor; `more` is
    the view's own: filters, sort, zoom, as pairs of words.
    """

    line: int = 0
    top: int = 0
    key: str = ""
    needle: str = ""
    more: tuple[tuple[str, str], ...] = ()


NOTHING = Mark()


@dataclass(frozen=True, slots=True)
class Stop:
    """A place that was visited, and how it looked."""

    place: Place
    mark: Mark = NOTHING


class History:
    """The stops before and after the present one."""

    def __init__(self) -> None:
        self._before: list[Stop] = []
        self._after: list[Stop] = []

    def leave(self, stop: Stop) -> None:
        """Remember a stop that is left for a new one; what lay ahead is forgotten."""
        if not self._before or self._before[-1] != stop:
            self._before.append(stop)
        del self._before[:-_MOST]
        self._after.clear()

    def back(self, present: Stop) -> Stop | None:
        """The stop before, None at the beginning."""
        if not self._before:
            return None
        self._after.append(present)
        return self._before.pop()

    def forward(self, present: Stop) -> Stop | None:
        """The stop that was gone back from, None at the end."""
        if not self._after:
            return None
        self._before.append(present)
        return self._after.pop()

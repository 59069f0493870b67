"""Where one has been: back and forward, like a browser's."""

from __future__ import annotations

from lacsec.tui.places import Place

_MOST = 200


class History:
    """The places before and after the present one."""

    def __init__(self) -> None:
        self._before: list[Place] = []
        self._after: list[Place] = []

    def leave(self, place: Place) -> None:
        """Remember a place that is left for a new one; what lay ahead is forgotten."""
        if not self._before or self._before[-1] != place:
            self._before.append(place)
        del self._before[:-_MOST]
        self._after.clear()

    def back(self, present: Place) -> Place | None:
        """The place before, None at the beginning."""
        if not self._before:
            return None
        self._after.append(present)
        return self._before.pop()

    def forward(self, present: Place) -> Place | None:
        """The place that was gone back from, None at the end."""
        if not self._after:
            return None
        self._before.append(present)
        return self._after.pop()

"""Focus that moves at once.

Textual moves it one turn later: a key that came with the one before, as they do over a slow line,
would still go to the old place.
"""

from __future__ import annotations

from typing import Self, cast

from textual.widget import Widget


class Focusing:
    """For a widget that has the focus as soon as it is asked to take it.

    (No widget itself: Textual looks for styles in the first base class that is one.)
    """

    def focus(self, scroll_visible: bool = True) -> Self:
        """Take the focus now."""
        widget = cast(Widget, self)
        if widget.is_attached:
            widget.screen.set_focus(widget, scroll_visible=False)
        return self

    @property
    def focused(self) -> bool:
        """Has it the focus, as of now?"""
        widget = cast(Widget, self)
        return widget.is_attached and widget.screen.focused is widget

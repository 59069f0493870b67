"""How the screen is divided at a size: one pane when narrow, two, or three when wide."""

from __future__ import annotations

from dataclasses import dataclass

WIDE = 100  # cells: from here on a list and its pane stand side by side
SIDE = 160  # from here on the preview stands beside them instead of below
GAP = 2  # between columns
_LOWEST = 16  # rows: below that there is no preview
_TALL = 30


@dataclass(frozen=True, slots=True)
class Room:
    """The screen in cells; `preview` says whether the preview is wanted."""

    width: int
    height: int
    preview: bool = True

    @property
    def beside(self) -> bool:
        """Does the preview stand beside the view?"""
        return self.preview and self.width >= SIDE

    @property
    def below(self) -> bool:
        """Does the preview stand below the view?"""
        return self.preview and not self.beside and self.height >= _LOWEST

    @property
    def detail_width(self) -> int:
        """The width of the preview, without the gap beside it."""
        return min(76, self.width * 7 // 20) if self.beside else self.width

    @property
    def detail_height(self) -> int:
        """The rows of the preview below, its rule included."""
        if self.height >= _TALL:
            return 8
        return 5 if self.height >= 24 else 4

    @property
    def stage_width(self) -> int:
        """What is left for the view."""
        return self.width - (self.detail_width + GAP if self.beside else 0)

    @property
    def two(self) -> bool:
        """Do a list and its pane stand side by side?"""
        return self.stage_width >= WIDE

    @property
    def list_width(self) -> int:
        """The width of a list beside its pane."""
        return min(44, max(32, self.stage_width // 3)) if self.two else self.stage_width

    @property
    def pane_width(self) -> int:
        """The width of the pane beside a list, or alone."""
        return self.stage_width - (self.list_width + GAP if self.two else 0)

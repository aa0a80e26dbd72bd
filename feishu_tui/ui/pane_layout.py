"""Which panes are on screen at which size."""

from __future__ import annotations

from typing import Literal

Pane = Literal["picker", "agenda", "detail"]
"""``agenda`` is the one in the middle, whichever view of the days it shows."""
ViewName = Literal["agenda", "day", "week", "month"]
WIDE, MEDIUM = 110, 80
"""Columns from which all three panes, and two, stand side by side."""
LEAST_WIDTH, LEAST_HEIGHT = 40, 12
"""Below this there is only a sentence."""


def visible(width: int, pane: Pane, picker_on: bool) -> set[Pane]:
    """The panes to show in ``width`` columns when ``pane`` is the one in use."""
    if width < MEDIUM:
        return {pane}
    picker: set[Pane] = {"picker"} if picker_on or pane == "picker" else set()
    if width < WIDE:
        return picker | {"detail" if pane == "detail" else "agenda"}
    return picker | {"agenda", "detail"}

"""Which panes are on screen at which size."""

from __future__ import annotations

from feishu_tui.lazy_typing import Literal

Pane = Literal["picker", "agenda", "detail"]
"""``agenda`` is the one in the middle, whichever view of the days it shows."""
ViewName = Literal["agenda", "day", "week", "month"]
WIDE, MEDIUM = 110, 80
"""Columns from which all three panes, and two, stand side by side."""
BROAD = 170
"""Columns from which the detail stands beside a view with many columns of its own."""
PICKER_WIDTH = 28
"""Columns of the picker where it is not alone."""
MOST_DETAIL = 64
"""Columns beyond which the detail beside another pane does not grow."""
LEAST_WIDTH, LEAST_HEIGHT = 40, 12
"""Below this there is only a sentence."""


def visible(width: int, pane: Pane, picker_on: bool, view: ViewName = "agenda") -> set[Pane]:
    """The panes to show in ``width`` columns when ``pane`` is the one in use and ``view`` stands in the middle.

    A week and a month want the width for themselves: what stands beside a list then gives way.
    """
    many_columns = view in ("week", "month")
    if width < MEDIUM or (many_columns and width < WIDE and pane != "picker"):
        return {pane}
    picker: set[Pane] = {"picker"} if picker_on or pane == "picker" else set()
    if width < (BROAD if many_columns else WIDE):
        return picker | {"detail" if pane == "detail" else "agenda"}
    return picker | {"agenda", "detail"}


def detail_width(room: int) -> int:
    """How many of ``room`` columns the detail takes beside the pane in the middle: two in five."""
    return min(room - room * 3 // 5, MOST_DETAIL)

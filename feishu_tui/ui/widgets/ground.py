"""What lies under other widgets: blank lines, one as the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget
else:
    Widget = object  # Textual takes styles from the first base that is a widget


class Ground(Widget):
    """Put before a widget that shows nothing itself, neither border nor title: one line is made and kept for all.

    Textual makes one for each line of the screen and keeps that in four shapes, each with seven caches.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """As ``Widget.render_lines``."""
        return super().render_lines(Region(crop.x, 0, crop.width, 1)) * crop.height

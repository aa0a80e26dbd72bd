"""Lines of some panes as an update of the screen, in place of all that Textual would compose for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import Control
from rich.segment import Segment
from textual._compositor import CompositorUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from feishu_tui.ui.widgets.line_view import LineView

Places = Mapping[Widget, tuple[Region, Region]]
"""Where widgets are on the screen, and what is to be seen of them."""


class PlacedLine(NamedTuple):
    """What a line shows and the cell it begins at."""

    x: int
    y: int
    segments: Sequence[Segment]


class LinesUpdate(CompositorUpdate):
    """Whole lines of panes."""

    def __init__(self, lines: Sequence[PlacedLine]) -> None:
        self.lines = lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for x, y, segments in self.lines:
            yield Control.move_to(x, y).segment
            yield from segments

    def render_segments(self, console: Console) -> str:
        """What draws them."""
        return "".join(Control.move_to(x, y).segment.text + Strip(line).render(console) for x, y, line in self.lines)


def lines_update(regions: Collection[Region], places: Places) -> LinesUpdate | None:
    """The lines of ``LineView`` panes that touch ``regions`` of the screen.

    ``None`` where something else is to be painted, or where something lies over such a pane or cuts it off.
    """
    rows: dict[LineView, set[int]] = {}
    panes = [
        (place, pane, pane.content_region)
        for pane, (place, clip) in places.items()
        if isinstance(pane, LineView) and clip.contains_region(place)
    ]
    for region in regions:
        around = next((each for each in panes if each[0].contains_region(region)), None)
        if around is None or not around[2].contains_region(region):
            return None
        rows.setdefault(around[1], set()).update(region.line_range)
    if not all(_is_alone(pane, places) for pane in rows):
        return None
    return LinesUpdate([line for pane, wanted in rows.items() for line in _lines(pane, wanted)])


def _is_alone(pane: Widget, places: Places) -> bool:
    """Whether nothing but what holds a pane is where it is."""
    place, _ = places[pane]
    others = [widget for widget, (region, clip) in places.items() if region.intersection(clip).overlaps(place)]
    return all(widget is pane or widget in pane.ancestors for widget in others)


def _lines(pane: LineView, rows: Collection[int]) -> Iterator[PlacedLine]:
    """These rows of the screen, as the pane draws them."""
    left, top = pane.content_region.offset
    return (PlacedLine(left, top + y, segments) for y, segments in pane.painted(row - top for row in sorted(rows)))

"""A series as it is expanded here beside the server's own occurrences, the differing rows marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from feishu_tui.model import Event
from feishu_tui.ui.background import Background
from feishu_tui.ui.check_follower import CheckFollower
from feishu_tui.ui.check_lines import comparison_lines, differing_lines, unchecked_lines
from feishu_tui.ui.keymap import IDS, bindings
from feishu_tui.ui.line import BLANK, Line
from feishu_tui.ui.messages import CheckFailed, SeriesChecked
from feishu_tui.ui.raw_lines import raw_lines
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.screens.overlay import Overlay
from feishu_tui.ui.widgets.reading_view import ReadingView
from feishu_tui.ui.widgets.status_line import OneLine

CONTEXT = 2
"""Rows that stay in sight above the difference one goes to."""
MINUTE = 60.0


class ComparisonView(ReadingView):
    """The comparison, with keys that go from one difference to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("comparison")]

    def action_difference(self, way: int) -> None:
        """To the next difference below what was gone to last, or the next one above it."""
        places = [max(line - CONTEXT, 0) for line in differing_lines(self.lines)]
        ahead = [place for place in places if (place - self.top) * way > 0]
        if ahead:
            self.scroll_lines((min(ahead) if way > 0 else max(ahead)) - self.top)


class ComparisonScreen(Overlay[None]):
    """Shows all that is known of an event: how its series, if any, compared with the server, then what was sent.

    Compares when that is due or wanted. ``sent`` is the JSON of the server, each with its heading.
    """

    PANES: ClassVar[tuple[str, ...]] = ("comparison",)
    DEFAULT_CSS = """
    ComparisonScreen {
        padding: 0 1;
        & #title { margin-bottom: 1; }
    }
    """

    def __init__(
        self,
        series: Event | None,
        sent: Sequence[tuple[str, str]],
        reader: Reader,
        background: Background | None,
        offline: bool,
        keys: Mapping[str, str],
    ) -> None:
        super().__init__(reader.say, keys)
        self._series = series
        self._sent = sent
        self._reader = reader
        self._offline = offline
        self._checks = CheckFollower(reader, background.on(self) if background else None)
        self._view = ComparisonView(id="comparison")

    def compose(self) -> ComposeResult:
        """A title over what was compared."""
        yield OneLine(id="title")
        yield self._view

    def on_mount(self) -> None:
        """Show what is known, and ask for what is not."""
        self._view.focus()
        if self._series and self._checks.is_due(self._series, offline=self._offline):
            self._checks.begin(self._series)
        self.set_interval(MINUTE, self._draw)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another width."""
        self.call_after_refresh(self._draw)

    def action_check_again(self) -> None:
        """Hold the series against the server anew, however lately that was done."""
        if self._series:
            self._checks.begin(self._series, force=True)
            self._draw()

    @on(SeriesChecked)
    def _show_checked(self, event: SeriesChecked) -> None:
        checked = event.checked
        self._checks.end((checked.calendar_id, checked.event_id), checked if checked.error else None)
        self._draw()

    @on(CheckFailed)
    def _show_failure(self, event: CheckFailed) -> None:
        self._checks.end((event.calendar_id, event.event_id), event.error)
        self._draw()

    def _draw(self) -> None:
        reader, cells = self._reader, self._view.content_size.width
        if not cells:
            return
        compared = self._compared(self._series, cells) if self._series else []
        between = [BLANK] if compared else []
        self._view.show([*compared, *between, *raw_lines(self._sent, cells, reader.say)])
        self.query_one("#title", OneLine).say(self._title(cells))

    def _compared(self, series: Event, cells: int) -> Sequence[Line]:
        reader = self._reader
        checked, note = self._checks.checked(series), self._checks.note(series, offline=self._offline)
        if checked is None:
            return unchecked_lines(series, note, cells)
        return comparison_lines(checked, cells, reader.zone, reader.now, reader.say, note)

    def _title(self, cells: int) -> Line:
        """What this is and, where there is room, the keys that matter."""
        say = self._reader.say
        name = say("Comparison with the server") if self._series else say("As the server sent it")
        offered = [("back", say("back"))]
        if self._series:
            again, onward = (
                ("comparison.again", say("check again")),
                ("comparison.next-difference", say("next difference")),
            )
            offered = [onward, again, *offered]
        return self.title_line(name, [(IDS[command], words) for command, words in offered], cells)

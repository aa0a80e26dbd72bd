"""Whether the server agrees with the series being looked at: says it, and asks when that is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feishu_tui.errors import FeishuTuiError, NetworkError, NotSignedIn
from feishu_tui.model import Event
from feishu_tui.ui.background import Background
from feishu_tui.ui.check_lines import status_line
from feishu_tui.ui.line import Line
from feishu_tui.ui.reader import Reader

if TYPE_CHECKING:
    from feishu_tui.sync.checked import Checked

TRY_AGAIN_SECONDS = 60.0
"""How long after an attempt nothing is asked again by itself, should it have come to nothing."""

Key = tuple[str, str]
"""A series: its calendar and its master's id."""


class CheckFollower:
    """Keeps account of the checks that ``background``, where there is one, makes; what came of them is in the cache."""

    def __init__(self, reader: Reader, background: Background | None) -> None:
        self._reader = reader
        self._background = background
        self._under_way: Key | None = None
        self._tried: dict[Key, float] = {}
        self._came_to_nothing: dict[Key, FeishuTuiError | Checked] = {}

    def checked(self, series: Event) -> Checked | None:
        """What is known of a series: the comparison that is kept, else why the last one failed."""
        kept = self._reader.checked(series)
        failure = self._came_to_nothing.get(_key(series))
        return kept if kept is not None or isinstance(failure, FeishuTuiError) else failure

    def note(self, series: Event, *, offline: bool) -> Line:
        """Whether the server agrees, in a few words."""
        return status_line(
            self.checked(series),
            self._reader.now,
            self._reader.say,
            checking=self._under_way == _key(series),
            obstacle=self._obstacle(series, offline),
        )

    def is_due(self, series: Event, *, offline: bool) -> bool:
        """Whether to ask the server by itself: it was not asked lately, and it is thought to be there."""
        if self._background is None or offline:
            return False
        from feishu_tui.sync.checked import CHECK_AGAIN_SECONDS

        now = self._reader.now.timestamp()
        if now - self._tried.get(_key(series), 0.0) < TRY_AGAIN_SECONDS:
            return False
        kept = self._reader.checked(series)
        return kept is None or not 0 <= now - kept.at < CHECK_AGAIN_SECONDS

    def begin(self, series: Event, *, force: bool = False) -> bool:
        """Have a series checked; whether that can be. ``force`` where it was checked a moment ago."""
        if self._background is None:
            return False
        if self._under_way is not None:
            # The newer check takes the place of that one, which may be made again.
            del self._tried[self._under_way]
        self._under_way = key = _key(series)
        self._tried[key] = self._reader.now.timestamp()
        from feishu_tui.sync.check import window_around

        self._background.check(*key, window_around(self._reader.now), force=force)
        return True

    def end(self, key: Key, failure: FeishuTuiError | Checked | None = None) -> None:
        """A check is over; ``failure`` is why it came to nothing."""
        if self._under_way == key:
            self._under_way = None
        self._came_to_nothing.pop(key, None)
        if failure is not None:
            self._came_to_nothing[key] = failure

    def _obstacle(self, series: Event, offline: bool) -> FeishuTuiError | None:
        if self._background is None:
            return NotSignedIn("Nobody is signed in.")
        if offline:
            return NetworkError("There is no network.")
        failure = self._came_to_nothing.get(_key(series))
        return failure if isinstance(failure, FeishuTuiError) else None


def _key(series: Event) -> Key:
    return series.calendar_id, series.event_id
